"""Between a fund holder and a provider: lines that wait for an answer, and invoices."""

from django.urls import path

from .billing import BillingDetailsView, PayerDetailsView
from .commitments import CommitmentListView
from .invoices import (
    FundHolderInvoiceListView,
    InvoiceDueListView,
    InvoiceListView,
    InvoicePdfView,
    InvoiceView,
)

urlpatterns = [
    path("office/lines/", CommitmentListView.as_view(), name="office_lines"),
    path(
        "office/areas/<int:area_id>/invoicing/",
        PayerDetailsView.as_view(),
        name="office_invoicing",
    ),
    path("providers/<int:provider_id>/billing/", BillingDetailsView.as_view(), name="billing"),
    path("office/invoices/", FundHolderInvoiceListView.as_view(), name="office_invoices"),
    path("invoices/", InvoiceListView.as_view(), name="invoices"),
    path("invoices/to-make/", InvoiceDueListView.as_view(), name="to_invoice"),
    path("invoices/<int:invoice_id>/", InvoiceView.as_view(), name="invoice"),
    path("invoices/<int:invoice_id>/pdf/", InvoicePdfView.as_view(), name="invoice_pdf"),
]
