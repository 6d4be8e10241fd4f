"""What stands on invoices, by whom and to whom."""

from collections.abc import Collection

from pooling.payments.models.billing import BillingDetails, PayerDetails


def billing_of(provider_id: int) -> BillingDetails | None:
    """For whoever speaks for the provider."""
    return BillingDetails.objects.filter(provider_id=provider_id).first()


def payer_details_of(area_id: int) -> PayerDetails | None:
    return PayerDetails.objects.filter(area_id=area_id).first()


def names_person_now(agreed: bool, area_id: int) -> bool:
    """Does a name stand on the invoice: only where its office asks for it, and the yes said so."""
    return agreed and bool(offices_that_ask_for_names([area_id]))


def offices_that_ask_for_names(area_ids: Collection[int]) -> set[int]:
    """Of these areas, those whose invoices bear people's names."""
    payers = PayerDetails.objects.filter(area_id__in=area_ids, names_people=True)
    return set(payers.values_list("area_id", flat=True))
