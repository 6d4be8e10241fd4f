"""Changes that wait: of a person, untold, answered, and those that count now (P17)."""

from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.states import ApprovalPurpose, ApprovalState, SlowChangeState

NOT_FOR_WHO_ACTS = (ApprovalPurpose.GET_BACK_IN, ApprovalPurpose.REACH)


def waiting_changes_of(by: Acting) -> list[SlowChange]:
    """What waits for a person, the newest first."""
    return list(_changes_of(by).filter(state=SlowChangeState.WAITING).order_by("-pk"))


def way_back_of(by: Acting) -> SlowChange | None:
    """Another way to sign in that waits for the person."""
    waiting = _changes_of(by).filter(state=SlowChangeState.WAITING)
    return waiting.filter(purpose=ApprovalPurpose.GET_BACK_IN).first()


def slow_change_of(change_id: int, by: Acting) -> SlowChange:
    """A person's own, over or not; anybody else's is not there."""
    return or_not_found(_changes_of(by).filter(pk=change_id).first())


def _changes_of(by: Acting) -> QuerySet[SlowChange]:
    """How they sign in and are reached is not there for whoever acts for them (P12)."""
    changes = SlowChange.objects.filter(person_id=or_not_found(by.person_id))
    if by.representation is not None:
        changes = changes.exclude(purpose__in=NOT_FOR_WHO_ACTS)
    return changes.select_related("requested_by")


def untold_changes() -> list[SlowChange]:
    """Those whose message may have reached the person since we last looked."""
    untold = SlowChange.objects.filter(state=SlowChangeState.WAITING, told_at__isnull=True)
    return list(untold.select_related("requested_by", "person__login").order_by("pk"))


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
