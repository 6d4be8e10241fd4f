"""Thirty days before a grant ends its provider is asked what comes next, and whoever asked for it
in a group hears it (M06, fault C10)."""

from datetime import timedelta

import pytest

from community.messaging.models import Message
from groups.actions.briefs import start_brief
from groups.actions.grants import tell_groups_of_grant
from providers.actions.grants import ask_what_comes_after_grant
from providers.actions.listings import save_listing
from providers.queries.supply import listings_with_grant_ending
from providers.states import PriceKind
from tests.factories.pools import make_group, make_people
from tests.factories.supply import NOW, TODAY, make_login, make_shown_listing, make_someone

pytestmark = pytest.mark.django_db

ENDS = TODAY + timedelta(days=60)


def paid_by_a_grant(alice):
    return make_shown_listing(
        alice,
        price_kind=PriceKind.GRANT,
        grant_until=ENDS,
        after_grant_words="Then £4 each time.",
    )


@pytest.mark.holds("M06", "fault:C10")
@pytest.mark.parametrize(
    ("days_before", "is_due"), [(31, False), (30, True), (0, True), (-1, False)]
)
def test_a_grant_is_spoken_of_thirty_days_before_it_ends(days_before, is_due):
    listing = paid_by_a_grant(make_login())
    due = listings_with_grant_ending(ENDS - timedelta(days=days_before))
    assert due == ([listing.pk] if is_due else [])


@pytest.mark.holds("M06", "fault:C10")
def test_the_provider_is_asked_and_the_group_hears_what_comes_after_it_once_each():
    alice, bob, people = make_login(), make_someone("bob"), make_people(3)
    listing = paid_by_a_grant(alice)
    start_brief(
        group_id=make_group(people).pk,
        what="Museum mornings",
        when_words="Tuesdays",
        where_words="near us",
        listing_id=listing.pk,
        by=people[0],
        now=NOW,
    )

    for _again in range(2):
        ask_what_comes_after_grant(listing_id=listing.pk, now=NOW)
        tell_groups_of_grant(listing_id=listing.pk, now=NOW)

    message = Message.objects.get(kind="grant_ends")
    assert (message.login_id, "Then £4 each time." in message.text) == (alice.login_id, True)
    heard = Message.objects.filter(kind="grant_ends_for_group")
    assert {each.person_id for each in heard} == {person.person_id for person in people}
    assert bob.person_id not in {each.person_id for each in heard}
    assert all("Then £4 each time." in each.text for each in heard)


@pytest.mark.holds("fault:C10")
def test_where_something_else_comes_next_the_group_hears_that_too():
    alice, people = make_login(), make_people(3)
    listing = paid_by_a_grant(alice)
    start_brief(
        group_id=make_group(people).pk,
        what="Museum mornings",
        when_words="Tuesdays",
        where_words="near us",
        listing_id=listing.pk,
        by=people[0],
        now=NOW,
    )
    tell_groups_of_grant(listing_id=listing.pk, now=NOW)

    save_listing(listing_id=listing.pk, after_grant_words="Then it is free.", by=alice, now=NOW)
    tell_groups_of_grant(listing_id=listing.pk, now=NOW)

    heard = Message.objects.filter(kind="grant_ends_for_group")
    assert heard.count() == 6
    assert heard.filter(text__contains="Then it is free.").count() == 3
