"""What there is to do, by state and never by a window of time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from community.common.lifecycle import not_none
from pooling.payments.models.cards import CardPayment, CardRefund, SavedCard
from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.models.events import ProcessorEvent
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from pooling.payments.states import (
    CardRefundState,
    CardState,
    PaymentGoal,
    PaymentState,
    PayoutState,
    ProviderAccountState,
)


def payments_to_sync(now: datetime) -> list[int]:
    """Payments that are not what the pool wants of them, and holds that may have lapsed."""
    return _ids(
        CardPayment.objects.free(now).filter(
            Q(state__in=[PaymentState.ASKED, PaymentState.CREATED])
            | Q(state=PaymentState.HELD) & ~Q(goal=PaymentGoal.HOLD)
            | Q(state=PaymentState.HELD, capture_before__lte=now)
        )
    )


def refunds_to_sync(now: datetime) -> list[int]:
    return _ids(
        CardRefund.objects.free(now).filter(state__in=[CardRefundState.ASKED, CardRefundState.SENT])
    )


def payouts_to_sync(now: datetime) -> list[int]:
    return _ids(Payout.objects.free(now).filter(state__in=[PayoutState.ASKED, PayoutState.SENT]))


def _ids(errands: QuerySet[ProcessorCommand]) -> list[int]:
    return list(errands.order_by("pk").values_list("pk", flat=True))


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
PARKABLE_MODELS: dict[str, type[CardPayment] | type[CardRefund] | type[Payout]] = {
    "payment": CardPayment,
    "refund": CardRefund,
    "payout": Payout,
}


@dataclass(frozen=True)
class ParkedCommand:
    """What waits for a person: `why` is what the machine noted, `look_for` the number under which
    the card company's own pages have it, where it has one yet."""

    kind: str
    row_id: int
    pence: int
    provider: str
    state_text: str
    why: str
    since: datetime
    processor_id: str


def parked_commands() -> list[ParkedCommand]:
    """What waits for a person, the longest wait first. Nobody who pays is named. Three
    statements."""
    found = [
        *_aside("payment", "provider_account__provider", lambda each: each.intent_id),
        *_aside(
            "refund", "payment__provider_account__provider", lambda each: each.payment.payment_intent_id
        ),
        *_aside("payout", "provider_account__provider", lambda each: each.payout_id),
    ]
    return sorted(found, key=lambda each: (each.since, each.kind, each.row_id))


def _aside(kind: str, joined: str, look_for) -> list[ParkedCommand]:
    def provider_of(errand) -> str:
        for name in joined.split("__"):
            errand = getattr(errand, name)
        return errand.name

    return [
        ParkedCommand(
            kind=kind,
            row_id=errand.pk,
            pence=errand.pence,
            provider=provider_of(errand),
            state_text=errand.get_state_display(),
            why=errand.parked_reason,
            since=not_none(errand.parked_at),
            processor_id=look_for(errand) or "",
        )
        for errand in PARKABLE_MODELS[kind]
        .objects.exclude(parked_at=None)
        .select_related(joined)
    ]
