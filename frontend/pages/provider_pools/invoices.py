"""What a provider invoices to a council: sessions that were held, and nothing else."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data
from frontend.pdf.invoice import invoice_sheet
from frontend.shared.files import invoice_file
from pooling.payments.actions.invoices import make_invoice
from pooling.payments.queries.invoices import (
    invoice_page,
    invoices_due,
    invoices_of_providers,
)
from providers.queries.supply import providers_of_login

from .forms import InvoiceForm


@login_required
def provider_invoices(request: LoginRequest) -> HttpResponse:
    form = InvoiceForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        with catch_refusals(form):
            invoice = make_invoice(
                **form.cleaned_data, until=clock.today(now), by=acting_as_login(request), now=now
            )
            return redirect("provider_invoice", invoice.pk)
    providers = list(providers_of_login(request.user.pk))
    provider_ids = [provider.pk for provider in providers]
    due, invoices = invoices_due(provider_ids), invoices_of_providers(provider_ids)
    rows = [
        (
            provider,
            [invoice_due for invoice_due in due if invoice_due.provider_id == provider.pk],
            [invoice for invoice in invoices if invoice.provider_id == provider.pk],
        )
        for provider in providers
    ]
    context = {"providers": rows, "form": form}
    status = 422 if form.errors else 200
    return render(request, "provider_pools/provider_invoices.html", context, status=status)


@login_required
def provider_invoice(request: LoginRequest, invoice_id: int) -> HttpResponse:
    detail = invoice_page(invoice_id, login_id=request.user.pk)
    context = {
        "sheet": invoice_sheet(detail),
        "pdf_name": "provider_invoice_pdf",
        "invoice_id": invoice_id,
    }
    return render(request, "invoice.html", context)


@login_required
def provider_invoice_pdf(request: LoginRequest, invoice_id: int) -> HttpResponse:
    return invoice_file(invoice_page(invoice_id, login_id=request.user.pk))
