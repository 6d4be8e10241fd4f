"""Changes that wait: of a person, untold, answered, and those that count now (P17)."""

from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from community.common.refusals import or_not_found
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.states import ApprovalPurpose, ApprovalState, SlowChangeState


def waiting_changes_of(person_id: UUID) -> list[SlowChange]:
    """What waits for a person, the newest first."""
    waiting = SlowChange.objects.filter(person_id=person_id, state=SlowChangeState.WAITING)
    return list(waiting.select_related("requested_by").order_by("-pk"))


def slow_change_of(change_id: int, person_id: UUID | None) -> SlowChange:
    """A person's own, over or not; anybody else's is not there."""
    changes = SlowChange.objects.filter(pk=change_id, person_id=or_not_found(person_id))
    return or_not_found(changes.select_related("requested_by").first())


def untold_changes() -> list[SlowChange]:
    """Those whose message may have reached the person since we last looked."""
    untold = SlowChange.objects.filter(state=SlowChangeState.WAITING, told_at__isnull=True)
    return list(untold.select_related("requested_by").order_by("pk"))


def refused_change_ids() -> list[int]:
    """Those to which a second person has said no."""
    return _ids(_answered(ApprovalState.REFUSED))


def counting_change_ids(purpose: ApprovalPurpose, now: datetime) -> list[int]:
    """Those that count now and are still to be done."""
    return _ids(_counting(now).filter(purpose=purpose))


def counts_now(change_id: int, now: datetime) -> bool:
    """Whether one that waits counts."""
    return _counting(now).filter(pk=change_id).exists()


def _counting(now: datetime) -> QuerySet[SlowChange]:
    return _answered(ApprovalState.AGREED).filter(told_at__lte=now - WAIT_BEFORE_DECIDING)


def _answered(state: ApprovalState) -> QuerySet[SlowChange]:
    about = Concat(Value("slow_change:"), Cast(OuterRef("pk"), CharField()))
    answers = StaffApproval.objects.filter(about=about, state=state)
    return SlowChange.objects.filter(Exists(answers), state=SlowChangeState.WAITING)


def _ids(changes: QuerySet[SlowChange]) -> list[int]:
    return list(changes.order_by("pk").values_list("pk", flat=True))
