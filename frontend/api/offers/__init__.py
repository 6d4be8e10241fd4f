"""A provider's offers, by program: sent, changed, taken back, asked about."""

from rest_framework.routers import SimpleRouter

from .offers import OfferViewSet

router = SimpleRouter()
router.register("offers", OfferViewSet, basename="offer")

urlpatterns = router.urls
