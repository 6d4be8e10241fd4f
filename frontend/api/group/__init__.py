"""Gather, ask, choose, by program: groups, invitations, briefs, offers and choices."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from frontend.api.group.decisions import Decisions
from frontend.api.group.membership import Groups, Invites, join

from .briefs import Briefs, BriefsNear, WantedBriefs
from .offers import Offers

router = SimpleRouter()
router.register("groups", Groups, basename="group")
router.register("invites", Invites, basename="invite")
router.register("briefs", Briefs, basename="brief")
router.register("briefs-near", BriefsNear, basename="brief-near")
router.register("wanted", WantedBriefs, basename="wanted")
router.register("offers", Offers, basename="offer")
router.register("decisions", Decisions, basename="decision")

urlpatterns = [path("join/", join, name="join"), *router.urls]
