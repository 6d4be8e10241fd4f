"""Offering something: who you are, what happens, when and where, the price, who it suits; then the
sessions, and what people said is missing near you."""

from django.urls import path

from . import listings, sessions, start

urlpatterns = [
    path("provide/", start.begin, name="provide"),
    path("provide/register/", start.register, name="provide_register"),
    path("provide/<int:provider_id>/", start.mine, name="provider"),
    path("provide/<int:provider_id>/new/", listings.begin, name="listing_new"),
    path("provide/listings/<int:listing_id>/", listings.preview, name="my_listing"),
    path("provide/listings/<int:listing_id>/<slug:name>/", listings.step, name="listing_step"),
    path("provide/listings/<int:listing_id>/do/publish/", listings.publish, name="listing_publish"),
    path("provide/listings/<int:listing_id>/do/pause/", listings.pause, name="listing_pause"),
    path(
        "provide/listings/<int:listing_id>/do/take-down/",
        listings.take_down,
        name="listing_take_down",
    ),  # noqa: E501
    path("provide/listings/<int:listing_id>/do/reopen/", listings.reopen, name="listing_reopen"),
    path("provide/sessions/", sessions.mine, name="provider_sessions"),
    path("provide/sessions/<int:session_id>/", sessions.one, name="provider_session"),
    path(
        "provide/sessions/<int:session_id>/did-not-happen/",
        sessions.did_not_happen,
        name="session_did_not_happen",
    ),  # noqa: E501
    path("provide/sessions/<int:session_id>/call-off/", sessions.call_off, name="session_call_off"),
]
