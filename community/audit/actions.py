from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from .actors import Actor
from .deeds import Deed
from .models import AuditEntry


def record_deed(
    *,
    by: Actor,
    deed: Deed,
    about: str,
    for_person: UUID | None = None,
    note: str = "",
    now: datetime,
) -> AuditEntry:
    """Write one line in the caller's transaction: if the deed is undone, so is its line.

    `by` is an Acting of community.people; `about` is "pool:12". A person reads the line in their
    own history: `for_person`, else the person for whom `by` acts.
    """
    entry = _entry(by, deed, about, for_person, now)
    entry.note = note
    entry.save()
    return entry


def record_deeds(
    deeds: Iterable[tuple[Deed, str]], *, by: Actor, for_person: UUID | None = None, now: datetime
) -> list[AuditEntry]:
    """A line for each (deed, what it is about), as `record_deed`, in one statement."""
    return AuditEntry.objects.bulk_create(
        [_entry(by, deed, about, for_person, now) for deed, about in deeds]
    )


def _entry(by: Actor, deed: Deed, about: str, for_person: UUID | None, now: datetime) -> AuditEntry:
    return AuditEntry(
        at=now,
        deed=deed,
        about=about,
        login_id=by.login_id,
        representation_id=by.representation_id,
        for_person=for_person or by.person_id,
        on_paper=by.on_paper,
    )
