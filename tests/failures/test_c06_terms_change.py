"""C6: the price changes under people. Before collecting everybody is asked again and silence is
no; after it, it is refused; nobody who paid ever sees a demand."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from community.messaging.models import Message
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.shares import coverage_of
from pooling.pools.queries.terms import changes_for
from pooling.pools.rules.pledging import PledgesClosed
from pooling.pools.rules.terms import TermsAreLocked
from pooling.pools.states import PledgeState, PoolState, PrivateQuestionState
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
from tests.factories.supply import NOW, make_login

OLD = dict.fromkeys(range(4, 9), 6000)
NEW = dict.fromkeys(range(4, 9), 6600)


@pytest.fixture
def five_in(core):
    people = make_people(6)
    voice = make_login("museum")
    offer = make_chosen_offer(people, prices=OLD, voice=voice)
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    pledges = [say_yes(pool, person, 2000) for person in people[:5]]
    office_agrees(pledges, make_officer())
    pool.refresh_from_db()
    assert pool.state == PoolState.READY
    return people, voice, pool


@pytest.mark.holds("C6", "M53")
def test_a_raised_price_asks_everybody_again_and_counts_nobody_until_they_say_yes(five_in):
    _people, voice, pool = five_in

    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)

    pool.refresh_from_db()
    assert pool.state == PoolState.OPEN
    assert (coverage_of(pool).said_yes, coverage_of(pool).enough) == (0, False)
    assert (
        PrivateQuestion.objects.filter(kind="new_terms", state=PrivateQuestionState.ASKED).count()
        == 5
    )


@pytest.mark.holds("C6")
def test_silence_is_no_and_the_others_go_ahead(five_in):
    people, voice, pool = five_in
    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)
    for person in people[:4]:
        question = PrivateQuestion.objects.get(pledge__person=person.person)
        answer_question(question_id=question.pk, yes=True, by=person, now=NOW)

    look(pool, AFTER_CLOSE)

    silent = PrivateQuestion.objects.get(pledge__person=people[4].person)
    assert (silent.state, silent.pledge.state) == (PrivateQuestionState.NO_ANSWER, PledgeState.OUT)
    assert Message.objects.filter(
        key=f"question:{silent.pk}:closed:pledge:{silent.pledge_id}"
    ).exists()
    assert pool.state == PoolState.FUNDED
    assert pool_balance(pool.pk) == 4 * 6600
    assert pool.instalments.get(number=1).people == 4
    assert ledger_faults() == []


@pytest.mark.holds("C6", "M53")
def test_after_payment_began_a_new_price_is_refused(five_in):
    _people, voice, pool = five_in
    look(pool, AFTER_CLOSE)
    assert pool.state == PoolState.FUNDED

    with pytest.raises(TermsAreLocked):
        change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=AFTER_CLOSE)


def test_one_more_after_payment_began_changes_nothing_for_those_who_paid(five_in):
    people, _voice, pool = five_in
    look(pool, AFTER_CLOSE)

    with pytest.raises(PledgesClosed):
        say_yes(pool, people[5], 2000)

    assert pool_balance(pool.pk) == 4 * 6000
    assert PrivateQuestion.objects.filter(state=PrivateQuestionState.ASKED).count() == 0


@pytest.mark.holds("C6", "M20")
def test_a_ladder_on_which_one_more_costs_more_a_head_cannot_be_saved(five_in):
    _people, voice, pool = five_in

    with pytest.raises(CostsMoreEach):
        change_prices(pool_id=pool.pk, prices={**OLD, 8: 14000}, by=voice, now=NOW)


def test_covered_and_ready_agree_at_every_step(five_in):
    people, voice, pool = five_in
    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)
    for person in people[:5]:
        question = PrivateQuestion.objects.get(pledge__person=person.person)
        answer_question(question_id=question.pk, yes=True, by=person, now=NOW + timedelta(days=1))
        pool.refresh_from_db()
        coverage = coverage_of(pool)
        assert (pool.state == PoolState.READY) == (coverage.share_pence is not None)


def test_after_two_changes_somebody_still_reads_the_terms_they_said_yes_to(five_in):
    people, voice, pool = five_in
    first = pool.terms
    newer = dict.fromkeys(range(4, 9), 7200)
    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)
    later = NOW + timedelta(days=1)
    ask = PrivateQuestion.objects.get(pledge__person=people[1].person)
    answer_question(question_id=ask.pk, yes=True, by=people[1], now=NOW)
    change_prices(pool_id=pool.pk, prices=newer, by=voice, now=later)
    pool.refresh_from_db()

    silent, middle = (changes_for(pool, person) for person in people[:2])

    assert silent.pledged_terms == first
    assert middle.pledged_terms == first.with_prices(dict.fromkeys(NEW, 6600))
    assert (silent.present_terms, silent.is_for_these_terms) == (pool.terms, False)
    assert [version.since for version in silent.versions] == [NOW, NOW, later]
    assert changes_for(pool, people[5]).pledged_terms is None


def test_back_at_the_first_price_the_first_yes_counts_and_nobody_is_asked(five_in):
    _people, voice, pool = five_in
    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)
    change_prices(pool_id=pool.pk, prices=OLD, by=voice, now=NOW)

    assert not PrivateQuestion.objects.filter(state=PrivateQuestionState.ASKED).exists()
    assert pool.versions.count() == 2
    assert look(pool, AFTER_CLOSE).state == PoolState.FUNDED
    assert pool.instalments.get(number=1).people == 5


@pytest.mark.holds("C6")
def test_whoever_changes_their_yes_instead_of_answering_is_in(five_in):
    people, voice, pool = five_in
    change_prices(pool_id=pool.pk, prices=NEW, by=voice, now=NOW)

    pledge = say_yes(pool, people[0], 2000)

    assert pledge.questions.get().state == PrivateQuestionState.YES
    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.IN


ATTACKS = (
    "UPDATE pools_termsversion SET terms = '{}'",
    "UPDATE pools_termsversion SET since = now()",
    "DELETE FROM pools_termsversion",
    "TRUNCATE pools_termsversion CASCADE",
    "ALTER TABLE pools_termsversion DISABLE TRIGGER ALL",
    "ALTER TABLE pools_pledge DROP CONSTRAINT pledge_is_to_kept_terms",
    "SELECT * FROM pools_termsversion FOR UPDATE",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_apps_role_cannot_change_what_was_said_yes_to(five_in, attack):
    with pytest.raises(ProgrammingError, match="permission denied|must be owner"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)


@pytest.mark.parametrize("table", ["pools_pledge", "pools_pool"])
def test_no_yes_and_no_pool_names_terms_that_are_not_kept(five_in, table):
    with pytest.raises(IntegrityError):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET terms_digest = 'made up'")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
