from uuid import UUID

from django.db.models import QuerySet

from .models import AuditEntry


def entries_of_person(person_id: UUID) -> QuerySet[AuditEntry]:
    """Every deed done by or for one person, newest first: to be shown a page at a time."""
    return AuditEntry.objects.filter(for_person=person_id).order_by("-at", "-pk")
