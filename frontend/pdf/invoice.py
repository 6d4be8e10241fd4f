"""A provider's invoice to an office, on paper: what was delivered and nothing else."""

from django.utils.translation import gettext as _

from community.common.dates import format_date
from community.common.money import format_pounds_and_pence
from frontend.pdf import render_pdf
from pooling.payments.queries.commitments import InvoiceDetail


def invoice_pdf(page: InvoiceDetail) -> bytes:
    words = {
        "heading": _("Invoice %(number)d") % {"number": page.number},
        "about": [
            (_("From"), page.provider_name),
            (_("To"), page.council),
            (_("Made on"), format_date(page.made_at)),
            (_("For"), _("%(first)s to %(last)s") % {
                "first": format_date(page.starts_on), "last": format_date(page.ends_on),
            }),
        ],
        "headings": [_("Day"), _("For whom"), _("What"), _("Sum")],
        "lines": [
            [
                format_date(line.delivered_on),
                line.reference or _("line %(number)d") % {"number": line.payer_line},
                line.service_words,
                format_pounds_and_pence(line.pence),
            ]
            for line in page.lines
        ],
        "total": [_("In all"), format_pounds_and_pence(page.pence)],
        "note": _("Only sessions that were held are on this invoice."),
    }  # fmt: skip
    return render_pdf("invoice", words=words, made_at=page.made_at)
