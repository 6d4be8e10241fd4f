"""A provider's month in units: what each kind of help takes, the limit, and what is freed (M18,
M19, P72-P74, C12)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from community.common.refusals import NotFound
from providers.actions.capacity import say_month_units
from providers.actions.sessions import mark_coming
from providers.actions.visit_requests import check_visit, request_visit, withdraw_visit
from providers.models.capacity import CapacityPeriod, CapacityUse
from providers.models.sessions import Booking
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.queries.capacity import own_capacity
from providers.rules.capacity import (
    MonthUnits,
    Need,
    NoSuchCapacity,
    NoUnitsLeft,
    first_opening,
    month_after,
    units_of,
)
from providers.rules.listings import openness_of_listing
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer
from tests.factories.capacity import HEAVY, WEIGHTS, make_counted_listing
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, make_login, make_someone
from tests.factories.visits import answer, come, make_time

pytestmark = pytest.mark.django_db
NEXT_MONTH = date(2027, 6, 1)


def taken(listing: Listing) -> int:
    return own_capacity(listing.provider_id, now=NOW).taken


def fill(listing: Listing, count: int) -> list[VisitRequest]:
    return [come(make_someone(f"light{number}"), listing) for number in range(count)]


@pytest.mark.holds("M18", "P73")
@pytest.mark.parametrize(
    ("asked", "units"),
    [((), 1), (("beside",), 2), (("beside", "without_words"), 3), (("toilet",), 1)],
)
def test_what_is_asked_weighs_as_its_heaviest_kind(asked, units):
    assert units_of(asked, {"": 1, "beside": 2, "without_words": 3}) == units


@pytest.mark.holds("M18")
def test_at_the_limit_it_closes_by_itself_with_the_day_it_opens_again():
    listing = make_counted_listing(units=6)
    fill(listing, 3)
    come(make_someone("heavy"), listing, help_asked=HEAVY)

    fifth = make_someone("fifth")
    with pytest.raises(NoUnitsLeft) as refused:
        come(fifth, listing)

    assert "Tuesday 1 June 2027" in refused.value.message
    assert not VisitRequest.objects.filter(known_as="fifth").exists()
    listing.refresh_from_db()
    assert listing.reopens_on == NEXT_MONTH
    assert openness_of_listing(listing, on=TODAY) == "full"
    assert openness_of_listing(listing, on=NEXT_MONTH) == "open"
    june = NOW + timedelta(days=28)
    assert request_visit(listing_id=listing.pk, known_as="fifth", by=fifth, now=june).pk
    listing.refresh_from_db()
    assert listing.reopens_on is None


@pytest.mark.holds("M18", "C12")
@pytest.mark.parametrize("how", ["withdrawn", "declined"])
def test_what_is_withdrawn_or_declined_frees_its_units_at_once(how):
    alice = make_login()
    listing = make_counted_listing(alice, units=3)
    heavy = make_someone("heavy")
    visit = come(heavy, listing, help_asked=HEAVY)
    assert taken(listing) == 3

    if how == "withdrawn":
        withdraw_visit(visit_request_id=visit.pk, by=heavy, now=NOW + timedelta(minutes=8))
    else:
        answer(visit, AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full"), alice)

    listing.refresh_from_db()
    assert (taken(listing), listing.reopens_on) == (0, None)
    assert come(make_someone("next"), listing).state == "requested"


@pytest.mark.holds("M18", "C12")
def test_a_place_in_a_time_that_is_let_go_frees_its_units_and_takes_them_again_while_there_are():
    alice = make_login()
    listing = make_counted_listing(alice, units=1)
    ann, session = make_someone(), make_time(listing, places=4)
    visit = come(ann, listing, session)
    answer(visit, AnswerGiven(VisitAnswer.YES), alice)
    withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)
    assert taken(listing) == 0
    booking = Booking.objects.get()
    mark_coming(booking_id=booking.pk, by=ann, now=NOW)
    assert taken(listing) == 1

    withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)
    come(make_someone("ben"), listing, session)
    with pytest.raises(NoUnitsLeft):
        mark_coming(booking_id=booking.pk, by=ann, now=NOW)


@pytest.mark.holds("M18")
def test_whoever_has_units_already_takes_none_for_another_time_and_keeps_them_while_one_is_open():
    listing = make_counted_listing(units=1)
    ann = make_someone()
    first = come(ann, listing, make_time(listing, days=1))
    second = come(ann, listing, make_time(listing, days=2))
    assert taken(listing) == 1

    withdraw_visit(visit_request_id=first.pk, by=ann, now=NOW)
    assert taken(listing) == 1
    withdraw_visit(visit_request_id=second.pk, by=ann, now=NOW)
    assert taken(listing) == 0


@pytest.mark.holds("P73")
def test_a_weight_that_is_changed_takes_no_place_from_anybody():
    alice = make_login()
    listing = make_counted_listing(alice, units=3)
    visit = come(make_someone(), listing, help_asked=HEAVY)

    say_month_units(
        provider_id=listing.provider_id, units=2, weights={"without_words": 9}, by=alice, now=NOW
    )

    visit.refresh_from_db()
    assert (visit.state, CapacityUse.objects.get().units, taken(listing)) == ("requested", 3, 3)


@pytest.mark.holds("M19", "P74")
def test_the_share_that_is_kept_is_for_people_who_come_on_their_own():
    listing = make_counted_listing(units=3, reserved=2)
    helped = [make_someone(name) for name in ("h1", "h2")]
    acting = [act_for(each, f"to-{each.person.preferred_name}") for each in helped]
    come(acting[0], listing, known_as="h1")

    with pytest.raises(NoUnitsLeft):
        come(acting[1], listing, known_as="h2")
    for name in ("own1", "own2"):
        come(make_someone(name), listing)
    with pytest.raises(NoUnitsLeft):
        come(make_someone("own3"), listing)


@pytest.mark.holds("P74")
@pytest.mark.parametrize(
    ("taken_all", "taken_own", "left_own", "left_other"),
    [(0, 0, 6, 4), (4, 0, 2, 0), (4, 2, 2, 2), (5, 3, 1, 1), (6, 0, 0, 0)],
)
def test_what_is_left_of_a_month_with_a_share_kept(taken_all, taken_own, left_own, left_other):
    month = MonthUnits(6, 2, taken_all, taken_own)

    assert month.left(on_their_own=True) == left_own
    assert month.left(on_their_own=False) == left_other


@pytest.mark.parametrize(
    ("needed", "ahead", "opening"),
    [(1, [], 1), (3, [2], 2), (4, [], None), (1, [3, 2], 2), (2, [2, 2], 3), (1, [9], 1)],
)
@pytest.mark.holds("P72")
def test_the_day_it_opens_again_comes_after_those_who_wait(needed, ahead, opening):
    found = first_opening(
        Need(needed, False), [Need(each, False) for each in ahead], units=3, reserved=0
    )

    assert found == opening


def test_months_follow_one_another_over_the_year():
    assert month_after(date(2027, 12, 1)) == date(2028, 1, 1)
    assert month_after(date(2027, 5, 1), 12) == date(2028, 5, 1)


@pytest.mark.parametrize(
    ("units", "reserved", "weights"),
    [(0, 0, {}), (501, 0, {}), (3, 3, {}), (None, 1, {}), (3, 0, {"": 0}), (3, 0, {"x": 1})],
)
def test_what_cannot_be_a_month_is_refused(units, reserved, weights):
    alice = make_login()
    listing = make_counted_listing(alice)

    with pytest.raises(NoSuchCapacity):
        say_month_units(
            provider_id=listing.provider_id,
            units=units,
            reserved_units=reserved,
            weights=WEIGHTS | weights,
            by=alice,
            now=NOW,
        )


def test_only_whoever_speaks_for_it_says_it_and_nothing_said_counts_nothing():
    alice = make_login()
    listing = make_counted_listing(alice, units=1)
    fill(listing, 1)
    with pytest.raises(NotFound):
        say_month_units(
            provider_id=listing.provider_id, units=9, weights={}, by=make_someone("eve"), now=NOW
        )

    say_month_units(provider_id=listing.provider_id, units=None, weights={}, by=alice, now=NOW)

    listing.refresh_from_db()
    assert listing.reopens_on is None
    assert come(make_someone("more"), listing).state == "requested"


@pytest.mark.holds("M18")
def test_looking_over_is_refused_where_asking_would_be_and_takes_nothing():
    listing = make_counted_listing(units=1)
    check_visit(listing_id=listing.pk, known_as="Ann", by=make_someone(), now=NOW)
    assert taken(listing) == 0
    with pytest.raises(NoUnitsLeft):
        check_visit(
            listing_id=listing.pk, known_as="A", help_asked=HEAVY, by=make_someone("b"), now=NOW
        )


def test_the_database_keeps_a_month_whole():
    listing = make_counted_listing()
    period = CapacityPeriod.objects.get(provider_id=listing.provider_id)
    for wrong in ({"units": 2, "reserved_units": 2}, {"month": TODAY}, {"units": 501}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CapacityPeriod.objects.filter(pk=period.pk).update(**wrong)
