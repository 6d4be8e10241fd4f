"""Which directories are read here: under a licence, each night, each for itself."""

import gzip
import json
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.db import IntegrityError, transaction
from django.test import Client

from community.audit.models import AuditEntry
from community.common.clock import LONDON
from community.common.outbound import Outbound
from community.people.acting import SYSTEM
from community.places.models.search_index import SearchEntry, SearchWord
from providers.actions.directory_sources import (
    SourceFacts,
    pause_source,
    resume_source,
    save_source,
)
from providers.actions.imported_listings import FallbackLocation
from providers.actions.imports import begin_import, import_rows
from providers.feed import client
from providers.models.imports import DirectorySource, ImportRow, ImportRun
from providers.models.supply import Listing, Provider
from providers.rules.directories import NoLicence, NoWhere, next_night, retry_at
from providers.states import ListingState, SourceState
from providers.tasks import read_directories
from tests.factories.directory import LICENCE, LICENCE_URL, import_feed, make_source, row, write
from tests.factories.elsewhere import Elsewhere, answer, drips, elsewhere, says
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westsea(monkeypatch):
    monkeypatch.setattr(client, "pause", lambda seconds: None)
    set_clock(NOW)
    make_postcode()
    return make_area()


@pytest.mark.holds("P104")
@pytest.mark.parametrize(
    "left_out",
    [{"name": " "}, {"licence_name": ""}, {"licence_url": ""}, {"licence_url": "javascript:x"}],
)
def test_without_source_and_licence_no_directory_is_kept(westsea, left_out):
    with pytest.raises(NoLicence):
        make_source(westsea, **left_out)

    assert not DirectorySource.objects.exists()


@pytest.mark.holds("P104")
def test_without_its_licence_nothing_is_brought_in(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1)])

    for left_out in ({"licence": None}, {"licence_url": None}, {"licence": "", "dry_run": True}):
        with pytest.raises(CommandError, match="Nothing is brought in without"):
            import_feed(feed, **left_out)

    assert not Listing.objects.exists()
    import_feed(feed)
    import_feed(feed, licence=None, licence_url=None)  # it is known
    source = DirectorySource.objects.get()
    assert (source.licence_name, source.name) == (
        LICENCE,
        "Westsea Council: directory of services",
    )


@pytest.mark.holds("P104")
@pytest.mark.parametrize("column", ["name", "feed", "licence_name", "licence_url"])
def test_the_table_refuses_a_directory_without_them(westsea, column):
    source = make_source(westsea)

    with pytest.raises(IntegrityError, match="directory_keeps_source_and_licence"):
        with transaction.atomic():
            DirectorySource.objects.filter(pk=source.pk).update(**{column: ""})


@pytest.mark.holds("P104")
def test_the_table_refuses_a_reading_of_nobodys_directory(westsea):
    with pytest.raises(IntegrityError, match="reading_has_a_source"), transaction.atomic():
        ImportRun.objects.create(feed="feed", area=westsea, began_at=NOW)


@pytest.mark.holds("P104")
def test_whose_it_is_and_its_licence_stand_where_a_row_is_shown(tmp_path):
    import_feed(write(tmp_path / "feed.json", [row(1)]), source="Westsea’s book")
    listing, visitor = Listing.objects.get(), Client()
    credit = {"name": "Westsea’s book", "licence_name": LICENCE, "licence_url": LICENCE_URL}

    for path in (f"/find/listing/{listing.pk}/", f"/find/?postcode={HOME}"):
        page = visitor.get(path).text
        assert "Westsea’s book" in page and f'href="{LICENCE_URL}"' in page and LICENCE in page
    assert visitor.get(f"/api/listings/{listing.pk}/").json()["directory"] == credit
    [hit] = visitor.get("/api/search/", {"postcode": HOME}).json()["results"]
    assert hit["directory"] == credit


# ---- each night


@pytest.mark.parametrize(
    ("at", "hour"),
    [((2027, 5, 4, 0, 30), 4), ((2027, 5, 4, 2, 0), 5), ((2027, 5, 4, 23, 0), 5)],
)
def test_the_night_is_the_next_two_o_clock(at, hour):
    moment = NOW.astimezone(LONDON).replace(
        year=at[0], month=at[1], day=at[2], hour=at[3], minute=at[4]
    )

    night = next_night(moment)

    assert (night.day, night.hour, night.minute) == (hour, 2, 0)


def test_what_failed_is_tried_again_in_an_hour_in_three_and_in_the_night():
    assert [retry_at(times, NOW) for times in (1, 2, 3, 9)] == [
        NOW + timedelta(hours=1),
        NOW + timedelta(hours=3),
        next_night(NOW),
        next_night(NOW),
    ]


def test_only_what_has_an_address_is_read_by_itself(westsea):
    file = make_source(westsea)
    with pytest.raises(NoWhere):
        resume_source(source_id=file.pk, by=SYSTEM, now=NOW)

    source = nightly(westsea, "a")
    facts = SourceFacts(
        feed="a", area=westsea, name="A", licence_name=LICENCE, licence_url=LICENCE_URL
    )
    with pytest.raises(NoWhere):
        save_source(facts=facts, by=SYSTEM, now=NOW)
    pause_source(source_id=source.pk, by=SYSTEM, now=NOW)
    read_directories(0)

    assert not ImportRun.objects.exists()


def nightly(area, name) -> DirectorySource:
    address = f"http://{name}.example.org/services"
    source = make_source(area, name, name=name, address=address)
    return resume_source(source_id=source.pk, by=SYSTEM, now=NOW)


def states() -> dict[str, str]:
    return dict(DirectorySource.objects.values_list("feed", "state"))


def whys() -> dict[str, str]:
    return {run.feed: run.stopped_because for run in ImportRun.objects.order_by("pk")}


class Web:
    """Names that lead to servers of the tests, each at an address of its own."""

    def __init__(self, monkeypatch, stack: ExitStack) -> None:
        self.stack, self.servers = stack, {}
        limits = {
            "max_bytes": 100_000,
            "seconds": 2,
            "resolve": self.resolve,
            "connect": self.connect,
        }
        monkeypatch.setattr(
            client, "Outbound", lambda **given: Outbound(**(given | limits | {"inner_hosts": ()}))
        )

    def add(self, name: str, talk, *then: str) -> Elsewhere:
        """At a public address, and afterwards wherever `then` says."""
        own = f"93.184.215.{len(self.servers) + 1}"
        there = self.stack.enter_context(elsewhere(talk, told=[[own], *([each] for each in then)]))
        self.servers[name] = (own, there)
        return there

    def resolve(self, host: str, port: int, **kind):
        return self.servers[host.removesuffix(".example.org")][1].resolve(host, port)

    def connect(self, address, timeout):
        [there] = [there for own, there in self.servers.values() if own == address[0]]
        return there.connect(address, timeout)


@pytest.fixture
def web(monkeypatch):
    with ExitStack() as stack:
        yield Web(monkeypatch, stack)


def feed_of(*rows) -> bytes:
    return answer(json.dumps(list(rows)).encode())


BOMB = answer(gzip.compress(b"[" + b" " * 5_000_000 + b"]"), Content_Encoding="gzip")


def test_no_hostile_directory_is_fetched_and_the_night_goes_on(westsea, web):
    """Each of them is read before the good one, which comes last."""
    inside = web.add("inside", says(feed_of(row(9))))
    web.servers["inside"][1].told[:] = [["127.0.0.1"]]
    rebinding = web.add("rebinding", says(answer(status="503 Not now")), "127.0.0.1")
    redirect = answer(status="302 Found", Location="http://inside.example.org/services")
    leading = web.add("leading", says(redirect))
    to_metadata = answer(status="301 Moved", Location="http://169.254.169.254/")
    web.add("to-metadata", says(to_metadata))
    web.add("bomb", says(BOMB))
    web.add("endless", drips(b"HTTP/1.1 200 OK\r\n\r\n[", b" "))
    web.add("good", says(feed_of(row(1), row(2))))
    for name in web.servers:
        nightly(westsea, name)
    set_clock(next_night(NOW))

    read_directories(0)

    hostile = dict.fromkeys(web.servers, "failing") | {"good": "on"}
    assert states() == hostile
    assert {name: why.split(" ", 1)[1] for name, why in whys().items() if why} == {
        "inside": "is at an address that is not on the open web.",
        "rebinding": "is at an address that is not on the open web.",
        "leading": "leads to another server, where we do not follow.",
        "to-metadata": "leads to another server, where we do not follow.",
        "bomb": "is too large to read.",
        "endless": "is too slow to read.",
    }
    assert (inside.connected, len(rebinding.connected), len(leading.connected)) == ([], 1, 1)
    assert set(Listing.objects.values_list("feed", flat=True)) == {"good"}
    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 2
    tried_again = DirectorySource.objects.exclude(feed="good").values_list("next_at", flat=True)
    in_an_hour = next_night(NOW) + timedelta(hours=1)
    assert [at - in_an_hour < timedelta(minutes=5) for at in tried_again] == [True] * 6


def test_one_that_is_well_again_is_read_again_and_says_so(westsea, web):
    answers = [answer(status="404 Gone"), feed_of(row(1))]
    web.add("a", lambda plain, path: plain.sendall(answers.pop(0)))
    nightly(westsea, "a")
    night = next_night(NOW)

    set_clock(night)
    read_directories(0)
    failed = states()
    set_clock(night + timedelta(minutes=30))
    read_directories(0)  # not yet
    set_clock(night + timedelta(minutes=65))
    read_directories(0)

    assert (failed, states()) == ({"a": "failing"}, {"a": "on"})
    source = DirectorySource.objects.get()
    assert (source.failed_in_a_row, source.next_at) == (0, next_night(night + timedelta(hours=1)))
    assert SourceState(source.state) == SourceState.ON


def test_a_reading_that_was_killed_half_way_is_begun_again(westsea, web):
    web.add("a", says(feed_of(row(1), row(2))))
    source = nightly(westsea, "a")
    night = next_night(NOW)
    killed = begin_import(source=source, now=night)
    import_rows(
        import_run=killed, rows=[(1, row(1))], fallback=FallbackLocation(50.1, -6.0), now=night
    )

    for after in (timedelta(minutes=15), timedelta(minutes=75)):
        set_clock(night + after)
        read_directories(0)

    assert list(ImportRun.objects.order_by("pk").values_list("stopped_because", flat=True)) == [
        "It was interrupted.",
        "",
    ]
    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 2
    assert states() == {"a": "on"}


# ---- its report, and trying it


def everything() -> list:
    return [
        list(table.objects.order_by("pk").values())
        for table in (
            Listing,
            Provider,
            DirectorySource,
            ImportRun,
            ImportRow,
            SearchEntry,
            SearchWord,
            AuditEntry,
        )
    ]


def test_three_changed_one_vanished_and_one_held_back_are_read_and_trying_it_keeps_nothing(
    tmp_path,
):
    rows = [row(number) for number in range(1, 7)]
    feed = write(tmp_path / "feed.json", rows)
    import_feed(feed)
    changed = [row(number, name=f"New {number}") for number in (1, 2, 3)]
    write(feed, [*changed, rows[3], row(5, name="")])  # the fifth has no name, the sixth is gone
    before = everything()

    tried = import_feed(feed, dry_run=True)
    after = everything()
    report = import_feed(feed)

    assert before == after
    assert tried == f"{report}This was only tried: nothing of it was kept.\n"
    for line in (
        "5 rows read:",
        "       3  changed",
        "       1  unchanged",
        "       1  held back",
        "       1  hidden: no longer in the feed",
        "  row 5: row-5: It has no name.",
    ):
        assert line in report.splitlines()
    shown = Listing.objects.filter(state=ListingState.SHOWN).values_list("title", flat=True)
    assert set(shown) == {"New 1", "New 2", "New 3", "Choir 4"}


def test_a_directory_that_is_not_known_yet_can_be_tried(tmp_path):
    report = import_feed(write(tmp_path / "feed.json", [row(1)]), dry_run=True)

    assert "       1  created" in report.splitlines()
    assert not DirectorySource.objects.exists()


@pytest.mark.holds("fault:I17")
def test_words_are_counted_at_the_end_of_a_reading(tmp_path):
    import_feed(write(tmp_path / "feed.json", [row(n, name=f"Quilting {n}") for n in (1, 2, 3)]))

    assert SearchWord.objects.get(word="quilting").uses == 3
