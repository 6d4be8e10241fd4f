"""The REST resources, journey by journey, with their OpenAPI and a page that lists them."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from frontend.shared.addresses import in_one_list

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    *in_one_list(
        "frontend.api.front",
        "frontend.api.find",
        "frontend.api.refer",
        "frontend.api.visits",
        "frontend.api.oruk",
        "frontend.api.pictures",
        "frontend.api.group",
        "frontend.api.offers",
        "frontend.api.pool",
        "frontend.api.paper",
        "frontend.api.fund_holder",
        "frontend.api.provider_money",
        "frontend.api.provide",
        "frontend.api.account",
        "frontend.api.conversations",
        "frontend.api.processor_events",
    ),
]
