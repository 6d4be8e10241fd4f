"""The office that looks after people's money: many lines on one screen, each with its answer.

An officer sees person, provider, dates, price and purpose; never the group (M129).
"""

from django.urls import path

from . import commitments, invoices, invoicing

urlpatterns = [
    path("office/", commitments.fund_holder_page, name="fund_holder"),
    path(
        "office/<int:area_id>/invoicing/",
        invoicing.fund_holder_invoicing,
        name="fund_holder_invoicing",
    ),
    path(
        "office/invoices/<int:invoice_id>/",
        invoices.fund_holder_invoice,
        name="fund_holder_invoice",
    ),
    path(
        "office/invoices/<int:invoice_id>.pdf",
        invoices.fund_holder_invoice_pdf,
        name="fund_holder_invoice_pdf",
    ),
]
