"""The report of a reading, read by the connector of its area: what came of each row, and why."""

import pytest
from django.test import Client

from community.people.acting import Acting
from providers.actions.listings import save_listing
from providers.models.imports import ImportRun
from providers.models.supply import Listing, ProviderMember
from tests.factories.directory import LICENCE, import_feed, row, write
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import NOW, make_connector, make_login
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(tmp_path) -> ImportRun:
    """Three rows changed, one of them in what was changed here too; one vanished, one held back."""
    make_postcode()
    make_area()
    feed = write(tmp_path / "feed.json", [row(number) for number in range(1, 7)])
    import_feed(feed)
    ours = Listing.objects.get(feed_row_id="row-3")
    alice = make_login()
    ProviderMember.objects.create(provider=ours.provider, login=alice.login)
    save_listing(listing_id=ours.pk, when_words="Mondays", by=alice, now=NOW)
    changed = [row(number, description="We sing, and have tea.") for number in (1, 2)]
    day = {"schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:30:00"}]}
    write(feed, [*changed, row(3, name="Choir three") | day, row(4), row(5, name="")])
    import_feed(feed)
    return ImportRun.objects.latest("pk")


def connector_of(reading: ImportRun) -> Acting:
    return make_connector(where=reading.area)


@pytest.mark.holds("P104")
def test_it_says_what_changed_what_was_kept_held_back_and_why_and_what_is_gone(reading):
    client = signed_in(connector_of(reading))

    there = words(client.get("/connect/directories/"))
    report = words(client.get(f"/connect/directories/{reading.pk}/"))

    assert "Westsea Council: directory of services" in there and LICENCE in there
    for line in (
        "Changed 3",
        "Unchanged 1",
        "Held back 1",
        "Hidden: no longer in the feed 1",
        "Changed Choir 1 Choir 2 Choir three",
        "though the directory says otherwise Choir three: when it is",
        "Held back, and why row-5: It has no name.",
        "so hidden here Choir 6",
        LICENCE,
    ):
        assert line in report, line


def test_a_program_reads_the_same(reading):
    client = signed_in(connector_of(reading))

    [directory] = client.get("/api/directories/").json()["results"]
    report = client.get(f"/api/directory-readings/{reading.pk}/").json()

    assert (directory["licence_name"], directory["state"]) == (LICENCE, "paused")
    assert [each["id"] for each in directory["readings"]][0] == reading.pk
    assert report["counts"] == {
        "created": 0,
        "changed": 3,
        "unchanged": 1,
        "rejected": 1,
        "hidden": 1,
        "left": 0,
    }
    assert [each["title"] for each in report["changed"]] == ["Choir 1", "Choir 2", "Choir three"]
    assert [(each["title"], each["kept"]) for each in report["kept"]] == [("Choir three", ["when"])]
    assert [(each["feed_row_id"], each["notes"]) for each in report["held_back"]] == [
        ("row-5", ["It has no name."])
    ]
    assert [each["title"] for each in report["gone"]] == ["Choir 6"]


def test_it_is_there_for_the_connectors_of_its_area_alone(reading):
    elsewhere = make_connector("carol", where=make_area("Eastsea", authority_code="E06999998"))

    for client in (Client(), signed_in(make_login("bob")), signed_in(elsewhere)):
        for path in (
            f"/connect/directories/{reading.pk}/",
            f"/api/directory-readings/{reading.pk}/",
        ):
            assert client.get(path, follow=True).status_code in (200, 401, 404)
            assert "Choir" not in client.get(path, follow=True).text
    assert "Westsea" not in words(signed_in(elsewhere).get("/connect/directories/"))
