"""For whoever runs it: groups that share a cost, how they are paid, invoices."""

from django.urls import path

from . import paid, pools

urlpatterns = [
    path("provide/pools/", pools.mine, name="provider_pools"),
    path("provide/pools/<int:pool_id>/", pools.one, name="provider_pool"),
    path("provide/pools/<int:pool_id>/price/", pools.change_price, name="provider_pool_price"),
    path(
        "provide/pools/<int:pool_id>/stop/<int:pledge_id>/",
        pools.agree_to_stop,
        name="provider_pool_stop",
    ),
    path("provide/cards/", paid.cards, name="provider_cards"),
    path("provide/<int:provider_id>/cards/", paid.open_account, name="provider_open_account"),
    path("provide/<int:provider_id>/cards/back/", paid.came_back, name="provider_cards_back"),
    path("provide/transfers/", paid.transfers, name="provider_transfers"),
    path("provide/transfers/<int:transfer_id>/", paid.arrived, name="provider_transfer"),
    path("provide/transfers/back/<int:back_id>/", paid.sent_back, name="provider_transfer_back"),
    path("provide/<int:provider_id>/bank/", paid.bank_details, name="provider_bank_details"),
    path("provide/invoices/", paid.invoices, name="provider_invoices"),
    path("provide/invoices/<int:invoice_id>/", paid.invoice, name="provider_invoice"),
    path("provide/invoices/<int:invoice_id>.pdf", paid.invoice_pdf, name="provider_invoice_pdf"),
]
