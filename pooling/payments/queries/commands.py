"""What there is to do, by state and never by a window of time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from community.common.lifecycle import not_none
from pooling.payments.models.cards import CardPayment, CardRefund, SavedCard
from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.models.events import ProcessorEvent
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from pooling.payments.states.cards import CardRefundState, CardState, PaymentGoal, PaymentState
from pooling.payments.states.provider_accounts import PayoutState, ProviderAccountState


def payments_to_sync(now: datetime) -> list[int]:
    """Payments that are not what the pool wants of them, and holds that may have lapsed."""
    return _ids(
        CardPayment.objects.claimable(now).filter(
            Q(state__in=[PaymentState.ASKED, PaymentState.CREATED])
            | Q(state=PaymentState.HELD) & ~Q(goal=PaymentGoal.HOLD)
            | Q(state=PaymentState.HELD, capture_before__lte=now)
        )
    )


def refunds_to_sync(now: datetime) -> list[int]:
    return _ids(
        CardRefund.objects.claimable(now).filter(
            state__in=[CardRefundState.ASKED, CardRefundState.SENT]
        )
    )


def payouts_to_sync(now: datetime) -> list[int]:
    return _ids(
        Payout.objects.claimable(now).filter(state__in=[PayoutState.ASKED, PayoutState.SENT])
    )


def _ids(commands: QuerySet[ProcessorCommand]) -> list[int]:
    return list(commands.order_by("pk").values_list("pk", flat=True))


def card_pages_still_open() -> list[int]:
    """Pages that somebody went to and has not come back from."""
    return list(
        SavedCard.objects.filter(state=CardState.ASKED, checkout_session_id__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def providers_still_opening() -> list[int]:
    return list(
        ProviderAccount.objects.filter(
            state__in=[ProviderAccountState.OPENING, ProviderAccountState.RESTRICTED]
        )
        .order_by("pk")
        .values_list("provider_id", flat=True)
    )


def events_unhandled() -> list[int]:
    return list(
        ProcessorEvent.objects.filter(handled_at=None).order_by("pk").values_list("pk", flat=True)
    )


# What can be left to a person, by the name that staff pages and deeds have for it.
type ParkableCommand = CardPayment | CardRefund | Payout
PARKABLE_MODELS: dict[str, type[ParkableCommand]] = {
    "payment": CardPayment,
    "refund": CardRefund,
    "payout": Payout,
}


@dataclass(frozen=True)
class ParkedCommand:
    """What waits for a person: `reason` is what the machine noted, `processor_id` the number under
    which the card company's own pages have it, where it has one yet."""

    kind: str
    row_id: int
    pence: int
    provider: str
    state_text: str
    reason: str
    parked_at: datetime
    processor_id: str


def parked_commands() -> list[ParkedCommand]:
    """What waits for a person, the longest wait first. Nobody who pays is named. Three
    statements."""
    parked = [
        *map(_parked_payment, _parked(CardPayment, "provider_account__provider")),
        *map(_parked_refund, _parked(CardRefund, "payment__provider_account__provider")),
        *map(_parked_payout, _parked(Payout, "provider_account__provider")),
    ]
    return sorted(parked, key=lambda command: (command.parked_at, command.kind, command.row_id))


def _parked[C: (CardPayment, CardRefund, Payout)](model: type[C], joined: str) -> QuerySet[C]:
    return model.objects.exclude(parked_at=None).select_related(joined)


def _parked_payment(payment: CardPayment) -> ParkedCommand:
    account = payment.provider_account
    return _summary("payment", payment, account, payment.payment_intent_id)


def _parked_refund(refund: CardRefund) -> ParkedCommand:
    account = refund.payment.provider_account
    return _summary("refund", refund, account, refund.payment.payment_intent_id)


def _parked_payout(payout: Payout) -> ParkedCommand:
    return _summary("payout", payout, payout.provider_account, payout.processor_payout_id)


def _summary(
    kind: str,
    command: ParkableCommand,
    account: ProviderAccount,
    processor_id: str | None,
) -> ParkedCommand:
    return ParkedCommand(
        kind=kind,
        row_id=command.pk,
        pence=command.pence,
        provider=account.provider.name,
        state_text=command.get_state_display(),
        reason=command.parked_reason,
        parked_at=not_none(command.parked_at),
        processor_id=processor_id or "",
    )
