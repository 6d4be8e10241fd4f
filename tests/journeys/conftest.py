"""A journey's world: `town` is the whole product, `somebody("ann")` a person in it.

Each journey is walked three ways: in a browser that runs scripts, without one by forms alone, and,
as a long proof, in a browser with its scripts off.
"""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.utils.csp import CSP

from tests.factories.supply import NOW
from tests.frontend.browser import served
from tests.frontend.fixtures import browser, open_page  # noqa: F401  fixtures, asked for by name

from .at_a_keyboard import Keyboard
from .form_client import FormClient
from .looks import Looks
from .pages_looked_at import PAGES_LOOKED_AT
from .somebody import Somebody
from .town import Town, pretend_processor

WAYS = [
    pytest.param("scripts", marks=pytest.mark.browser),
    pytest.param("forms"),
    pytest.param("no scripts", marks=[pytest.mark.browser, pytest.mark.prove]),
]


@pytest.fixture
def site(committed_db) -> Iterator[str]:
    """The address of the product, running on this test's own database."""
    with served(StaticFilesHandler(get_wsgi_application())) as address:
        yield address


@pytest.fixture
def town(site, settings) -> Iterator[Town]:
    with pretend_processor(site) as processor:
        settings.SITE_URL = site
        settings.STRIPE_API_BASE = processor
        settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": [CSP.SELF, processor]}
        # Everybody in a journey sits at one machine.
        settings.ACCOUNT_RATE_LIMITS = False
        found = Town(site, processor)
        found.is_now(NOW)
        yield found


@pytest.fixture(params=WAYS)
def way(request) -> str:
    return request.param


@pytest.fixture
def looks(request, town, way) -> Iterator[Looks]:
    journey = request.module.__name__.rpartition(".")[2].split("_")[1]
    all_looks = Looks(journey, town.site, in_all=way == "scripts")
    yield all_looks
    all_looks.are_all_right()
    asked = PAGES_LOOKED_AT.get(request.function.__name__, set())
    assert asked <= all_looks.routes, f"not reached: {sorted(asked - all_looks.routes)}"


@pytest.fixture
def hands(request, town, way) -> Callable[[], Keyboard | FormClient]:
    """New ones for each person: no two share a session."""
    if way == "forms":
        return lambda: FormClient(town.site)
    opened = request.getfixturevalue("open_page")
    return lambda: Keyboard(town.site, opened(scripts=way == "scripts"))


@pytest.fixture
def somebody(town, looks, hands) -> Callable[[str], Somebody]:
    """somebody("ann") -> a person of that name, with a session of their own."""
    return lambda name: Somebody(name, hands(), town, looks)
