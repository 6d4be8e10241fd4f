"""Who pays by bank transfer knows what, whom, with which reference and by which day; one that
never comes is followed by one reminder, and then by the gap rule."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from community.common.working_time import add_working_days
from community.messaging.models import Message
from community.people.acting import Acting
from pooling.ledger.queries import balances, ledger_faults, pool_balance
from pooling.payments.actions.bank_details import give_bank_details
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.models.bank_details import PayeeAccount
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.queries.bank_transfers import is_open_request
from pooling.payments.rules.bank_details import NotAnAccount
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.money import transfers_to_send
from pooling.pools.states import PledgeState, PoolState, PrivateQuestionState, SourceKind
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_login

LAST_DAY = AFTER_CLOSE + timedelta(days=7)
WHERE = {
    "account_name": "Westsea Museum Trust",
    "sort_code": "12-34-56",
    "account_number": "1234 5678",
}


class Five:
    """Four whose money the council keeps and has agreed to; the fifth pays by bank transfer."""

    def __init__(self, *, knows_account=True):
        self.people = make_people(5)
        self.pool = make_pool(self.people)
        self.sender = self.people[4]
        self.voice = Acting(login=self.pool.provider.members.get().login)
        if knows_account:
            self.give()
        officer = make_officer()
        pledges = [say_yes(self.pool, person, 1500) for person in self.people[:4]]
        office_agrees(pledges, officer)
        self.source = make_source(self.sender, kind=SourceKind.OWN, rail=Rail.TRANSFER)
        self.said = say_yes(self.pool, self.sender, 1500, self.source)
        look(self.pool, AFTER_CLOSE)

    def give(self, by=None, now=NOW, **facts) -> PayeeAccount:
        return give_bank_details(
            provider_id=self.pool.provider_id, by=by or self.voice, now=now, **(WHERE | facts)
        )

    def arrive(self, pence: int):
        transfer = BankTransfer.objects.get()
        record_arrival(
            transfer_id=transfer.pk,
            pence=pence,
            arrived_on=AFTER_CLOSE.date(),
            key=f"seen-{pence}",
            by=self.voice,
            now=AFTER_CLOSE,
        )

    def told(self, kind: str) -> list[str]:
        messages = Message.objects.filter(person_id=self.sender.person_id, kind=kind)
        return list(messages.order_by("pk").values_list("text", flat=True))


@pytest.fixture
def standin(db, monkeypatch):
    use_standin(monkeypatch)


@pytest.fixture
def five(standin) -> Five:
    return Five()


@pytest.mark.holds("P31", "fault:F6")
def test_whoever_sends_reads_how_much_to_whom_with_which_reference_and_by_which_day(five):
    [each] = transfers_to_send(five.sender.person_id)

    assert (each.line.still_to_come, each.line.payee_words, each.by_day) == (
        4800,
        "Westsea Museum Trust",
        LAST_DAY,
    )
    assert (each.line.sort_code, each.line.account_number) == ("12-34-56", "12345678")
    [told] = five.told("transfer_send")
    for part in (
        "£48.00 to Westsea Museum Trust",
        "sort code 12-34-56, account number 12345678",
        each.line.reference,
        "by Tuesday 8 June 2027",
        "Museum mornings with coffee, with Westsea Museum",
        "The same stands under My money. We never ring to ask for it.",
        "or ring",
    ):
        assert part in told


def test_what_comes_in_time_goes_ahead_and_nobody_is_reminded(five):
    five.arrive(4800)

    assert look(five.pool, AFTER_CLOSE + timedelta(hours=1)).state == PoolState.FUNDED
    look(five.pool, LAST_DAY - timedelta(days=1))
    assert five.told("transfer_reminder") == []


def test_one_reminder_two_days_before_and_then_the_gap_rule_without_them(five):
    for hours in (1, 24 * 4):
        look(five.pool, AFTER_CLOSE + timedelta(hours=hours))
    assert five.told("transfer_reminder") == []
    for hours in (0, 1, 12, 30):
        look(five.pool, LAST_DAY - timedelta(days=2) + timedelta(hours=hours))
    assert len(five.told("transfer_reminder")) == 1

    look(five.pool, LAST_DAY)

    five.said.refresh_from_db()
    assert five.said.state == PledgeState.OUT
    assert five.pool.state == PoolState.FUNDED
    assert pool_balance(five.pool.pk) == 4 * 6000
    assert len(five.told("pledge_ended")) == 1
    assert not PrivateQuestion.objects.filter(state=PrivateQuestionState.ASKED).exists()
    assert transfers_to_send(five.sender.person_id) == []
    assert ledger_faults() == []


def test_what_had_come_of_it_goes_back_when_the_others_go_ahead_without(five):
    five.arrive(4500)

    look(five.pool, LAST_DAY)

    assert five.pool.state == PoolState.FUNDED
    [back] = BankTransferRefund.objects.all()
    assert back.pence == 4500
    record_transfer_refund(refund_id=back.pk, sent_on=LAST_DAY.date(), by=five.voice, now=LAST_DAY)
    part = f"part:{five.said.parts.get().pk}"
    assert balances([part]) == {part: 0}
    assert ledger_faults() == []


def test_before_the_account_is_known_the_provider_is_asked_and_the_sender_is_told_later(standin):
    five = Five(knows_account=False)
    messages = Message.objects.filter(kind="bank_details_needed")
    assert [message.login_id for message in messages] == [five.voice.login_id]
    assert "we ask them for their account" in five.told("transfer_send")[0]
    assert transfers_to_send(five.sender.person_id)[0].line.account_number == ""

    five.give(now=AFTER_CLOSE)

    [told] = five.told("transfer_account_known")
    assert "account number 12345678" in told
    assert transfers_to_send(five.sender.person_id)[0].line.account_number == "12345678"


def test_a_changed_account_is_told_to_all_who_speak_for_them_and_not_used_for_what_was_asked(five):
    five.give(account_number="87654321", now=AFTER_CLOSE)

    assert transfers_to_send(five.sender.person_id)[0].line.account_number == "12345678"
    told = Message.objects.filter(kind="bank_details_given", login_id=five.voice.login_id)
    assert [message.urgent for message in told] == [True]  # of the change, not of the first


def test_only_whoever_speaks_for_a_provider_writes_down_its_account(five):
    for stranger in (five.sender, make_login("bob"), make_officer("other")):
        with pytest.raises(NotFound):
            five.give(by=stranger)
    assert PayeeAccount.objects.get().given_by == five.voice.login


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"sort_code": "12-34"}, "sort_code"),
        ({"sort_code": "12-34-5a"}, "sort_code"),
        ({"account_number": "12345"}, "account_number"),
        ({"account_number": "123456789"}, "account_number"),
    ],
)
def test_what_is_no_account_is_refused(five, said, field):
    with pytest.raises(NotAnAccount) as refused:
        five.give(**said)
    assert refused.value.field == field


@pytest.mark.holds("P31", "fault:F6")
def test_whoever_is_asked_to_send_has_five_working_days(standin):
    """Also in a shared cost that gives fewer days to put a payment right."""
    people = make_people(5)
    pool = make_pool(people)
    Pool.objects.update(gap_days=2)
    office_agrees([say_yes(pool, person, 1500) for person in people[:4]], make_officer())
    source = make_source(people[4], kind=SourceKind.OWN, rail=Rail.TRANSFER)
    say_yes(pool, people[4], 1500, source)
    look(Pool.objects.get(), AFTER_CLOSE)
    [each] = transfers_to_send(people[4].person_id)
    assert each.by_day == add_working_days(AFTER_CLOSE, 5, nation="england")


@pytest.mark.holds("P31", "fault:F6")
def test_a_reminder_says_that_it_is_one(five):
    look(five.pool, LAST_DAY - timedelta(days=1))
    [reminder] = five.told("transfer_reminder")
    assert reminder.startswith(f"{five.pool.group.name}: This reminds you of what we asked before")
    assert five.pool.terms.summary in reminder


@pytest.mark.holds("P31")
def test_a_number_is_ours_only_while_somebody_is_asked_for_it(five):
    number = BankTransfer.objects.get().reference
    for typed in (number, number.lower(), f" {number[:4]}-{number[4:]} "):
        assert is_open_request(typed)
    for typed in ("CP234567", "", "CP", "%", "CP" + "9" * 500):
        assert not is_open_request(typed)
    five.arrive(4800)
    assert not is_open_request(number)  # paid: whoever asks again is not us
