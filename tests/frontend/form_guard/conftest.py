from tests.frontend.visiting import on_the_day  # noqa: F401  a fixture, asked for by name
