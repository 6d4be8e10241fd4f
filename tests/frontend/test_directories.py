"""The report of a reading, read by the connector of its area: what came of each row, and why."""

import csv
import io

import pytest
from django.test import Client

from community.people.acting import Acting
from providers.actions.listings import save_listing
from providers.models.imports import ImportRun
from providers.models.supply import Listing, ProviderMember
from providers.states import VenueKind
from tests.factories.directory import LICENCE, import_feed, row, write
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import NOW, make_connector, make_listing, make_login, make_shown_listing
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


def table_of(response) -> list[list[str]]:
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_what_is_listed_is_a_table_in_which_no_cell_is_a_formula(reading):
    """By page and by program, for a connector of there; of a home no more than its district."""
    evil = Listing.objects.get(feed_row_id="row-4")
    evil.title, evil.when_words = '=HYPERLINK("http://example.org","x")', "\t@SUM(1)"
    evil.save()
    home = make_shown_listing(make_login("nell"), venue_kind=VenueKind.OWN_HOME)
    draft = make_listing(make_login("drew"), title="Not shown yet")
    voice = signed_in(connector_of(reading))
    assert "/connect/directories/listed.csv" in voice.get("/connect/checks/").text

    heads, *rows = table_of(voice.get("/connect/directories/listed.csv"))
    by_number = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}

    assert table_of(voice.get("/api/directories/listed.csv")) == [heads, *rows]
    assert by_number[str(evil.pk)]["What"].startswith("'=HYPERLINK")
    assert by_number[str(evil.pk)]["When"].startswith("'\t@SUM")
    assert by_number[str(home.pk)]["Postcode"] == "ZZ1"
    assert str(draft.pk) not in by_number
    ours = by_number[str(Listing.objects.get(feed_row_id="row-3").pk)]
    assert ours["From which directory"] == "Westsea Council: directory of services"
    assert ours["Does whoever runs it look after it here?"] == "yes"
    assert ours["What was changed here"] == "when it is"
    elsewhere = make_connector("carol", where=make_area("Eastsea", authority_code="E06999998"))
    assert table_of(signed_in(elsewhere).get("/connect/directories/listed.csv")) == [heads]
    assert signed_in(make_login("bob")).get("/connect/directories/listed.csv").status_code == 404


def test_each_row_of_a_reading_is_a_line_of_a_table(reading):
    voice = signed_in(connector_of(reading))

    heads, *rows = table_of(voice.get(f"/connect/directories/{reading.pk}/report.csv"))

    assert table_of(voice.get(f"/api/directory-readings/{reading.pk}/report.csv")) == [heads, *rows]
    outcomes = {row[1]: row[3] for row in rows}
    assert len(rows) == 6
    assert (outcomes["row-5"], outcomes["row-6"]) == ("held back", "hidden: no longer in the feed")
    assert [row[6] for row in rows if row[1] == "row-3"] == ["when it is"]
