"""Bank transfers: asked for and seen to arrive. Always to the payee's account, not ours."""

import secrets
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_TRANSFER
from pooling.ledger.rules import CollectionNotOpen
from pooling.ledger.states import TransferReason
from pooling.payments.actions.bank_transfer_refunds import queue_refund
from pooling.payments.actions.bank_transfer_rows import (
    lock_transfer_for,
    lock_transfer_of_charge,
    net_arrived_pence,
    transition_bank_transfer,
)
from pooling.payments.actions.payee_accounts import set_payee
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.bank_details import PayeeAccount
from pooling.payments.models.bank_transfers import (
    Arrival,
    BankTransfer,
    BankTransferRefund,
)
from pooling.payments.rules import check_arrival, check_same
from pooling.payments.states.bank_transfers import BankTransferState

# No letter or number that another is taken for, read aloud or by hand.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def _reference() -> str:
    return "CP" + "".join(secrets.choice(REFERENCE_ALPHABET) for _i in range(6))


@transaction.atomic
def request_bank_transfer(
    *,
    charge_ref: int,
    pence: int,
    payee_words: str,
    person_id: UUID,
    provider_id: int,
    area_id: int,
    collection_code: str,
    part_code: str,
    carry_from: int | None = None,
    now: datetime,
) -> BankTransfer:
    """Ask a person to send money to the payee, under a reference.

    `carry_from` is the charge this one takes the place of, when shares are worked out again: the
    reference stays, what has arrived counts for the new charge, and what is too much goes back.
    """
    previous = BankTransfer.objects.filter(charge_ref=charge_ref).first()
    if previous is not None:
        check_same(pence, previous.pence)
        return previous
    carried = _lock_transfer_to_carry(carry_from)
    if carried is not None:
        return _carry(carried, charge_ref, pence, collection_code, now)
    transfer = BankTransfer(
        charge_ref=charge_ref,
        person_id=person_id,
        provider_id=provider_id,
        area_id=area_id,
        pence=pence,
        reference=_reference(),
        payee_words=payee_words,
        collection_code=collection_code,
        part_code=part_code,
        asked_at=now,
    )
    payee = PayeeAccount.objects.filter(provider_id=provider_id).first()
    if payee:
        set_payee(transfer, payee)
    transfer.save(force_insert=True)
    return transfer


def _lock_transfer_to_carry(charge_ref: int | None) -> BankTransfer | None:
    if charge_ref is None:
        return None
    return (
        BankTransfer.objects.select_for_update(no_key=True)
        .filter(
            charge_ref=charge_ref,
            state__in=[
                BankTransferState.ASKED,
                BankTransferState.PART_ARRIVED,
                BankTransferState.ARRIVED,
            ],
        )
        .first()
    )


def _carry(
    transfer: BankTransfer, charge_ref: int, pence: int, collection_code: str, now: datetime
) -> BankTransfer:
    arrived_pence = net_arrived_pence(transfer)
    if arrived_pence > pence:
        key = f"transfer:{transfer.pk}:over:{charge_ref}"
        queue_refund(transfer, arrived_pence - pence, key=key, now=now)
        arrived_pence = pence
    if arrived_pence:
        _transfer_to_next_collection(transfer, arrived_pence, charge_ref, collection_code)
    transfer.charge_ref, transfer.pence = charge_ref, pence
    transfer.collection_code = collection_code
    transfer.save(update_fields=["charge_ref", "pence", "collection_code"])
    _set_arrived_state(transfer, arrived_pence, now)
    return transfer


def _transfer_to_next_collection(
    transfer: BankTransfer, pence: int, charge_ref: int, collection_code: str
) -> None:
    """Out of the collection that did not come together and into the next, for the same person."""
    for direction, source, target, collection in (
        ("out", transfer.part_code, OUTSIDE_TRANSFER, None),
        ("in", OUTSIDE_TRANSFER, transfer.part_code, collection_code),
    ):
        ledger.transfer(
            key=f"transfer:{transfer.pk}:carry:{charge_ref}:{direction}",
            source=source,
            target=target,
            pence=pence,
            reason=TransferReason.BANK_TRANSFER_CARRIED,
            about=f"transfer:{transfer.pk}",
            collection=collection,
        )


@transaction.atomic
def record_arrival(
    *, transfer_id: int, pence: int, arrived_on: date, key: str, by: Acting, now: datetime
) -> BankTransfer:
    """Whoever speaks for the provider has seen this much arrive in its account.

    The same `key` is recorded once. Money that comes after the pool has ended goes back without
    anyone acting.
    """
    transfer = lock_transfer_for(transfer_id, by)
    previous = Arrival.objects.filter(key=key).first()
    if previous is not None:
        check_same(pence, previous.pence)
        return transfer
    is_late = transfer.state == BankTransferState.NOT_NEEDED
    check_arrival(pence, _still_to_come_pence(transfer))
    arrival = Arrival.objects.create(
        transfer=transfer,
        key=key,
        pence=pence,
        arrived_on=arrived_on,
        recorded_by=by.login,
        recorded_at=now,
    )
    _transfer_into_part(arrival, None if is_late else transfer.collection_code)
    if is_late:
        queue_refund(transfer, pence, key=f"arrival:{arrival.pk}:late", now=now)
        transition_bank_transfer(transfer, BankTransferState.REFUND_REQUESTED, now=now)
    else:
        _set_arrived_state(transfer, net_arrived_pence(transfer), now)
    record_deed(
        by=by,
        deed=PaymentDeed.RECORD_ARRIVAL,
        about=f"transfer:{transfer.pk}",
        for_person=transfer.person_id,
        now=now,
    )
    return transfer


def _still_to_come_pence(transfer: BankTransfer) -> int:
    """Nothing once all of it came: what goes back after that is not asked for again."""
    if transfer.state == BankTransferState.NOT_NEEDED:
        return transfer.pence
    if transfer.state in (BankTransferState.ASKED, BankTransferState.PART_ARRIVED):
        return transfer.pence - net_arrived_pence(transfer)
    return 0


def _transfer_into_part(arrival: Arrival, collection_code: str | None) -> None:
    """Into its collection; into none where that is closed: then it counts for the next."""
    transfer_in = partial(
        ledger.transfer,
        key=f"arrival:{arrival.pk}",
        source=OUTSIDE_TRANSFER,
        target=arrival.transfer.part_code,
        pence=arrival.pence,
        reason=TransferReason.BANK_TRANSFER_ARRIVED,
        about=f"transfer:{arrival.transfer_id}",
    )
    try:
        transfer_in(collection=collection_code)
    except CollectionNotOpen:
        transfer_in(collection=None)


def _set_arrived_state(transfer: BankTransfer, arrived_pence: int, now: datetime) -> None:
    """Part of it or all, where that is news."""
    if not arrived_pence:
        return
    whole = arrived_pence >= transfer.pence
    state = BankTransferState.ARRIVED if whole else BankTransferState.PART_ARRIVED
    if transfer.state != state:
        transition_bank_transfer(transfer, state, now=now)


@transaction.atomic
def cancel_bank_transfer(*, charge_ref: int, key: str, now: datetime) -> BankTransfer | None:
    """Not needed any more: what has arrived goes back, what has not is not waited for."""
    transfer = lock_transfer_of_charge(charge_ref)
    if transfer is None or BankTransferRefund.objects.filter(key=key).exists():
        return transfer
    arrived_pence = net_arrived_pence(transfer)
    if arrived_pence:
        queue_refund(transfer, arrived_pence, key=key, now=now)
        if transfer.state != BankTransferState.REFUND_REQUESTED:
            transition_bank_transfer(transfer, BankTransferState.REFUND_REQUESTED, now=now)
    elif transfer.state == BankTransferState.ASKED:
        transition_bank_transfer(transfer, BankTransferState.NOT_NEEDED, now=now)
    return transfer
