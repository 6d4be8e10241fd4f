"""What waits for a second person."""

from uuid import UUID

from django.db.models import Q, QuerySet

from community.common.refusals import or_not_found
from community.people.models.approvals import StaffApproval
from community.people.states import (
    ApprovalPurpose,
    ApprovalState,
)
from community.places.models.areas import Area


def waiting_approvals(area_ids: list[int], login_id: int) -> list[StaffApproval]:
    """What a second person is asked to look at in these areas, the oldest first; not what this
    login asked for or gains by."""
    return list(_waiting_approvals(area_ids, login_id).order_by("requested_at", "pk"))


def waiting_approval(approval_id: int, area_ids: list[int], login_id: int) -> StaffApproval:
    """One of them. For anybody else it is not there."""
    approvals = _waiting_approvals(area_ids, login_id)
    return or_not_found(approvals.filter(pk=approval_id).first())


def check_approval_in_areas(approval_id: int, area_ids: list[int]) -> None:
    """Whether there is one in these areas, answered or not; in another it is not there."""
    or_not_found(StaffApproval.objects.filter(pk=approval_id, area_id__in=area_ids).first())


def area_asked_to_say_yes(person_id: UUID) -> Area | None:
    """Into which a person has moved, where nobody there has answered yet (P21)."""
    waiting = StaffApproval.objects.filter(
        person_id=person_id, purpose=ApprovalPurpose.MOVE_HERE, state=ApprovalState.WAITING
    )
    approval = waiting.select_related("area").first()
    return approval.area if approval else None


def _waiting_approvals(area_ids: list[int], login_id: int) -> QuerySet[StaffApproval]:
    is_own = Q(requested_by_id=login_id) | Q(for_login_id=login_id)
    own = StaffApproval.objects.filter(is_own)
    return (
        StaffApproval.objects.filter(area_id__in=area_ids, state=ApprovalState.WAITING)
        .exclude(pk__in=own.values("pk"))
        .select_related("person", "requested_by")
    )
