"""Which directories are read here: added, read each night, paused."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from community.common.changes import values_of
from community.common.refusals import or_not_found
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.places.models.areas import Area
from providers.actions.transitions import transition_source
from providers.deeds import ProviderDeed
from providers.models.imports import DirectorySource
from providers.rules.directories import (
    check_has_address,
    check_source_and_licence,
    next_night,
    retry_at,
)
from providers.states import SourceState


@dataclass(frozen=True)
class SourceFacts:
    """`feed` is what its rows are known by: always the same. With no address it is a file."""

    feed: str
    area: Area
    name: str
    licence_name: str
    licence_url: str
    address: str = ""
    middle_postcode: str = ""


@transaction.atomic
def save_source(*, facts: SourceFacts, by: Acting, now: datetime) -> DirectorySource:
    """Add a directory, or change what is said of it. Read by itself only once that is asked for."""
    check_source_and_licence(facts.name, facts.licence_name, facts.licence_url)
    known = DirectorySource.objects.select_for_update(no_key=True).filter(feed=facts.feed).first()
    if known and known.state != SourceState.PAUSED:
        check_has_address(facts.address)
    source = known or DirectorySource(added_at=now)
    before = values_of(source) if known else {}
    for field in fields(facts):
        setattr(source, field.name, getattr(facts, field.name))
    if values_of(source) == before:
        return source
    source.save()
    record_deed(
        by=by,
        deed=ProviderDeed.SAVE_DIRECTORY,
        about=f"directory:{source.pk}",
        note=source.feed,
        now=now,
    )
    return source


@transaction.atomic
def resume_source(*, source_id: int, by: Acting, now: datetime) -> DirectorySource:
    """Read it each night, from the next one. Twice is the same as once."""
    source = _lock(source_id)
    if source.state != SourceState.PAUSED:
        return source
    check_has_address(source.address)
    source.next_at, source.failed_in_a_row = next_night(now), 0
    transition_source(source, SourceState.ON, by=by, now=now)
    return source


@transaction.atomic
def pause_source(*, source_id: int, by: Acting, now: datetime) -> DirectorySource:
    """What came of it stays as it is. Twice is the same as once."""
    source = _lock(source_id)
    if source.state == SourceState.PAUSED:
        return source
    source.next_at = None
    transition_source(source, SourceState.PAUSED, by=by, now=now)
    return source


@transaction.atomic
def note_read(*, source_id: int, now: datetime) -> None:
    """It was read to its end: again in the next night."""
    source = _lock(source_id)
    source.failed_in_a_row = 0
    _plan(source, SourceState.ON, next_night(now), now=now)


@transaction.atomic
def note_failed(*, source_id: int, now: datetime) -> None:
    """It was not: again in an hour, then in three, then in the night."""
    source = _lock(source_id)
    source.failed_in_a_row = min(source.failed_in_a_row + 1, 100)
    _plan(source, SourceState.FAILING, retry_at(source.failed_in_a_row, now), now=now)


def _plan(source: DirectorySource, state: SourceState, next_at: datetime, *, now: datetime) -> None:
    """One that is paused stays paused."""
    if source.state != SourceState.PAUSED:
        source.next_at = next_at
    if source.state in (SourceState.PAUSED, state):
        source.save(update_fields=["next_at", "failed_in_a_row"])
    else:
        transition_source(source, state, by=SYSTEM, now=now)


def _lock(source_id: int) -> DirectorySource:
    locked = DirectorySource.objects.select_for_update(no_key=True)
    return or_not_found(locked.filter(pk=source_id).first())
