"""The checker that stands beside the checkout, which is not ours, at four running sites."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

from providers.models.supply import Listing
from providers.states import VenueKind
from tests.factories.directory import import_feed
from tests.factories.places import make_area, make_postcode
from tests.factories.shared import shared_file
from tests.factories.supply import NOW, make_login, make_shown_listing
from tests.frontend.browser import served
from tests.frontend.visiting import set_clock
from tests.waits import TEST_WAIT_SECONDS

from .checker import BASE

pytestmark = [pytest.mark.prove, pytest.mark.process]
DATA = Path(__file__).resolve().parents[2] / "data"


def nothing() -> None:
    make_area()


def one_home() -> None:
    make_shown_listing(
        make_login("teacher"),
        title="Piano",
        place_words="12 Hidden Street",
        venue_kind=VenueKind.OWN_HOME,
    )


def written_and_imported() -> None:
    one_home()
    make_shown_listing(make_login("museum"), kinds=[4, 9])
    import_feed(DATA / "directory_v3.json")


def imported() -> None:
    make_area()
    make_postcode()
    import_feed(DATA / "directory_v1.json")


@pytest.mark.holds("fault:I18")
@pytest.mark.parametrize(
    ("site_with", "things"),
    [(nothing, 0), (one_home, 1), (imported, 2), (written_and_imported, 4)],
)
def test_it_finds_nothing_wrong(committed_db, site_with: Callable[[], None], things):
    checker = shared_file("../tools/check_oruk.py")
    set_clock(NOW)
    site_with()
    assert Listing.objects.filter(state="shown").count() >= things

    with served(StaticFilesHandler(get_wsgi_application())) as address:
        command = [sys.executable, checker, address + BASE, "--strict", "--client", "dfe"]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=TEST_WAIT_SECONDS * 3
        )

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
