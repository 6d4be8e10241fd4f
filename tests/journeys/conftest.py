"""A journey's world: `town` is the whole product, `somebody("ann")` a person at a browser."""

import pytest
from django.utils.csp import CSP

from tests.factories.supply import NOW
from tests.frontend.fixtures import browser, open_page, site  # noqa: F401

from .looks import Looks
from .somebody import Somebody
from .town import Town, pretend_processor


@pytest.fixture
def town(site, settings):  # noqa: F811
    with pretend_processor(site) as processor:
        settings.SITE_URL = site
        settings.STRIPE_API_BASE = processor
        settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": [CSP.SELF, processor]}
        # Everybody in a journey sits at one machine.
        settings.ACCOUNT_RATE_LIMITS = False
        found = Town(site, processor)
        found.is_now(NOW)
        yield found


@pytest.fixture
def scripts() -> bool:
    """Whether browsers run scripts: a journey that is walked both ways has it as a parameter."""
    return False


@pytest.fixture
def looks(request, town, scripts):
    journey = request.module.__name__.rpartition(".")[2].split("_")[1]
    kept = Looks(f"{journey}-{'scripts' if scripts else 'plain'}", town.site)
    yield kept
    kept.are_all_right()


@pytest.fixture
def somebody(town, looks, open_page, scripts):  # noqa: F811
    """somebody("ann") -> a person of that name, at a browser of their own."""

    def sits_down(name: str) -> Somebody:
        return Somebody(name, open_page(scripts=scripts), town, looks)

    return sits_down
