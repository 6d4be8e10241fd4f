"""For whoever runs it: groups that share a cost, how they are paid, invoices."""

from django.urls import path

from . import bank_details, bank_transfers, billing, cards, invoices, pools, terms

urlpatterns = [
    path("provide/pools/", pools.provider_pools, name="provider_pools"),
    path("provide/pools/<int:pool_id>/", pools.provider_pool, name="provider_pool"),
    path(
        "provide/pools/<int:pool_id>/price/", pools.provider_pool_price, name="provider_pool_price"
    ),
    path(
        "provide/pools/<int:pool_id>/terms/", terms.provider_pool_terms, name="provider_pool_terms"
    ),
    path(
        "provide/pools/<int:pool_id>/stop/<int:pledge_id>/",
        pools.provider_pool_stop,
        name="provider_pool_stop",
    ),
    path("provide/cards/", cards.provider_cards, name="provider_cards"),
    path(
        "provide/<int:provider_id>/cards/",
        cards.provider_open_account,
        name="provider_open_account",
    ),
    path(
        "provide/<int:provider_id>/cards/back/",
        cards.provider_cards_back,
        name="provider_cards_back",
    ),
    path("provide/transfers/", bank_transfers.provider_transfers, name="provider_transfers"),
    path(
        "provide/transfers/<int:transfer_id>/",
        bank_transfers.provider_transfer,
        name="provider_transfer",
    ),
    path(
        "provide/transfers/back/<int:refund_id>/",
        bank_transfers.provider_transfer_back,
        name="provider_transfer_back",
    ),
    path(
        "provide/<int:provider_id>/bank/",
        bank_details.provider_bank_details,
        name="provider_bank_details",
    ),
    path(
        "provide/<int:provider_id>/bank/stop/",
        bank_details.provider_bank_details_stop,
        name="provider_bank_details_stop",
    ),
    path("provide/<int:provider_id>/billing/", billing.provider_billing, name="provider_billing"),
    path("provide/invoices/", invoices.provider_invoices, name="provider_invoices"),
    path("provide/invoices/<int:invoice_id>/", invoices.provider_invoice, name="provider_invoice"),
    path(
        "provide/invoices/<int:invoice_id>.pdf",
        invoices.provider_invoice_pdf,
        name="provider_invoice_pdf",
    ),
]
