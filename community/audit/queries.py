from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from community.common.refusals import or_not_found

from .deeds import deeds_with_words
from .models import AuditEntry


def entries_of_person(person_id: UUID, *formerly: UUID) -> QuerySet[AuditEntry]:
    """Every deed done by or for one person, newest first: to be shown a page at a time. Without
    the steps of the service itself. `formerly`: by what other numbers they were known."""
    entries = AuditEntry.objects.filter(
        for_person__in=[person_id, *formerly], deed__in=deeds_with_words()
    )
    return entries.order_by("-at", "-pk")


def entry_of_person(entry_id: int, person_id: UUID | None, *formerly: UUID) -> AuditEntry:
    """One line of a person's history. For anybody else it is not there."""
    entries = entries_of_person(person_id, *formerly) if person_id else AuditEntry.objects.none()
    return or_not_found(entries.filter(pk=entry_id).first())


def audit_entries(entry_ids: Iterable[int]) -> QuerySet[AuditEntry]:
    """Lines that somebody named to whoever is to look at them."""
    return AuditEntry.objects.filter(pk__in=entry_ids)
