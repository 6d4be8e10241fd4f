"""Any story of a shared cost, in any order: yeses, leaving, refusals, declines, late transfers,
dates, new prices, sessions, cancelling. After every step all that must hold, holds."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from unittest.mock import patch

import hypothesis
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
from groups.models.offers import Offer
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.models.commitments import Commitment
from pooling.payments.processor import client as door
from pooling.payments.states.charges import Rail
from pooling.pools.actions.confirmations import answer_lines
from pooling.pools.actions.ending import (
    stop_pledge_by_agreement,
)
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.stopping import end_source
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.instalments import PoolSession
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import (
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
    call_off,
    look,
    make_card,
    make_chosen_offer,
    make_officer,
    make_people,
    make_source,
    say_yes,
)
from tests.factories.supply import NOW, make_login
from tests.factories.writes import watched_writes
from tests.pooling.pools.must_hold import MUST_HOLD

PEOPLE = 5
PRICES = {3: 4000, 4: 4800, 5: 5501}  # not a whole number of pence each
PAID = ("council", "transfer", cards.WORKS)
WAYS = (*PAID, *PAID, cards.DECLINES, cards.FAILS_AT_CAPTURE)
who = st.sampled_from(range(PEOPLE))
much = st.sampled_from([1400, 2000, 1200, 1101, 900])
way_to_pay = st.sampled_from(WAYS)


@dataclass(frozen=True)
class World:
    """Before the first story: a group has chosen an offer. Each story begins with a copy."""

    people: list[Acting]
    voice: Acting
    officer: Acting
    offer: Offer


def make_world() -> World:
    people, voice = make_people(PEOPLE), make_login("museum")
    offer = make_chosen_offer(people, prices=PRICES, sessions=5, voice=voice)
    return World(people, voice, make_officer(), offer)


@contextmanager
def undone() -> Iterator[None]:
    """All that is written in it goes again, however it ends."""
    undo = transaction.atomic()
    undo._from_testcase = True  # as Django's own TestCase: what must be durable may be
    with undo:
        try:
            yield
        finally:
            transaction.set_rollback(True)


class AnyStory(RuleBasedStateMachine):
    world: World

    def __init__(self):
        super().__init__()
        self.core = Core(seed=7, clock=Clock(lambda: int(NOW.timestamp())), pause=lambda s: None)
        client = inprocess.client(self.core, max_network_retries=0)
        with ExitStack() as begun:
            self.writes = begun.enter_context(watched_writes())
            begun.enter_context(undone())
            begun.enter_context(patch.object(door, "stripe_client", lambda: client))
            self.begun = begun.pop_all()

    @initialize(yeses=st.lists(st.tuples(much, way_to_pay), min_size=3, max_size=PEOPLE))
    def a_group_has_chosen(self, yeses):
        self.now, world = NOW, deepcopy(self.world)
        self.people, self.voice, self.officer = world.people, world.voice, world.officer
        cards.open_account(self.core, world.offer.provider, self.voice)
        self.pool = open_pool(
            offer_id=world.offer.pk, closes_on=CLOSES_ON, by=self.people[0], now=NOW
        )
        for n, (pence, way) in enumerate(yeses):
            self.say_yes(n=n, pence=pence, way=way)

    def teardown(self):
        self.begun.close()

    def may(self, deed):
        """A deed that may be refused: then it wrote nothing."""
        try:
            with transaction.atomic():
                deed()
        except Refused:
            pass
        self.pool.refresh_from_db()

    # What people do

    @rule(n=who, pence=much, way=way_to_pay)
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
    def the_provider_cancels(self):
        self.may(lambda: call_off(self.pool, now=self.now))

    # What others do

    @rule(yes=st.booleans())
    def the_office_answers(self, yes):
        answer = (
            {"answer": "yes", "bill_change": "no"}
            if yes
            else {"answer": "no", "refusal_reason": "price"}
        )
        lines = Commitment.objects.filter(state="asked").order_by("pk")[:2]
        answers = [{"commitment_id": line.pk, **answer} for line in lines]
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

    @rule(raised=st.sampled_from(range(4)))
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
                lambda: call_off_session(
                    session_id=row.session_id,
                    why="the boiler has broken",
                    by=self.voice,
                    now=self.now,
                )
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

    @rule(days=st.sampled_from(range(9)))
    def days_pass(self, days):
        self.now += timedelta(days=days)

    @rule()
    def the_date_comes(self):
        self.now = max(self.now, AFTER_CLOSE)

    @rule()
    def the_worker_looks(self):
        look(self.pool, self.now)

    @rule()
    def all_goes_as_hoped(self):
        """Stories of steps alone seldom come to where a cost is paid."""
        self.the_date_comes()
        for _question in range(PEOPLE):
            self.somebody_answers(yes=True, more=2000)
        for _two_lines in range(PEOPLE):
            self.the_office_answers(yes=True)
        self.the_worker_looks()
        self.a_transfer_arrives(part=False)
        self.the_worker_looks()
        self.days_pass(days=4)

    # What holds after every one of them

    @invariant()
    def what_must_hold_holds(self):
        if self.writes.ask():
            for check in MUST_HOLD:
                check(self)


def tell(seed: str, *, examples: int, steps: int) -> None:
    """A story that does not hold is made as short as it can be before it is told."""
    AnyStory.world = make_world()
    run_state_machine_as_test(
        hypothesis.seed(seed)(AnyStory),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )


@contextmanager
def begun_story() -> Iterator[AnyStory]:
    """One story without chance; whatever comes of it, nothing of it stays."""
    AnyStory.world = make_world()
    story = AnyStory()
    with closing(story.begun):
        story.a_group_has_chosen(yeses=[(1400, way) for way in (*PAID, "council")])
        story.what_must_hold_holds()
        yield story


def test_any_story_holds(db, seed):
    tell(f"{seed}", examples=6, steps=25)


def test_a_story_in_which_all_goes_as_hoped_holds_to_its_end(db):
    with begun_story() as story:
        for _instalment in range(2):
            story.all_goes_as_hoped()
            story.what_must_hold_holds()
            for _session in range(5):
                story.a_session_is_held_or_called_off(held=True)
                story.what_must_hold_holds()
        story.the_worker_looks()
        story.what_must_hold_holds()
        assert story.pool.state == PoolState.FINISHED


def what_others_find() -> tuple:
    return Pool.objects.count(), len(connection.savepoint_ids), door.stripe_client


def test_a_story_that_breaks_off_leaves_nothing_behind_for_other_tests(db):
    before = what_others_find()

    with pytest.raises(AssertionError, match="does not hold"), begun_story() as story:
        assert what_others_find() != before
        raise AssertionError(f"{story.pool} does not hold")

    assert what_others_find() == before


def test_nor_do_stories_by_chance_that_do_not_hold(db, monkeypatch):
    before = what_others_find()
    monkeypatch.setitem(globals(), "MUST_HOLD", [lambda story: 1 / 0])

    with pytest.raises(ZeroDivisionError):
        tell("0", examples=2, steps=3)

    assert what_others_find() == before


@pytest.mark.prove
@pytest.mark.parametrize("part", range(4))
def test_very_many_stories_hold(db, seed, part):
    tell(f"{seed}:{part}", examples=60, steps=50)
