"""What happens here each week, for anybody's own calendar: only of what is certain when it is."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common.refusals import NotFound, or_not_found
from community.places.activity_kinds import KINDS_BY_SLUG
from community.places.queries import areas_by_id
from frontend.access import ActingRequest
from frontend.calendar import MIME, WeeklyEvent, calendar_file
from marketplace.search.queries.directory import weekly_listings
from providers.models.supply import Listing
from providers.queries.supply import public_listing
from providers.rules.weekly_times import weekly_times


def listing_calendar(request: ActingRequest, listing_id: int) -> HttpResponse:
    listing = public_listing(listing_id)
    events = list(_events(listing))
    if not events:
        raise NotFound("")
    return _file(listing.title, events, f"listing-{listing.pk}")


def kind_calendar(request: ActingRequest, area_id: int, kind_slug: str) -> HttpResponse:
    """What there is of one kind in an area, and certain when it is."""
    area = or_not_found(next(iter(areas_by_id([area_id])), None))
    found = or_not_found(KINDS_BY_SLUG.get(kind_slug))
    listings = weekly_listings(area_id=area.pk, kind=found.code)
    events = [event for listing in listings for event in _events(listing)]
    name = _("%(kind)s in %(area)s") % {"kind": found.name, "area": area.name}
    return _file(name, events, f"{kind_slug}-{area.pk}")


def _events(listing: Listing) -> Iterator[WeeklyEvent]:
    """Where it is stands in it as on its page: of a place that is kept back, and of a home, the
    district."""
    url = settings.SITE_URL + reverse("listing", args=[listing.pk])
    title = listing.title
    if listing.is_example:
        title = _("%(title)s (an example)") % {"title": title}
    for number, times in enumerate(weekly_times(listing.when_words)):
        yield WeeklyEvent(
            uid=f"{listing.public_id}-{number}@common-purse",
            title=title,
            times=times,
            begins_on=listing.created_at.date(),
            changed_at=listing.changed_at,
            revision=int((listing.changed_at - listing.created_at).total_seconds()),
            place_words=", ".join(filter(None, [listing.place_words, listing.postcode])),
            words=_("When: %(words)s. Ask before you go: it may have changed.")
            % {"words": listing.when_words},
            url=url,
        )


def _file(name: str, events: list[WeeklyEvent], file_name: str) -> HttpResponse:
    response = HttpResponse(calendar_file(name, events), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return response
