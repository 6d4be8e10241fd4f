from uuid import UUID

from django.db.models import QuerySet

from .deeds import deeds_with_words
from .models import AuditEntry


def entries_of_person(person_id: UUID) -> QuerySet[AuditEntry]:
    """Every deed done by or for one person, newest first: to be shown a page at a time. Without
    the steps of the service itself."""
    entries = AuditEntry.objects.filter(for_person=person_id, deed__in=deeds_with_words())
    return entries.order_by("-at", "-pk")
