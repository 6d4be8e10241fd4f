"""What a provider's invoices say of it, and what an office asks of those to it."""

from datetime import datetime

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.billing import BillingDetails, PayerDetails
from pooling.payments.models.commitments import OPEN_STATES, Commitment
from pooling.payments.rules.invoices import check_billing
from providers.actions.provider_access import acting_for_provider
from providers.queries.supply import provider_of_login


@transaction.atomic
def write_billing_details(
    *,
    provider_id: int,
    address: str,
    vat_status: str,
    vat_number: str = "",
    payment_days: int = 30,
    by: Acting,
    now: datetime,
) -> BillingDetails:
    """For invoices that are made from now on; those made before stay as they were sent."""
    by = acting_for_provider(by, provider_of_login(provider_id, login_id=by.login_id).pk)
    fields = {
        "address": address.strip(),
        "vat_status": vat_status,
        "vat_number": vat_number.strip(),
        "payment_days": payment_days,
    }
    check_billing(
        address=address, vat_status=vat_status, vat_number=vat_number, payment_days=payment_days
    )
    changed = {"changed_at": now, "changed_by": by.login}
    billing, _is_new = BillingDetails.objects.update_or_create(
        provider_id=provider_id, defaults=fields | changed
    )
    about = f"provider:{provider_id}"
    record_deed(by=by, deed=PaymentDeed.WRITE_BILLING_DETAILS, about=about, now=now)
    return billing


@transaction.atomic
def write_payer_details(
    *, area_id: int, invoice_address: str, names_people: bool, by: Acting, now: datetime
) -> PayerDetails:
    """By an officer of the area. Names stand on the lines of those whose yes is asked for from now
    on, who read it before they say it. Where none are asked for any more they also go from the
    lines that nobody has agreed to yet."""
    check_role(roles_of(by.login_id), RoleKind.COUNCIL_OFFICER, area_id)
    payer, _is_new = PayerDetails.objects.update_or_create(
        area_id=area_id,
        defaults={
            "invoice_address": invoice_address.strip(),
            "names_people": names_people,
            "changed_at": now,
            "changed_by": by.login,
        },
    )
    if not names_people:
        _take_names_from_open_lines(area_id)
    about = f"area:{area_id}"
    record_deed(by=by, deed=PaymentDeed.WRITE_PAYER_DETAILS, about=about, now=now)
    return payer


def _take_names_from_open_lines(area_id: int) -> None:
    """Locked in the order in which answers lock them."""
    named = Commitment.objects.filter(area_id=area_id, state__in=OPEN_STATES, names_person=True)
    ids = [line.pk for line in named.select_for_update(no_key=True).order_by("pk")]
    Commitment.objects.filter(pk__in=ids).update(names_person=False)
