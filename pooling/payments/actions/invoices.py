"""What a provider asks of a council: all that was delivered and not invoiced before."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from pooling.payments.actions.commitment_lines import (
    transition_commitment_line,
    unused_pence,
)
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.commitments import CommitmentLine, Invoice, LineDelivery
from pooling.payments.rules import NothingToInvoice
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
    Provider.objects.select_for_update(no_key=True).get(pk=provider_id)
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
    last = Invoice.objects.filter(provider_id=provider_id).aggregate(last=Max("number"))["last"]
    invoice = Invoice.objects.create(
        provider_id=provider_id,
        area_id=area_id,
        number=(last or 0) + 1,
        starts_on=first,
        ends_on=until,
        made_at=now,
        made_by=by.login,
    )
    deliveries.update(invoice=invoice)
    _close_lines(invoice)
    record_deed(by=by, deed=PaymentDeed.MAKE_INVOICE, about=f"invoice:{invoice.pk}", now=now)
    return invoice


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
