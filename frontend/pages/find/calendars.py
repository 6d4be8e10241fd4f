"""What happens here, for anybody's own calendar: only of what is certain when it is."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound, or_not_found
from community.places.activity_kinds import ANY_KIND, KINDS_BY_CODE, KINDS_BY_SLUG
from community.places.queries import area_of_location, areas_by_id
from frontend.access import ActingRequest
from frontend.calendar import MIME, OneEvent, WeeklyEvent, calendar_file
from marketplace.search.queries.directory import calendar_listings
from marketplace.search.queries.listing_detail import listing_detail
from marketplace.search.queries.search_query import SearchQuery
from providers.models.sessions import Session
from providers.models.supply import Listing
from providers.queries.supply import who_checked_listings
from providers.queries.visit_requests import times_for_calendars
from providers.rules.listings import is_open_to_everybody
from providers.rules.weekly_times import weekly_times
from providers.states import SessionState


def listing_calendar(request: ActingRequest, listing_id: int) -> HttpResponse:
    """Its times, where whoever runs it has said them; else the days of the week of its words. While
    one of them was called off it is there, so that a calendar takes that out."""
    detail = listing_detail(listing_id, on=clock.today())
    listing = detail.listing
    shown = [] if detail.waits_for_checks else [listing.pk]
    times = times_for_calendars(shown, now=clock.now())
    events = list(_events(listing, times.get(listing.pk, [])))
    if not events:
        raise NotFound("")
    return _file(listing.title, events, f"listing-{listing.pk}")


def kind_calendar(request: ActingRequest, area_id: int, kind_slug: str) -> HttpResponse:
    """What there is of one kind in an area, and certain when it is; of each as on its own page."""
    area = or_not_found(next(iter(areas_by_id([area_id])), None))
    found = or_not_found(KINDS_BY_SLUG.get(kind_slug))
    listings = calendar_listings(area_id=area.pk, kind=found.code, now=clock.now())
    times = times_for_calendars(_ids_with_shown_times(listings), now=clock.now())
    events = [
        event for listing in listings for event in _events(listing, times.get(listing.pk, []))
    ]
    name = _("%(kind)s in %(area)s") % {"kind": found.name, "area": area.name}
    return _file(name, events, f"{kind_slug}-{area.pk}")


def _ids_with_shown_times(listings: list[Listing]) -> list[int]:
    """Nobody is led closer than an ordinary place before a connector has seen the papers (M143)."""
    checked = who_checked_listings([listing.pk for listing in listings])
    return [
        listing.pk
        for listing in listings
        if is_open_to_everybody(listing) or checked[listing.pk].is_checked
    ]


def kind_calendar_link(query: SearchQuery) -> tuple[str, str] | None:
    """Of the kind that is looked for, in the open area of the place: (what it says, where it is).
    One statement, where a kind was chosen and no words narrow it."""
    kind = KINDS_BY_CODE.get(query.kind)
    if query.kind == ANY_KIND or kind is None or query.query_text:
        return None
    area = area_of_location(query.location)
    if area is None:
        return None
    text = _("%(kind)s in %(area)s, for your own calendar (a file)")
    address = reverse("kind_calendar", args=[area.pk, kind.slug])
    return text % {"kind": kind.name, "area": area.name}, address


def _time(listing: Listing, session: Session) -> OneEvent:
    """Where it is stands in it as on the listing's page."""
    is_off = session.state == SessionState.CALLED_OFF
    return OneEvent(
        uid=f"{listing.public_id}-time-{session.pk}@common-purse",
        title=_title(listing),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=session.state_at or listing.changed_at,
        revision=int(is_off),
        is_off=is_off,
        place_words=_place(listing),
        url=_url(listing),
    )


def _title(listing: Listing) -> str:
    if listing.is_example:
        return _("%(title)s (an example)") % {"title": listing.title}
    return listing.title


def _place(listing: Listing) -> str:
    return ", ".join(filter(None, [listing.place_words, listing.postcode]))


def _url(listing: Listing) -> str:
    return settings.SITE_URL + reverse("listing", args=[listing.pk])


def _events(listing: Listing, times: list[Session]) -> Iterator[WeeklyEvent | OneEvent]:
    for session in times:
        yield _time(listing, session)
    if all(session.state == SessionState.CALLED_OFF for session in times):
        yield from _weekly(listing)


def _weekly(listing: Listing) -> Iterator[WeeklyEvent]:
    """Where it is stands in it as on its page: of a place that is kept back, and of a home, the
    district."""
    for number, times in enumerate(weekly_times(listing.when_words)):
        yield WeeklyEvent(
            uid=f"{listing.public_id}-{number}@common-purse",
            title=_title(listing),
            times=times,
            begins_on=listing.created_at.date(),
            changed_at=listing.changed_at,
            revision=int((listing.changed_at - listing.created_at).total_seconds()),
            place_words=_place(listing),
            words=_("When: %(words)s. Ask before you go: it may have changed.")
            % {"words": listing.when_words},
            url=_url(listing),
        )


def _file(name: str, events: Iterable[WeeklyEvent | OneEvent], file_name: str) -> HttpResponse:
    response = HttpResponse(calendar_file(name, events), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return response
