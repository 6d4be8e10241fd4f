"""Bringing in a directory: every row accounted for, nothing unsafe shown, twice is once."""

import json
import re
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from community.places.models import Findable
from providers.actions import directory
from providers.feed import FeedStopped, pages
from providers.models import ImportRow, ImportRun, Listing, Provider
from providers.queries import vetted_providers
from providers.queries.directory import import_report
from providers.rules.facts import suit_facts
from providers.states import ListingState, RowOutcome
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.shared import shared_file
from tests.factories.supply import NOW, TODAY

DATA = Path(__file__).resolve().parents[1] / "data"
V1, V3 = DATA / "directory_v1.json", DATA / "directory_v3.json"
SOURCE = "directory:E06999999"
BRISTOL = "oruk/v1_bristol_services_2024-12.json"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westsea():
    make_postcode()
    return make_area()


def bring_in(where, **options) -> str:
    out = StringIO()
    call_command("import_directory", str(where), quiet=True, stdout=out, **options)
    return out.getvalue()


def counts() -> dict[str, int]:
    report = import_report(ImportRun.objects.latest("pk"))
    return {outcome.value: count for outcome, count in report.counts.items() if count}


def write(path: Path, rows) -> Path:
    path.write_text(json.dumps(rows))
    return path


def row(number=1, **change) -> dict:
    return {
        "id": f"row-{number}",
        "name": f"Choir {number}",
        "description": "We sing.",
        "status": "active",
    } | change


@contextmanager
def served(folder: Path, answers: dict[str, str]):
    """A little web server on this machine: {path with query: file to give}, else an error."""

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            if self.path not in answers:
                self.send_error(500)
                return
            body = (folder / answers[self.path]).read_bytes()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_every_row_of_a_version_1_feed_is_accounted_for():
    said = bring_in(V1)

    assert counts() == {"created": 3, "held_back": 6}
    assert "9 rows read" in said
    held = ImportRow.objects.filter(outcome=RowOutcome.HELD_BACK).order_by("position")
    assert [(row.position, row.notes) for row in held] == [
        (4, ["It has the same id as a row before it."]),
        (5, ["It has no name."]),
        (6, ["It does not say what happens."]),
        (7, ["It is not active."]),
        (8, ["It has no id, or one that is too long to be one."]),
        (9, ["It is not a record of a service."]),
    ]


def test_what_is_shown_is_plain_safe_and_says_what_it_knows():
    bring_in(V1)

    choir = Listing.objects.get(source_id="11111111-aaaa-0000-0000-000000000001")
    assert choir.title == "Harbour Singers & Friends"
    assert choir.what_happens == (
        "A choir for everybody.\n\n• Sing old songs\n• Tea afterwards\n\n"
        "Write to (left out) or ring (left out).\n\nRunning from 2nd May to 30th October 2025"
    )
    assert choir.website == "https://www.harbour-singers.example.org/join"
    assert (choir.place_words, choir.postcode) == ("The Net Loft, Westsea", HOME)
    assert (choir.latitude, choir.longitude, choir.has_place) == (50.105, -6.001, True)
    assert choir.when_words == "Tuesday, 10.30 am to 12 noon"
    assert (choir.price_kind, choir.state) == ("free", ListingState.SHOWN)
    assert choir.provider.name == "Harbour Music"
    known = {fact.key: (fact.answer, fact.source) for fact in suit_facts(choir) if fact.is_known}
    assert known == {
        "step_free": ("yes", "directory"),
        "memory_welcome": ("yes", "directory"),
    }


def test_what_was_left_out_or_mended_is_said_of_each_row():
    bring_in(V1)

    notes = ImportRow.objects.get(position=1).notes
    assert set(notes) == {
        "a picture inside the text",
        "an e-mail address in the text",
        "a mobile number in the text",
        "an e-mail address",
        "a web address, mended",
    }


def test_a_postcode_in_the_text_places_a_row_and_none_at_all_is_said():
    bring_in(V1)

    allotment = Listing.objects.get(source_id="not-a-uuid-7")
    talk = Listing.objects.get(title="Talk it over")
    assert (allotment.postcode, allotment.has_place) == (HOME, True)
    assert (talk.has_place, talk.place_words) == (False, "Place not known, ask")
    assert "‹5" in allotment.what_happens
    assert talk.website == ""


def test_a_version_3_feed_is_read_by_its_own_names():
    bring_in(V3)

    lunch = Listing.objects.get(title="Lunch at the lighthouse")
    assert lunch.when_words == "Thursday, Friday, 12 noon to 2.15 pm"
    assert lunch.price_words == "The directory says: £4.50 (a meal)"
    assert lunch.what_happens.endswith("For ages 18 to 120.")
    assert (lunch.postcode, lunch.has_place) == (HOME, True)
    assert lunch.website == "https://lighthouse.example.org"
    assert Listing.objects.get(title="Ring for a chat").place_words == "Online"
    assert set(ImportRow.objects.get(source_id=lunch.source_id).notes) == {
        "coordinates that are not in the United Kingdom",
        "a timetable that has ended",
        "an e-mail address",
        "the names and numbers of contacts",
    }


@pytest.mark.parametrize("feed", [V1, V3])
def test_a_second_run_changes_nothing(feed):
    bring_in(feed)
    before = list(Listing.objects.order_by("pk").values())
    shown = list(Findable.objects.order_by("thing_id", "kind").values())

    bring_in(feed)

    assert not {"created", "changed", "hidden"} & counts().keys()
    assert list(Listing.objects.order_by("pk").values()) == before
    assert list(Findable.objects.order_by("thing_id", "kind").values()) == shown


def test_a_bare_list_is_a_feed_and_a_changed_row_is_the_only_one_written(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    bring_in(feed)

    write(feed, [row(1), row(2, name="New name")])
    bring_in(feed)

    assert counts() == {"unchanged": 1, "changed": 1}
    assert set(Listing.objects.values_list("title", flat=True)) == {"Choir 1", "New name"}


def test_a_row_gone_from_the_feed_is_hidden_and_comes_back_with_it(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    bring_in(feed)

    write(feed, [row(1)])
    bring_in(feed)
    gone = Listing.objects.get(source_id="row-2")
    assert (gone.state, counts()) == (ListingState.WITHDRAWN, {"unchanged": 1, "hidden": 1})
    assert not Findable.objects.filter(thing_id=gone.pk).exists()

    write(feed, [row(1), row(2)])
    bring_in(feed)
    assert counts() == {"unchanged": 1, "changed": 1}
    assert Findable.objects.filter(thing_id=gone.pk).exists()


def test_a_row_that_is_no_longer_active_is_hidden(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    bring_in(feed)

    bring_in(write(feed, [row(1), row(2, status="inactive")]))

    assert Listing.objects.get(source_id="row-2").state == ListingState.WITHDRAWN
    assert counts() == {"unchanged": 1, "held_back": 1}


def test_an_empty_feed_hides_nothing(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1)])
    bring_in(feed)

    said = bring_in(write(feed, []))

    assert "nothing was hidden" in said
    assert Listing.objects.get().state == ListingState.SHOWN


def test_a_postcode_that_becomes_known_later_moves_the_row_there(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1, description="We sing at ZZ9 9ZZ.")])
    bring_in(feed)
    assert Listing.objects.get().has_place is False

    make_postcode("ZZ9 9ZZ", (50.2, -6.1))
    bring_in(feed)

    assert counts() == {"changed": 1}
    assert (Listing.objects.get().postcode, Listing.objects.get().has_place) == ("ZZ9 9ZZ", True)


def test_providers_that_came_in_are_not_vetted_and_nobody_speaks_for_them():
    bring_in(V1)

    assert Provider.objects.count() == 3
    assert not vetted_providers(TODAY).exists()
    assert not Provider.objects.filter(members__isnull=False).exists()


def test_pages_are_read_to_the_last(tmp_path):
    for number in (1, 2, 3):
        write(
            tmp_path / f"{number}.json",
            {
                "total_items": 3,
                "total_pages": 3,
                "page_number": number,
                "last_page": number == 3,
                "contents": [row(number)],
            },
        )
    answers = {f"/services?per_page=1&page={number}": f"{number}.json" for number in (1, 2, 3)}

    with served(tmp_path, answers) as address:
        bring_in(f"{address}/services?per_page=1")

    assert counts() == {"created": 3}


def test_pages_counted_from_nought_are_read_from_nought(tmp_path):
    for number in (0, 1):
        write(
            tmp_path / f"{number}.json",
            {"first": number == 0, "last": number == 1, "content": [row(number)]},
        )

    with served(tmp_path, {"/?page=0": "0.json", "/?page=1": "1.json"}) as address:
        assert [page.rows[0]["id"] for page in pages(f"{address}/")] == ["row-0", "row-1"]


def test_a_feed_that_stops_half_way_keeps_whole_rows_hides_nothing_and_says_where(tmp_path):
    bring_in(write(tmp_path / "all.json", [row(number) for number in range(1, 6)]))
    write(
        tmp_path / "1.json",
        {"total_items": 5, "last_page": False, "contents": [row(1, name="New"), row(6)]},
    )

    with served(tmp_path, {"/?page=1": "1.json"}) as address:
        with pytest.raises(CommandError) as no:
            bring_in(f"{address}/")

    assert "answered with an error: 500" in str(no.value)
    assert "after row 2" in str(no.value)
    assert counts() == {"changed": 1, "created": 1}
    run = ImportRun.objects.latest("pk")
    assert (run.finished_at, bool(run.stopped_because)) == (None, True)
    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 6


def test_a_feed_that_is_shorter_than_it_says_hides_nothing(tmp_path):
    bring_in(write(tmp_path / "all.json", [row(1), row(2)]))

    short = {"total_items": 2, "last_page": True, "contents": [row(1)]}
    said = bring_in(write(tmp_path / "short.json", short))

    assert "nothing was hidden" in said
    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 2


def test_a_server_that_gives_the_same_page_for_ever_is_left(tmp_path):
    write(tmp_path / "same.json", {"last_page": False, "contents": [row(1)]})

    with served(tmp_path, {"/?page=1": "same.json", "/?page=2": "same.json"}) as address:
        with pytest.raises(FeedStopped, match="repeats"):
            list(pages(f"{address}/"))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (b"<html>Not found</html>", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"detail": "gone"}', "no list of services"),
        (b"7", "no list of services"),
        (b"", "is not JSON"),
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(tmp_path, written, reason):
    path = tmp_path / "feed.json"
    path.write_bytes(written)

    with pytest.raises(CommandError, match=reason):
        bring_in(path)

    assert not Listing.objects.exists()


@pytest.mark.parametrize("where", ["/nowhere/feed.json", "http://127.0.0.1:9/feed"])
def test_what_cannot_be_reached_is_refused_in_a_sentence(where):
    with pytest.raises(CommandError, match="cannot be opened|did not answer"):
        bring_in(where)


def test_without_an_area_or_its_middle_it_says_what_to_do(tmp_path, westsea):
    feed = write(tmp_path / "feed.json", [row(1)])
    with pytest.raises(CommandError, match="no open area named Nowhere"):
        bring_in(feed, area="Nowhere")

    make_area("Eastsea", authority_code="E06999998")
    with pytest.raises(CommandError, match="say which"):
        bring_in(feed)
    with pytest.raises(CommandError, match="--middle"):
        bring_in(feed, area="Eastsea")

    bring_in(feed, area="Eastsea", middle=HOME)
    assert counts() == {"created": 1}


def test_a_batch_is_kept_whole_or_not_at_all(westsea, monkeypatch):
    run = directory.begin_import(source=SOURCE, area=westsea, now=NOW)
    middle = directory.Middle(50.1, -6.0)
    calls = []

    def fails_at_the_second(listing, *, on):
        calls.append(listing)
        if len(calls) == 2:
            raise RuntimeError("pulled the plug")

    monkeypatch.setattr(directory, "make_findable", fails_at_the_second)
    with pytest.raises(RuntimeError):
        directory.take_rows(run=run, rows=[(1, row(1)), (2, row(2))], middle=middle, now=NOW)

    assert (Listing.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_the_real_directory_of_819_rows_comes_in_safely_and_twice_is_once():
    feed = shared_file(BRISTOL)
    bring_in(feed)
    first = counts()
    assert sum(first.values()) == 819

    published = "\n".join(
        "\n".join(map(str, words))
        for words in Listing.objects.filter(state=ListingState.SHOWN).values_list(
            "title",
            "what_happens",
            "when_words",
            "place_words",
            "price_words",
            "provider__name",
            "provider__about",
            "website",
        )
    )
    assert "<" not in published
    assert "@" not in published
    assert not re.search(r"(?<!\d)07\d{3}[\s-]?\d{3}[\s-]?\d{3}", published)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\xa0\u200b]", published)
    websites = Listing.objects.exclude(website="").values_list("website", flat=True)
    assert all(website.startswith(("http://", "https://")) for website in websites)

    bring_in(feed)
    assert counts() == {
        "unchanged": first["created"],
        "held_back": first["held_back"],
    }
