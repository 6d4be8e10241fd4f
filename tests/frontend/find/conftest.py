from tests.frontend.fixtures import browser, open_page, site  # noqa: F401
