"""What frees money or hides somebody is slow (P17)."""

from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.people.acting import Acting
from community.people.rules.authority import scope_in_force
from community.people.rules.representations import NothingSeen
from community.people.states import ApprovalPurpose, RepresentationScope, SlowChangeState


class NobodyLooksThere(Refused):
    code = "nobody_looks_there"


class ChangeIsOver(Refused):
    code = "change_is_over"


def check_showed(what_they_showed: str) -> None:
    """For this decision, what the person said or showed is written down."""
    if not what_they_showed.strip():
        raise NothingSeen(
            _("Say what they said or showed about this, in a line."),
            next_step=_("If you do not know yet, ask them first. Or they can do it themselves."),
            field="what_they_showed",
        )


def check_still_waits(state: str) -> None:
    if state != SlowChangeState.WAITING:
        raise ChangeIsOver(
            _("This is over: %(state)s.") % {"state": SlowChangeState(state).label},
            next_step=_("Where it was done and is not right, it can be put back on its page."),
        )


class ChangeFacts(Protocol):
    """What is read of a change that waits."""

    purpose: str
    words: str


def change_words(change: ChangeFacts, by: Acting, *, now: datetime) -> str:
    """What would change. Sums are read by the person, and by whoever may pay for them (P12)."""
    representation = by.representation
    pays = representation is None or scope_in_force(representation, now=now) == (
        RepresentationScope.PAY
    )
    if pays or change.purpose != ApprovalPurpose.FREE_MONEY:
        return change.words
    return str(ApprovalPurpose(change.purpose).label).capitalize() + "."
