"""Any story of a shared cost, in any order: yeses, leaving, refusals, declines, late transfers,
dates, new prices, sessions, cancelling. After every step all that must hold, holds."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from community.common.refusals import Refused
from community.people.acting import Acting
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.models.cards import CardPayment
from pooling.payments.models.commitments import Commitment
from pooling.payments.processor import client as door
from pooling.payments.states.cards import PaymentGoal, PaymentState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.confirmations import answer_lines
from pooling.pools.actions.ending import (
    cancel_pool,
    refundable_pool_pence,
    stop_pledge_by_agreement,
)
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.terms_changes import change_prices, end_source
from pooling.pools.models.instalments import Charge, PoolSession
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.statements import pool_statement, statement_for
from pooling.pools.states import (
    InstalmentState,
    PledgeState,
    PoolState,
    PrivateQuestionState,
    SourceKind,
)
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import call_off_session, record_delivered
from providers.states import SessionState
from standin import inprocess
from standin.clock import Clock
from standin.core import Core
from tests.factories import cards
from tests.factories.pools import (
    AFTER_CLOSE,
    CLOSES_ON,
    look,
    make_card,
    make_chosen_offer,
    make_officer,
    make_people,
    make_source,
    say_yes,
)
from tests.factories.supply import NOW, make_login

PEOPLE = 5
PRICES = {3: 4000, 4: 4800, 5: 5501}  # not a whole number of pence each
WAYS = ("council", "transfer", cards.WORKS, cards.DECLINES, cards.FAILS_AT_CAPTURE)
who = st.integers(0, PEOPLE - 1)
ENDED = (PoolState.LAPSED, PoolState.CANCELLED, PoolState.FINISHED)


class AnyStory(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo._from_testcase = True  # as Django's own TestCase: what must be durable may be
        self.undo.__enter__()
        self.core = Core(seed=7, clock=Clock(lambda: int(NOW.timestamp())), pause=lambda s: None)
        self.real_client = door.stripe_client
        client = inprocess.client(self.core, max_network_retries=0)
        door.stripe_client = lambda: client

    @initialize()
    def a_group_has_chosen(self):
        self.now = NOW
        self.people = make_people(PEOPLE)
        self.voice = make_login("museum")
        self.officer = make_officer()
        offer = make_chosen_offer(self.people, prices=PRICES, sessions=5, voice=self.voice)
        cards.open_account(self.core, offer.provider, self.voice)
        self.pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=self.people[0], now=NOW)

    def teardown(self):
        door.stripe_client = self.real_client
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def may(self, deed):
        """A deed that may be refused: then it wrote nothing."""
        try:
            with transaction.atomic():
                deed()
        except Refused:
            pass
        self.pool.refresh_from_db()

    # What people do

    @rule(n=who, pence=st.sampled_from([900, 1101, 1200, 1400, 2000]), way=st.sampled_from(WAYS))
    def say_yes(self, n, pence, way):
        source = self.source(n, way)
        self.may(lambda: say_yes(self.pool, self.people[n], pence, source))

    def source(self, n, way):
        person = self.people[n]
        found = person.person.sources.filter(called=way, ended_at=None).first()
        if found:
            return found
        if way == "council":
            return make_source(person, called=way)
        if way == "transfer":
            return make_source(person, SourceKind.DIRECT_PAYMENT, Rail.TRANSFER, called=way)
        card = make_card(self.core, person, way)
        card.called = way
        card.save()
        return card

    @rule(n=who)
    def not_this_time(self, n):
        self.may(lambda: leave_pool(pool_id=self.pool.pk, by=self.people[n], now=self.now))

    @rule(n=who)
    def money_ends(self, n):
        for source in self.people[n].person.sources.filter(ended_at=None)[:1]:
            self.may(lambda s=source: end_source(source_id=s.pk, by=self.people[n], now=self.now))

    @rule(yes=st.booleans(), more=st.sampled_from([None, 1400, 2000]))
    def somebody_answers(self, yes, more):
        question = (
            PrivateQuestion.objects.filter(state=PrivateQuestionState.ASKED).order_by("pk").first()
        )
        if question:
            person = question.pledge.person
            by = Acting(login=person.login, person=person)
            self.may(
                lambda: answer_question(
                    question_id=question.pk, yes=yes, max_pence=more, by=by, now=self.now
                )
            )

    @rule()
    @precondition(lambda self: self.pool.state in (PoolState.FUNDED, PoolState.RUNNING))
    def the_organiser_cancels(self):
        self.may(
            lambda: cancel_pool(
                pool_id=self.pool.pk,
                typed=f"{refundable_pool_pence(self.pool) / 100:.2f}",
                by=self.people[0],
                now=self.now,
            )
        )

    # What others do

    @rule(yes=st.booleans())
    def the_office_answers(self, yes):
        said = (
            {"answer": "yes", "bill_change": "no"}
            if yes
            else {"answer": "no", "refusal_reason": "price"}
        )
        lines = Commitment.objects.filter(state="asked").order_by("pk")[:2]
        answers = [{"commitment_id": line.pk, **said} for line in lines]
        if answers:
            self.may(lambda: answer_lines(answers=answers, by=self.officer, now=self.now))

    @rule(part=st.booleans())
    def a_transfer_arrives(self, part):
        for transfer in BankTransfer.objects.order_by("pk"):
            pence = transfer.pence // 2 if part else transfer.pence
            self.may(
                lambda t=transfer, p=pence: record_arrival(
                    transfer_id=t.pk,
                    pence=p,
                    arrived_on=self.now.date(),
                    key=f"seen:{t.pk}:{self.now:%j%H}:{p}",
                    by=self.voice,
                    now=self.now,
                )
            )

    @rule()
    def what_goes_back_is_sent(self):
        for back in BankTransferRefund.objects.filter(state="queued"):
            record_transfer_refund(
                refund_id=back.pk, sent_on=self.now.date(), by=self.voice, now=self.now
            )

    @rule(raised=st.integers(0, 3))
    def the_provider_changes_the_price(self, raised):
        prices = {people: pence + 100 * raised for people, pence in PRICES.items()}
        self.may(
            lambda: change_prices(pool_id=self.pool.pk, prices=prices, by=self.voice, now=self.now)
        )

    @rule(n=who)
    def the_provider_lets_one_go(self, n):
        pledge = Pledge.objects.filter(pool=self.pool, person=self.people[n].person).first()
        if pledge:
            self.may(
                lambda: stop_pledge_by_agreement(pledge_id=pledge.pk, by=self.voice, now=self.now)
            )

    @rule(held=st.booleans())
    def a_session_is_held_or_called_off(self, held):
        row = (
            PoolSession.objects.filter(pool=self.pool, session__state=SessionState.PLANNED)
            .select_related("session")
            .order_by("session__starts_at")
            .first()
        )
        if row is None:
            return
        if not held:
            self.may(
                lambda: call_off_session(session_id=row.session_id, by=self.voice, now=self.now)
            )
            return
        self.now = max(self.now, row.session.ends_at + timedelta(hours=1))
        places = list(row.session.bookings.select_related("person__login"))
        self.may(
            lambda: record_delivered(
                session_id=row.session_id, came=[p.pk for p in places], by=self.voice, now=self.now
            )
        )
        person = places[0].person
        by = Acting(login=person.login, person=person)
        self.may(lambda: confirm_session(session_id=row.session_id, by=by, now=self.now))

    @rule(days=st.integers(0, 8))
    def days_pass(self, days):
        self.now += timedelta(days=days)

    @rule()
    def the_date_comes(self):
        self.now = max(self.now, AFTER_CLOSE)

    @rule()
    def the_worker_looks(self):
        look(self.pool, self.now)

    # What holds after every one of them

    @invariant()
    def the_ledger_is_whole(self):
        assert ledger_faults() == []
        assert cards.taken_there(self.core) == cards.taken_here()

    @invariant()
    def shares_come_to_the_price_and_to_nobodys_more(self):
        for instalment in self.pool.instalments.exclude(attempt=0):
            charges = Charge.objects.filter(instalment=instalment, attempt=instalment.attempt)
            assert sum(charge.session_pence for charge in charges) == instalment.session_pence
            assert sum(c.pence for c in charges) == instalment.session_pence * instalment.count
            each = {}
            for charge in charges.select_related("part__pledge"):
                pledge = charge.part.pledge
                each[pledge] = each.get(pledge, 0) + charge.session_pence
            assert all(pence <= pledge.max_pence for pledge, pence in each.items())
            assert max(each.values()) - min(each.values()) <= 1

    @invariant()
    def it_is_going_ahead_only_when_all_of_it_is_in(self):
        first = self.pool.instalments.get(number=1)
        paid = first.state in (InstalmentState.COLLECTED, InstalmentState.SETTLED)
        going = self.pool.state in (PoolState.FUNDED, PoolState.RUNNING, PoolState.FINISHED)
        assert going == paid or self.pool.state == PoolState.CANCELLED
        assert paid == (first.collected_at is not None)

    @invariant()
    def nobody_is_charged_twice_for_one_thing(self):
        taken = CardPayment.objects.filter(state=PaymentState.CAPTURED)
        refs = list(taken.values_list("charge_ref", flat=True))
        assert len(refs) == len(set(refs))

    @invariant()
    def while_waiting_nothing_is_held_that_is_not_being_let_go(self):
        if self.pool.instalments.filter(state=InstalmentState.WAITING).exists():
            assert not CardPayment.objects.filter(
                state=PaymentState.HELD, wanted=PaymentGoal.HOLD
            ).exists()

    @invariant()
    def where_it_ended_only_what_is_on_its_way_back_is_left(self):
        if self.pool.state not in ENDED:
            return
        cards.work_off(self.now)
        queued = sum(b.pence for b in BankTransferRefund.objects.filter(state="queued"))
        assert pool_balance(self.pool.pk) == queued

    @invariant()
    def everybodys_statements_come_to_the_pools(self):
        start, end = date(2000, 1, 1), date(2100, 1, 1)
        seen = pool_statement(self.pool)
        own = [
            statement_for(source_id=source.pk, start=start, end=end, by=person, now=self.now)
            for person in self.people
            for source in person.person.sources.all()
        ]
        assert sum(s.paid_in_pence for s in own) == seen.paid_in_pence
        assert sum(s.refunded_pence for s in own) == seen.refunded_pence
        assert sum(s.spent_pence for s in own) == seen.spent_pence
        assert sum(s.closing_pence for s in own) == seen.waiting_pence == pool_balance(self.pool.pk)

    @invariant()
    def a_person_who_said_no_has_nothing_being_asked(self):
        assert not PrivateQuestion.objects.filter(
            state=PrivateQuestionState.ASKED, pledge__state=PledgeState.OUT
        ).exists()


def tell(examples: int, steps: int, *phases: Phase) -> None:
    run_state_machine_as_test(
        AnyStory,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=(Phase.explicit, Phase.generate, *phases),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_story_holds(db):
    assert connection.in_atomic_block
    tell(examples=12, steps=25)


@pytest.mark.prove
def test_very_many_stories_hold(db):
    """A story that does not hold is made as short as it can be before it is told."""
    tell(400, 50, Phase.shrink)
