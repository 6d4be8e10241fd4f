from tests.frontend.visiting import on_the_day  # noqa: F401
