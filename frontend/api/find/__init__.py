"""Find by program: what is near, one listing, where a postcode is, and what is missing.

No account is needed.
"""

from django.urls import path

from .areas import AreaDemandView, AreaListView, NeedsElsewhereView
from .search import ListingView, LocationView, SearchView, SuggestionsView, UnmetNeedView

urlpatterns = [
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("listings/<int:listing_id>/", ListingView.as_view(), name="listing"),
    path("locations/", LocationView.as_view(), name="locations"),
    path("missing/", UnmetNeedView.as_view(), name="missing"),
    path("areas/", AreaListView.as_view(), name="areas"),
    path("areas/asked/", NeedsElsewhereView.as_view(), name="needs_elsewhere"),
    path("areas/<int:area_id>/asked/", AreaDemandView.as_view(), name="asked_near"),
]
