"""Offering something: who you are, what happens, when and where, the price, who it suits; then the
sessions, and what people said is missing near you."""

from django.urls import path

from . import capacity, listings, missed_places, sessions, skills, start, times, visits, waiting

urlpatterns = [
    path("provide/", start.provide, name="provide"),
    path("provide/register/", start.provide_register, name="provide_register"),
    path("provide/<int:provider_id>/how-soon/", start.provider_how_soon, name="provider_how_soon"),
    path("provide/<int:provider_id>/", start.provider_page, name="provider"),
    path(
        "provide/<int:provider_id>/capacity/", capacity.provider_capacity, name="provider_capacity"
    ),
    path("provide/<int:provider_id>/skills/", skills.provider_skills, name="provider_skills"),
    path("provide/<int:provider_id>/new/", listings.listing_new, name="listing_new"),
    path("provide/listings/<int:listing_id>/", listings.my_listing, name="my_listing"),
    path("provide/listings/<int:listing_id>/times/", times.listing_times, name="listing_times"),
    path(
        "provide/listings/<int:listing_id>/<slug:name>/", listings.listing_step, name="listing_step"
    ),
    path(
        "provide/listings/<int:listing_id>/do/publish/",
        listings.listing_publish,
        name="listing_publish",
    ),
    path(
        "provide/listings/<int:listing_id>/do/pause/", listings.listing_pause, name="listing_pause"
    ),
    path(
        "provide/listings/<int:listing_id>/do/take-down/",
        listings.listing_take_down,
        name="listing_take_down",
    ),  # noqa: E501
    path(
        "provide/listings/<int:listing_id>/do/reopen/",
        listings.listing_reopen,
        name="listing_reopen",
    ),
    path("provide/sessions/<int:session_id>/places/", times.session_places, name="session_places"),
    path("provide/waiting/", waiting.provider_waiting, name="provider_waiting"),
    path(
        "provide/waiting/<int:entry_id>/",
        waiting.provider_waiting_answer,
        name="provider_waiting_answer",
    ),
    path("provide/visits/", visits.provider_visits, name="provider_visits"),
    path("provide/visits/<int:visit_request_id>/", visits.provider_visit, name="provider_visit"),
    path("provide/sessions/", sessions.provider_sessions, name="provider_sessions"),
    path("provide/sessions/<int:session_id>/", sessions.provider_session, name="provider_session"),
    path(
        "provide/sessions/<int:session_id>/did-not-happen/",
        sessions.session_did_not_happen,
        name="session_did_not_happen",
    ),  # noqa: E501
    path("provide/sessions/<int:session_id>/door/", sessions.session_door, name="session_door"),
    path(
        "provide/sessions/<int:session_id>/call-off/",
        sessions.session_call_off,
        name="session_call_off",
    ),
    path("provide/places/<int:booking_id>/told/", missed_places.booking_told, name="booking_told"),
    path(
        "provide/places/<int:booking_id>/let-off/",
        missed_places.booking_let_off,
        name="booking_let_off",
    ),
]
