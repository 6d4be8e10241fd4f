"""A provider's invoice to an office, on paper: what was delivered and nothing else."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.common.money import format_pounds_and_pence
from frontend.pdf import pdf
from frontend.pdf.statement import day
from pooling.payments.queries.commitments import InvoiceDetail


def as_pdf(page: InvoiceDetail) -> bytes:
    words = {
        "heading": _("Invoice %(number)d") % {"number": page.number},
        "about": [
            (_("From"), page.provider_name),
            (_("To"), page.council),
            (_("Made on"), day(localtime(page.made_at).date())),
            (_("For"), _("%(first)s to %(last)s") % {
                "first": day(page.starts_on), "last": day(page.ends_on),
            }),
        ],
        "headings": [_("Day"), _("For whom"), _("What"), _("Sum")],
        "lines": [
            [
                day(line.delivered_on),
                " ".join(filter(None, [line.person_called, line.reference])),
                line.purpose_words,
                format_pounds_and_pence(line.pence),
            ]
            for line in page.lines
        ],
        "total": [_("In all"), format_pounds_and_pence(page.pence)],
        "note": _("Only sessions that were held are on this invoice."),
    }  # fmt: skip
    return pdf("invoice", words=words, made_at=page.made_at)
