"""A version 3 feed read from a server on this machine, in both its manners: everything in the
list, or a line in the list and the rest at each service's own address."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError

from providers.feed import client
from providers.feed import service_details as details
from providers.feed.pages import pages
from providers.models.imports import ImportRow
from providers.models.supply import Listing
from providers.states import ListingState
from tests.factories.directory import counts, import_feed, row
from tests.factories.places import HOME, make_area, make_postcode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westsea():
    make_postcode()
    return make_area()


@pytest.fixture(autouse=True)
def waits(monkeypatch) -> list[float]:
    """How long it would have waited, and where."""
    waited: list[float] = []
    monkeypatch.setattr(client, "pause", waited.append)
    return waited


def belongs(place="The Net Loft") -> dict:
    """What a service has in numbers."""
    address = {"address_1": place, "city": "Westsea", "postal_code": HOME, "country": "GB"}
    return {
        "schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:30:00"}],
        "service_at_locations": [{"location": {"name": place, "addresses": [address]}}],
        "cost_options": [{"amount": 4.5, "currency": "GBP", "option": "a time"}],
    }


@dataclass
class Directory:
    """Somebody's server. `broken` answers by path: a status, or where it sends one on to."""

    services: list[dict]
    nests: bool = False
    per_page: int = 2
    broken: dict[str, int | str] = field(default_factory=dict)
    passing: int = 0  # how many answers are an error before it is well
    asked: list[str] = field(default_factory=list)

    def page(self, number: int) -> dict:
        of = -(-len(self.services) // self.per_page)
        rows = self.services[(number - 1) * self.per_page : number * self.per_page]
        return {
            "total_items": len(self.services),
            "total_pages": of,
            "page_number": number,
            "size": len(rows),
            "first_page": number == 1,
            "last_page": number >= of,
            "empty": not rows,
            "contents": rows if self.nests else [_line(each) for each in rows],
        }

    def answer(self, path: str, asked: dict) -> tuple[int | str, object]:
        if self.passing:
            self.passing -= 1
            return 503, None
        if path in self.broken:
            return self.broken[path], None
        if path == "/api/services":
            return 200, self.page(int(asked.get("page", ["1"])[0]))
        if path == "/api":
            return 200, {"version": "HSDS-UK-3.0", "profile": "p", "openapi_url": "o"}
        wanted = path.removeprefix("/api/services/")
        found = [each for each in self.services if each["id"] == wanted]
        return (200, found[0]) if found else (404, None)


def _line(service: dict) -> dict:
    return {key: value for key, value in service.items() if not isinstance(value, list)}


@contextmanager
def served(directory: Directory):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            directory.asked.append(self.path)
            status, body = directory.answer(parts.path, parse_qs(parts.query))
            self.send_response(302 if isinstance(status, str) else status)
            if isinstance(status, str):
                self.send_header("Location", status)
            sent = b"" if body is None else json.dumps(body).encode()
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api"
    finally:
        server.shutdown()
        server.server_close()


def services(count: int) -> list[dict]:
    return [row(number) | belongs() for number in range(1, count + 1)]


def notes_of(position: int) -> str:
    """Of one row in the latest reading."""
    return " ".join(
        ImportRow.objects.latest("import_run_id").import_run.rows.get(position=position).notes
    )


def details_asked(directory: Directory) -> list[str]:
    return [path for path in directory.asked if path.startswith("/api/services/")]


@pytest.mark.parametrize("nests", [True, False])
def test_both_manners_of_a_feed_bring_in_the_same(nests):
    directory = Directory(services(3), nests=nests)

    with served(directory) as api:
        import_feed(f"{api}/services")
        first = counts()
        import_feed(f"{api}/services")

    assert (first, counts()) == ({"created": 3}, {"unchanged": 3})
    rows = Listing.objects.values_list("when_words", "place_words", "postcode", "price_words")
    assert (
        list(rows)
        == [
            (
                "Tuesday, from 10.30 am",
                "The Net Loft, Westsea",
                HOME,
                "The directory says: £4.50 (a time)",
            )
        ]
        * 3
    )
    assert len(details_asked(directory)) == (0 if nests else 6)


def test_each_service_is_asked_for_once_in_turn_and_with_a_breath_between(waits):
    directory = Directory(services(3))

    with served(directory) as api:
        import_feed(f"{api}/services?per_page=2")

    assert details_asked(directory) == [f"/api/services/row-{number}" for number in (1, 2, 3)]
    assert waits == [details.REQUEST_PAUSE] * 3


def test_the_front_page_of_an_api_leads_to_its_services():
    with served(Directory(services(2))) as api:
        import_feed(api)

    assert counts() == {"created": 2}


def test_a_detail_that_cannot_be_read_is_accounted_for_and_the_rest_goes_on():
    directory = Directory(services(3), broken={"/api/services/row-2": 500})

    with served(directory) as api:
        report = import_feed(f"{api}/services")
        first = counts()
        import_feed(f"{api}/services")

    assert (first, counts()) == ({"created": 3}, {"unchanged": 3})
    why = "its details could not be read (its answer was an error: 500): "
    assert f"1  {why}only its line in the list is shown" in report
    assert f"{why}it stays as it was" in notes_of(2)
    assert len(details_asked(directory)) == 2 * (2 + 3)  # three tries for the one that fails
    assert Listing.objects.get(feed_row_id="row-2").has_location is False


def test_what_was_known_stands_while_details_cannot_be_read_and_follows_when_they_can():
    directory = Directory(services(2))
    with served(directory) as api:
        import_feed(f"{api}/services")
        directory.broken["/api/services/row-1"] = 503
        import_feed(f"{api}/services")
        assert (counts(), Listing.objects.get(feed_row_id="row-1").postcode) == (
            {"unchanged": 2},
            HOME,
        )

        directory.broken.clear()
        directory.services[0] |= belongs("The Old Hall")
        import_feed(f"{api}/services")

    assert counts() == {"changed": 1, "unchanged": 1}
    assert Listing.objects.get(feed_row_id="row-1").place_words == "The Old Hall, Westsea"


def test_a_service_without_a_page_of_its_own_is_what_its_line_says():
    directory = Directory(services(2), broken={"/api/services/row-1": 404})

    with served(directory) as api:
        import_feed(f"{api}/services")
        directory.services[0]["name"] = "Another name"
        import_feed(f"{api}/services")

    assert counts() == {"changed": 1, "unchanged": 1}
    assert "nothing but its line in the list (its answer was an error: 404)" in notes_of(1)
    assert len(details_asked(directory)) == 4  # what is not there is not asked for again


def test_a_server_whose_details_are_down_is_soon_left_in_peace():
    directory = Directory(services(9), per_page=9)
    directory.broken = {f"/api/services/row-{number}": 500 for number in range(1, 10)}

    with served(directory) as api:
        import_feed(f"{api}/services")

    assert counts() == {"created": 9}
    assert len(details_asked(directory)) == details.MAX_FAILURES_IN_A_ROW * 3


@pytest.mark.parametrize("answer", [{"id": "row-9", "name": "Another"}, [], "x"])
def test_an_answer_about_something_else_is_not_taken_for_the_service(monkeypatch, answer):
    directory = Directory(services(1))
    usual = directory.answer
    directory.answer = lambda path, asked: (
        (200, answer) if path.endswith("row-1") else usual(path, asked)
    )

    with served(directory) as api:
        import_feed(f"{api}/services")

    assert Listing.objects.get().title == "Choir 1"
    assert "its own page is about something else" in notes_of(1)


def test_a_detail_that_is_too_large_is_left_and_its_line_is_shown(monkeypatch):
    monkeypatch.setattr(details, "MAX_BYTES", 1000)
    directory = Directory(services(2))
    directory.services[0]["schedules"] *= 100

    with served(directory) as api:
        import_feed(f"{api}/services")

    assert counts() == {"created": 2}
    assert "it is too large to read" in notes_of(1)


def test_ids_that_are_no_path_lead_nowhere_else():
    directory = Directory([row(1, id="../../admin?x=1#y") | belongs()])

    with served(directory) as api:
        import_feed(f"{api}/services")

    assert details_asked(directory) == ["/api/services/..%2F..%2Fadmin%3Fx%3D1%23y"]
    assert counts() == {"created": 1}


def test_what_is_not_active_is_not_asked_for():
    directory = Directory([*services(1), row(2, status="inactive") | belongs()])

    with served(directory) as api:
        import_feed(f"{api}/services")

    assert details_asked(directory) == ["/api/services/row-1"]
    assert counts() == {"created": 1, "rejected": 1}


def test_a_fault_that_passes_is_waited_for(waits):
    directory = Directory(services(2), nests=True, passing=2)

    with served(directory) as api:
        import_feed(f"{api}/services")

    assert (counts(), waits) == ({"created": 2}, [1.0, 4.0])


# ---- feeds that never come to an end


def test_a_server_that_leads_in_a_circle_is_left():
    directory = Directory(services(4), nests=True)
    usual = directory.page
    directory.page = lambda number: usual((number - 1) % 2 + 1) | {"last_page": False}

    with served(directory) as api, pytest.raises(CommandError, match="Page 3 repeats one before"):
        import_feed(f"{api}/services")

    assert counts() == {"created": 4}
    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 4


def test_a_server_that_gives_more_than_it_says_it_has_is_left():
    directory = Directory([], nests=True)
    directory.page = lambda number: {
        "total_items": 2,
        "last_page": False,
        "contents": [row(10 * number) | belongs(), row(10 * number + 1) | belongs()],
    }

    with served(directory) as api, pytest.raises(CommandError, match="says it has 2 rows"):
        import_feed(f"{api}/services")

    assert len(directory.asked) == 3


def test_a_next_page_that_never_ends_is_left(monkeypatch):
    monkeypatch.setattr("providers.feed.pages.MAX_PAGES", 5)
    directory = Directory([], nests=True)
    directory.page = lambda number: {"last_page": False, "contents": [row(number) | belongs()]}

    with served(directory) as api, pytest.raises(CommandError, match="more than 5 pages"):
        import_feed(f"{api}/services")

    assert counts() == {"created": 5}


# ---- where a server may lead us


def test_a_server_cannot_send_us_into_the_network_we_stand_in():
    inside = Directory(services(1), nests=True)
    with served(inside) as secret:
        outside = Directory([], broken={"/api/services": f"{secret}/services"})
        with served(outside) as api, pytest.raises(CommandError, match="leads to another server"):
            import_feed(f"{api}/services")

    assert (inside.asked, counts()) == ([], {})


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/services",
        "http://[::1]:8000/services",
        "http://0.0.0.0/services",
        "http://[::ffff:127.0.0.1]/services",
        "file:///etc/passwd",
        "ftp://example.org/services",
    ],
)
def test_no_private_address_is_followed_however_it_is_written(to):
    with served(Directory([], broken={"/api/services": to})) as api:
        with pytest.raises(CommandError, match="leads to another server"):
            import_feed(f"{api}/services")


def test_a_detail_that_leads_inside_is_left_and_its_line_is_shown():
    directory = Directory(services(2), broken={"/api/services/row-1": "http://10.0.0.1/"})

    with served(directory) as api:
        import_feed(f"{api}/services")

    assert counts() == {"created": 2}
    assert "it leads to another server" in notes_of(1)


def test_a_server_may_send_us_on_to_itself():
    directory = Directory(services(2), nests=True, broken={"/old": "/api/services?page=1"})

    with served(directory) as api:
        assert len(next(pages(api.replace("/api", "/old"))).rows) == 2
