"""Every page, journey by journey."""

from django.urls import path

from frontend.shared.addresses import in_one_list

from .health import health, health_of_all

urlpatterns = [
    path("health/", health, name="health"),
    path("health/all/", health_of_all, name="health_of_all"),
    *in_one_list(
        "frontend.pages.plain",
        "frontend.pages.written_rules",
        "frontend.pages.money_checks",
        "frontend.pages.find",
        "frontend.pages.refer",
        "frontend.pages.visits",
        "frontend.pages.answers",
        "frontend.pages.group",
        "frontend.pages.pool",
        "frontend.pages.fund_holder",
        "frontend.pages.provider_pools",
        "frontend.pages.pictures",
        "frontend.pages.provide",
        "frontend.pages.offers",
        "frontend.pages.bookings",
        "frontend.pages.calendar_feeds",
        "frontend.pages.next_visits",
        "frontend.pages.reach_on_word",
        "frontend.pages.same_person",
        "frontend.pages.paper_sheets",
        "frontend.pages.paper_own",
        "frontend.pages.posted_sheets",
        "frontend.pages.complaints",
        "frontend.pages.talks",
        "frontend.pages.paper_bookings",
        "frontend.pages.group.paper_invites",
        "frontend.pages.connect",
        "frontend.pages.directories",
        "frontend.pages.objections",
        "frontend.pages.check_requests",
        "frontend.pages.claims",
        "frontend.pages.life_events",
        "frontend.pages.estates",
        "frontend.pages.represent",
        "frontend.pages.authorities",
        "frontend.pages.getting_back_in",
        "frontend.pages.decision_records",
        "frontend.pages.records_requests",
        "frontend.pages.looks",
        "frontend.pages.reports",
        "frontend.pages.conversations",
        "frontend.pages.account",
        "frontend.pages.api_keys",
        "frontend.pages.safeguarding",
        "frontend.pages.areas",
    ),
]
