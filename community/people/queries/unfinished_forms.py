"""What somebody typed and has not sent: theirs, for whom they act now, and only for a time."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from community.people.acting import Acting
from community.people.models.unfinished_forms import UnfinishedForm


def unfinished_forms_of(acting: Acting, *, now: datetime) -> QuerySet[UnfinishedForm]:
    """The newest first."""
    whose: dict[str, Any] = {"login_id": acting.login_id, "person_id": acting.person_id}
    return UnfinishedForm.objects.filter(**whose, kept_until__gt=now).order_by("-kept_at", "-pk")


def unfinished_form(form_id: int, *, now: datetime) -> UnfinishedForm | None:
    """Whoever asks compares the login and the person."""
    return (
        UnfinishedForm.objects.select_related("person")
        .filter(pk=form_id, kept_until__gt=now)
        .first()
    )
