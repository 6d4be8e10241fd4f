from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, Sum

from community.people.models.logins import Login
from community.people.states import RoleKind
from pooling.payments.models.cards import CardRefund, SavedCard
from pooling.payments.models.provider_accounts import ProviderAccount
from pooling.payments.states.cards import CardRefundState, CardState
from pooling.payments.states.provider_accounts import ProviderAccountState


def saved_card_for(source_ref: int) -> SavedCard | None:
    """The card saved for a source of money; None while there is none."""
    return SavedCard.objects.filter(source_ref=source_ref, state=CardState.SAVED).first()


def open_card_page_of(source_ref: int) -> str:
    """The processor's id of the page where a card is being saved for a source; else nothing."""
    cards = SavedCard.objects.filter(source_ref=source_ref, state=CardState.ASKED)
    return cards.values_list("checkout_session_id", flat=True).first() or ""


def saved_cards_of(person_id: UUID) -> list[SavedCard]:
    cards = SavedCard.objects.filter(person_id=person_id, state=CardState.SAVED)
    return list(cards.order_by("pk"))


def provider_is_active(provider_id: int) -> bool:
    """May a card part be offered? Only once the provider's account at the processor is active."""
    return ProviderAccount.objects.filter(
        provider_id=provider_id, state=ProviderAccountState.ACTIVE
    ).exists()


def providers_without_cards(provider_ids: Collection[int]) -> set[int]:
    """Of these, whoever cannot take a card yet."""
    active = ProviderAccount.objects.filter(
        provider_id__in=provider_ids, state=ProviderAccountState.ACTIVE
    )
    return set(provider_ids) - set(active.values_list("provider_id", flat=True))


def provider_account_of(provider_id: int) -> ProviderAccount | None:
    return ProviderAccount.objects.filter(provider_id=provider_id).first()


def provider_accounts(provider_ids: Collection[int]) -> dict[int, ProviderAccount]:
    """{provider id: its account}, of those that have begun one."""
    accounts = ProviderAccount.objects.filter(provider_id__in=provider_ids)
    return {account.provider_id: account for account in accounts}


def operator_logins() -> list[Login]:
    """Those who are told when a payment needs a person."""
    return list(
        Login.objects.filter(
            roles__kind=RoleKind.OPERATOR, roles__ended_at__isnull=True, is_active=True
        )
        .distinct()
        .order_by("pk")
    )


def refunds_not_taken(person_ids: Collection[UUID]) -> dict[UUID, int]:
    """{person id: pence that their card took back no more, or that the card company refused to give
    back and set aside}, of those where there are any."""
    not_taken = Q(state=CardRefundState.FAILED) | Q(parked_at__isnull=False)
    refunds = CardRefund.objects.filter(
        not_taken, payment__saved_card__person_id__in=person_ids
    ).exclude(state=CardRefundState.DONE)
    sums = refunds.values("payment__saved_card__person_id").annotate(sum=Sum("pence"))
    return {row["payment__saved_card__person_id"]: row["sum"] for row in sums.order_by()}
