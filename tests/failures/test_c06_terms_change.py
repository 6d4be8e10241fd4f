"""C6: the price changes under people. Before collecting everybody is asked again and silence is
no; after it, it is refused; nobody who paid ever sees a demand."""

from datetime import timedelta

import pytest

from pooling.ledger.queries import broken, pool_total
from pooling.pools.actions.changing import change_prices
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.questions import answer
from pooling.pools.models import Question
from pooling.pools.queries import cover_of
from pooling.pools.rules.pledging import DoorClosed
from pooling.pools.rules.terms import TermsAreLocked
from pooling.pools.states import PoolState, QuestionState
from providers.rules.prices import CostsMoreEach
from tests.factories.pools import (
    AFTER_CLOSE,
    CLOSES_ON,
    look,
    make_chosen_offer,
    make_officer,
    make_people,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_voice

OLD = dict.fromkeys(range(4, 9), 6000)
NEW = dict.fromkeys(range(4, 9), 6600)


@pytest.fixture
def five_in(core):
    people = make_people(6)
    voice = make_voice("museum")
    offer = make_chosen_offer(people, prices=OLD, voice=voice)
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    pledges = [say_yes(pool, person, 2000) for person in people[:5]]
    office_agrees(pledges, make_officer())
    pool.refresh_from_db()
    assert pool.state == PoolState.READY
    return people, voice, pool


def test_a_raised_price_asks_everybody_again_and_counts_nobody_until_they_say_yes(five_in):
    _people, voice, pool = five_in

    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)

    pool.refresh_from_db()
    assert pool.state == PoolState.OPEN
    assert (cover_of(pool).said_yes, cover_of(pool).enough) == (0, False)
    assert Question.objects.filter(kind="new_terms", state=QuestionState.ASKED).count() == 5


def test_silence_is_no_and_the_others_go_ahead(five_in):
    people, voice, pool = five_in
    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)
    for person in people[:4]:
        question = Question.objects.get(pledge__person=person.person)
        answer(question_id=question.pk, yes=True, by=person, now=NOW)

    look(pool, AFTER_CLOSE)

    assert pool.state == PoolState.FUNDED
    assert pool_total(pool.pk) == 4 * 6600
    assert pool.instalments.get(number=1).people == 4
    assert broken() == []


def test_after_payment_began_a_new_price_is_refused(five_in):
    _people, voice, pool = five_in
    look(pool, AFTER_CLOSE)
    assert pool.state == PoolState.FUNDED

    with pytest.raises(TermsAreLocked):
        change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=AFTER_CLOSE)


def test_one_more_after_payment_began_changes_nothing_for_those_who_paid(five_in):
    people, _voice, pool = five_in
    look(pool, AFTER_CLOSE)

    with pytest.raises(DoorClosed):
        say_yes(pool, people[5], 2000)

    assert pool_total(pool.pk) == 4 * 6000
    assert Question.objects.filter(state=QuestionState.ASKED).count() == 0


def test_a_ladder_on_which_one_more_costs_more_a_head_cannot_be_saved(five_in):
    _people, voice, pool = five_in

    with pytest.raises(CostsMoreEach):
        change_prices(pool_id=pool.pk, prices={**OLD, 8: 14000}, by=voice, now=NOW)


def test_covered_and_ready_agree_at_every_step(five_in):
    people, voice, pool = five_in
    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)
    for person in people[:5]:
        question = Question.objects.get(pledge__person=person.person)
        answer(question_id=question.pk, yes=True, by=person, now=NOW + timedelta(days=1))
        pool.refresh_from_db()
        seen = cover_of(pool)
        assert (pool.state == PoolState.READY) == (seen.share_pence is not None)
