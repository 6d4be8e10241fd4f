"""14 days to change one's mind, where the offer has them: what has not begun goes back, to the
penny, and nobody else's share changes (P123)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError

from community.messaging.models import Message
from community.people.states import RepresentationScope
from groups.rules.offers import ChangeOfMindKept
from pooling.ledger.queries import ledger_faults
from pooling.payments.states.charges import Rail
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.agreements import change_of_mind_left
from pooling.pools.rules.agreements import PleaseBeginNow, change_of_mind_until
from pooling.pools.rules.pledging import AlreadyOut
from pooling.pools.states import SourceKind
from providers.models.sessions import Booking
from providers.states import CheckKind
from tests.factories.at_once import at_once
from tests.factories.demand import ask, make_group_of, make_vetted, offer_to
from tests.factories.pools import (
    AFTER_CLOSE,
    make_people,
    make_pool,
    make_request,
    make_source,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW
from tests.pooling.pools.test_missed_places import Held

pytestmark = pytest.mark.holds("P123")

SOON = AFTER_CLOSE + timedelta(days=3)
LAST_DAY = AFTER_CLOSE + timedelta(days=14)  # the day of the first session
TOO_LATE = AFTER_CLOSE + timedelta(days=15)


@pytest.fixture
def held(db):
    return Held("paid", change_of_mind="fourteen_days")


def ann_leaves(held, now):
    return leave_pool(pool_id=held.pool.pk, by=held.ann, now=now)


def bookings_of_ann(held) -> list[str]:
    rows = Booking.objects.filter(person=held.ann.person).order_by("session__starts_at")
    return [row.state for row in rows]


@pytest.mark.parametrize(
    ("now", "sessions_back", "bookings"),
    [(SOON, 4, ["ended"] * 4), (LAST_DAY, 3, ["coming", *["ended"] * 3])],
)
def test_what_has_not_begun_goes_back_to_the_penny(held, now, sessions_back, bookings):
    others = [held.statement_of(other) for other in held.people[1:]]

    assert ann_leaves(held, now).state == "stopped"

    assert held.statement_of(held.ann)[0] == sessions_back * held.share
    assert bookings_of_ann(held) == bookings
    assert [held.statement_of(other) for other in held.people[1:]] == others
    assert ledger_faults() == []
    to_ann = Message.objects.get(kind="changed_mind", person_id=held.ann.person_id)
    assert "goes back to where it came from" in to_ann.text
    [to_voice] = Message.objects.filter(kind="changed_mind", person_id=None)
    assert held.ann.person.preferred_name not in to_voice.text


def test_the_rest_is_paid_to_whoever_runs_it_for_the_others_alone(held):
    ann_leaves(held, SOON)
    held.recorded()
    held.released()

    assert held.statement_of(held.people[1])[1] > 0
    assert held.statement_of(held.ann) == (4 * held.share, 0)
    assert ledger_faults() == []


def test_after_the_14_days_what_is_paid_stays_paid(held):
    ann_leaves(held, TOO_LATE)

    assert held.statement_of(held.ann)[0] == 0
    assert "ended" not in bookings_of_ann(held)
    with pytest.raises(AlreadyOut):
        ann_leaves(held, TOO_LATE)


def test_an_offer_for_a_fixed_day_has_no_14_days(db):
    held = Held("paid")

    ann_leaves(held, SOON)

    assert held.statement_of(held.ann)[0] == 0


@pytest.mark.parametrize(
    ("scope", "gets"),
    [(RepresentationScope.SUGGEST, None), (RepresentationScope.DECIDE, 4)],
)
def test_only_hands_that_may_decide_about_the_money_take_it_back(held, scope, gets):
    nephew = act_for(held.ann, "nephew", scope=scope)
    own_pledge = held.pool.pledges.get(person=held.ann.person)

    left = change_of_mind_left(held.pool, own_pledge, by=nephew, now=SOON)

    assert (left and left.pence) == (gets and gets * held.share)
    if gets:
        leave_pool(pool_id=held.pool.pk, by=nephew, now=SOON)
        assert held.statement_of(held.ann)[0] == 4 * held.share


def test_whoever_stopped_can_still_change_their_mind_about_what_is_paid(held):
    end_source(source_id=held.ann.person.sources.get().pk, by=held.ann, now=SOON)
    assert held.statement_of(held.ann)[0] == 0

    ann_leaves(held, SOON)

    assert held.statement_of(held.ann)[0] == 4 * held.share


def test_a_second_press_gives_nothing_back_again(held):
    ann_leaves(held, SOON)
    with pytest.raises(AlreadyOut):
        ann_leaves(held, SOON)

    assert held.statement_of(held.ann)[0] == 4 * held.share


def test_pressed_by_several_at_once_it_goes_back_once(committed_db):
    held = Held("paid", change_of_mind="fourteen_days")

    at_once(*[lambda: ann_leaves(held, SOON)] * 4)

    assert held.statement_of(held.ann)[0] == 4 * held.share
    assert ledger_faults() == []
    assert Message.objects.filter(kind="changed_mind", person_id=held.ann.person_id).count() == 1


def test_until_the_end_of_the_fourteenth_day_after_it_went_ahead():
    assert change_of_mind_until("fourteen_days", AFTER_CLOSE).date() == TOO_LATE.date()
    assert change_of_mind_until("fixed_day", AFTER_CLOSE) is None


@pytest.mark.parametrize(
    ("offered", "asks", "is_taken"),
    [
        ({"change_of_mind": "fourteen_days"}, False, False),
        ({"change_of_mind": "fourteen_days"}, True, True),
        ({"change_of_mind": "fourteen_days", "first_in_days": 15}, False, True),
        ({"change_of_mind": "fixed_day"}, False, True),
    ],
)
def test_it_begins_within_the_14_days_only_for_whoever_asks_for_that(db, offered, asks, is_taken):
    people = make_people(4)
    pool = make_pool(people, **offered)
    request = replace(
        make_request((make_source(people[0], SourceKind.OWN, Rail.TRANSFER), 1500)),
        shown_digest=pool.terms_digest,
        begin_now=asks,
    )

    if is_taken:
        saved = pledge(pool_id=pool.pk, request=request, by=people[0], now=NOW)
        assert saved.begin_now == asks
    else:
        with pytest.raises(PleaseBeginNow) as refused:
            pledge(pool_id=pool.pk, request=request, by=people[0], now=NOW)
        assert refused.value.field == "begin_now"
        assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    "help_given",
    [
        {"is_hands_on": True, "hourly_pay_pence": 1500},
        {"care_basis": "cqc_registered", "cqc_id": "1-1", "care_where_words": "There"},
    ],
)
def test_help_by_hand_is_no_leisure(db, help_given):
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    voice, provider = make_vetted("museum", CheckKind.DBS_ENHANCED)

    with pytest.raises(ChangeOfMindKept):
        offer_to(brief, voice, provider, change_of_mind="fixed_day", **help_given)

    offer = offer_to(brief, voice, provider, change_of_mind="fourteen_days", **help_given)
    offer.change_of_mind = "fixed_day"
    with pytest.raises(IntegrityError, match="who_is_helped_can_change_their_mind"):
        offer.save()
