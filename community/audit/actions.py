from datetime import datetime
from uuid import UUID

from .models import AuditEntry


def record_deed(
    *, by, deed: str, about: str, for_person: UUID | None = None, note: str = "", now: datetime
) -> AuditEntry:
    """Write one line in the caller's transaction: if the deed is undone, so is its line.

    `by` is an Acting (community.people): it carries login_id, person_id, representation_id.
    """
    return AuditEntry.objects.create(
        at=now,
        deed=deed,
        about=about,
        login_id=by.login_id,
        representation_id=by.representation_id,
        for_person=for_person or by.person_id,
        on_paper=by.on_paper,
        note=note,
    )
