"""Fixtures for tests in a browser: import those you need into a conftest.py.

`site` is the whole product served from `committed_db`, `open_page` gives pages of one browser.
"""

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

from tests.waits import TEST_WAIT_SECONDS

from .browser import NARROW, chromium, remember_what_is_sent, served


# For a module, not the whole run: while it is open, synchronous Playwright keeps an event loop in
# this thread, where the ORM refuses to work unless told that it may. Other tests keep that guard.
@pytest.fixture(scope="module")
def browser():
    with pytest.MonkeyPatch.context() as patch, chromium() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield found


@pytest.fixture
def site(browser, committed_db):
    """The address of the product, running on this test's own database."""
    with served(StaticFilesHandler(get_wsgi_application())) as address:
        yield address


@pytest.fixture
def open_page(browser):
    """open_page(scripts=False) -> a page with a session of its own."""
    contexts = []

    def opened(*, scripts=True, **options):
        viewport = {"width": NARROW, "height": 900}
        context = browser.new_context(
            **{"java_script_enabled": scripts, "viewport": viewport, "locale": "en-GB", **options}
        )
        context.set_default_timeout(TEST_WAIT_SECONDS * 1000)
        contexts.append(context)
        return remember_what_is_sent(context.new_page())

    yield opened
    for context in contexts:
        context.close()
