"""Waiting for a place: nobody is overtaken, nobody dropped, and no place is blocked (P72, P75, M92,
C12)."""

from datetime import date, datetime, timedelta

import pytest

from community.messaging.actions.sending import send_message
from community.messaging.models import Message
from community.messaging.wording import words_of
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from providers.actions.capacity import say_month_units
from providers.actions.visit_requests import request_visit, withdraw_visit
from providers.actions.waiting import (
    answer_waiting,
    leave_waiting_list,
    let_waiting_place_go,
    take_waiting_place,
    wait_for_place,
)
from providers.actions.waiting_offers import offer_waiting
from providers.models.capacity import CapacityUse
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListEntry, WaitingListInvitation
from providers.queries.waiting import waiting_to_answer
from providers.rules.capacity import NoUnitsLeft
from providers.rules.waiting import (
    DayHasMoved,
    NoDayToWaitFor,
    NoNeedToWait,
    NothingOffered,
    NothingToSay,
)
from providers.states import WaitingAnswer
from tests.factories.capacity import HEAVY, WEIGHTS, make_counted_listing
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, make_someone
from tests.factories.visits import come

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2027, 6, 1), date(2027, 7, 1)
IN_JUNE = NOW + timedelta(days=28)
AFTER_KEPT = NOW + timedelta(days=2, minutes=1)


def wait(by, listing, help_asked=(), opens_on=JUNE, now=NOW) -> WaitingListEntry:
    return wait_for_place(
        listing_id=listing.pk, help_asked=help_asked, opens_on=opens_on, by=by, now=now
    )


def sweep(listing: Listing, now: datetime) -> None:
    offer_waiting(listing.provider_id, now=now)


def offered() -> list[str]:
    open_ones = WaitingListInvitation.objects.filter(ended_at=None).order_by("pk")
    return list(open_ones.values_list("entry__person__preferred_name", flat=True))


def tell(now: datetime) -> None:
    for message in Message.objects.filter(kind="waiting_place_offered", sent_at=None):
        send_message(message_id=message.pk, send=lambda message, address: None, now=now)


@pytest.fixture
def alice():
    return make_login()


@pytest.fixture
def listing(alice):
    """Three units a month, of which two are taken; somebody who needs three waits."""
    listing = make_counted_listing(alice, units=3)
    for name in ("light1", "light2"):
        come(make_someone(name), listing)
    return listing


@pytest.mark.holds("P72")
def test_what_is_left_is_kept_for_two_working_days_and_their_provider_is_asked_at_once(
    alice, listing
):
    entry = wait(make_someone("heavy"), listing, HEAVY)

    assert entry.kept_until == NOW + timedelta(days=2)
    [asked] = Message.objects.filter(kind="waiting_to_answer")
    assert asked.login_id == alice.login_id and "heavy" not in asked.text
    assert "Thursday 6 May 2027" in asked.text
    [seen] = waiting_to_answer(alice.login_id)
    assert (seen.units, seen.help_words) == (3, entry.help_words)
    later = make_someone("later")
    with pytest.raises(NoUnitsLeft) as refused:
        come(later, listing)
    assert "Friday 7 May 2027" in refused.value.message
    sweep(listing, AFTER_KEPT)
    assert request_visit(listing_id=listing.pk, known_as="l", by=later, now=AFTER_KEPT).pk


@pytest.mark.holds("P72")
def test_whoever_waits_is_first_at_the_opening_that_has_her_units(listing):
    wait(make_someone("heavy"), listing, HEAVY)
    wait(make_someone("light3"), listing, opens_on=JULY)
    assert offered() == []

    later = make_someone("later")
    with pytest.raises(NoUnitsLeft):
        request_visit(listing_id=listing.pk, known_as="l", by=later, now=IN_JUNE)

    sweep(listing, IN_JUNE)
    assert offered() == ["heavy"]


@pytest.mark.holds("P72", "C12")
def test_what_comes_free_while_it_is_kept_is_hers_too(listing):
    wait(make_someone("heavy"), listing, HEAVY)
    for visit in VisitRequest.objects.order_by("pk"):
        withdraw_visit(visit_request_id=visit.pk, by=_acting(visit), now=NOW + timedelta(minutes=8))

    assert offered() == ["heavy"]


def _acting(visit):
    from community.people.acting import Acting

    return Acting(login=visit.person.login, person=visit.person)


@pytest.mark.holds("P72")
@pytest.mark.parametrize("answer", [WaitingAnswer.NOW, WaitingAnswer.WHEN_OPEN])
def test_their_provider_takes_them_now_over_the_limit_or_when_it_opens(alice, listing, answer):
    heavy = make_someone("heavy")
    entry = wait(heavy, listing, HEAVY)

    answer_waiting(entry_id=entry.pk, answer=answer, by=alice, now=NOW)

    assert offered() == (["heavy"] if answer == WaitingAnswer.NOW else [])
    with pytest.raises(NothingToSay):
        answer_waiting(entry_id=entry.pk, answer=answer, by=alice, now=NOW)
    if answer == WaitingAnswer.NOW:
        visit = take_waiting_place(entry_id=entry.pk, known_as="H", by=heavy, now=NOW)
        assert (visit.state, visit.help_asked) == ("requested", list(HEAVY))
        assert sum(CapacityUse.objects.values_list("units", flat=True)) == 5


@pytest.mark.holds("P75", "C12")
def test_a_freed_place_is_offered_at_once_and_lasts_three_days_from_when_they_were_told(alice):
    listing = make_counted_listing(alice, units=1)
    first = come(ann := make_someone(), listing)
    for name in ("ben", "cy"):
        wait(make_someone(name), listing, opens_on=JUNE if name == "ben" else JULY)
    freed = NOW + timedelta(minutes=8)
    withdraw_visit(visit_request_id=first.pk, by=ann, now=freed)
    assert offered() == ["ben"]
    with pytest.raises(NoUnitsLeft):
        request_visit(listing_id=listing.pk, known_as="d", by=make_someone("d"), now=freed)

    told = freed + timedelta(days=1)
    tell(told)
    [message] = Message.objects.filter(kind="waiting_place_offered")
    assert "until the end of Saturday 8 May 2027" in words_of(message)
    sweep(listing, told + timedelta(days=3))
    assert offered() == ["ben"]
    sweep(listing, told + timedelta(days=4))

    assert offered() == ["cy"]
    assert WaitingListEntry.objects.filter(ended_at=None).count() == 2
    tell(told + timedelta(days=4))
    sweep(listing, IN_JUNE)
    assert offered() == ["ben"]


@pytest.mark.holds("P75")
def test_whoever_cannot_be_told_in_time_keeps_their_turn_and_is_offered_the_next(alice):
    listing = make_counted_listing(alice, units=1)
    first = come(ann := make_someone(), listing)
    wait(make_someone("ben"), listing)
    withdraw_visit(visit_request_id=first.pk, by=ann, now=NOW)

    sweep(listing, NOW + timedelta(days=2))
    assert offered() == ["ben"]
    sweep(listing, NOW + timedelta(days=4))
    assert offered() == []
    assert WaitingListEntry.objects.get().ended_at is None
    dora = make_someone("dora")
    visit = request_visit(listing_id=listing.pk, known_as="d", by=dora, now=NOW + timedelta(days=4))
    withdraw_visit(visit_request_id=visit.pk, by=dora, now=NOW + timedelta(days=5))

    assert offered() == ["ben"]


@pytest.mark.holds("P75")
def test_not_this_time_keeps_the_turn_and_leaving_ends_it(alice):
    listing = make_counted_listing(alice, units=1)
    first = come(ann := make_someone(), listing)
    ben, cy = make_someone("ben"), make_someone("cy")
    entry, last = wait(ben, listing), wait(cy, listing, opens_on=JULY)
    withdraw_visit(visit_request_id=first.pk, by=ann, now=NOW)

    let_waiting_place_go(entry_id=entry.pk, by=ben, now=NOW)
    assert offered() == ["cy"]
    with pytest.raises(NothingOffered):
        take_waiting_place(entry_id=entry.pk, known_as="B", by=ben, now=NOW)
    leave_waiting_list(entry_id=last.pk, by=cy, now=NOW)

    assert offered() == []
    assert list(WaitingListEntry.objects.filter(ended_at=None)) == [entry]


@pytest.mark.holds("M92")
def test_waiting_is_agreed_to_with_a_real_day_and_only_where_one_has_to(alice):
    listing = make_counted_listing(alice, units=2)
    heavy, ben = make_someone("heavy"), make_someone("ben")
    with pytest.raises(NoNeedToWait):
        wait(ben, listing)
    with pytest.raises(NoDayToWaitFor):
        wait(heavy, listing, HEAVY)
    for name in ("a", "b"):
        come(make_someone(name), listing)
    with pytest.raises(DayHasMoved) as moved:
        wait(ben, listing, opens_on=JULY)
    assert "1 June 2027" in moved.value.message

    assert wait(ben, listing) == wait(ben, listing)
    assert WaitingListEntry.objects.count() == 1


@pytest.mark.holds("M92")
def test_only_who_decides_with_somebody_lets_them_wait(alice, listing):
    ann = make_someone()
    reader = act_for(ann, "to-read", RepresentationScope.LOOK)

    with pytest.raises(NotYours):
        wait(reader, listing, HEAVY)


def test_where_nothing_is_counted_any_more_each_who_waits_may_come(alice, listing):
    heavy = make_someone("heavy")
    entry = wait(heavy, listing, HEAVY)

    say_month_units(provider_id=listing.provider_id, units=None, weights=WEIGHTS, by=alice, now=NOW)

    assert offered() == ["heavy"]
    visit = take_waiting_place(entry_id=entry.pk, known_as="H", by=heavy, now=NOW)
    entry.refresh_from_db()
    assert (entry.visit, entry.ended_at) == (visit, NOW)
