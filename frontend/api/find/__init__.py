"""Find by program: what is near, one listing, where a postcode is, and what is missing.

No account is needed.
"""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .areas import AreaDemandView, AreaListView, NeedsElsewhereView
from .check_requests import CheckRequestsView, CheckRequestView, PleaseCheckView
from .claims import (
    ClaimListingView,
    ClaimListView,
    ClaimsAgreedToView,
    ClaimsToAnswerView,
    ClaimToAnswerView,
    ClaimUndoView,
    ClaimWithdrawView,
)
from .kept_searches import KeptSearchViewSet
from .objections import (
    ObjectionsToAnswerView,
    ObjectionToAnswerView,
    ObjectionView,
    ObjectToListingView,
)
from .search import ListingView, LocationView, SearchView, SuggestionsView, UnmetNeedView

router = SimpleRouter()
router.register("kept-searches", KeptSearchViewSet, basename="kept_search")

urlpatterns = [
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("listings/<int:listing_id>/", ListingView.as_view(), name="listing"),
    path(
        "listings/<int:listing_id>/objections/",
        ObjectToListingView.as_view(),
        name="object_to_listing",
    ),
    path(
        "listings/<int:listing_id>/check-requests/", PleaseCheckView.as_view(), name="please_check"
    ),
    path("check-requests/", CheckRequestsView.as_view(), name="check_requests"),
    path(
        "check-requests/<int:check_request_id>/", CheckRequestView.as_view(), name="check_request"
    ),
    path("objections/<str:objection_code>/", ObjectionView.as_view(), name="objection"),
    path("objections-to-answer/", ObjectionsToAnswerView.as_view(), name="objections"),
    path(
        "objections-to-answer/<int:objection_id>/",
        ObjectionToAnswerView.as_view(),
        name="objection_to_answer",
    ),
    path(
        "listings/<int:listing_id>/claims/",
        ClaimListingView.as_view(),
        name="claim_listing",
    ),
    path("claims/", ClaimListView.as_view(), name="claims"),
    path("claims/<int:claim_id>/withdraw/", ClaimWithdrawView.as_view(), name="claim_withdraw"),
    path("claims-agreed-to/", ClaimsAgreedToView.as_view(), name="claims_agreed_to"),
    path(
        "claims-agreed-to/<int:claim_id>/undo/",
        ClaimUndoView.as_view(),
        name="claim_undo",
    ),
    path("claims-to-answer/", ClaimsToAnswerView.as_view(), name="claims_to_answer"),
    path("claims-to-answer/<int:claim_id>/", ClaimToAnswerView.as_view(), name="claim_to_answer"),
    path("locations/", LocationView.as_view(), name="locations"),
    path("missing/", UnmetNeedView.as_view(), name="missing"),
    path("areas/", AreaListView.as_view(), name="areas"),
    path("areas/asked/", NeedsElsewhereView.as_view(), name="needs_elsewhere"),
    path("areas/<int:area_id>/asked/", AreaDemandView.as_view(), name="asked_near"),
    *router.urls,
]
