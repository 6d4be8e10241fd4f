"""What a provider asks of a council: all that was delivered and not invoiced before."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Sum
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.lifecycle import not_none
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.places.models.areas import Area
from pooling.payments.actions.commitment_lines import (
    transition_commitment_line,
    unused_pence,
)
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.commitments import CommitmentLine, Invoice, LineDelivery
from pooling.payments.queries.bank_details import bank_details_of
from pooling.payments.queries.billing import billing_of, payer_details_of
from pooling.payments.rules import NothingToInvoice
from pooling.payments.rules.invoices import check_can_invoice, due_on, vat_within
from pooling.payments.states.commitments import CommitmentLineState
from providers.models.supply import Provider
from providers.queries.supply import provider_of_login


@transaction.atomic
def make_invoice(
    *, provider_id: int, area_id: int, until: date, by: Acting, now: datetime
) -> Invoice:
    """All that was delivered for a council's people until a day, and never invoiced before.

    `by` speaks for the provider. Numbers run without a gap: the next is taken under a lock on
    the provider, and given back if this is undone.
    """
    provider_of_login(provider_id, login_id=by.login_id)
    provider = _lock_provider(provider_id)
    deliveries = LineDelivery.objects.filter(
        line__commitment__provider_id=provider_id,
        line__commitment__area_id=area_id,
        delivered_on__lte=until,
        invoice=None,
    )
    first = deliveries.aggregate(day=Min("delivered_on"))["day"]
    if first is None:
        raise NothingToInvoice(
            _("Nothing was delivered that has not been invoiced already."),
            next_step=_("Come back after the next session."),
        )
    pence = deliveries.aggregate(pence=Sum("pence"))["pence"]
    invoice = Invoice.objects.create(
        number=_next_number(provider),
        starts_on=first,
        ends_on=until,
        made_at=now,
        made_by=by.login,
        **_facts_of_payee(provider, pence, now),
        **_facts_of_payer(area_id),
    )
    deliveries.update(invoice=invoice)
    _close_lines(invoice)
    record_deed(by=by, deed=PaymentDeed.MAKE_INVOICE, about=f"invoice:{invoice.pk}", now=now)
    return invoice


def _lock_provider(provider_id: int) -> Provider:
    return Provider.objects.select_for_update(no_key=True).get(pk=provider_id)


def _next_number(provider: Provider) -> int:
    last = Invoice.objects.filter(provider=provider).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _facts_of_payee(provider: Provider, pence: int, now: datetime) -> dict[str, Any]:
    """Who is to be paid, where and by when, as it stands at this moment."""
    billing, payee = billing_of(provider.pk), bank_details_of(provider.pk)
    check_can_invoice(
        has_billing=billing is not None,
        has_checked_account=payee is not None and payee.checked_at is not None,
    )
    billing, payee = not_none(billing), not_none(payee)
    return {
        "provider": provider,
        "provider_words": provider.name,
        "provider_address": billing.address,
        "vat_status": billing.vat_status,
        "vat_number": billing.vat_number,
        "vat_pence": vat_within(pence, billing.vat_status),
        "due_on": due_on(today(now), billing.payment_days),
        "account_name": payee.account_name,
        "sort_code": payee.sort_code,
        "account_number": payee.account_number,
    }


def _facts_of_payer(area_id: int) -> dict[str, Any]:
    area, payer = Area.objects.get(pk=area_id), payer_details_of(area_id)
    return {
        "area": area,
        "payer_words": area.council,
        "payer_address": payer.invoice_address if payer else "",
    }


def _close_lines(invoice: Invoice) -> None:
    """A line of which nothing is left to deliver or let go has had its last invoice."""
    lines = (
        CommitmentLine.objects.select_for_update(no_key=True, of=("self",))
        .select_related("commitment")
        .filter(pk__in=invoice.deliveries.values("line_id"), state=CommitmentLineState.ACTIVE)
        .order_by("pk")
    )
    for line in lines:
        if unused_pence(line) == 0 and not line.deliveries.filter(invoice=None).exists():
            transition_commitment_line(line, CommitmentLineState.INVOICED, now=invoice.made_at)
