"""Every page, journey by journey."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import include, path

from .health import health

JOURNEYS = (
    "plain",
    "find",
    "group",
    "pool",
    "office",
    "provider_pools",
    "provide",
    "offers",
    "go",
    "visits",
    "refer",
    "connect",
    "represent",
    "account",
    "programs",
    "area",
    "worry",
)

urlpatterns = [
    path("health/", health, name="health"),
    *(
        path("", include(import_module(f"frontend.pages.{name}")))
        for name in JOURNEYS
        if find_spec(f"frontend.pages.{name}")
    ),
]
