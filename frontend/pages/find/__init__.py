"""Find: the first page, the results, one listing, what is missing, and what people asked for."""

from django.urls import path

from frontend.pages.find import demand as asked
from frontend.pages.find import unmet_needs as missing

from . import listing, search

urlpatterns = [
    path("", search.start, name="start"),
    path("find/", search.find, name="find"),
    path("find/kinds/", search.kinds, name="kinds"),
    path("find/listing/<int:listing_id>/", listing.one, name="listing"),
    path("find/missing/", missing.tell, name="missing"),
    path("find/missing/thank-you/", missing.thanks, name="missing_told"),
    path("area/<int:area_id>/asked/", asked.near, name="asked_near"),
]
