from .fixtures import browser, open_page, site  # noqa: F401  fixtures, asked for by name
