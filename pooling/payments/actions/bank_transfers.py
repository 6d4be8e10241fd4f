"""Bank transfers: asked for, seen to arrive, sent back. Always to the payee's account, not ours."""

import secrets
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.refusals import NotFound
from community.people.queries import roles_of
from community.people.states import RoleKind
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_TRANSFER
from pooling.ledger.rules import CollectionNotOpen
from pooling.payments.actions.bank_details import send_to
from pooling.payments.models.bank_transfers import (
    Arrival,
    BankTransfer,
    BankTransferRefund,
    PayeeAccount,
)
from pooling.payments.rules import NotHeld, check_arrival, check_left, check_same
from pooling.payments.states import BACK, TRANSFER, BankTransferRefundState, BankTransferState
from providers.queries.supply import provider_of_login

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
    before = BankTransfer.objects.filter(charge_ref=charge_ref).first()
    if before is not None:
        check_same(pence, before.pence)
        return before
    carried = _carried(carry_from)
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
        send_to(transfer, payee)
    transfer.save(force_insert=True)
    return transfer


def _carried(charge_ref: int | None) -> BankTransfer | None:
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
    here = net_arrived_pence(transfer)
    if here > pence:
        _queue_back(
            transfer, here - pence, key=f"transfer:{transfer.pk}:over:{charge_ref}", now=now
        )
        here = pence
    if here:
        _recount(transfer, here, charge_ref, collection_code)
    transfer.charge_ref, transfer.pence = charge_ref, pence
    transfer.collection_code = collection_code
    transfer.save(update_fields=["charge_ref", "pence", "collection_code"])
    _as_arrived(transfer, here)
    return transfer


def _recount(transfer: BankTransfer, pence: int, charge_ref: int, collection_code: str) -> None:
    """Out of the collection that did not come together and into the next, for the same person."""
    for direction, source, target, collection in (
        ("out", transfer.part_code, OUTSIDE_TRANSFER, None),
        ("in", OUTSIDE_TRANSFER, transfer.part_code, collection_code),
    ):
        ledger.move(
            key=f"transfer:{transfer.pk}:carry:{charge_ref}:{direction}",
            source=source,
            target=target,
            pence=pence,
            reason="transfer_carried",
            about=f"transfer:{transfer.pk}",
            collection=collection,
        )


@transaction.atomic
def record_arrival(
    *, transfer_id: int, pence: int, arrived_on: date, key: str, by, now: datetime
) -> BankTransfer:
    """Somebody who may look into the payee's account has seen this much arrive.

    By the provider's own voice, or a connector or operator of the area. The same `key` is
    recorded once. Money that comes after the pool has ended goes back without anyone acting.
    """
    transfer = _mine(transfer_id, by)
    before = Arrival.objects.filter(key=key).first()
    if before is not None:
        check_same(pence, before.pence)
        return transfer
    late = transfer.state == BankTransferState.NOT_NEEDED
    check_arrival(pence, transfer.pence - (0 if late else net_arrived_pence(transfer)))
    arrival = Arrival.objects.create(
        transfer=transfer,
        key=key,
        pence=pence,
        arrived_on=arrived_on,
        recorded_by=by.login,
        recorded_at=now,
    )
    _take_in(arrival, None if late else transfer.collection_code)
    if late:
        _queue_back(transfer, pence, key=f"arrival:{arrival.pk}:late", now=now)
        _become(transfer, BankTransferState.GIVE_BACK_QUEUED)
    else:
        _as_arrived(transfer, net_arrived_pence(transfer))
    record_deed(
        by=by,
        deed="record_arrived",
        about=f"transfer:{transfer.pk}",
        for_person=transfer.person_id,
        now=now,
    )
    return transfer


def _take_in(arrival: Arrival, collection_code: str | None) -> None:
    """Into its collection; into none where that is closed: then it counts for the next."""
    move = partial(
        ledger.move,
        key=f"arrival:{arrival.pk}",
        source=OUTSIDE_TRANSFER,
        target=arrival.transfer.part_code,
        pence=arrival.pence,
        reason="transfer_arrived",
        about=f"transfer:{arrival.transfer_id}",
    )
    try:
        move(collection=collection_code)
    except CollectionNotOpen:
        move(collection=None)


def net_arrived_pence(transfer: BankTransfer) -> int:
    """Pence that came and are not on their way back."""
    came = transfer.arrivals.aggregate(pence=Sum("pence", default=0))["pence"]
    back = transfer.backs.aggregate(pence=Sum("pence", default=0))["pence"]
    return came - back


def _as_arrived(transfer: BankTransfer, pence: int) -> None:
    if pence >= transfer.pence:
        _become(transfer, BankTransferState.ARRIVED)
    elif pence:
        _become(transfer, BankTransferState.PART_ARRIVED)


@transaction.atomic
def request_transfer_refund(
    *, charge_ref: int, pence: int, key: str, now: datetime
) -> BankTransferRefund:
    """Pence of an arrived transfer are to be sent back. The same `key` is queued once."""
    transfer = _of_charge(charge_ref)
    if transfer is None:
        raise NotHeld(_("Nothing came by bank transfer for this."))
    before = BankTransferRefund.objects.filter(key=key).first()
    if before is not None:
        check_same(pence, before.pence)
        return before
    check_left(pence, net_arrived_pence(transfer))
    back = _queue_back(transfer, pence, key=key, now=now)
    if net_arrived_pence(transfer) == 0:
        _become(transfer, BankTransferState.GIVE_BACK_QUEUED)
    return back


@transaction.atomic
def cancel_bank_transfer(*, charge_ref: int, key: str, now: datetime) -> BankTransfer | None:
    """Not needed any more: what has arrived goes back, what has not is not waited for."""
    transfer = _of_charge(charge_ref)
    if transfer is None or BankTransferRefund.objects.filter(key=key).exists():
        return transfer
    here = net_arrived_pence(transfer)
    if here:
        _queue_back(transfer, here, key=key, now=now)
        _become(transfer, BankTransferState.GIVE_BACK_QUEUED)
    elif transfer.state == BankTransferState.ASKED:
        _become(transfer, BankTransferState.NOT_NEEDED)
    return transfer


def _queue_back(
    transfer: BankTransfer, pence: int, *, key: str, now: datetime
) -> BankTransferRefund:
    back = BankTransferRefund.objects.create(transfer=transfer, pence=pence, key=key, queued_at=now)
    ledger.reserve(
        key=f"transfer_back:{back.pk}",
        source=transfer.part_code,
        target=OUTSIDE_TRANSFER,
        pence=pence,
        reason="transfer_given_back",
        about=f"transfer:{transfer.pk}",
    )
    return back


@transaction.atomic
def record_transfer_refund(*, back_id: int, sent_on: date, by, now: datetime) -> BankTransferRefund:
    """Somebody who may has sent it back to the account it came from, on that day."""
    of = BankTransferRefund.objects.filter(pk=back_id).values_list("transfer_id", flat=True)
    transfer = _mine(of.first() or 0, by)
    back = BankTransferRefund.objects.select_for_update(no_key=True).get(pk=back_id)
    if back.state == BankTransferRefundState.SENT:
        return back
    BACK.check(back.state, BankTransferRefundState.SENT)
    ledger.post(
        key=f"transfer_back:{back.pk}:sent", pending=f"transfer_back:{back.pk}", pence=back.pence
    )
    back.state, back.sent_on, back.sent_by = BankTransferRefundState.SENT, sent_on, by.login
    back.save()
    if (
        transfer.state == BankTransferState.GIVE_BACK_QUEUED
        and not transfer.backs.filter(state=BankTransferRefundState.QUEUED).exists()
    ):
        _become(transfer, BankTransferState.GIVEN_BACK)
    record_deed(
        by=by,
        deed="record_sent_back",
        about=f"transfer:{transfer.pk}",
        for_person=transfer.person_id,
        now=now,
    )
    return back


def _of_charge(charge_ref: int) -> BankTransfer | None:
    return BankTransfer.objects.select_for_update(no_key=True).filter(charge_ref=charge_ref).first()


def _mine(transfer_id: int, by) -> BankTransfer:
    """The transfer, locked, if this login may see the payee's account. Else there is none."""
    transfer = BankTransfer.objects.select_for_update(no_key=True).filter(pk=transfer_id).first()
    if transfer is None or by.login_id is None:
        raise NotFound(_("We cannot find that page."))
    if not roles_of(by.login_id) & {
        (RoleKind.CONNECTOR, transfer.area_id),
        (RoleKind.OPERATOR, transfer.area_id),
    }:
        provider_of_login(transfer.provider_id, login_id=by.login_id)
    return transfer


def _become(transfer: BankTransfer, state: BankTransferState) -> None:
    if transfer.state != state:
        TRANSFER.check(transfer.state, state)
        transfer.state = state
        transfer.save(update_fields=["state"])
