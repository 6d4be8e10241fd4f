"""A change of bank details: told another way, looked at by a second person, and paid nothing for
five working days (P30)."""

from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from community.common.clock import LONDON
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.models.approvals import StaffApproval
from community.people.states import ApprovalState
from pooling.payments.actions import bank_details
from pooling.payments.actions.bank_details import (
    answer_bank_details,
    give_bank_details,
    put_bank_details_in_force,
    stop_bank_details,
)
from pooling.payments.models.bank_details import BankDetailsChange, PayeeAccount
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.queries.bank_details import bank_details_due
from pooling.payments.rules.bank_details import AlreadyInUse, NotAskedAnotherWay, OwnBankDetails
from pooling.payments.states.bank_details import BankDetailsState, CheckWay
from providers.models.supply import ProviderMember
from tests.factories.at_once import at_once
from tests.factories.cards import use_standin
from tests.factories.pools import AFTER_CLOSE
from tests.factories.supply import area, make_area, make_connector, make_login, make_provider
from tests.pooling.pools.test_by_transfer import Five
from tests.waits import TEST_WAIT_SECONDS

OLD, NEW = "12345678", "87654321"
# Friday 30 April 2027, 3 pm; the Monday after is a bank holiday in England.
FRIDAY = datetime(2027, 4, 30, 15, tzinfo=LONDON)
USED_FROM = datetime(2027, 5, 10, 15, tzinfo=LONDON)


class Museum:
    """A provider with an account in use, two who speak for it, and who works in its area."""

    def __init__(self):
        self.voice, self.colleague = make_login("alice"), make_login("bob")
        self.provider = make_provider(self.voice)
        ProviderMember.objects.create(provider=self.provider, login=self.colleague.login)
        self.worker = make_connector("charlie", area())
        self.give(OLD)

    def give(self, number, by=None, now=FRIDAY):
        return give_bank_details(
            provider_id=self.provider.pk,
            account_name="Westsea Museum Trust",
            sort_code="12-34-56",
            account_number=number,
            by=by or self.voice,
            now=now,
        )

    def answer(self, by=None, *, agrees=True, way=CheckWay.RANG, now=FRIDAY):
        return answer_bank_details(
            approval_id=StaffApproval.objects.latest("pk").pk,
            agrees=agrees,
            way=way,
            seen_words="Rang the office; they read it out.",
            by=by or self.worker,
            now=now,
        )

    def use_due(self, now):
        return [put_bank_details_in_force(change_id=pk, now=now) for pk in bank_details_due(now)]

    @property
    def in_use(self) -> str:
        return PayeeAccount.objects.get().account_number

    @property
    def states(self) -> list[str]:
        return list(BankDetailsChange.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def museum(db) -> Museum:
    return Museum()


@pytest.mark.holds("P30")
def test_a_change_is_used_five_working_days_after_a_second_person_asked_another_way(museum):
    museum.give(NEW)
    assert museum.use_due(USED_FROM + timedelta(days=30)) == []  # nobody has asked them
    museum.answer()

    assert BankDetailsChange.objects.latest("pk").counts_at == USED_FROM
    assert (museum.use_due(USED_FROM - timedelta(minutes=1)), museum.in_use) == ([], OLD)
    assert (museum.use_due(USED_FROM), museum.in_use) == ([True], NEW)
    assert museum.use_due(USED_FROM) == []


@pytest.mark.holds("P30")
def test_everybody_who_speaks_for_it_hears_each_step_of_a_change(museum):
    Message.objects.all().delete()
    museum.give(NEW)
    museum.answer()
    museum.use_due(USED_FROM)

    for by in (museum.voice, museum.colleague):
        news = Message.objects.filter(login_id=by.login_id, kind="bank_details_given").order_by(
            "pk"
        )
        assert [part in each.text for each, part in zip(
            news, ("was written down today", "It is used from Monday 10 May", "go to the account"),
            strict=True,
        )] == [True] * 3  # fmt: skip


@pytest.mark.holds("P30")
def test_the_second_is_nobody_who_gave_it_speaks_for_it_or_works_elsewhere(museum):
    museum.give(NEW)
    elsewhere = make_connector("elsewhere", make_area("Eastsea", authority_code="E06999998"))
    ProviderMember.objects.create(provider=museum.provider, login=museum.worker.login)
    for by, refusal in (
        (museum.voice, NotFound),
        (museum.colleague, NotFound),
        (museum.worker, OwnBankDetails),
        (elsewhere, NotFound),
        (make_login("stranger"), NotFound),
    ):
        with pytest.raises(refusal):
            museum.answer(by)
    assert museum.states[-1] == BankDetailsState.WAITING


@pytest.mark.holds("P30")
def test_a_yes_says_how_they_were_asked(museum):
    museum.give(NEW)
    with pytest.raises(NotAskedAnotherWay):
        museum.answer(way="")
    museum.answer(agrees=False, way="")
    assert museum.states[-1] == BankDetailsState.REFUSED


@pytest.mark.holds("P30")
@pytest.mark.parametrize("stopper", ["voice", "colleague", "worker"])
@pytest.mark.parametrize("is_checked", [False, True])
def test_one_press_stops_a_change_while_it_is_not_used(museum, stopper, is_checked):
    change = museum.give(NEW)
    if is_checked:
        museum.answer()

    for _press in range(2):
        stop_bank_details(change_id=change.pk, by=getattr(museum, stopper), now=FRIDAY)

    assert museum.use_due(USED_FROM) == []
    assert (museum.in_use, museum.states[-1]) == (OLD, BankDetailsState.STOPPED)
    assert not StaffApproval.objects.filter(state=ApprovalState.WAITING).exists()


@pytest.mark.parametrize("is_member", [False, True])
def test_to_whoever_works_elsewhere_a_change_is_not_there_whatever_they_send(museum, is_member):
    elsewhere = make_connector("dora", make_area("Eastsea", authority_code="E06999998"))
    if is_member:
        ProviderMember.objects.create(provider=museum.provider, login=elsewhere.login)
    museum.give(NEW)

    with pytest.raises(NotFound):
        museum.answer(elsewhere, way="")


def test_nobody_else_stops_it_and_nobody_once_it_is_used(museum):
    change = museum.give(NEW)
    with pytest.raises(NotFound):
        stop_bank_details(change_id=change.pk, by=make_login("stranger"), now=FRIDAY)
    museum.answer()
    museum.use_due(USED_FROM)
    with pytest.raises(AlreadyInUse):
        stop_bank_details(change_id=change.pk, by=museum.voice, now=USED_FROM)


def test_another_change_begins_the_wait_anew(museum):
    museum.give(NEW)
    museum.answer()
    museum.give("11112222")

    assert museum.states[1:] == [BankDetailsState.REPLACED, BankDetailsState.WAITING]
    assert (museum.use_due(USED_FROM), museum.in_use) == ([], OLD)


@pytest.mark.holds("P30")
def test_a_first_account_that_is_not_theirs_is_asked_back_from_who_was_told_it(db, monkeypatch):
    use_standin(monkeypatch)
    five = Five()
    assert BankTransfer.objects.get().account_number == OLD

    answer_bank_details(
        approval_id=StaffApproval.objects.get(purpose="bank_details").pk,
        agrees=False,
        by=make_connector("charlie", five.pool.area),
        now=AFTER_CLOSE,
    )

    assert (BankTransfer.objects.get().account_number, PayeeAccount.objects.count()) == ("", 0)
    assert "Please do not make the bank transfer" in five.told("transfer_wait")[0]
    change = five.give(now=AFTER_CLOSE)  # again: it is a change now, and waits
    assert (change.is_first, BankTransfer.objects.get().account_number) == (False, "")


SQL = {
    "another account is put in its place": (
        "UPDATE payments_payeeaccount SET account_number = '99999999'"
    ),
    "one that waits is used": "UPDATE payments_bankdetailschange SET state = 'in_force'",
    "nobody was asked": (
        "UPDATE payments_bankdetailschange SET state = 'checked' WHERE NOT is_first"
    ),
    "it does not wait": (
        "UPDATE payments_bankdetailschange SET checked_at = now(), counts_at = now()"
        " WHERE NOT is_first"
    ),
    "who gave it looks at it": "UPDATE payments_bankdetailschange SET checked_by_id = given_by_id",
    "two wait": (
        "UPDATE payments_bankdetailschange SET is_first = false;"
        " INSERT INTO payments_bankdetailschange (provider_id, account_name, sort_code,"
        " account_number, is_first, state, given_at, checked_way)"
        " SELECT provider_id, account_name, sort_code, account_number, false, state, given_at, ''"
        " FROM payments_bankdetailschange WHERE state = 'waiting' LIMIT 1"
    ),
}


@pytest.mark.holds("P30")
@pytest.mark.parametrize("attack", SQL)
def test_the_database_refuses_each_way_round_it(museum, attack):
    museum.give(NEW)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SQL[attack])


def undecided_after_two_at_once(before=lambda: None) -> list[str]:
    museum = Museum()
    museum.answer()
    before()
    hands = (museum.voice, museum.colleague)
    at_once(
        *(lambda by=by, n=n: museum.give(f"1111222{n}", by=by) for n, by in enumerate(hands)),
        expected=IntegrityError,
    )
    return museum.states[1:]


@pytest.mark.holds("P30")
def test_two_changes_at_once_are_one_after_the_other(committed_db):
    assert undecided_after_two_at_once() == [BankDetailsState.REPLACED, BankDetailsState.WAITING]


def test_the_control_without_its_lock_loses_one(committed_db, monkeypatch):
    both_have_looked = Barrier(2)

    def unlocked(provider_id, by, now):
        both_have_looked.wait(timeout=TEST_WAIT_SECONDS)

    def let_go():
        monkeypatch.setattr(bank_details, "_replace_undecided", unlocked)
        providers = bank_details.Provider.objects.select_related("area")
        monkeypatch.setattr(bank_details, "_lock_provider", lambda pk: providers.get(pk=pk))

    assert undecided_after_two_at_once(let_go) == [BankDetailsState.WAITING]
