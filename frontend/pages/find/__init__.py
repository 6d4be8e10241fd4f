"""Find: the first page, the results, one listing, what is missing, and what people asked for."""

from django.urls import path

from . import calendars, listing_sheets, search, unmet_needs

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
    path("areas/asked/", unmet_needs.needs_elsewhere, name="needs_elsewhere"),
    path("area/<int:area_id>/asked/", unmet_needs.demand_near_page, name="demand_near"),
]
