"""A directory that a connector tries from its page: read by a worker, and nothing kept of it."""

from datetime import timedelta

import pytest

from community.common.refusals import Refused
from providers.actions.directory_trials import ask_for_trial
from providers.actions.imports import begin_import
from providers.models.imports import DirectorySource, ImportRow, ImportRun
from providers.models.supply import Listing, Provider
from providers.tasks import try_directories
from tests.factories.directory import make_source, row, write
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import NOW, make_connector, make_login
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(tmp_path) -> DirectorySource:
    """At an address whose answers are these; a row of it is held back."""
    set_clock(NOW)
    make_postcode()
    source = make_source(make_area(), address="https://example.org/services")
    feed = write(tmp_path / "feed.json", [row(1), row(2, name=""), row(3)])
    DirectorySource.objects.filter(pk=source.pk).update(address=str(feed))
    source.refresh_from_db()
    return source


@pytest.fixture
def allowed(monkeypatch):
    """A file stands for what is on the web."""
    monkeypatch.setattr(
        "providers.actions.directory_trials.check_has_address", lambda address: None
    )


def test_its_page_says_how_far_it_is_and_then_what_would_come_and_nothing_is_kept(source, allowed):
    voice = signed_in(make_connector(where=source.area))
    assert "Try it: read it now, and keep nothing" in words(voice.get("/connect/directories/"))

    asked = voice.post(f"/connect/directories/of/{source.pk}/try/", follow=True)
    again = voice.post(f"/connect/directories/of/{source.pk}/try/", follow=True)
    there = asked.redirect_chain[-1][0]
    assert again.redirect_chain == asked.redirect_chain
    assert "Only tried" in words(asked) and "It begins within a minute" in words(asked)
    ImportRun.objects.update(alive_at=NOW, rows_read=21, rows_expected=40)
    assert "It is being read: row 21 of 40" in words(voice.get(there))

    ImportRun.objects.update(alive_at=None)
    try_directories()

    report = words(voice.get(there))
    for line in ("Only tried", "Created 2", "Held back 1", "row-2: It has no name."):
        assert line in report, line
    assert "(only tried)" in words(voice.get("/connect/directories/"))
    assert (Listing.objects.count(), Provider.objects.count()) == (0, 0)
    assert ImportRun.objects.get().rows.count() == ImportRow.objects.count() == 3


def test_one_that_cannot_be_read_says_why_and_one_cut_off_too(source, allowed):
    connie = make_connector(where=source.area)
    DirectorySource.objects.update(address="/nowhere/feed.json")
    first = ask_for_trial(source_id=source.pk, by=connie, now=NOW)
    try_directories()
    first.refresh_from_db()
    assert first.stopped_because and first.finished_at is None

    second = ask_for_trial(source_id=source.pk, by=connie, now=NOW)
    assert second.pk != first.pk
    ImportRun.objects.filter(pk=second.pk).update(alive_at=NOW - timedelta(hours=2))
    try_directories()
    second.refresh_from_db()
    assert second.stopped_because == "It was interrupted."
    assert "Only tried" in words(signed_in(connie).get(f"/connect/directories/{second.pk}/"))


def test_a_trial_that_waits_holds_up_no_reading(source, allowed):
    trial = ask_for_trial(source_id=source.pk, by=make_connector(where=source.area), now=NOW)

    begin_import(source=source, now=NOW)

    trial.refresh_from_db()
    assert trial.stopped_because == ""


def test_only_a_connector_of_its_area_tries_it_and_only_what_has_an_address(source):
    elsewhere = make_connector("carol", where=make_area("Eastsea", authority_code="E06999998"))

    for by in (elsewhere, make_login("bob"), make_connector(where=source.area)):
        with pytest.raises(Refused):
            ask_for_trial(source_id=source.pk, by=by, now=NOW)
    assert ImportRun.objects.count() == 0


def test_a_program_asks_for_it_and_reads_the_same(source, allowed):
    voice = signed_in(make_connector(where=source.area))

    asked = voice.post(f"/api/directories/{source.pk}/try/")
    try_directories()
    report = voice.get(f"/api/directory-readings/{asked.json()['id']}/").json()

    assert (asked.status_code, asked.json()["is_trial"]) == (201, True)
    assert (report["is_trial"], report["counts"]["created"]) == (True, 2)
