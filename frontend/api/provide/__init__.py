"""Offering something, by program: providers, listings, checks, sessions, bookings, disputes."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .capacity import CapacityView, SkillsView
from .directories import (
    DirectoryListView,
    DirectoryReadingCsvView,
    DirectoryReadingView,
    DirectoryTrialView,
    ListedCsvView,
)
from .disputes import SessionDisputeListView, SessionDisputeView, SessionNotRecordedListView
from .missed_places import PlaceLetOffView, PlaceNotComingView
from .sessions import BookingViewSet, SessionViewSet
from .supply import CheckViewSet, ListingViewSet, ProviderViewSet

router = SimpleRouter()
router.register("providers", ProviderViewSet, basename="provider")
router.register("my-listings", ListingViewSet, basename="my-listing")
router.register("checks", CheckViewSet, basename="check")
router.register("sessions", SessionViewSet, basename="session")
router.register("my-places", BookingViewSet, basename="my-place")

urlpatterns = [
    path(
        "disputes/not-recorded/",
        SessionNotRecordedListView.as_view(),
        name="disputes_not_recorded",
    ),
    path(
        "places/<int:booking_id>/not-coming/", PlaceNotComingView.as_view(), name="place_not_coming"
    ),
    path("places/<int:booking_id>/let-off/", PlaceLetOffView.as_view(), name="place_let_off"),
    path("directories/", DirectoryListView.as_view(), name="directories"),
    path(
        "directory-readings/<int:reading_id>/",
        DirectoryReadingView.as_view(),
        name="directory_reading",
    ),
    path("directories/<int:source_id>/try/", DirectoryTrialView.as_view(), name="try_directory"),
    path("directories/listed.csv", ListedCsvView.as_view(), name="listed_csv"),
    path(
        "directory-readings/<int:reading_id>/report.csv",
        DirectoryReadingCsvView.as_view(),
        name="directory_reading_csv",
    ),
    path("providers/<int:provider_id>/skills/", SkillsView.as_view(), name="provider_skills"),
    path("providers/<int:provider_id>/capacity/", CapacityView.as_view(), name="provider_capacity"),
    path("disputes/", SessionDisputeListView.as_view(), name="disputes"),
    path("disputes/<int:dispute_id>/", SessionDisputeView.as_view(), name="dispute"),
    *router.urls,
]
