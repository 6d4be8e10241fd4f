"""A missed place of a shared cost: what the provider's own rule makes free goes back at release, to
that person alone and to the penny; the provider bears it (P27, fault C1)."""

from datetime import date, timedelta
from threading import Barrier

import pytest

from community.common.clock import today
from community.common.refusals import Refused
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.queries.acting import acting_on_paper
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.provider_accounts import Payout
from pooling.pools.actions import missed_places
from pooling.pools.actions.missed_places import let_off_missed_place, record_told_not_coming
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.sessions import account_for_sessions
from pooling.pools.models.instalments import PoolSession
from pooling.pools.queries.statements import pool_statement, statement_for
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import mark_coming, mark_not_coming, record_delivered
from providers.models.sessions import Booking
from providers.rules.missed import MoneyHasGone, NotTheDay
from providers.states import BookingState
from tests.factories import cards
from tests.factories.at_once import at_once
from tests.factories.cards import open_account, use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_card,
    make_officer,
    make_people,
    make_pool,
    make_request,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_connector, make_login
from tests.waits import TEST_WAIT_SECONDS

pytestmark = pytest.mark.holds("fault:C1", "P27", "M40")
FOUR_FOR_ODD_PENCE = {4: 5001}  # 12.51 of one, 12.50 of the others


class Held:
    """Paid for by four, of whom Ann is the first; and its first session."""

    def __init__(self, rule="free", core=None, **offered):
        self.people = make_people(4)
        self.ann, self.voice = self.people[0], make_login("museum")
        self.pool = make_pool(
            self.people,
            voice=self.voice,
            prices=FOUR_FOR_ODD_PENCE,
            missed_rule=rule,
            **offered,
        )
        money = [(make_source(self.ann), 1300)]
        if core:
            open_account(core, self.pool.provider, self.voice)
            money = [(make_source(self.ann), 333), (make_card(core, self.ann), 967)]
        request = make_request(*money)
        pledges = [pledge(pool_id=self.pool.pk, request=request, by=self.ann, now=NOW)]
        pledges += [say_yes(self.pool, person, 1300) for person in self.people[1:]]
        office_agrees(pledges, make_officer())
        look(self.pool, AFTER_CLOSE)
        self.row = self.pool.sessions.select_related("session").order_by("session__starts_at")[0]
        self.session = self.row.session
        self.booking = self.session.bookings.get(person=self.ann.person)
        self.after = self.session.ends_at + timedelta(hours=1)

    def before(self, **gap):
        return self.session.starts_at - timedelta(**gap)

    def misses(self, *, told_at=None):
        if told_at is not None:
            mark_not_coming(booking_id=self.booking.pk, by=self.ann, now=told_at)

    def recorded(self, *, ann_came=False):
        came = [each.pk for each in self.session.bookings.all() if ann_came or each != self.booking]
        record_delivered(session_id=self.session.pk, came=came, by=self.voice, now=self.after)

    def released(self):
        confirm_session(session_id=self.session.pk, by=self.people[1], now=self.after)
        account_for_sessions(pool_id=self.pool.pk, now=self.after)

    def statement_of(self, person):
        rows = [
            statement_for(
                source_id=source.pk,
                start=date(2000, 1, 1),
                end=date(2035, 1, 1),
                by=person,
                now=self.after,
            )
            for source in person.person.sources.all()
        ]
        return sum(row.refunded_pence for row in rows), sum(row.spent_pence for row in rows)

    @property
    def share(self):
        charges = self.row.instalment.charges.filter(part__pledge__person=self.ann.person)
        return sum(charge.session_pence for charge in charges)


@pytest.mark.parametrize(
    ("rule", "told_before", "back"),
    [
        ("free", {"days": 6}, "all"),
        ("free", {"days": 2}, "all"),
        ("free", {"days": 1}, "nothing"),
        ("free", None, "nothing"),
        ("half", {"days": 2}, "half"),
        ("half", {"hours": 47}, "nothing"),
        ("paid", {"days": 6}, "nothing"),
    ],
)
def test_what_the_rule_makes_free_goes_back_to_whoever_missed_it_alone(db, rule, told_before, back):
    held = Held(rule)
    held.misses(told_at=held.before(**told_before) if told_before else None)
    held.recorded()
    held.released()

    share = held.share
    refund = {"all": share, "half": share - share // 2, "nothing": 0}[back]
    assert held.statement_of(held.ann) == (refund, share - refund)
    for other in held.people[1:]:
        refunded, spent = held.statement_of(other)
        assert (refunded, spent in (1250, 1251)) == (0, True)
    statement = pool_statement(held.pool)
    assert (statement.refunded_pence, statement.spent_pence) == (refund, 5001 - refund)
    assert ledger_faults() == []


def test_released_again_it_is_done_once(db):
    held = Held()
    held.misses(told_at=held.before(days=6))
    held.recorded()
    held.released()
    told = Message.objects.filter(kind="missed_place_refunded").count()
    left = pool_balance(held.pool.pk)

    PoolSession.objects.filter(pk=held.row.pk).update(released_at=None)  # a job that was killed
    account_for_sessions(pool_id=held.pool.pk, now=held.after)

    assert (told, Message.objects.filter(kind="missed_place_refunded").count()) == (1, 1)
    assert pool_balance(held.pool.pk) == left
    assert ledger_faults() == []


def test_half_of_a_share_out_of_an_office_and_a_card_goes_back_to_each_to_the_penny(
    db, monkeypatch
):
    held = Held("half", use_standin(monkeypatch))
    held.misses(told_at=held.before(days=6))
    held.recorded()
    held.released()
    cards.work_off(held.after)

    refund = held.share - held.share // 2
    assert held.statement_of(held.ann) == (refund, held.share - refund)
    assert Payout.objects.get().pence == held.share - refund - (333 - 167)
    assert ledger_faults() == []


def test_whoever_comes_after_all_pays(db):
    held = Held()
    held.misses(told_at=held.before(days=6))
    mark_coming(booking_id=held.booking.pk, by=held.ann, now=held.before(days=5))
    held.recorded()
    held.released()
    assert held.statement_of(held.ann)[0] == 0


def test_who_said_no_and_came_pays_and_it_is_not_missed(db):
    held = Held()
    held.misses(told_at=held.before(days=6))
    held.recorded(ann_came=True)
    held.released()
    held.booking.refresh_from_db()
    assert (held.booking.state, held.booking.told_at) == (BookingState.CAME, None)
    assert held.statement_of(held.ann)[0] == 0


def on_paper(held) -> Acting:
    worker = make_connector("worker", held.pool.area)
    return acting_on_paper(login=worker.login, person=held.ann.person)


def test_what_was_told_on_paper_counts_from_its_day_also_when_entered_after_the_time(db):
    held = Held()
    held.recorded()
    record_told_not_coming(
        booking_id=held.booking.pk,
        told_on=today(held.before(days=3)),
        by=on_paper(held),
        now=held.after,
    )
    held.released()
    assert held.statement_of(held.ann) == (held.share, 0)


def test_the_day_that_was_told_is_not_after_it(db):
    held = Held()
    held.recorded()
    with pytest.raises(NotTheDay):
        record_told_not_coming(
            booking_id=held.booking.pk,
            told_on=today(held.after + timedelta(days=1)),
            by=on_paper(held),
            now=held.after,
        )


def test_nobody_says_for_themselves_that_they_said_so_earlier(db):
    held = Held()
    with pytest.raises(Refused) as refusal:
        record_told_not_coming(
            booking_id=held.booking.pk,
            told_on=today(NOW),
            by=held.ann,
            now=held.before(hours=1),
        )
    assert refusal.value.code == "not_yours_to_do"


def test_the_provider_lets_off_in_one_press_and_the_person_is_told(db):
    held = Held("paid")
    held.recorded()
    let_off_missed_place(booking_id=held.booking.pk, by=held.voice, now=held.after)
    held.released()
    assert held.statement_of(held.ann) == (held.share, 0)
    assert Message.objects.filter(kind="let_off").count() == 1


@pytest.mark.parametrize("stranger", ["ann", "bob"])
def test_nobody_but_the_provider_lets_off(db, stranger):
    held = Held()
    by = held.ann if stranger == "ann" else make_login("bob")
    with pytest.raises(Refused) as refusal:
        let_off_missed_place(booking_id=held.booking.pk, by=by, now=NOW)
    assert refusal.value.code == "not_found"


def test_once_the_money_has_gone_it_is_not_put_right_here(db):
    held = Held()
    held.recorded()
    held.released()
    with pytest.raises(MoneyHasGone):
        let_off_missed_place(booking_id=held.booking.pk, by=held.voice, now=held.after)
    held.booking.refresh_from_db()
    assert held.booking.let_off_at is None


# --- two at once


def let_off_while_it_is_released():
    """(was it let off?, what went back)"""
    held = Held("paid")
    held.recorded()
    confirm_session(session_id=held.session.pk, by=held.people[1], now=held.after)
    release = [lambda: account_for_sessions(pool_id=held.pool.pk, now=held.after)] * 3
    let_off = [
        lambda: let_off_missed_place(booking_id=held.booking.pk, by=held.voice, now=held.after)
    ] * 3
    at_once(*release, *let_off)
    account_for_sessions(pool_id=held.pool.pk, now=held.after)
    is_let_off = Booking.objects.get(pk=held.booking.pk).let_off_at is not None
    return is_let_off, held.statement_of(held.ann)[0], held.share


def test_letting_off_while_it_is_released_is_both_or_neither(committed_db):
    is_let_off, refunded, share = let_off_while_it_is_released()
    assert refunded == (share if is_let_off else 0)
    assert ledger_faults() == []


def test_the_control_without_the_pools_lock_says_let_off_and_gives_nothing_back(
    committed_db, monkeypatch
):
    held = Held("paid")
    held.recorded()
    confirm_session(session_id=held.session.pk, by=held.people[1], now=held.after)
    has_looked, has_released = Barrier(2), Barrier(2)

    def look_and_wait(*, has_gone):
        has_looked.wait(TEST_WAIT_SECONDS)
        has_released.wait(TEST_WAIT_SECONDS)

    def release():
        has_looked.wait(TEST_WAIT_SECONDS)
        account_for_sessions(pool_id=held.pool.pk, now=held.after)
        has_released.wait(TEST_WAIT_SECONDS)

    monkeypatch.setattr(missed_places, "lock_pool", lambda pool_id: None)
    monkeypatch.setattr(missed_places, "check_money_is_there", look_and_wait)
    at_once(
        release,
        lambda: let_off_missed_place(booking_id=held.booking.pk, by=held.voice, now=held.after),
    )

    assert Booking.objects.get(pk=held.booking.pk).let_off_at is not None
    assert held.statement_of(held.ann)[0] == 0
