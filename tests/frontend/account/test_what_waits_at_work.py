"""The first page of whoever works here says what waits for them, and how many of each."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from community.common.dates import format_day
from groups.models.endings import NextStep
from tests.factories.demand import make_group_of, make_unread_group
from tests.factories.motions import end_together
from tests.factories.places import make_area
from tests.factories.pools import make_officer, make_people, make_pool, say_yes
from tests.factories.supply import NOW, make_connector, make_login
from tests.factories.visits import come, make_visited_listing
from tests.frontend.next_visits.test_next_visits import news, told_in_person
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in, statements_of

pytestmark = pytest.mark.django_db
HOME, WORK = reverse("home"), reverse("api:waiting_work")


def what_waits(by) -> list[str]:
    """The same on the page and by program."""
    client = signed_in(by)
    works = client.get(WORK).json()["results"]
    page = words(client.get(HOME))
    for work in works:
        assert f"{work['what']} {work['count']} wait" in page
    assert ("What waits" in page) == bool(works)
    return [f"{work['what']}: {work['count']}" for work in works]


@pytest.fixture(autouse=True)
def today():
    set_clock(NOW)


@pytest.fixture
def two_ask():
    """For help to find something else, as their group ends."""
    group, [alice, *_others] = make_group_of("alice", "bob", "carol")
    end_together(group, alice)
    ids = NextStep.objects.order_by("pk").values_list("pk", flat=True)[:2]
    NextStep.objects.filter(pk__in=ids).update(kind="find", answered_at=NOW)


def test_a_connector_reads_how_many_of_each_wait_in_their_own_areas_and_once(two_ask):
    elsewhere = make_area(name="Elsewhere", authority_code="E99999999")
    connie, other = make_connector(), make_connector("other", elsewhere)

    seen = words(signed_in(connie).get(HOME))
    assert "People whose group ends 2 wait" in seen
    assert "Newcomers who wait for a hello" not in seen
    assert "What waits" not in words(signed_in(other).get(HOME))
    assert "What waits" not in words(signed_in(make_login("gym")).get(HOME))


def test_what_waits_stands_there_and_not_again_below():
    connie = make_connector()
    assert words(signed_in(connie).get(HOME)).count("Words that strangers will read") == 1
    make_unread_group()
    seen = words(signed_in(connie).get(HOME))
    assert "Words that strangers will read 1 waits" in seen
    assert seen.count("Words that strangers will read") == 1


def test_it_says_since_when_the_first_of_them_waits_and_the_same_by_program(two_ask):
    [first, _second] = NextStep.objects.filter(kind="find").order_by("pk")
    NextStep.objects.filter(pk=first.pk).update(answered_at=NOW - timedelta(days=3))
    client = signed_in(make_connector())

    assert f"2 wait The first since {format_day(NOW - timedelta(days=3))}." in words(
        client.get(HOME)
    )
    [work] = client.get(WORK).json()["results"]
    assert (work["what"], work["url"], work["count"]) == (
        "People whose group ends",
        reverse("connector_endings"),
        2,
    )
    assert datetime.fromisoformat(work["oldest_at"]) == NOW - timedelta(days=3)


def test_an_office_a_provider_and_a_visitor_each_read_what_is_theirs():
    pool = make_pool(people := make_people(5))
    for person in people[:2]:
        say_yes(pool, person, 1500)
    alice, worker = make_login("gym"), make_login("worker")
    come(people[0], make_visited_listing(alice, access="ask_first"))
    told_in_person("ann", worker)
    told_in_person("ben", worker)

    seen = {by: what_waits(by) for by in (make_officer(), alice, worker, make_login("nobody"))}

    assert list(seen.values()) == [
        ["Payments waiting for your answer: 2"],
        ["Who asks to come: 1"],
        ["For your next visits: 2"],
        [],
    ]


def test_what_cannot_wait_is_said_with_its_kind_also_by_program():
    worker = make_login("worker")
    told_in_person("ann", worker)
    client = signed_in(worker)
    urgent = "Somebody should hear of something today"
    assert urgent not in words(client.get(HOME))

    news(told_in_person("cas", worker), "The hall is flooded.", urgent=True)

    assert urgent in words(client.get(HOME))
    [work] = client.get(WORK).json()["results"]
    assert (work["count"], work["is_urgent"]) == (3, True)


def test_more_that_waits_takes_no_more_statements(two_ask):
    client = signed_in(make_connector())
    with_two = statements_of(client, HOME)
    NextStep.objects.update(kind="talk", answered_at=NOW)
    assert "3 wait" in words(client.get(HOME))
    assert statements_of(client, HOME) == with_two
