"""Reading a directory feed: pages, either envelope, and feeds that stop or are none."""

import gzip
import json
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core.management import CommandError

from providers.feed import client
from providers.feed.errors import FeedError
from providers.feed.pages import pages
from providers.models.imports import ImportRun
from providers.models.supply import Listing
from providers.states import ListingState
from tests.factories.directory import counts, import_feed, row, write
from tests.factories.places import make_area, make_postcode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westsea(monkeypatch):
    monkeypatch.setattr(client, "pause", lambda seconds: None)
    make_postcode()
    return make_area()


def whole(number, **change) -> dict:
    """A row with nothing left to ask for."""
    return row(number, schedules=[], **change)


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


def test_pages_are_read_to_the_last(tmp_path):
    for number in (1, 2, 3):
        write(
            tmp_path / f"{number}.json",
            {
                "total_items": 3,
                "total_pages": 3,
                "page_number": number,
                "last_page": number == 3,
                "contents": [whole(number)],
            },
        )
    answers = {f"/services?per_page=1&page={number}": f"{number}.json" for number in (1, 2, 3)}

    with served(tmp_path, answers) as address:
        import_feed(f"{address}/services?per_page=1")

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
    import_feed(write(tmp_path / "all.json", [row(number) for number in range(1, 6)]))
    write(
        tmp_path / "1.json",
        {"total_items": 5, "last_page": False, "contents": [whole(1, name="New"), whole(6)]},
    )

    with served(tmp_path, {"/?page=1": "1.json"}) as address:
        with pytest.raises(CommandError) as no:
            import_feed(f"{address}/")

    assert "answered with an error: 500" in str(no.value)
    assert "after row 2" in str(no.value)
    assert counts() == {"changed": 1, "created": 1}
    run = ImportRun.objects.latest("pk")
    assert (run.finished_at, bool(run.stopped_because)) == (None, True)
    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 6


def test_a_feed_that_is_shorter_than_it_says_hides_nothing(tmp_path):
    import_feed(write(tmp_path / "all.json", [row(1), row(2)]))

    short = {"total_items": 2, "last_page": True, "contents": [row(1)]}
    report = import_feed(write(tmp_path / "short.json", short))

    assert "nothing was hidden" in report
    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 2


def test_a_server_that_gives_the_same_page_for_ever_is_left(tmp_path):
    write(tmp_path / "same.json", {"last_page": False, "contents": [row(1)]})

    with served(tmp_path, {"/?page=1": "same.json", "/?page=2": "same.json"}) as address:
        with pytest.raises(FeedError, match="repeats"):
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
        import_feed(path)

    assert not Listing.objects.exists()


CAFE = [row(1, name="Café “Zoë’s” – £2")]
AS_JSON = json.dumps(CAFE, ensure_ascii=False)


@pytest.mark.holds("fault:I8")
@pytest.mark.parametrize(
    "written",
    [
        AS_JSON.encode("cp1252"),
        AS_JSON.encode("utf-8-sig"),
        AS_JSON.encode("utf-16"),
        AS_JSON.encode("utf-16-be"),
        AS_JSON.encode("utf-32"),
        gzip.compress(AS_JSON.encode(), mtime=0),
        gzip.compress(AS_JSON.encode("cp1252"), mtime=0),
        "\n\n".join(json.dumps(each, ensure_ascii=False) for each in [*CAFE, row(2)]).encode(),
        "\r\n".join(json.dumps(each) for each in [*CAFE, row(2)]).encode() + b"\r\n",
    ],
)
def test_json_is_read_however_it_is_written_and_packed(tmp_path, written):
    path = tmp_path / "feed.json"
    path.write_bytes(written)

    import_feed(path)

    assert Listing.objects.filter(title="Café “Zoë’s” – £2").exists()


@pytest.mark.holds("fault:I8")
@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ('[\n"Něco"]'.encode("cp1250"), "line 2 has a letter of another encoding"),
        (
            gzip.compress(AS_JSON.encode(), mtime=0)[:-20],
            "packed with gzip, and the packing is damaged",
        ),
        (b"PK\x03\x04 feed.json", "packed as a zip: unpack it"),
        (b'[{"id": 1},\n {"id": }]', "breaks in line 2 at letter 9"),
        (b'{"id": 1}\n{"id": 2\n', "an object in each line, and line 2 is none"),
        (b"  \n", "it is empty"),
        (b"[" * 100_000, "too many parts inside one another"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_not_read_says_what_to_change(tmp_path, written, reason):
    path = tmp_path / "feed.json"
    path.write_bytes(written)

    with pytest.raises(CommandError, match=reason):
        import_feed(path)


@pytest.mark.holds("fault:I8")
def test_what_unpacks_to_more_than_we_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("providers.feed.packing.MAX_BYTES", 1_000)
    path = tmp_path / "feed.json"
    path.write_bytes(gzip.compress(b"[" + b" " * 100_000 + b"]"))

    with pytest.raises(CommandError, match="too large to read"):
        import_feed(path)


@pytest.mark.parametrize("where", ["/nowhere/feed.json", "http://127.0.0.1:9/feed"])
def test_what_cannot_be_reached_is_refused_in_a_sentence(where):
    with pytest.raises(CommandError, match="cannot be opened|did not answer"):
        import_feed(where)
