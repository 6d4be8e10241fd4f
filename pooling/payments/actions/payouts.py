"""Releasing a delivered session: in the ledger at once, and to the provider's bank by a command."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.common.clock import today
from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import provider_account_code
from pooling.ledger.states import AccountKind, TransferReason
from pooling.payments.actions.commands import enqueue_command
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.cards import CardPayment
from pooling.payments.models.commitments import CommitmentLine, LineDelivery
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from pooling.payments.rules import NotHeld, check_same
from pooling.payments.states.cards import PaymentState
from pooling.payments.states.commitments import CommitmentLineState
from pooling.payments.states.provider_accounts import PAYOUT, PayoutState


@transaction.atomic
def release_to_provider(
    *,
    amounts: dict[int, int],
    provider_id: int,
    session_ref: int,
    key: str,
    held_on: date | None = None,
    now: datetime,
) -> Payout | None:
    """A delivered session's pence of each charge, {charge_ref: pence}, become the provider's.

    `held_on` is the session's day, for the invoice: today, unless it was another. Card money is
    sent to their bank (the answer is that payout); a council's becomes a line that can be
    invoiced; a transfer is at the payee's bank already. The same `key` releases once; a charge
    that holds less than is asked refuses the whole.
    """
    ledger.open_account(code=provider_account_code(provider_id), kind=AccountKind.PROVIDER)
    cards = _by_charge(CardPayment.objects.filter(state=PaymentState.CAPTURED), amounts)
    lines = _by_charge(CommitmentLine.objects.filter(state=CommitmentLineState.ACTIVE), amounts)
    transfers = _by_charge(BankTransfer.objects.all(), amounts)
    for charge_ref, pence in sorted(amounts.items()):
        rail = cards.get(charge_ref) or lines.get(charge_ref) or transfers.get(charge_ref)
        if rail is None:
            raise NotHeld(_("Nothing was paid for this, so nothing can be released."))
        ledger.transfer(
            key=f"release:{key}:{charge_ref}",
            source=rail.part_code,
            target=provider_account_code(provider_id),
            pence=pence,
            reason=TransferReason.SESSION_RELEASED,
            about=f"session:{session_ref}",
            session_ref=session_ref,
        )
        if charge_ref in lines:
            LineDelivery.objects.get_or_create(
                line=lines[charge_ref],
                session_ref=session_ref,
                defaults={"pence": pence, "delivered_on": held_on or today(now)},
            )
    by_card = sum(pence for charge_ref, pence in amounts.items() if charge_ref in cards)
    return _request_payout(provider_id, session_ref, by_card, key, now) if by_card else None


def _by_charge[R: CardPayment | CommitmentLine | BankTransfer](
    rows: QuerySet[R], amounts: dict[int, int]
) -> dict[int, R]:
    return {row.charge_ref: row for row in rows.filter(charge_ref__in=amounts)}


def _request_payout(
    provider_id: int, session_ref: int, pence: int, key: str, now: datetime
) -> Payout:
    payout, is_new = Payout.objects.get_or_create(
        key=key,
        defaults={
            "provider_account": ProviderAccount.objects.get(provider_id=provider_id),
            "session_ref": session_ref,
            "pence": pence,
            "asked_at": now,
        },
    )
    check_same(pence, payout.pence)
    if is_new:
        enqueue_command(payout)
    return payout


@transaction.atomic
def record_payout_sending(*, payout_id: int, now: datetime) -> None:
    """From here on an answer may be lost."""
    Payout.objects.filter(pk=payout_id, sent_at=None).update(sent_at=now)


@transaction.atomic
def record_payout(
    *, payout_id: int, processor_payout_id: str, paid: bool, failed: bool, now: datetime
) -> Payout:
    """Where a payout stands now. One that the provider's bank sent back is theirs still: it
    waits on their account until somebody has asked them for the right bank."""
    payout = (
        Payout.objects.select_for_update(no_key=True, of=("self",))
        .select_related("provider_account")
        .get(pk=payout_id)
    )
    state = PayoutState.PAID if paid else PayoutState.FAILED if failed else PayoutState.SENT
    if not PAYOUT.allows(payout.state, state):
        return payout
    payout.processor_payout_id = processor_payout_id
    transition_payout(payout, state, "processor_payout_id", now=now)
    return payout


def transition_payout(payout: Payout, state: PayoutState, *fields: str, now: datetime) -> None:
    """One move of a payout whose row the caller has locked; `fields` are what else it changed."""
    deed = PAYOUT.deed_for(payout.state, state)
    payout.state, payout.tries, payout.retry_at = state, 0, None
    payout.save(update_fields=["state", "tries", "retry_at", *fields])
    record_deed(by=SYSTEM, deed=deed, about=f"payout:{payout.pk}", now=now)
