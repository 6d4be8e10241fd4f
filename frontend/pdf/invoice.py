"""A provider's invoice to an office: every word once, for the page and for paper (P29)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.common.dates import format_date
from community.common.money import format_pounds_and_pence
from frontend.pdf import render_pdf
from pooling.payments.queries.invoices import InvoiceDetail, InvoiceLine
from pooling.payments.states.billing import VatStatus


@dataclass(frozen=True)
class InvoiceSheet:
    """All that an invoice says, in words."""

    heading: str
    about: list[tuple[str, str]]
    lines_heading: str
    headings: list[str]
    lines: list[list[str]]
    sums: list[tuple[str, str]]
    pay_heading: str
    pay: list[tuple[str, str]]
    notes: list[str]


def invoice_sheet(page: InvoiceDetail) -> InvoiceSheet:
    return InvoiceSheet(
        heading=_("Invoice %(number)d") % {"number": page.number},
        about=list(_about(page)),
        lines_heading=_("What was delivered"),
        headings=[_("For whom"), _("What"), _("Days"), _("How many × price"), _("Sum")],
        lines=[_line_texts(line, page.order_numbers) for line in page.lines],
        sums=list(_sums(page)),
        pay_heading=_("How to pay"),
        pay=_pay(page),
        notes=[
            _("Only what was delivered is on this invoice."),
            _("%(name)s issues it; it was prepared by Common Purse.")
            % {"name": page.provider_name},
        ],
    )


def _about(page: InvoiceDetail) -> Iterator[tuple[str, str]]:
    yield _("From"), f"{page.provider_name}\n{page.provider_address}"
    yield _("To"), f"{page.council}\n{page.council_address}".strip()
    yield _("Invoice number"), str(page.number)
    yield _("Made on"), format_date(page.made_at)
    facts = {"first": format_date(page.starts_on), "last": format_date(page.ends_on)}
    yield _("Delivered in the days"), _("%(first)s to %(last)s") % facts
    if len(page.order_numbers) == 1:
        yield _("Your order number"), page.order_numbers[0]
    yield _("VAT"), _vat_text(page)


def _vat_text(page: InvoiceDetail) -> str:
    status = str(page.vat_status.label)
    status = status[0].upper() + status[1:]
    if not page.vat_number:
        return status
    return _("%(status)s. VAT number %(number)s") % {"status": status, "number": page.vat_number}


def _line_texts(line: InvoiceLine, order_numbers: list[str]) -> list[str]:
    return [
        _whose(line, order_numbers),
        line.service_words,
        "\n".join(format_date(day) for day in line.days),
        f"{line.units} × {format_pounds_and_pence(line.price_pence)}",
        format_pounds_and_pence(line.pence),
    ]


def _whose(line: InvoiceLine, order_numbers: list[str]) -> str:
    """The council's own reference, or the number by which its page of lines knows whose it is."""
    line_number = _("line %(number)d") % {"number": line.payer_line}
    order = _("order %(number)s") % {"number": line.order_number}
    texts = [
        line.name,
        line.reference or line_number,
        order if line.order_number and len(order_numbers) > 1 else "",
    ]
    return "\n".join(text for text in texts if text)


def _sums(page: InvoiceDetail) -> Iterator[tuple[str, str]]:
    if page.vat_status == VatStatus.INCLUDED:
        yield _("Without VAT"), format_pounds_and_pence(page.pence - page.vat_pence)
        yield _("VAT"), format_pounds_and_pence(page.vat_pence)
    yield _("In all"), format_pounds_and_pence(page.pence)


def _pay(page: InvoiceDetail) -> list[tuple[str, str]]:
    return [
        (_("Please pay by"), format_date(page.due_on)),
        (_("The name on the account"), page.account_name),
        (_("Sort code"), page.sort_code),
        (_("Account number"), page.account_number),
        (_("Reference to give"), _("Invoice %(number)d") % {"number": page.number}),
    ]


def invoice_pdf(page: InvoiceDetail) -> bytes:
    sheet = invoice_sheet(page)
    return render_pdf("invoice", words=vars(sheet), made_at=page.made_at)
