"""Gather, ask, choose, by program: groups, invitations, briefs, offers and choices."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .briefs import Briefs, BriefsNear, WantedBriefs
from .gather import Groups, Invites, join
from .offers import Offers
from .voices import Decisions

router = SimpleRouter()
router.register("groups", Groups, basename="group")
router.register("invites", Invites, basename="invite")
router.register("briefs", Briefs, basename="brief")
router.register("briefs-near", BriefsNear, basename="brief-near")
router.register("wanted", WantedBriefs, basename="wanted")
router.register("offers", Offers, basename="offer")
router.register("decisions", Decisions, basename="decision")

urlpatterns = [path("join/", join, name="join"), *router.urls]
