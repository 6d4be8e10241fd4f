"""An invoice as both sides read it: kept once, with only its own lines, and no private word."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import F, Min, QuerySet, Sum
from django.utils.translation import gettext as _

from community.common.refusals import NotFound
from community.people.queries.acting import roles_of
from community.people.states import RoleKind
from pooling.payments.models.commitments import Invoice, LineDelivery
from pooling.payments.rules.bank_details import format_sort_code
from pooling.payments.states.billing import VatStatus
from providers.queries.supply import is_provider_member


@dataclass(frozen=True)
class InvoiceLine:
    """So many sessions at one price. `payer_line` is the number by which the officer's page knows
    whose it is; `reference` and `order_number` are the council's own, if it gave them; `name` is
    empty where the council has not asked for names, and whoever runs it reads it too."""

    payer_line: int
    reference: str
    name: str
    order_number: str
    service_words: str
    days: list[date]
    price_pence: int

    @property
    def units(self) -> int:
        return len(self.days)

    @property
    def pence(self) -> int:
        return self.units * self.price_pence


@dataclass(frozen=True)
class InvoiceDetail:
    """As it was made: a later change of an address or an account does not touch it."""

    number: int
    provider_name: str
    provider_address: str
    council: str
    council_address: str
    starts_on: date
    ends_on: date
    made_at: datetime
    due_on: date
    vat_status: VatStatus
    vat_number: str
    vat_pence: int
    account_name: str
    sort_code: str  # "12-34-56"
    account_number: str
    lines: list[InvoiceLine]

    @property
    def pence(self) -> int:
        return sum(line.pence for line in self.lines)

    @property
    def order_numbers(self) -> list[str]:
        return sorted({line.order_number for line in self.lines if line.order_number})

    @property
    def payment_days(self) -> int:
        return (self.due_on - self.made_at.date()).days


def invoice_page(invoice_id: int, *, login_id: int | None) -> InvoiceDetail:
    """One invoice, for who speaks for its provider or is an officer of its council."""
    invoice = Invoice.objects.filter(pk=invoice_id).first()
    if invoice is None or login_id is None or not _may_see(invoice, login_id):
        raise NotFound(_("We cannot find that page."))
    return InvoiceDetail(
        number=invoice.number,
        provider_name=invoice.provider_words,
        provider_address=invoice.provider_address,
        council=invoice.payer_words,
        council_address=invoice.payer_address,
        starts_on=invoice.starts_on,
        ends_on=invoice.ends_on,
        made_at=invoice.made_at,
        due_on=invoice.due_on,
        vat_status=VatStatus(invoice.vat_status),
        vat_number=invoice.vat_number,
        vat_pence=invoice.vat_pence,
        account_name=invoice.account_name,
        sort_code=format_sort_code(invoice.sort_code),
        account_number=invoice.account_number,
        lines=_lines(invoice),
    )


def _lines(invoice: Invoice) -> list[InvoiceLine]:
    deliveries = invoice.deliveries.select_related("line__commitment__person").order_by(
        "line__commitment_id", "pence", "delivered_on", "pk"
    )
    same_price = groupby(deliveries, key=lambda row: (row.line.commitment_id, row.pence))
    return [_line(list(rows)) for _key, rows in same_price]


def _line(deliveries: list[LineDelivery]) -> InvoiceLine:
    commitment = deliveries[0].line.commitment
    return InvoiceLine(
        payer_line=commitment.pk,
        reference=commitment.reference,
        name=commitment.person.preferred_name if commitment.names_person else "",
        order_number=commitment.order_number,
        service_words=commitment.service_words,
        days=[delivery.delivered_on for delivery in deliveries],
        price_pence=deliveries[0].pence,
    )


def _may_see(invoice: Invoice, login_id: int) -> bool:
    is_officer = (RoleKind.COUNCIL_OFFICER, invoice.area_id) in roles_of(login_id)
    return is_officer or is_provider_member(invoice.provider_id, login_id)


def invoices_of_providers(provider_ids: Collection[int]) -> list[Invoice]:
    """Theirs, each with what it comes to as `pence`, the newest first."""
    return _newest_first(Invoice.objects.filter(provider_id__in=provider_ids))


def invoices_of_areas(area_ids: Collection[int]) -> list[Invoice]:
    """Those to the councils of these areas, each with its `pence`, the newest first."""
    return _newest_first(Invoice.objects.filter(area_id__in=area_ids))


def _newest_first(invoices: QuerySet[Invoice]) -> list[Invoice]:
    with_pence = invoices.annotate(pence=Sum("deliveries__pence", default=0))
    return list(with_pence.select_related("provider", "area").order_by("-made_at", "-pk"))


@dataclass(frozen=True)
class InvoiceDue:
    provider_id: int
    area_id: int
    council: str
    since: date
    pence: int


def invoices_due(provider_ids: Collection[int]) -> list[InvoiceDue]:
    """What these providers may invoice now, council by council."""
    rows = (
        LineDelivery.objects.filter(invoice=None, line__commitment__provider_id__in=provider_ids)
        .values(
            provider_id=F("line__commitment__provider_id"),
            area_id=F("line__commitment__area_id"),
            council=F("line__commitment__area__council"),
        )
        .annotate(since=Min("delivered_on"), pence=Sum("pence"))
        .order_by("council", "provider_id")
    )
    return [InvoiceDue(**row) for row in rows]
