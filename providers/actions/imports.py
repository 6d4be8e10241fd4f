"""Bringing in a council's directory: rows kept by (feed, row id), each accounted for.

One transaction for each batch, so that a feed that stops half way leaves whole rows and a report
that says where. What comes in is shown as "from the directory", is not vetted, and is spoken for
by nobody until a provider makes it theirs.
"""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.lifecycle import not_none
from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from community.places.models.areas import Area
from providers.actions.directory_sources import note_failed, note_read
from providers.actions.imported_listings import (
    HIDDEN_STATES,
    FallbackLocation,
    ImportedBatch,
    hide_listing,
    is_as_published,
    location_notes,
    save_listing_of_row,
)
from providers.actions.private_places import forget_place, keep_shown_place_back, mark_place
from providers.deeds import ProviderDeed
from providers.feed.rows.private import PlacesKeptBack, same_place_text
from providers.feed.rows.row import ParsedRow, RowRejected, parse_row, unreadable_row
from providers.models.imports import DirectorySource, ImportRow, ImportRun
from providers.models.supply import Listing
from providers.queries.supply import ids_spoken_for
from providers.rules.directories import check_goes_on, check_is_over
from providers.states import ImportedPart, ListingState, RowOutcome

logger = logging.getLogger(__name__)

# What a strange value may raise, when it is read or when it is kept.
ROW_FAULTS = (
    ArithmeticError,
    AttributeError,
    DataError,
    LookupError,
    RecursionError,
    TypeError,
    ValidationError,
    ValueError,
)
MAX_NOTE_CHARS = 200
MAX_REASON_CHARS = 300


@transaction.atomic
def begin_import(*, source: DirectorySource, now: datetime) -> ImportRun:
    """One at a time of each directory. One that was killed is stopped here, and kept nothing half:
    it is known by having kept nothing for an hour."""
    source = DirectorySource.objects.select_for_update(no_key=True).get(pk=source.pk)
    unfinished = source.import_runs.filter(finished_at=None, stopped_because="", is_trial=False)
    for earlier in unfinished:
        check_is_over(earlier.alive_at, now)
        stop_import(import_run=earlier, because=_("It was interrupted."), now=now)
    import_run = ImportRun.objects.create(
        source=source, feed=source.feed, area_id=source.area_id, began_at=now, alive_at=now
    )
    record_deed(
        by=SYSTEM,
        deed=ProviderDeed.BEGIN_IMPORT,
        about=f"import:{import_run.pk}",
        note=source.feed,
        now=now,
    )
    return import_run


@transaction.atomic
def import_rows(
    *,
    import_run: ImportRun,
    rows: Sequence[tuple[int, Any]],
    fallback: FallbackLocation,
    places: PlacesKeptBack | None = None,
    now: datetime,
) -> list[ImportRow]:
    """Keep a batch of (position, row), and what became of each, all or none. `places` are those of
    the whole reading so far."""
    places = places or PlacesKeptBack()
    _note_alive(import_run, now=now)
    # One batch at a time in an area: two runs of one feed would both create the same row.
    Area.objects.select_for_update(no_key=True).get(pk=import_run.area_id)
    parsed_rows = [(position, _parse(row, on=today(now))) for position, row in rows]
    batch = ImportedBatch(import_run, [row for _position, row in parsed_rows], fallback)
    outcomes = []
    _keep_back_what_was_read(import_run, places, parsed_rows, now=now)
    for position, row in parsed_rows:
        if isinstance(row, RowRejected):
            stays = _hide_rejected(batch, row, now=now)
            outcomes.append(_rejected_row(import_run, position, row, *stays))
        elif row.feed_row_id in batch.accepted_ids:
            outcomes.append(_rejected_row(import_run, position, _repeated(row)))
        else:
            batch.accepted_ids.add(row.feed_row_id)
            asks = row.is_place_private
            row = places.keep_back(row)
            outcomes.append(_save_or_reject(batch, position, row, now=now))
            _mark_place(batch, row, asks=asks)
    return ImportRow.objects.bulk_create(outcomes)


@transaction.atomic
def finish_import(*, import_run: ImportRun, is_whole: bool, now: datetime) -> ImportRun:
    """The end of the feed. What it no longer has is hidden, never deleted, and only when it was
    read whole and had something in it. What whoever runs it looks after here stays."""
    note_read(source_id=not_none(import_run.source_id), now=now)
    _note_alive(import_run, now=now)
    accepted = import_run.rows.exclude(outcome=RowOutcome.REJECTED).values("feed_row_id")
    if is_whole and accepted.exists():
        missing_listings = (
            Listing.objects.select_for_update(no_key=True)
            .filter(feed=import_run.feed)
            .exclude(feed_row_id__in=accepted)
            .exclude(state=ListingState.WITHDRAWN)
            .order_by("pk")
        )
        ImportRow.objects.bulk_create(_gone_rows(import_run, list(missing_listings), now=now))
    import_run.finished_at = now
    import_run.save(update_fields=["finished_at"])
    return import_run


@transaction.atomic
def stop_import(*, import_run: ImportRun, because: str, now: datetime) -> ImportRun:
    """The feed could not be read to its end. What was kept stays; nothing is hidden."""
    note_failed(source_id=not_none(import_run.source_id), now=now)
    import_run.stopped_because = because[:MAX_REASON_CHARS]
    import_run.save(update_fields=["stopped_because"])
    return import_run


def _note_alive(import_run: ImportRun, *, now: datetime) -> None:
    """A reading that was taken for killed keeps nothing more."""
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=import_run.pk)
    check_goes_on(is_over=bool(locked.finished_at or locked.stopped_because))
    locked.alive_at = now
    locked.save(update_fields=["alive_at"])


def _keep_back_what_was_read(
    import_run: ImportRun,
    places: PlacesKeptBack,
    parsed_rows: Sequence[tuple[int, ParsedRow | RowRejected]],
    *,
    now: datetime,
) -> None:
    """What is at the place of a row of this batch that asks, and was read before it."""
    row_ids: set[str] = set()
    for _position, row in parsed_rows:
        if isinstance(row, ParsedRow) and row.is_place_private:
            row_ids |= places.add(row)
    listings = Listing.objects.select_for_update(of=("self",), no_key=True).filter(
        feed=import_run.feed, feed_row_id__in=row_ids
    )
    for listing in listings.select_related("provider__area").order_by("pk"):
        if not listing.is_place_private:
            keep_shown_place_back(listing, now=now)
    for read_row in import_run.rows.filter(feed_row_id__in=row_ids, is_place_private=False):
        read_row.is_place_private = True
        read_row.notes = [*read_row.notes, same_place_text()[:MAX_NOTE_CHARS]]
        read_row.save(update_fields=["is_place_private", "notes"])


def _parse(row: Any, *, on: date) -> ParsedRow | RowRejected:
    """A row's own fault, whatever it is, holds back that row alone."""
    try:
        return parse_row(row, on=on)
    except RowRejected as rejection:
        return rejection
    except ROW_FAULTS as fault:
        logger.warning("A row of a directory cannot be read: %s", type(fault).__name__)
        return unreadable_row(row)


def _save_or_reject(
    batch: ImportedBatch, position: int, row: ParsedRow, *, now: datetime
) -> ImportRow:
    """What the database cannot hold is the row's fault too, and leaves nothing of it behind."""
    listings, providers = dict(batch.listings), dict(batch.providers)
    try:
        with transaction.atomic():
            return _import_row(batch, position, row, now=now)
    except ROW_FAULTS as fault:
        logger.warning("A row of a directory cannot be kept: %s", type(fault).__name__)
    batch.listings, batch.providers = listings, providers
    if listing := listings.get(row.feed_row_id):
        listing.refresh_from_db()
    rejection = RowRejected(
        _("It holds something that cannot be kept."), feed_row_id=row.feed_row_id, title=row.title
    )
    batch.accepted_ids.discard(row.feed_row_id)
    stays = _hide_rejected(batch, rejection, now=now)
    return _rejected_row(batch.import_run, position, rejection, *stays)


def _mark_place(batch: ImportedBatch, row: ParsedRow, *, asks: bool) -> None:
    """Of one that asks, by what other directories and providers are known to be there; of one that
    asks no more, nothing, unless whoever speaks for it does."""
    listing = batch.listings.get(row.feed_row_id)
    if listing is None:
        return
    if asks:
        mark_place(listing, row.place_keys)
    elif row.feed_row_id in batch.marked_ids and not batch.is_spoken_for(listing):
        forget_place(listing)


def _repeated(row: ParsedRow) -> RowRejected:
    reason = _("It has the same id as a row before it.")
    return RowRejected(reason, feed_row_id=row.feed_row_id, title=row.title)


def _hide_rejected(batch: ImportedBatch, rejection: RowRejected, *, now: datetime) -> list[str]:
    """A row that is held back now and was shown before is hidden at once, unless a row before it
    has this id and stands, or whoever runs it looks after it here: that is noted."""
    listing = batch.listings.get(rejection.feed_row_id)
    if listing is None or listing.state == ListingState.WITHDRAWN:
        return []
    if batch.is_spoken_for(listing):
        return [_("What is shown stays: whoever runs it looks after it here.")]
    if rejection.feed_row_id not in batch.accepted_ids:
        hide_listing(listing, now=now)
    return []


def _import_row(batch: ImportedBatch, position: int, row: ParsedRow, *, now: datetime) -> ImportRow:
    listing = batch.listings.get(row.feed_row_id)
    row = batch.with_place_kept_back(row)
    notes = list(row.notes)
    if row.missing and listing and listing.state not in HIDDEN_STATES:
        return _outcome(batch, position, row, RowOutcome.UNCHANGED, [_unchanged_text(row), *notes])
    if row.missing:
        notes.append(_summary_only_text(row))
    if listing and is_as_published(listing, row):
        notes += location_notes(listing)
        return _outcome(batch, position, row, RowOutcome.UNCHANGED, notes)
    where_notes, kept = save_listing_of_row(batch, row, now=now)
    outcome = RowOutcome.CHANGED if listing else RowOutcome.CREATED
    return _outcome(batch, position, row, outcome, notes + where_notes, kept)


def _unchanged_text(row: ParsedRow) -> str:
    """Less than was read before would be shown: what is shown stands until it can be read again."""
    return _("its details could not be read (%(why)s): it stays as it was") % {"why": row.missing}


def _summary_only_text(row: ParsedRow) -> str:
    return _("its details could not be read (%(why)s): only its line in the list is shown") % {
        "why": row.missing
    }


def _outcome(
    batch: ImportedBatch,
    position: int,
    row: ParsedRow,
    outcome: RowOutcome,
    notes: list[str],
    kept: Sequence[ImportedPart] = (),
) -> ImportRow:
    return ImportRow(
        import_run=batch.import_run,
        position=position,
        feed_row_id=row.feed_row_id,
        title=row.title,
        outcome=outcome,
        is_place_private=row.is_place_private,
        notes=[note[:MAX_NOTE_CHARS] for note in notes],
        kept=list(kept),
    )


def _rejected_row(
    import_run: ImportRun, position: int, rejection: RowRejected, *notes: str
) -> ImportRow:
    return ImportRow(
        import_run=import_run,
        position=position,
        feed_row_id=rejection.feed_row_id,
        title=rejection.title,
        outcome=RowOutcome.REJECTED,
        notes=[note[:MAX_NOTE_CHARS] for note in (rejection.reason, *notes)],
    )


def _gone_rows(
    import_run: ImportRun, missing_listings: Sequence[Listing], *, now: datetime
) -> list[ImportRow]:
    """Hidden, but for what whoever runs it looks after here: of that, what was held back is there
    still, and has its own line."""
    spoken_for = ids_spoken_for([listing.provider_id for listing in missing_listings])
    held_back = set(import_run.rows.values_list("feed_row_id", flat=True))
    gone_rows = []
    for listing in missing_listings:
        if listing.provider_id not in spoken_for:
            hide_listing(listing, now=now)
            gone_rows.append(_gone_row(import_run, listing, RowOutcome.HIDDEN))
        elif listing.feed_row_id not in held_back:
            gone_rows.append(_gone_row(import_run, listing, RowOutcome.LEFT))
    return gone_rows


def _gone_row(import_run: ImportRun, listing: Listing, outcome: RowOutcome) -> ImportRow:
    return ImportRow(
        import_run=import_run,
        feed_row_id=listing.feed_row_id,
        title=listing.title,
        outcome=outcome,
        notes=[_("It is no longer in the feed.")],
    )
