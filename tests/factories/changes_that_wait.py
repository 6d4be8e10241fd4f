"""A change that waits: told of by message, looked at by a second person, and swept."""

from datetime import datetime

from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.actions.slow_changes import asked_key
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.models.logins import Role
from community.people.states import RoleKind
from community.people.tasks import sweep_slow_changes
from tests.factories.supply import NOW, area, make_login


def message_goes(change: SlowChange, at: datetime = NOW) -> None:
    """The person is told by the message to them."""
    Message.objects.filter(key=asked_key(change.pk)).update(state="sent", sent_at=at)
    sweep_slow_changes.func()


def second_answers(change: SlowChange, *, agrees: bool = True, by: Acting | None = None) -> None:
    """An officer of the area, who did not ask."""
    if by is None:
        by = make_login(f"second-of-{change.pk}")
        Role.objects.create(
            login=by.login, kind=RoleKind.COUNCIL_OFFICER, area=area(), started_at=NOW
        )
    answer_approval(
        approval_id=StaffApproval.objects.get(about=f"slow_change:{change.pk}").pk,
        agrees=agrees,
        seen_words="They pointed at the new house on the map.",
        by=by,
        now=NOW,
    )
