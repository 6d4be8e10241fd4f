"""Whatever was weighed and is to be otherwise asks each person who said yes (M53, fault B2)."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from community.people.acting import Acting
from groups.rules.homes import HomeTooExact
from groups.rules.offers import CareNotSaid, PayNotSaid, SessionsOutOfOrder, SharedHelper
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.terms_changes import change_terms
from pooling.pools.models.pledges import Part, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.shares import pledged_maximums
from pooling.pools.rules.instalments import DateDoesNotFit
from pooling.pools.rules.terms import NothingChanges, TermsAreLocked
from pooling.pools.states import PartState, PoolState, PrivateQuestionKind
from providers.rules.prices import BelowPayFloor
from tests.factories.pools import (
    AFTER_CLOSE,
    FIRST,
    look,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.shown import pool_digest
from tests.factories.supply import NOW, make_shown_listing

OTHER_DAYS = tuple(FIRST + timedelta(days=7 * number, hours=3) for number in range(6))


@pytest.fixture
def agreed(db):
    """Four said yes, and the office agreed."""
    people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    return people, Pool.objects.get(pk=pool.pk)


def voice_of(pool: Pool) -> Acting:
    return Acting(login=pool.provider.members.get().login)


def change(pool: Pool, by: Acting | None = None, now=NOW, **changes) -> Pool:
    return change_terms(pool_id=pool.pk, changes=changes, by=by or voice_of(pool), now=now)


def open_questions(pool: Pool):
    return PrivateQuestion.objects.filter(
        pledge__pool=pool, kind=PrivateQuestionKind.NEW_TERMS, state="asked"
    )


@pytest.mark.holds("fault:B2", "M53")
@pytest.mark.parametrize(
    "changes",
    [
        {"place": "Another hall"},
        {"minutes": 90},
        {"starts": OTHER_DAYS},
        {"who_comes": "somebody else each week"},
        {"same_person": "no"},
        {"is_hands_on": False, "hourly_pay_pence": 2000},
        {"care_basis": "cqc_registered", "care_where": "In the hall", "cqc_id": "1-1234"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_whatever_changes_asks_each_and_counts_nobody_until_they_say_yes(agreed, changes):
    people, pool = agreed
    assert len(pledged_maximums(pool)) == 4

    changed = change(pool, **changes)

    assert changed.state == PoolState.OPEN
    assert (open_questions(pool).count(), pledged_maximums(changed)) == (4, {})
    question = open_questions(pool).get(pledge__person=people[0].person)
    shown = pool_digest(pool.pk, people[0].person_id)
    answer_question(question_id=question.pk, yes=True, shown_digest=shown, by=people[0], now=NOW)
    pledge = changed.pledges.get(person=people[0].person)
    assert pledge.terms_digest == changed.terms_digest


@pytest.mark.holds("M53")
def test_for_other_days_the_office_is_asked_anew_and_payments_follow_them(agreed):
    people, pool = agreed
    changed = change(pool, starts=OTHER_DAYS)

    assert [start for each in changed.instalments.order_by("number") for start in each.starts] == [
        start.isoformat() for start in OTHER_DAYS
    ]
    question = open_questions(pool).get(pledge__person=people[0].person)
    answer_question(question_id=question.pk, yes=True, by=people[0], now=NOW)

    part = Part.objects.get(pledge__person=people[0].person, state=PartState.WAITING)
    line = Commitment.objects.get(part_ref=part.pk)
    assert (line.state, line.sessions) == (CommitmentState.ASKED, 6)


@pytest.mark.holds("P101")
def test_later_terms_say_no_more_of_a_home_than_the_first(agreed):
    _people, pool = agreed
    voice = voice_of(pool)
    at = {"place_words": "The Old Forge", "postcode": "ZZ1 1AA", "venue_kind": "own_home"}
    make_shown_listing(voice, pool.provider, **at)

    for changes, field in (
        ({"place": "In my kitchen, 12 Quay Street"}, "place"),
        (
            {"place": "In my kitchen", "getting_there": "The bell of 12 Quay Street"},
            "getting_there",
        ),
        ({"place": "The Old Forge, ZZ1 1AA"}, "place"),
    ):
        with pytest.raises(HomeTooExact) as refused:
            change(pool, **changes)
        assert refused.value.field == field

    assert not open_questions(pool).exists()
    assert change(pool, place="In my kitchen, by the harbour").terms.place.endswith("harbour")


def test_another_place_leaves_what_the_office_agreed_to(agreed):
    people, pool = agreed
    change(pool, place="Another hall")
    question = open_questions(pool).get(pledge__person=people[0].person)
    answer_question(question_id=question.pk, yes=True, by=people[0], now=NOW)

    assert set(Commitment.objects.values_list("state", flat=True)) == {CommitmentState.CONFIRMED}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, NothingChanges),
        ({"place": "The old hall"}, NothingChanges),
        ({"gap_days": 1}, NothingChanges),
        ({"is_hands_on": True}, PayNotSaid),
        ({"hourly_pay_pence": 100}, BelowPayFloor),
        ({"care_basis": "cqc_registered"}, CareNotSaid),
        (
            {
                "care_basis": "employed_by_individual",
                "care_where": "There",
                "is_hands_on": True,
                "hourly_pay_pence": 2000,
            },
            SharedHelper,
        ),
        ({"starts": (NOW,)}, SessionsOutOfOrder),
        ({"starts": (NOW + timedelta(days=4),)}, DateDoesNotFit),
    ],
)
def test_what_no_offer_may_say_no_change_may_say(agreed, changes, refusal):
    _people, pool = agreed
    with pytest.raises(refusal):
        change(pool, **changes)
    assert Pool.objects.get(pk=pool.pk).terms_digest == pool.terms_digest


def test_only_whoever_runs_it_and_only_before_payment(agreed):
    people, pool = agreed
    with pytest.raises(NotFound):
        change(pool, by=people[0], place="Another hall")
    look(pool, AFTER_CLOSE)
    with pytest.raises(TermsAreLocked):
        change(pool, place="Another hall", now=AFTER_CLOSE)
