"""The REST resources, journey by journey, with their OpenAPI and a browsable page."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

JOURNEYS = (
    "front",
    "find",
    "areas",
    "group",
    "pool",
    "paper",
    "office",
    "statements",
    "invoices",
    "transfers",
    "payees",
    "provider_pools",
    "taking_part",
    "card_accounts",
    "provide",
    "disputes",
    "visits",
    "represent",
    "account",
    "kept",
    "mine",
    "worries",
    "processor_events",
)

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    *(
        path("", include(import_module(f"frontend.api.{name}")))
        for name in JOURNEYS
        if find_spec(f"frontend.api.{name}")
    ),
]
