"""Offering something, by program: providers, listings, checks, sessions and places."""

from rest_framework.routers import SimpleRouter

from .sessions import Places, Sessions
from .supply import Checks, Listings, Providers

router = SimpleRouter()
router.register("providers", Providers, basename="provider")
router.register("my-listings", Listings, basename="my-listing")
router.register("checks", Checks, basename="check")
router.register("sessions", Sessions, basename="session")
router.register("my-places", Places, basename="my-place")

urlpatterns = router.urls
