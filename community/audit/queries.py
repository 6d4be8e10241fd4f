from uuid import UUID

from django.db.models import QuerySet

from .models import AuditEntry


def entries_about(about: str) -> QuerySet[AuditEntry]:
    """Every deed about one thing, oldest first."""
    return AuditEntry.objects.filter(about=about).order_by("at", "pk")


def entries_of_person(person_id: UUID) -> QuerySet[AuditEntry]:
    """Every deed done by or for one person, newest first."""
    return AuditEntry.objects.filter(for_person=person_id).order_by("-at", "-pk")
