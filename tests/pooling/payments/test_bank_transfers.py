"""Bank transfers: nothing counts before somebody who may look has seen it arrive (C9)."""

import re
from datetime import date

import pytest

from community.common.refusals import NotFound
from community.people.models.logins import Role
from community.people.states import RoleKind
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_TRANSFER
from pooling.ledger.queries import (
    available_pence,
    balance,
    balances,
    collection_progress,
    ledger_faults,
)
from pooling.payments.actions.bank_transfer_refunds import (
    record_transfer_refund,
    request_transfer_refund,
)
from pooling.payments.actions.bank_transfers import (
    cancel_bank_transfer,
    record_arrival,
    request_bank_transfer,
)
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.queries.bank_transfers import (
    bank_transfer_for,
    open_bank_transfers,
    transfers_to_send_back,
)
from pooling.payments.queries.charges import charge_reports
from pooling.payments.rules import AskedOtherwise, MoreThanAsked, MoreThanIsLeft
from pooling.payments.states.bank_transfers import BankTransferState
from pooling.payments.states.charges import ChargeStatus
from tests.factories.cards import part_account
from tests.factories.supply import (
    NOW,
    TODAY,
    area,
    make_connector,
    make_login,
    make_provider,
    make_someone,
)


class Bank:
    def __init__(self):
        self.voice, self.person = make_login("museum"), make_someone("ann")
        self.provider = make_provider(self.voice)
        self.part = part_account(1)
        for number in (1, 2):
            ledger.create_collection(code=f"instalment:1:{number}", pool_ref=1, target_pence=10000)

    def ask(self, charge_ref=1, pence=10000, collection=1, **facts) -> BankTransfer:
        return request_bank_transfer(
            charge_ref=charge_ref,
            pence=pence,
            payee_words="Westsea Museum",
            person_id=self.person.person.pk,
            provider_id=self.provider.pk,
            area_id=area().pk,
            collection_code=f"instalment:1:{collection}",
            part_code=self.part,
            now=NOW,
            **facts,
        )

    def arrive(self, transfer, pence=10000, key="seen-1", by=None) -> BankTransfer:
        return record_arrival(
            transfer_id=transfer.pk,
            pence=pence,
            arrived_on=TODAY,
            key=key,
            by=by or self.voice,
            now=NOW,
        )


@pytest.fixture
def bank(db) -> Bank:
    return Bank()


def standing(charge_ref=1) -> ChargeStatus:
    return charge_reports([charge_ref])[charge_ref].status


def test_a_reference_has_no_letter_that_another_is_taken_for(bank):
    assert re.fullmatch(r"CP[2-9A-HJKMNP-TV-Z]{6}", bank.ask().reference)


@pytest.mark.holds("C9")
def test_nothing_counts_before_it_has_arrived(bank):
    bank.ask()
    assert (standing(), balance(bank.part)) == (ChargeStatus.PENDING, 0)


def test_what_arrived_counts(bank):
    bank.arrive(bank.ask())
    assert (standing(), balance(bank.part)) == (ChargeStatus.PAID, 10000)
    assert collection_progress("instalment:1:1").posted_pence == 10000
    assert ledger_faults() == []


@pytest.mark.holds("C9")
def test_95_for_100_shows_5_to_come_and_5_more_completes_it(bank):
    transfer = bank.ask()
    bank.arrive(transfer, pence=9500)
    assert (standing(), bank_transfer_for(1).still_to_come) == (ChargeStatus.PENDING, 500)
    bank.arrive(transfer, pence=500, key="seen-2")
    assert (standing(), bank_transfer_for(1).still_to_come) == (ChargeStatus.PAID, 0)


@pytest.mark.holds("C9")
def test_pressed_twice_it_arrived_once(bank):
    transfer = bank.ask()
    bank.arrive(transfer, pence=5000)
    bank.arrive(transfer, pence=5000)
    assert balance(bank.part) == 5000
    with pytest.raises(AskedOtherwise):
        bank.arrive(transfer, pence=4000)


@pytest.mark.holds("C9")
def test_more_than_was_asked_for_is_not_credited(bank):
    transfer = bank.ask()
    with pytest.raises(MoreThanAsked, match="£100 is still to come"):
        bank.arrive(transfer, pence=10001)
    assert balance(bank.part) == 0


@pytest.mark.holds("C9", "C2")
def test_what_comes_after_it_ended_goes_back_by_itself(bank):
    transfer = bank.ask()
    cancel_bank_transfer(charge_ref=1, key="end", now=NOW)
    assert standing() == ChargeStatus.CANCELLED

    bank.arrive(transfer)

    assert (standing(), available_pence(bank.part)) == (ChargeStatus.REFUNDING, 0)
    assert ledger_faults() == []


def test_what_arrived_and_is_not_needed_is_sent_back_by_somebody_who_says_when(bank):
    transfer = bank.ask()
    bank.arrive(transfer, pence=9500)
    cancel_bank_transfer(charge_ref=1, key="end", now=NOW)
    cancel_bank_transfer(charge_ref=1, key="end", now=NOW)

    [back] = transfers_to_send_back(provider_ids=[bank.provider.pk])
    assert (back.pence, standing()) == (9500, ChargeStatus.REFUNDING)
    for _time in range(2):
        record_transfer_refund(refund_id=back.pk, sent_on=TODAY, by=bank.voice, now=NOW)

    assert standing() == ChargeStatus.REFUNDED
    assert balances([OUTSIDE_TRANSFER, bank.part]) == {OUTSIDE_TRANSFER: 0, bank.part: 0}


def test_one_session_s_pence_go_back_and_the_rest_stays(bank):
    bank.arrive(bank.ask())
    for _time in range(2):
        request_transfer_refund(charge_ref=1, pence=2500, key="session:1", now=NOW)
    state = charge_reports([1])[1]
    assert (state.status, state.paid_pence) == (ChargeStatus.PAID, 7500)
    with pytest.raises(MoreThanIsLeft, match="£75"):
        request_transfer_refund(charge_ref=1, pence=7501, key="session:2", now=NOW)


def test_what_went_back_is_not_waited_for_again(bank):
    """All came, a session was called off: a second arrival would never be given back."""
    transfer = bank.ask()
    bank.arrive(transfer)
    request_transfer_refund(charge_ref=1, pence=2500, key="session:1", now=NOW)
    with pytest.raises(MoreThanAsked, match="£0 is still to come"):
        bank.arrive(transfer, pence=2500, key="seen-2")

    request_transfer_refund(charge_ref=1, pence=7500, key="rest", now=NOW)
    with pytest.raises(MoreThanAsked, match="£0 is still to come"):
        bank.arrive(transfer, key="seen-3")

    assert (balance(bank.part), available_pence(bank.part)) == (10000, 0)


def test_what_arrived_counts_again_when_the_shares_are_worked_out_again(bank):
    first = bank.ask(charge_ref=1, collection=1)
    bank.arrive(first)
    ledger.close_collection(code="instalment:1:1")

    again = bank.ask(charge_ref=2, collection=2, pence=12000, carry_from=1)

    assert (again.pk, again.reference) == (first.pk, first.reference)
    assert (again.state, bank_transfer_for(2).still_to_come) == (
        BankTransferState.PART_ARRIVED,
        2000,
    )
    assert collection_progress("instalment:1:2").posted_pence == 10000
    assert balance(bank.part) == 10000
    assert ledger_faults() == []


def test_what_is_too_much_after_that_goes_back(bank):
    bank.arrive(bank.ask())
    ledger.close_collection(code="instalment:1:1")
    bank.ask(charge_ref=2, collection=2, pence=8000, carry_from=1)
    [back] = transfers_to_send_back(area_ids=[area().pk])
    assert (back.pence, standing(2), collection_progress("instalment:1:2").posted_pence) == (
        2000,
        ChargeStatus.PAID,
        8000,
    )


def test_what_comes_while_nothing_is_collected_counts_for_the_next_round(bank):
    transfer = bank.ask()
    ledger.close_collection(code="instalment:1:1")
    bank.arrive(transfer)
    bank.ask(charge_ref=2, collection=2, carry_from=1)
    assert (standing(2), collection_progress("instalment:1:2").posted_pence) == (
        ChargeStatus.PAID,
        10000,
    )
    assert ledger_faults() == []


def test_an_arrival_is_recorded_only_by_whose_account_it_is(bank):
    transfer = bank.ask()
    operator = make_login("operator")
    Role.objects.create(login=operator.login, kind=RoleKind.OPERATOR, area=area(), started_at=NOW)
    other_voice = make_login("bob")
    make_provider(other_voice, name="Another")
    for stranger in (other_voice, make_connector(), operator, bank.person):
        with pytest.raises(NotFound):
            bank.arrive(transfer, by=stranger)
    assert balance(bank.part) == 0
    bank.arrive(transfer, pence=10)
    assert balance(bank.part) == 10


def test_no_transfer_looks_the_same_as_one_that_may_not_be_seen(bank):
    transfer = bank.ask()
    stranger = make_login("bob")
    messages = set()
    for transfer_id in (transfer.pk, transfer.pk + 999):
        with pytest.raises(NotFound) as refusal:
            record_arrival(
                transfer_id=transfer_id,
                pence=1,
                arrived_on=date(2027, 5, 4),
                key="k",
                by=stranger,
                now=NOW,
            )
        messages.add(refusal.value.message)
    assert len(messages) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_those_on_their_way_is_one_statement(bank, django_assert_num_queries, count):
    for charge_ref in range(1, count + 1):
        bank.ask(charge_ref=charge_ref)
    here = area().pk
    with django_assert_num_queries(1):
        assert len(open_bank_transfers(area_ids=[here])) == count
