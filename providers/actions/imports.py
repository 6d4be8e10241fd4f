"""Bringing in a council's directory: rows kept by (source, id), each accounted for.

One transaction for each batch, so that a feed that stops half way leaves whole rows and a report
that says where. What comes in is shown as "from the directory", is not vetted, and is spoken for
by nobody until a provider makes it theirs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import Refused
from community.people.acting import SYSTEM
from community.places.models.areas import Area
from community.places.queries import Location, find_location
from providers.actions.search_index import index_listing, unindex_listing
from providers.feed.rows.row import ParsedRow, RowRejected, parse_row
from providers.models.imports import ImportRow, ImportRun
from providers.models.supply import Listing, Provider
from providers.states import LISTING, PLACE_NOT_KNOWN, ListingState, RowOutcome

WORDS = ("title", "what_happens", "website", "when_words", "place_words")
MOST_NOTES = 200
NOT_SHOWN = (ListingState.DRAFT, ListingState.WITHDRAWN)


@dataclass(frozen=True)
class FallbackLocation:
    """Where something is shown whose place nobody has said: the middle of the area."""

    latitude: float
    longitude: float


@transaction.atomic
def begin_import(*, source: str, area: Area, now: datetime) -> ImportRun:
    run = ImportRun.objects.create(source=source, area=area, began_at=now)
    record_deed(by=SYSTEM, deed="begin_import", about=f"import:{run.pk}", note=source, now=now)
    return run


@transaction.atomic
def import_rows(
    *, run: ImportRun, rows: Sequence[tuple[int, Any]], middle: FallbackLocation, now: datetime
) -> list[ImportRow]:
    """Keep a batch of (position, row), and what became of each, all or none."""
    # One batch at a time in an area: two runs of one feed would both create the same row.
    Area.objects.select_for_update(no_key=True).get(pk=run.area_id)
    read = [(position, _read(row, on=today(now))) for position, row in rows]
    ids = [found.source_id for _position, found in read]
    known = _known(run.source, ids)
    providers = _providers(
        run.source, {found.provider_id for _position, found in read if isinstance(found, ParsedRow)}
    )
    before = run.rows.filter(source_id__in=ids).exclude(outcome=RowOutcome.HELD_BACK)
    seen = set(before.values_list("source_id", flat=True))
    outcomes = []
    for position, found in read:
        if isinstance(found, RowRejected):
            _take_out(known.get(found.source_id), seen, now=now)
            outcomes.append(_held_back(run, position, found))
        elif found.source_id in seen:
            outcomes.append(_held_back(run, position, _seen_before(found)))
        else:
            seen.add(found.source_id)
            outcomes.append(_take(run, position, found, known, providers, middle, now=now))
    return ImportRow.objects.bulk_create(outcomes)


@transaction.atomic
def finish_import(*, run: ImportRun, is_whole: bool, now: datetime) -> ImportRun:
    """The end of the feed. What it no longer has is hidden, never deleted, and only when it was
    read whole and had something in it."""
    kept = run.rows.exclude(outcome=RowOutcome.HELD_BACK).values("source_id")
    if is_whole and kept.exists():
        gone = (
            Listing.objects.select_for_update(no_key=True)
            .filter(source=run.source)
            .exclude(source_id__in=kept)
            .exclude(state=ListingState.WITHDRAWN)
            .order_by("pk")
        )
        for listing in gone:
            _hide(listing, now=now)
            ImportRow.objects.create(
                run=run,
                source_id=listing.source_id,
                title=listing.title,
                outcome=RowOutcome.HIDDEN,
                notes=[_("It is no longer in the feed.")],
            )
    run.finished_at = now
    run.save(update_fields=["finished_at"])
    return run


@transaction.atomic
def stop_import(*, run: ImportRun, because: str) -> ImportRun:
    """The feed could not be read to its end. What was kept stays; nothing is hidden."""
    run.stopped_because = because[:300]
    run.save(update_fields=["stopped_because"])
    return run


def _read(row: Any, *, on: date) -> ParsedRow | RowRejected:
    try:
        return parse_row(row, on=on)
    except RowRejected as held:
        return held


def _seen_before(entry: ParsedRow) -> RowRejected:
    reason = _("It has the same id as a row before it.")
    return RowRejected(reason, source_id=entry.source_id, title=entry.title)


def _known(source: str, ids: Iterable[str]) -> dict[str, Listing]:
    listings = (
        Listing.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider")
        .filter(source=source, source_id__in=ids)
        .order_by("pk")
    )
    return {listing.source_id: listing for listing in listings}


def _take(
    run: ImportRun,
    position: int,
    entry: ParsedRow,
    known: dict[str, Listing],
    providers: dict[str, Provider],
    middle: FallbackLocation,
    *,
    now: datetime,
) -> ImportRow:
    listing = known.get(entry.source_id)
    notes = list(entry.notes)
    if entry.missing and listing and listing.state not in NOT_SHOWN:
        return _row(run, position, entry, RowOutcome.UNCHANGED, [_stays(entry), *notes])
    if entry.missing:
        notes.append(_only_summary(entry))
    if listing and _is_as_published(listing, entry):
        return _row(run, position, entry, RowOutcome.UNCHANGED, [*notes, *_no_place(listing)])
    outcome = RowOutcome.CHANGED if listing else RowOutcome.CREATED
    listing = listing or Listing(
        source=run.source, source_id=entry.source_id, state=ListingState.SHOWN, created_at=now
    )
    notes += _place(listing, entry, middle)
    notes += _no_place(listing)
    listing.provider = _provider(run, entry, providers, now=now)
    _write(listing, entry, now=now)
    known[entry.source_id] = listing
    return _row(run, position, entry, outcome, notes)


def _stays(entry: ParsedRow) -> str:
    """Less than was read before would be shown: what is shown stands until it can be read again."""
    return _("its details could not be read (%(why)s): it stays as it was") % {"why": entry.missing}


def _only_summary(entry: ParsedRow) -> str:
    return _("its details could not be read (%(why)s): only its line in the list is shown") % {
        "why": entry.missing
    }


def _is_as_published(listing: Listing, entry: ParsedRow) -> bool:
    """Nothing to write: the same words, shown, and no postcode has become known since."""
    if listing.source_digest != entry.digest or listing.state in NOT_SHOWN:
        return False
    return listing.has_location or not any(_find(code) for code in entry.postcodes)


def _place(listing: Listing, entry: ParsedRow, middle: FallbackLocation) -> list[str]:
    """Put it at its coordinates, else at the first postcode we know, else in the middle of the
    area. Gives notes of postcodes that nobody knows."""
    notes = []
    listing.postcode, listing.has_location = "", True
    for code in entry.postcodes:
        if found := _find(code):
            listing.postcode = found.label
            listing.latitude, listing.longitude = found.latitude, found.longitude
            break
        notes.append(_("a postcode we do not know"))
    if entry.at:
        listing.latitude, listing.longitude = entry.at
    elif not listing.postcode:
        listing.has_location = False
        listing.latitude, listing.longitude = middle.latitude, middle.longitude
    return notes


def _no_place(listing: Listing) -> list[str]:
    if listing.has_location:
        return []
    return [_("no place given: shown in the middle of the area, as “place not known, ask”")]


def _find(code: str) -> Location | None:
    try:
        return find_location(code)
    except Refused:
        return None


def _providers(source: str, ids: Iterable[str]) -> dict[str, Provider]:
    found = Provider.objects.filter(source=source, source_id__in=ids)
    return {provider.source_id: provider for provider in found}


def _provider(
    run: ImportRun, entry: ParsedRow, providers: dict[str, Provider], *, now: datetime
) -> Provider:
    """The one of this id, with the words of the last row that changed."""
    words = {"name": entry.provider_name, "about": entry.provider_about}
    provider = providers.get(entry.provider_id)
    if provider is None:
        provider = Provider.objects.create(
            source=run.source,
            source_id=entry.provider_id,
            area_id=run.area_id,
            created_at=now,
            **words,
        )
    elif words != {"name": provider.name, "about": provider.about}:
        provider.name, provider.about = words["name"], words["about"]
        provider.save(update_fields=["name", "about"])
    providers[entry.provider_id] = provider
    return provider


def _write(listing: Listing, entry: ParsedRow, *, now: datetime) -> None:
    for name in WORDS:
        setattr(listing, name, getattr(entry, name))
    listing.price_kind, listing.price_words = entry.price_kind, entry.price_words
    listing.kinds, listing.suits = entry.kinds, entry.suits
    listing.place_words = entry.place_words or ("" if listing.has_location else str(PLACE_NOT_KNOWN))
    listing.source_digest, listing.changed_at = entry.digest, now
    listing.save()
    if listing.state == ListingState.WITHDRAWN:
        _move(listing, ListingState.DRAFT)
    if listing.state == ListingState.DRAFT:
        _move(listing, ListingState.SHOWN)
    if listing.state == ListingState.SHOWN:
        index_listing(listing, on=today(now))


def _take_out(listing: Listing | None, seen: set[str], *, now: datetime) -> None:
    """A row held back now that was shown before: hidden at once, unless a row before it has
    this id and stands."""
    if listing and listing.source_id not in seen and listing.state != ListingState.WITHDRAWN:
        _hide(listing, now=now)


def _hide(listing: Listing, *, now: datetime) -> None:
    listing.changed_at = now
    listing.save(update_fields=["changed_at"])
    _move(listing, ListingState.WITHDRAWN)
    unindex_listing(listing)


def _move(listing: Listing, state: ListingState) -> None:
    LISTING.check(listing.state, state)
    listing.state = state
    listing.save(update_fields=["state"])


def _row(
    run: ImportRun, position: int, entry: ParsedRow, outcome: RowOutcome, notes: list[str]
) -> ImportRow:
    return ImportRow(
        run=run,
        position=position,
        source_id=entry.source_id,
        title=entry.title,
        outcome=outcome,
        notes=[note[:MOST_NOTES] for note in notes],
    )


def _held_back(run: ImportRun, position: int, held: RowRejected) -> ImportRow:
    return ImportRow(
        run=run,
        position=position,
        source_id=held.source_id,
        title=held.title,
        outcome=RowOutcome.HELD_BACK,
        notes=[held.reason[:MOST_NOTES]],
    )
