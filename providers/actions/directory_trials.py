"""Trying a directory from a page: asked for, read by a worker, and nothing kept but the report."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common import clock
from community.common.lifecycle import not_none
from community.common.refusals import Refused, or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from providers.actions.directory_readings import try_directory
from providers.actions.directory_sources import SourceFacts
from providers.actions.imports import MAX_REASON_CHARS
from providers.deeds import ProviderDeed
from providers.feed.errors import FeedError
from providers.models.imports import DirectorySource, ImportRow, ImportRun
from providers.rules.directories import check_has_address

ROWS_BETWEEN = 20  # after so many rows its page says how far it is


@transaction.atomic
def ask_for_trial(*, source_id: int, by: Acting, now: datetime) -> ImportRun:
    """By a connector of its area. Asked again while it waits or is read, it is the same one."""
    sources = DirectorySource.objects.select_for_update(no_key=True)
    source = or_not_found(sources.filter(pk=source_id).first())
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, source.area_id)
    check_has_address(source.address)
    unfinished = source.import_runs.filter(is_trial=True, finished_at=None, stopped_because="")
    if same := unfinished.first():
        return same
    trial = ImportRun.objects.create(
        source=source, feed=source.feed, area_id=source.area_id, began_at=now, is_trial=True
    )
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.TRY_DIRECTORY,
        about=f"import:{trial.pk}",
        note=source.feed,
        now=now,
    )
    return trial


def run_trial(*, trial_id: int, now: Callable[[], datetime] = clock.now) -> None:
    """By one worker. One that was killed is not begun again: it says that it was cut off."""
    trial = _begin(trial_id, now())
    if trial is None:
        return
    source = not_none(trial.source)
    facts = SourceFacts(
        **{field.name: getattr(source, field.name) for field in fields(SourceFacts)}
    )
    read = 0

    def on_row(total: int | None) -> None:
        nonlocal read
        read += 1
        if read % ROWS_BETWEEN == 1:
            _note_progress(trial_id, read, total, now())

    try:
        reading = try_directory(facts=facts, where=source.address, on_row=on_row, now=now)
    except (FeedError, Refused) as error:
        _end(trial_id, [], because=str(error), now=now())
    except BaseException:
        _end(trial_id, [], because=_("It was interrupted."), now=now())
        raise
    else:
        _end(trial_id, reading.report.rows, now=now())


@transaction.atomic
def _begin(trial_id: int, now: datetime) -> ImportRun | None:
    trials = ImportRun.objects.select_for_update(of=("self",), no_key=True)
    trial = trials.select_related("source__area").get(pk=trial_id)
    if trial.finished_at or trial.stopped_because:
        return None
    if trial.alive_at is not None:
        trial.stopped_because = _("It was interrupted.")
        trial.save(update_fields=["stopped_because"])
        return None
    trial.alive_at = now
    trial.save(update_fields=["alive_at"])
    return trial


def _note_progress(trial_id: int, read: int, total: int | None, now: datetime) -> None:
    of_trial = ImportRun.objects.filter(pk=trial_id)
    of_trial.update(rows_read=read, rows_expected=total, alive_at=now)


@transaction.atomic
def _end(trial_id: int, rows: list[ImportRow], *, because: str = "", now: datetime) -> None:
    trial = ImportRun.objects.select_for_update(no_key=True).get(pk=trial_id)
    for row in rows:
        row.pk, row.import_run = None, trial
    ImportRow.objects.bulk_create(rows, batch_size=1000)
    trial.stopped_because = because[:MAX_REASON_CHARS]
    trial.finished_at = None if because else now
    trial.save(update_fields=["stopped_because", "finished_at"])
