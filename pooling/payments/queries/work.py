"""What there is to do, by state and never by a window of time."""

from datetime import datetime

from django.db.models import Q, QuerySet

from ..models import CardPayment, Payout, ProcessorEvent, ProviderAccount, Reversal, SavedCard
from ..models.errands import Errand
from ..states import (
    AccountState,
    CardState,
    PaymentState,
    PayoutState,
    ReversalState,
    Wanted,
)


def payments_to_settle(now: datetime) -> list[int]:
    """Payments that are not what the pool wants of them, and holds that may have lapsed."""
    return _ids(
        CardPayment.objects.free(now).filter(
            Q(state__in=[PaymentState.ASKED, PaymentState.CREATED])
            | Q(state=PaymentState.HELD) & ~Q(wanted=Wanted.HOLD)
            | Q(state=PaymentState.HELD, capture_before__lte=now)
        )
    )


def reversals_to_settle(now: datetime) -> list[int]:
    return _ids(
        Reversal.objects.free(now).filter(state__in=[ReversalState.ASKED, ReversalState.SENT])
    )


def payouts_to_settle(now: datetime) -> list[int]:
    return _ids(Payout.objects.free(now).filter(state__in=[PayoutState.ASKED, PayoutState.SENT]))


def _ids(errands: QuerySet[Errand]) -> list[int]:
    return list(errands.order_by("pk").values_list("pk", flat=True))


def card_pages_still_open() -> list[int]:
    """Pages that somebody went to and has not come back from."""
    return list(
        SavedCard.objects.filter(state=CardState.ASKED, session_id__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def providers_still_opening() -> list[int]:
    return list(
        ProviderAccount.objects.filter(state__in=[AccountState.OPENING, AccountState.RESTRICTED])
        .order_by("pk")
        .values_list("provider_id", flat=True)
    )


def events_unhandled() -> list[int]:
    return list(
        ProcessorEvent.objects.filter(handled_at=None).order_by("pk").values_list("pk", flat=True)
    )


def set_aside() -> dict[str, list[Errand]]:
    """What waits for a person, for the staff pages."""
    return {
        model.__name__: list(model.objects.exclude(set_aside_at=None).order_by("set_aside_at"))
        for model in (CardPayment, Reversal, Payout)
    }
