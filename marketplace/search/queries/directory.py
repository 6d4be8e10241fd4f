"""What of all that can be found goes out as an open directory: listings, who runs them and where.

What a page shows is what goes out, by the same index. Whoever would come to help, or be employed,
is a person and no service, and never goes out. A page of a list is one statement to count, one to
read and one for where its rows are, however many they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery as WordsQuery
from django.db.models import BooleanField, Func, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from community.common.refusals import or_not_found
from community.places.activity_kinds import ANY_KIND
from community.places.days_said import Weekday
from community.places.models.search_index import SEARCH_CONFIG, ObjectType, SearchEntry
from community.places.queries import Location
from marketplace.search.queries.spelling import parse_words
from providers.models.imports import DirectorySource
from providers.models.supply import Listing, Provider
from providers.queries.visit_requests import listings_with_times
from providers.states import MAKES_AN_EMPLOYER, ListingState

ROWS_AT_ONCE = 500
IS_A_PERSON = Q(provider__is_one_person=True) & (
    Q(is_hands_on=True) | Q(engager__in=MAKES_AN_EMPLOYER)
)


@dataclass(frozen=True, kw_only=True)
class DirectoryFilter:
    """What a list is narrowed to: all that is said must be so, and what is not known is not so.

    `terms`: conditions on a listing (directory_terms). Ages as the open standard has them: of what
    asks at least, and at most, that age; of what begins
    at that time or later, and ends at that time or sooner. `metres` count from `near`.
    """

    search: str = ""
    terms: tuple[Q, ...] = ()
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    day: Weekday | None = None
    start_time: time | None = None
    end_time: time | None = None
    near: Location | None = None
    metres: int = 0


@dataclass(frozen=True)
class DirectoryListing:
    """A listing as it goes out, and the directory it came from, if any. Where it is comes from the
    index, as pages find it; where that is not its own place, it is the middle of a district."""

    listing: Listing
    entry: SearchEntry
    source: DirectorySource | None

    @property
    def has_place(self) -> bool:
        return self.entry.has_location

    @property
    def is_place_exact(self) -> bool:
        own, found = self.listing, self.entry
        is_as_found = (own.latitude, own.longitude) == (found.latitude, found.longitude)
        is_rough = own.is_place_private or found.is_by_district
        return self.has_place and is_as_found and not is_rough

    @property
    def outward_code(self) -> str:
        return self.listing.postcode.split(" ")[0]


def directory_listings(
    narrowed: DirectoryFilter = DirectoryFilter(), *, has_place: bool = False
) -> QuerySet[Listing]:
    """Those that go out, by their number; `has_place`: only those of which anybody said where."""
    entries = _entries().filter(*_conditions_on_entries(narrowed))
    if has_place or narrowed.near:
        entries = entries.filter(has_location=True)
    listings = Listing.objects.filter(
        *_conditions(narrowed), state=ListingState.SHOWN, pk__in=entries.values("object_id")
    )
    return listings.exclude(IS_A_PERSON).select_related("provider", "provider__area").order_by("pk")


def directory_listing(public_id: UUID, *, has_place: bool = False) -> DirectoryListing:
    """One of them. Any other is not there."""
    listings = directory_listings(has_place=has_place).filter(public_id=public_id)
    return or_not_found(next(iter(with_places(listings)), None))


def with_places(listings: Iterable[Listing]) -> list[DirectoryListing]:
    """Each with where it is found, and from which directory. One that was taken down since it was
    read is left out."""
    listings = list(listings)
    feeds = {listing.feed for listing in listings if listing.feed}
    sources = DirectorySource.objects.in_bulk(feeds, field_name="feed")
    entries = _entries().filter(object_id__in=[listing.pk for listing in listings])
    by_listing = {entry.object_id: entry for entry in entries.defer("words")}
    return [
        DirectoryListing(listing, by_listing[listing.pk], sources.get(listing.feed))
        for listing in listings
        if listing.pk in by_listing
    ]


def every_directory_listing(narrowed: DirectoryFilter) -> Iterator[DirectoryListing]:
    """All of them, some at a time, so that a file of a million is never held whole."""
    last = 0
    while rows := list(directory_listings(narrowed).filter(pk__gt=last)[:ROWS_AT_ONCE]):
        last = rows[-1].pk
        yield from with_places(rows)


def gone_since(moment: datetime) -> QuerySet[Listing]:
    """Those that are not shown any more, of what changed since: by number and day only."""
    gone = Listing.objects.filter(
        state__in=[ListingState.PAUSED, ListingState.WITHDRAWN], changed_at__gte=moment
    )
    return gone.only("pk", "public_id", "changed_at").order_by("pk")


def calendar_listings(*, area_id: int, kind: int, now: datetime) -> list[Listing]:
    """Those of a kind in an area of which it is certain when they are: each week, or at times that
    whoever runs them has said; 500 at most."""
    here = _entries().filter(area_id=area_id)
    is_weekly = Q(pk__in=here.exclude(days=0).values("object_id"))
    is_dated = Q(pk__in=listings_with_times(now=now))
    listings = directory_listings(DirectoryFilter(terms=(Q(kinds__contains=[kind]),)))
    found = listings.filter(is_weekly | is_dated, pk__in=here.values("object_id"))
    return list(found[:ROWS_AT_ONCE])


def directory_providers(search: str = "") -> QuerySet[Provider]:
    """Whoever runs something that goes out; `search`: whose name has these letters."""
    shown = directory_listings().order_by().values("provider_id")
    providers = Provider.objects.filter(pk__in=shown)
    if search:
        providers = providers.filter(is_one_person=False, name__icontains=search)
    return providers.select_related("area").order_by("pk")


def directory_provider(public_id: UUID) -> Provider:
    return or_not_found(directory_providers().filter(public_id=public_id).first())


def _entries() -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(object_type=ObjectType.LISTING, kind=ANY_KIND)


def _conditions(narrowed: DirectoryFilter) -> Iterator[Q]:
    yield from narrowed.terms
    lookups: dict[str, Any] = {
        "provider__public_id": narrowed.organization_id,
        "changed_at__gte": narrowed.modified_after,
        "minimum_age__gte": narrowed.minimum_age,
        "maximum_age__lte": narrowed.maximum_age,
    }
    yield Q(**{name: value for name, value in lookups.items() if value is not None})


def _conditions_on_entries(narrowed: DirectoryFilter) -> Iterator[Any]:
    words = parse_words(narrowed.search)
    if words:
        yield _has_words(words)
    if narrowed.day:
        bit = narrowed.day.value
        yield RawSQL("days & %s <> 0", [bit], output_field=BooleanField())
    if narrowed.start_time:
        yield Q(opens_at__gte=narrowed.start_time)
    if narrowed.end_time:
        yield Q(closes_at__lte=narrowed.end_time)
    if narrowed.near:
        yield _is_near(narrowed.near, narrowed.metres)


def _has_words(words: list[str]) -> Q:
    """Every word, in any form: a program says what it means. Nothing is mended, and words that say
    nothing ("the") narrow nothing."""
    tsquery = " & ".join(f"'{word}'" for word in words)
    query = WordsQuery(tsquery, search_type="raw", config=SEARCH_CONFIG)
    nodes = Func(query, function="numnode", output_field=IntegerField())
    return Q(words=query) | Q(Exact(nodes, 0))


def _is_near(location: Location, metres: int) -> RawSQL:
    """By the National Grid, whose scale is true to a two-thousandth: on a box, by the index, then
    on the circle."""
    e, n = location.e, location.n
    corners = [e - metres, n - metres, e + metres, n + metres]
    return RawSQL(  # every value is a number, sent as a parameter
        "point(e, n) <@ box(point(%s, %s), point(%s, %s)) AND point(e, n) <-> point(%s, %s) <= %s",
        [*corners, e, n, metres],
        output_field=BooleanField(),
    )
