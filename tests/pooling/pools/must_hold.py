"""What must hold in any story of a shared cost, after every step of it that wrote anything."""

from datetime import date, datetime
from typing import Protocol

from community.people.acting import Acting
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.bank_transfers import BankTransferRefund
from pooling.payments.models.cards import CardPayment
from pooling.payments.states.cards import PaymentGoal, PaymentState
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.charges import charges_of_session
from pooling.pools.queries.refunds import unaccounted_sessions
from pooling.pools.queries.statements import pool_statement, statement_for
from pooling.pools.states import InstalmentState, PledgeState, PoolState, PrivateQuestionState
from standin.core import Core
from tests.factories import cards

ENDED = (PoolState.LAPSED, PoolState.CANCELLED, PoolState.FINISHED)


class Story(Protocol):
    """As far as it came."""

    pool: Pool
    people: list[Acting]
    core: Core
    now: datetime


def the_ledger_is_whole(story: Story):
    assert ledger_faults() == []
    assert cards.taken_there(story.core) == cards.taken_here()


def shares_come_to_the_price_and_to_nobodys_more(story: Story):
    for instalment in story.pool.instalments.exclude(attempt=0):
        charges = Charge.objects.filter(instalment=instalment, attempt=instalment.attempt)
        assert sum(charge.session_pence for charge in charges) == instalment.session_pence
        assert sum(c.pence for c in charges) == instalment.session_pence * instalment.count
        each = {}
        for charge in charges.select_related("part__pledge"):
            pledge = charge.part.pledge
            each[pledge] = each.get(pledge, 0) + charge.session_pence
        assert all(pence <= pledge.max_pence for pledge, pence in each.items())
        assert max(each.values()) - min(each.values()) <= 1


def it_is_going_ahead_only_when_all_of_it_is_in(story: Story):
    first = story.pool.instalments.get(number=1)
    paid = first.state in (InstalmentState.COLLECTED, InstalmentState.SETTLED)
    going = story.pool.state in (PoolState.FUNDED, PoolState.RUNNING, PoolState.FINISHED)
    assert going == paid or story.pool.state == PoolState.CANCELLED
    assert paid == (first.collected_at is not None)


def nobody_is_charged_twice_for_one_thing(story: Story):
    taken = CardPayment.objects.filter(state=PaymentState.CAPTURED)
    refs = list(taken.values_list("charge_ref", flat=True))
    assert len(refs) == len(set(refs))


def while_waiting_nothing_is_held_that_is_not_being_let_go(story: Story):
    if story.pool.instalments.filter(state=InstalmentState.WAITING).exists():
        assert not CardPayment.objects.filter(
            state=PaymentState.HELD, goal=PaymentGoal.HOLD
        ).exists()


def where_it_ended_only_what_is_on_its_way_back_or_had_begun_is_left(story: Story):
    if story.pool.state not in ENDED:
        return
    cards.work_off(story.now)
    queued = sum(b.pence for b in BankTransferRefund.objects.filter(state="queued"))
    begun = unaccounted_sessions().filter(pool=story.pool, session__starts_at__lte=story.now)
    waiting = sum(c.session_pence for row in begun for c in charges_of_session(row))
    assert pool_balance(story.pool.pk) == queued + waiting
    assert not waiting or story.pool.state == PoolState.CANCELLED


def everybodys_statements_come_to_the_pools(story: Story):
    start, end = date(2000, 1, 1), date(2035, 1, 1)
    statement = pool_statement(story.pool)
    own = [
        statement_for(source_id=source.pk, start=start, end=end, by=person, now=story.now)
        for person in story.people
        for source in person.person.sources.all()
    ]
    assert sum(s.paid_in_pence for s in own) == statement.paid_in_pence
    assert sum(s.refunded_pence for s in own) == statement.refunded_pence
    assert sum(s.spent_pence for s in own) == statement.spent_pence
    assert (
        sum(s.closing_pence for s in own) == statement.waiting_pence == pool_balance(story.pool.pk)
    )


def a_person_who_said_no_has_nothing_being_asked(story: Story):
    assert not PrivateQuestion.objects.filter(
        state=PrivateQuestionState.ASKED, pledge__state=PledgeState.OUT
    ).exists()


MUST_HOLD = (
    the_ledger_is_whole,
    shares_come_to_the_price_and_to_nobodys_more,
    it_is_going_ahead_only_when_all_of_it_is_in,
    nobody_is_charged_twice_for_one_thing,
    while_waiting_nothing_is_held_that_is_not_being_let_go,
    where_it_ended_only_what_is_on_its_way_back_or_had_begun_is_left,
    everybodys_statements_come_to_the_pools,
    a_person_who_said_no_has_nothing_being_asked,
)
