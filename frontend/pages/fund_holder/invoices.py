"""An invoice for what was delivered: on a page, and on paper."""

from django.http import HttpResponse
from django.shortcuts import render

from frontend.access import RoleRequest
from frontend.pdf.invoice import invoice_sheet
from frontend.shared.files import invoice_file
from pooling.payments.queries.invoices import invoice_page

from .commitments import officer_required


@officer_required
def fund_holder_invoice(request: RoleRequest, invoice_id: int) -> HttpResponse:
    page = invoice_page(invoice_id, login_id=request.user.pk)
    context = {
        "sheet": invoice_sheet(page),
        "pdf_name": "fund_holder_invoice_pdf",
        "invoice_id": invoice_id,
    }
    return render(request, "invoice.html", context)


@officer_required
def fund_holder_invoice_pdf(request: RoleRequest, invoice_id: int) -> HttpResponse:
    page = invoice_page(invoice_id, login_id=request.user.pk)
    return invoice_file(page)
