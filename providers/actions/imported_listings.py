"""What a row of a directory makes of a listing, and of its provider."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import Refused
from community.people.acting import SYSTEM, Acting
from community.places.queries import (
    Location,
    Point,
    Precision,
    distance_km,
    district_near,
    find_location,
)
from providers.actions.private_places import hide_place_of, put_in_district
from providers.actions.search_index import index_listing, unindex_listing
from providers.actions.transitions import transition_listing
from providers.feed.rows.private import keep_place_back, same_place_text
from providers.feed.rows.row import ParsedRow, RowRejected
from providers.models.imports import ImportRun
from providers.models.private_places import PlaceMark
from providers.models.supply import Listing, Provider
from providers.queries.private_places import keys_kept_back
from providers.queries.supply import ids_spoken_for
from providers.rules.imported_parts import PART_OF_COLUMN, answers_of_people
from providers.rules.private_places import hide_place, is_at_a_home
from providers.states import (
    LOCATION_NOT_KNOWN_TEXT,
    ImportedPart,
    ListingState,
    ObjectionAnswer,
    RowOutcome,
)

COPIED_FIELDS = (
    "title",
    "what_happens",
    "website",
    "when_words",
    "price_kind",
    "price_words",
    "kinds",
    "minimum_age",
    "maximum_age",
    "attending_access",
    "phone",
)
# A unit postcode is a street; a first half may be a valley.
APART_KM = {Precision.UNIT: 3, Precision.OUTWARD: 20}
FAR_KM = 60
HIDDEN_STATES = (ListingState.DRAFT, ListingState.WITHDRAWN)


@dataclass(frozen=True)
class FallbackLocation:
    """Where something is shown whose location nobody has said: the middle of the area."""

    latitude: float
    longitude: float


class ImportedBatch:
    """Some rows of one reading, with what we have of them already. Its listings are locked.

    `accepted_ids` are the rows of this reading that were not held back, this batch's as they come.
    """

    def __init__(
        self,
        import_run: ImportRun,
        rows: Iterable[ParsedRow | RowRejected],
        fallback: FallbackLocation,
    ):
        rows = list(rows)
        row_ids = [row.feed_row_id for row in rows]
        provider_ids = {row.provider_id for row in rows if isinstance(row, ParsedRow)}
        self.import_run, self.fallback = import_run, fallback
        self.listings = _lock_listings(import_run.feed, row_ids)
        self.providers = _providers(import_run.feed, provider_ids)
        previous = import_run.rows.filter(feed_row_id__in=row_ids)
        accepted = previous.exclude(outcome=RowOutcome.REJECTED)
        self.accepted_ids = set(accepted.values_list("feed_row_id", flat=True))
        self.spoken_for_ids = ids_spoken_for(
            [
                *(listing.provider_id for listing in self.listings.values()),
                *(provider.pk for provider in self.providers.values()),
            ]
        )
        marked = PlaceMark.objects.filter(
            listing__feed=import_run.feed, listing__feed_row_id__in=row_ids
        )
        self.marked_ids = set(marked.values_list("listing__feed_row_id", flat=True))
        keys = {key for row in rows if isinstance(row, ParsedRow) for key in row.place_keys}
        on = today(import_run.began_at)
        self._keys_elsewhere = keys_kept_back(keys, on=on, feed=import_run.feed)

    def with_place_kept_back(self, row: ParsedRow) -> ParsedRow:
        """What whoever speaks for it keeps back is kept back, whatever its directory says; and what
        is at a place that another directory, or a provider, keeps back."""
        listing = self.listings.get(row.feed_row_id)
        if not row.is_place_private and not self._keys_elsewhere.isdisjoint(row.place_keys):
            noted = replace(row, notes=[*row.notes, same_place_text()])
            return keep_place_back(noted, row.place_words.split(","))
        if row.is_place_private or listing is None or not listing.is_place_private:
            return row
        if not (is_at_a_home(listing.venue_kind) or self.is_spoken_for(listing)):
            return row
        return keep_place_back(row, row.place_words.split(","))

    def is_spoken_for(self, listing: Listing) -> bool:
        """Whoever runs it looks after it here: no reading hides it, or gives it to another."""
        return listing.provider_id in self.spoken_for_ids


def is_as_published(listing: Listing, row: ParsedRow) -> bool:
    """Nothing to write: the same words, shown, and no postcode has become known since."""
    is_hidden = listing.state in HIDDEN_STATES and ImportedPart.SHOWN not in listing.changed_here
    if listing.feed_digest != row.digest or is_hidden:
        return False
    if listing.has_location or ImportedPart.PLACE in listing.changed_here:
        return True
    return not any(_find(postcode) for postcode in row.postcodes)


def location_notes(listing: Listing) -> list[str]:
    if listing.has_location:
        return []
    return [_("no place given: shown in the middle of the area, as “place not known, ask”")]


def save_listing_of_row(
    batch: ImportedBatch, row: ParsedRow, *, now: datetime
) -> tuple[list[str], list[ImportedPart]]:
    """Create its listing or change it, and show it. Gives notes of what is not known of where, and
    the parts that were changed here and stay, though the row says otherwise."""
    listing = batch.listings.get(row.feed_row_id) or Listing(
        feed=batch.import_run.feed,
        feed_row_id=row.feed_row_id,
        state=ListingState.SHOWN,
        created_at=now,
    )
    notes, kept = [], set()
    # Whoever asks for its place to be kept back is heard, whatever was written here.
    if ImportedPart.PLACE in listing.changed_here and not row.is_place_private:
        kept |= {ImportedPart.PLACE} if row.place_words != listing.place_words else set()
    else:
        notes = _locate(listing, row, batch.fallback) + location_notes(listing)
        not_known = "" if listing.has_location else str(LOCATION_NOT_KNOWN_TEXT)
        listing.place_words = row.place_words or not_known
    if listing.pk is None or not batch.is_spoken_for(listing):
        listing.provider = _save_provider(batch, row, now=now)
    kept |= _copy_row(listing, row, now=now)
    kept |= _show(listing, now=now)
    batch.listings[row.feed_row_id] = listing
    return notes, sorted(kept)


def hide_listing(listing: Listing, *, now: datetime) -> None:
    """Taken down, never deleted: the feed may have it again. Nobody speaks for it here."""
    transition_listing(listing, ListingState.WITHDRAWN, by=SYSTEM, now=now)
    unindex_listing(listing)


def give_back_to_directory(*, provider_id: int, by: Acting, now: datetime) -> None:
    """Nobody speaks for it here any more: the next reading writes all of it anew. What was changed
    here, or began here, is hidden, for those were words of somebody whose it was not. What was
    taken down because somebody objected stays so. The provider's row is locked by the caller."""
    locked = Listing.objects.select_for_update(no_key=True).filter(provider_id=provider_id)
    for listing in locked.order_by("pk"):
        is_theirs = bool(listing.changed_here) or not listing.feed
        is_taken_down = listing.objections.filter(answer=ObjectionAnswer.TAKEN_DOWN).exists()
        listing.changed_here = [ImportedPart.SHOWN] if is_taken_down else []
        listing.feed_digest = ""
        listing.save(update_fields=["changed_here", "feed_digest"])
        if is_theirs and listing.state != ListingState.WITHDRAWN:
            transition_listing(listing, ListingState.WITHDRAWN, by=by, now=now)
            unindex_listing(listing)


def take_down_for_good(listing: Listing, *, by: Acting, now: datetime) -> None:
    """No reading shows it again. Its row is locked by the caller."""
    listing.changed_here = sorted({*listing.changed_here, ImportedPart.SHOWN})
    listing.save(update_fields=["changed_here"])
    transition_listing(listing, ListingState.WITHDRAWN, by=by, now=now)
    unindex_listing(listing)


def _lock_listings(feed: str, row_ids: Iterable[str]) -> dict[str, Listing]:
    listings = (
        Listing.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider")
        .filter(feed=feed, feed_row_id__in=row_ids)
        .order_by("pk")
    )
    return {listing.feed_row_id: listing for listing in listings}


def _providers(feed: str, provider_ids: Iterable[str]) -> dict[str, Provider]:
    providers = Provider.objects.filter(feed=feed, feed_row_id__in=provider_ids)
    return {provider.feed_row_id: provider for provider in providers}


def _locate(listing: Listing, row: ParsedRow, fallback: FallbackLocation) -> list[str]:
    """Put it at its coordinates, else at the first postcode we know, else in the middle of the
    area. Gives notes of postcodes that nobody knows, and of what cannot both be true: there it is
    where its postcode is, which people read."""
    notes = []
    location = None
    listing.postcode, listing.has_location = "", True
    listing.is_place_private = row.is_place_private
    for postcode in row.postcodes:
        if location := _find(postcode):
            listing.postcode = location.label
            listing.latitude, listing.longitude = location.latitude, location.longitude
            break
        notes.append(_("a postcode we do not know"))
    if row.is_place_private:
        put_in_district(listing, row.at, fallback)
    elif row.at and _is_elsewhere(row.at, location):
        notes.append(_("coordinates that are not where its postcode is: ask which is right"))
    elif row.at:
        listing.latitude, listing.longitude = row.at
        if _is_far(row.at, fallback):
            notes.append(_("coordinates far outside the area: ask where it is"))
    elif not listing.postcode:
        listing.has_location = False
        listing.latitude, listing.longitude = fallback.latitude, fallback.longitude
    return notes


def _is_elsewhere(at: tuple[float, float], location: Location | None) -> bool:
    return location is not None and distance_km(Point(*at), location) > APART_KM[location.precision]


def _is_far(at: tuple[float, float], fallback: FallbackLocation) -> bool:
    """Too far from the middle of the area to be in it, or on no land with a postcode."""
    return distance_km(Point(*at), fallback) > FAR_KM or district_near(*at) is None


def _find(postcode: str) -> Location | None:
    try:
        return find_location(postcode)
    except Refused:
        return None


def _save_provider(batch: ImportedBatch, row: ParsedRow, *, now: datetime) -> Provider:
    """The one of this id, with the words of the last row that changed. Of one that has a place
    kept back, no row's words say where."""
    provider = batch.providers.get(row.provider_id)
    name, about = row.provider_name, row.provider_about
    if provider is None:
        provider = Provider.objects.create(
            feed=batch.import_run.feed,
            feed_row_id=row.provider_id,
            area_id=batch.import_run.area_id,
            created_at=now,
            name=name,
            about=about,
        )
    elif (name, about) != (provider.name, provider.about):
        if provider.listings.filter(is_place_private=True).exists():
            about = hide_place(about)
        provider.name, provider.about = name, about
        provider.save(update_fields=["name", "about"])
    batch.providers[row.provider_id] = provider
    return provider


def _copy_row(listing: Listing, row: ParsedRow, *, now: datetime) -> set[ImportedPart]:
    kept = set()
    for field in COPIED_FIELDS:
        part = PART_OF_COLUMN[field]
        if part not in listing.changed_here:
            setattr(listing, field, getattr(row, field))
        elif getattr(listing, field) != getattr(row, field):
            kept.add(part)
    own = answers_of_people(listing.suits)
    if any(
        row.suits.get(fact, answer)["answer"] != answer["answer"] for fact, answer in own.items()
    ):
        kept.add(ImportedPart.SUITS)
    listing.suits = row.suits | own
    if listing.is_place_private:
        hide_place_of(listing)
    listing.feed_digest, listing.changed_at = row.digest, now
    listing.save()
    return kept


def _show(listing: Listing, *, now: datetime) -> set[ImportedPart]:
    """One that the feed left out is shown again; one that its provider took down or paused is
    not."""
    if ImportedPart.SHOWN in listing.changed_here and listing.state in HIDDEN_STATES:
        return {ImportedPart.SHOWN}
    if listing.state == ListingState.WITHDRAWN:
        transition_listing(listing, ListingState.DRAFT, by=SYSTEM, now=now)
    if listing.state == ListingState.DRAFT:
        transition_listing(listing, ListingState.SHOWN, by=SYSTEM, now=now)
    if listing.state == ListingState.SHOWN:
        index_listing(listing, on=today(now))
    return set()
