"""How whoever runs it is paid: where to, what comes and goes back, who takes part, the price."""

from django.urls import path

from .bank_details import BankDetailsStopView, BankDetailsView
from .bank_transfers import (
    BankTransferArrivalView,
    BankTransferListView,
    BankTransferRefundListView,
    BankTransferRefundSentView,
    TransferToSendListView,
)
from .card_accounts import CardAccountRefreshView, CardAccountView
from .paid_pledges import PaidPledgesView, StopPledgeView
from .provider_pools import (
    ProviderPoolListView,
    ProviderPoolView,
    ProviderPricesView,
    ProviderTermsView,
)

urlpatterns = [
    path("to-send/", TransferToSendListView.as_view(), name="to_send"),
    path("transfers/", BankTransferListView.as_view(), name="transfers"),
    path(
        "transfers/<int:transfer_id>/arrived/",
        BankTransferArrivalView.as_view(),
        name="transfer_arrived",
    ),
    path("transfer-refunds/", BankTransferRefundListView.as_view(), name="transfer_refunds"),
    path(
        "transfer-refunds/<int:refund_id>/sent/",
        BankTransferRefundSentView.as_view(),
        name="transfer_refund_sent",
    ),
    path(
        "providers/<int:provider_id>/bank-details/", BankDetailsView.as_view(), name="bank_details"
    ),
    path(
        "providers/<int:provider_id>/bank-details/stop/",
        BankDetailsStopView.as_view(),
        name="bank_details_stop",
    ),
    path(
        "providers/<int:provider_id>/card-account/", CardAccountView.as_view(), name="card_account"
    ),
    path(
        "providers/<int:provider_id>/card-account/look/",
        CardAccountRefreshView.as_view(),
        name="card_account_look",
    ),
    path("provider-pools/", ProviderPoolListView.as_view(), name="provider_pools"),
    path("provider-pools/<int:pool_id>/", ProviderPoolView.as_view(), name="provider_pool"),
    path(
        "provider-pools/<int:pool_id>/prices/", ProviderPricesView.as_view(), name="provider_prices"
    ),
    path("provider-pools/<int:pool_id>/terms/", ProviderTermsView.as_view(), name="provider_terms"),
    path("provider-pools/<int:pool_id>/people/", PaidPledgesView.as_view(), name="taking_part"),
    path(
        "provider-pools/<int:pool_id>/people/<int:pledge_id>/stop/",
        StopPledgeView.as_view(),
        name="agree_to_stop",
    ),
]
