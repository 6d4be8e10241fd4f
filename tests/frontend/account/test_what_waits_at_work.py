"""The first page of whoever works here says what waits for them, and how many of each."""

import pytest
from django.urls import reverse

from groups.models.endings import NextStep
from tests.factories.demand import make_group_of, make_unread_group
from tests.factories.motions import end_together
from tests.factories.places import make_area
from tests.factories.supply import NOW, make_connector, make_login
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in, statements_of

pytestmark = pytest.mark.django_db
HOME = reverse("home")


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


def test_more_that_waits_takes_no_more_statements(two_ask):
    client = signed_in(make_connector())
    with_two = statements_of(client, HOME)
    NextStep.objects.update(kind="talk", answered_at=NOW)
    assert "3 wait" in words(client.get(HOME))
    assert statements_of(client, HOME) == with_two
