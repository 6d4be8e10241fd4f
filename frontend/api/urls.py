"""The REST resources, journey by journey, with their OpenAPI and a browsable page."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("", include("frontend.api.front")),
    path("", include("frontend.api.find")),
    path("", include("frontend.api.areas")),
    path("", include("frontend.api.group")),
    path("", include("frontend.api.pool")),
    path("", include("frontend.api.paper")),
    path("", include("frontend.api.fund_holder")),
    path("", include("frontend.api.statements")),
    path("", include("frontend.api.invoices")),
    path("", include("frontend.api.bank_transfers")),
    path("", include("frontend.api.bank_details")),
    path("", include("frontend.api.provider_pools")),
    path("", include("frontend.api.taking_part")),
    path("", include("frontend.api.card_accounts")),
    path("", include("frontend.api.provide")),
    path("", include("frontend.api.disputes")),
    path("", include("frontend.api.next_visits")),
    path("", include("frontend.api.represent")),
    path("", include("frontend.api.account")),
    path("", include("frontend.api.subject_access")),
    path("", include("frontend.api.history")),
    path("", include("frontend.api.concerns")),
    path("", include("frontend.api.processor_events")),
]
