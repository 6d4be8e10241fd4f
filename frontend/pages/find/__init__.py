"""Find: the first page, the results, one listing, what is missing, and what people asked for."""

from django.urls import path

from . import calendars, kept_searches, listing_sheets, search, unmet_needs

urlpatterns = [
    path("", search.start, name="start"),
    path("find/", search.find, name="find"),
    path("find/kinds/", search.kinds_page, name="kinds"),
    path("find/listing/<int:listing_id>/", search.listing_page, name="listing"),
    path(
        "find/listing/<int:listing_id>/sheet/",
        listing_sheets.listing_sheet,
        name="listing_sheet",
    ),
    path(
        "find/listing/<int:listing_id>/calendar.ics",
        calendars.listing_calendar,
        name="listing_calendar",
    ),
    path("area/<int:area_id>/<slug:kind_slug>.ics", calendars.kind_calendar, name="kind_calendar"),
    path("find/missing/", unmet_needs.report_need, name="report_need"),
    path("find/missing/thank-you/", unmet_needs.need_reported, name="need_reported"),
    path("kept-searches/", kept_searches.kept_searches_page, name="kept_searches"),
    path("kept-searches/keep/", kept_searches.keep_search_page, name="keep_search"),
    path("kept-searches/<int:kept_search_id>/", kept_searches.kept_search_page, name="kept_search"),
    path(
        "kept-searches/<int:kept_search_id>/change/",
        kept_searches.change_search_page,
        name="change_search",
    ),
    path(
        "kept-searches/<int:kept_search_id>/want/",
        kept_searches.want_search_page,
        name="want_search",
    ),
    path(
        "kept-searches/<int:kept_search_id>/stop/",
        kept_searches.stop_search_page,
        name="stop_search",
    ),
    path("areas/asked/", unmet_needs.needs_elsewhere, name="needs_elsewhere"),
    path("area/<int:area_id>/asked/", unmet_needs.demand_near_page, name="demand_near"),
]
