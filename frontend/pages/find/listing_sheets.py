"""One thing, or two beside each other, each as half a page for paper: for somebody who is shown it
by hand, and who reads pictures better than words (P105)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_moment
from community.common.telephone import to_ring
from community.places.models.search_index import ObjectType
from community.places.queries import district_near
from frontend.access import ActingRequest
from frontend.components.blocks import AnswerSheet, Picture
from frontend.pages.find.coming import access_heading
from frontend.pages.form_page import parse_id
from frontend.pages.printing import print_sheets
from marketplace.search.queries.listing_detail import ListingDetail, listing_detail
from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import SearchQuery
from marketplace.search.queries.suggestions import UNLIKE, Suggestion, suggest_options
from providers.rules.listings import ListingPaused


def listing_sheet(request: ActingRequest, listing_id: int) -> HttpResponse:
    """`?beside=<id>`: a second one. Without it, a few unlike things near are offered for it."""
    beside = parse_id(request.GET.get("beside", ""))
    try:
        details = [listing_detail(each, on=clock.today()) for each in (listing_id, beside) if each]
    except ListingPaused:
        return redirect("listing", listing_id)
    return print_sheets(
        request,
        [_sheet(detail) for detail in details],
        heading=_("On paper: %(title)s") % {"title": details[0].listing.title},
        template="find/listing_sheet.html",
        listing=details[0].listing,
        others=[] if beside else _unlike_near(details[0]),
    )


def _sheet(detail: ListingDetail) -> AnswerSheet:
    listing = detail.listing
    pictured = {
        _one_line(listing.place_words): Picture.PLACE,
        _one_line(listing.when_words): Picture.DAY,
        _one_line(detail.price_text): Picture.MONEY,
        _coming_line(detail): Picture.PEOPLE,
        _one_line(listing.companion_words): Picture.PEOPLE,
    }
    yes, no = _("I would like to see it."), _("Not this one.")
    return AnswerSheet(
        title=listing.title,
        text="\n".join(
            filter(
                None,
                [
                    _one_line(listing.what_happens),
                    *pictured,
                    *_first_visit_lines(detail),
                    _times_line(detail),
                ],
            )
        ),
        code="",
        ticks=(yes, no),
        pictures={**pictured, yes: Picture.YES, no: Picture.NO},
    )


def _coming_line(detail: ListingDetail) -> str:
    """How one comes, and the number that one may ring."""
    phone = detail.phone
    lines = [f"{access_heading(detail)}."]
    lines += [_("To ask, ring %(phone)s.") % {"phone": to_ring(phone)}] if phone else []
    return " ".join(lines)


def _first_visit_lines(detail: ListingDetail) -> list[str]:
    """What the place said of a first visit (P112); what is said already is not said again."""
    return [
        _one_line(f"{line.question} {line.words}")
        for line in detail.first_visit_known
        if line.words != detail.listing.companion_words
    ]


def _times_line(detail: ListingDetail) -> str:
    """By which it is entered for whoever is on paper; and the next times that have a place."""
    if not detail.takes_visits:
        return ""
    times = [each.session.starts_at for each in detail.next_times if not each.is_full]
    number = _("Its number: %(number)d.") % {"number": detail.listing.pk}
    next_times = _("Next times: %(times)s.") % {"times": "; ".join(map(format_moment, times))}
    return f"{next_times} {number}" if times else number


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unlike_near(detail: ListingDetail) -> list[Suggestion]:
    listing = detail.listing
    if listing.latitude is None or listing.longitude is None:
        return []
    district = district_near(listing.latitude, listing.longitude)
    near = suggest_options(search_near(SearchQuery(location=district))) if district else []
    return [
        each
        for each in near
        if each.hit.object_type == ObjectType.LISTING and each.hit.object_id != listing.pk
    ][:UNLIKE]
