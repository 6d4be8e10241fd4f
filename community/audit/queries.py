from uuid import UUID

from django.db.models import QuerySet

from .models import Deed


def deeds_about(about: str) -> QuerySet[Deed]:
    """Every deed about one thing, oldest first."""
    return Deed.objects.filter(about=about).order_by("at", "pk")


def deeds_for(person_id: UUID) -> QuerySet[Deed]:
    """Every deed done by or for one person, newest first."""
    return Deed.objects.filter(for_person=person_id).order_by("-at", "-pk")
