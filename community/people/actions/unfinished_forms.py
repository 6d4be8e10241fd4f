"""Keep what somebody typed and could not send, or goes on with another day; and forget it again.

None of this is a deed: nothing is said to anybody yet.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from community.people.models.representations import Representation
from community.people.models.unfinished_forms import UnfinishedForm
from community.people.states import RepresentationState

# The session ended under their hands; and what somebody kept by a press (M120: "after a year").
KEPT_FOR_SIGNING_IN = timedelta(hours=1)
KEPT_BY_A_PRESS = timedelta(days=400)
MAX_KEPT = 20  # of one login: beyond that the oldest goes


@transaction.atomic
def keep_unfinished_form(
    *,
    login_id: int,
    person_id: UUID | None,
    page: str,
    typed: str,
    began_from: str = "",
    kept_for: timedelta,
    now: datetime,
) -> UnfinishedForm:
    """In place of what was kept of the same page before."""
    of_page: dict[str, Any] = {"login_id": login_id, "person_id": person_id, "page": page}
    form, _is_new = UnfinishedForm.objects.update_or_create(
        **of_page,
        defaults={
            "typed": typed,
            "began_from": began_from,
            "kept_at": now,
            "kept_until": now + kept_for,
        },
    )
    newest = UnfinishedForm.objects.filter(login_id=login_id).order_by("-kept_at", "-pk")
    UnfinishedForm.objects.filter(pk__in=newest.values("pk")[MAX_KEPT:]).delete()
    return form


def forget_unfinished_form(*, form_id: int, login_id: int | None = None) -> None:
    """Sent, thrown away, or asked for by another login than `login_id`."""
    forms = UnfinishedForm.objects.filter(pk=form_id)
    (forms if login_id is None else forms.filter(login_id=login_id)).delete()


def forget_old_unfinished_forms(*, now: datetime) -> int:
    """How many were forgotten: past their time, or for somebody for whom one acts no more."""
    acts = Representation.objects.filter(
        login_id=OuterRef("login_id"),
        person_id=OuterRef("person_id"),
        state=RepresentationState.ACTIVE,
    )
    old = UnfinishedForm.objects.filter(kept_until__lte=now)
    ended = (
        UnfinishedForm.objects.filter(person__isnull=False)
        .exclude(person__login=F("login"))
        .exclude(Exists(acts))
    )
    return old.delete()[0] + ended.delete()[0]
