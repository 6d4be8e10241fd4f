"""For whoever runs it: groups that share a cost, how they are paid, invoices."""

from django.urls import path

from . import paid, pools

urlpatterns = [
    path("provide/pools/", pools.provider_pools, name="provider_pools"),
    path("provide/pools/<int:pool_id>/", pools.provider_pool, name="provider_pool"),
    path(
        "provide/pools/<int:pool_id>/price/", pools.provider_pool_price, name="provider_pool_price"
    ),
    path(
        "provide/pools/<int:pool_id>/stop/<int:pledge_id>/",
        pools.provider_pool_stop,
        name="provider_pool_stop",
    ),
    path("provide/cards/", paid.provider_cards, name="provider_cards"),
    path(
        "provide/<int:provider_id>/cards/", paid.provider_open_account, name="provider_open_account"
    ),
    path(
        "provide/<int:provider_id>/cards/back/",
        paid.provider_cards_back,
        name="provider_cards_back",
    ),
    path("provide/transfers/", paid.provider_transfers, name="provider_transfers"),
    path("provide/transfers/<int:transfer_id>/", paid.provider_transfer, name="provider_transfer"),
    path(
        "provide/transfers/back/<int:refund_id>/",
        paid.provider_transfer_back,
        name="provider_transfer_back",
    ),
    path(
        "provide/<int:provider_id>/bank/", paid.provider_bank_details, name="provider_bank_details"
    ),
    path("provide/invoices/", paid.provider_invoices, name="provider_invoices"),
    path("provide/invoices/<int:invoice_id>/", paid.provider_invoice, name="provider_invoice"),
    path(
        "provide/invoices/<int:invoice_id>.pdf",
        paid.provider_invoice_pdf,
        name="provider_invoice_pdf",
    ),
]
