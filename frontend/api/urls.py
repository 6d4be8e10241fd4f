"""The REST resources, journey by journey, with their OpenAPI and a page that lists them."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("", include("frontend.api.front")),
    path("", include("frontend.api.find")),
    path("", include("frontend.api.oruk")),
    path("", include("frontend.api.group")),
    path("", include("frontend.api.offers")),
    path("", include("frontend.api.pool")),
    path("", include("frontend.api.paper")),
    path("", include("frontend.api.fund_holder")),
    path("", include("frontend.api.provider_money")),
    path("", include("frontend.api.provide")),
    path("", include("frontend.api.account")),
    path("", include("frontend.api.processor_events")),
]
