"""Every page, journey by journey."""

from django.urls import include, path

from .health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("", include("frontend.pages.plain")),
    path("", include("frontend.pages.money_checks")),
    path("", include("frontend.pages.find")),
    path("", include("frontend.pages.group")),
    path("", include("frontend.pages.pool")),
    path("", include("frontend.pages.fund_holder")),
    path("", include("frontend.pages.provider_pools")),
    path("", include("frontend.pages.provide")),
    path("", include("frontend.pages.offers")),
    path("", include("frontend.pages.bookings")),
    path("", include("frontend.pages.next_visits")),
    path("", include("frontend.pages.reach_on_word")),
    path("", include("frontend.pages.same_person")),
    path("", include("frontend.pages.paper_sheets")),
    path("", include("frontend.pages.paper_own")),
    path("", include("frontend.pages.posted_sheets")),
    path("", include("frontend.pages.complaints")),
    path("", include("frontend.pages.paper_bookings")),
    path("", include("frontend.pages.group.paper_invites")),
    path("", include("frontend.pages.connect")),
    path("", include("frontend.pages.directories")),
    path("", include("frontend.pages.objections")),
    path("", include("frontend.pages.claims")),
    path("", include("frontend.pages.life_events")),
    path("", include("frontend.pages.estates")),
    path("", include("frontend.pages.represent")),
    path("", include("frontend.pages.authorities")),
    path("", include("frontend.pages.getting_back_in")),
    path("", include("frontend.pages.decision_records")),
    path("", include("frontend.pages.records_requests")),
    path("", include("frontend.pages.looks")),
    path("", include("frontend.pages.account")),
    path("", include("frontend.pages.api_keys")),
    path("", include("frontend.pages.safeguarding")),
    path("", include("frontend.pages.areas")),
]
