"""Steps that cost nothing yet: two persons agree, or nobody says no (P38, P39)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from groups.states import CarriedBy, MotionPurpose

WAIT_FOR_A_NO = timedelta(days=3)
# Nothing takes it back: whoever made an offer has been told no, or of the new words, or the group
# can be ended again.
FINAL_PURPOSES = frozenset(
    {
        MotionPurpose.SEND_CHANGES,
        MotionPurpose.CLOSE_BRIEF,
        MotionPurpose.KEEP_GROUP,
        MotionPurpose.BEGIN_AGAIN,
    }
)
# Never by nobody's no: a group neither ends nor begins again because somebody did not look.
NEVER_BY_WAITING = frozenset(
    {MotionPurpose.END_GROUP, MotionPurpose.KEEP_GROUP, MotionPurpose.BEGIN_AGAIN}
)
LONGEST_WAIT = timedelta(days=28)
SETTLES_AFTER = timedelta(days=7)  # of a step about the group itself: its taking back is over
VERSION_CHARS = 6
SMALL_GROUP = 2  # both agree, or one and the connector: nobody is outvoted by not looking


class CountsOnce(Refused):
    code = "counts_once"


class DigestNeeded(Refused):
    code, field = "digest_needed", "digest"


class StepIsOver(Refused):
    code = "step_is_over"


class ProposedAlready(Refused):
    code = "proposed_already"


class SomethingRestsOnIt(Refused):
    code = "something_rests_on_it"


class NotYoursToTakeBack(Refused):
    code = "not_yours_to_take_back"


class OtherSheet(Refused):
    code, field = "other_sheet", "version"


class TwoCanActThemselves(Refused):
    code = "two_can_act_themselves"


def carried_by(*, agreed: int, people: int) -> CarriedBy | None:
    """By whose word it is done now; None while it waits. `agreed`: each through other hands."""
    if people == 1:
        return CarriedBy.ALONE
    return CarriedBy.TWO if agreed >= 2 else None


def is_nobodys_no(
    told_at: Collection[datetime | None], *, noes: int, people: int, now: datetime
) -> bool:
    """Has nobody said no, three days after the last of the others was told? `told_at` is theirs who
    can be told, None where one has not been. In a group of two, waiting is no answer."""
    if noes or people <= SMALL_GROUP or not told_at:
        return False
    moments = [moment for moment in told_at if moment is not None]
    return len(moments) == len(told_at) and now >= max(moments) + WAIT_FOR_A_NO


def is_waited_for_long_enough(proposed_at: datetime, now: datetime) -> bool:
    return now >= proposed_at + LONGEST_WAIT


def too_few_can_act(*, people: int, with_login: int) -> bool:
    """May an advocate or a connector give the second word? `with_login`: who is here and signs in
    for themselves."""
    return people <= SMALL_GROUP or with_login < 2


def check_too_few_can_act(*, people: int, with_login: int) -> None:
    if not too_few_can_act(people=people, with_login=with_login):
        raise TwoCanActThemselves(
            _("Two people of this group can say this themselves."),
            next_step=_("Ask somebody of the group to look at it."),
        )


def check_counts(login_id: int | None, agreed_login_ids: Collection[int | None]) -> None:
    if login_id in agreed_login_ids:
        raise CountsOnce(
            _("You have said yes to this already, so it needs somebody else."),
            next_step=_(
                "A second person says it by signing in themselves, or on paper that another "
                "worker enters."
            ),
        )


def check_same_day(named_day: object, proposed_day: object) -> None:
    """Whoever names another last day does not agree to what was proposed."""
    if named_day not in (None, proposed_day):
        raise ProposedAlready(
            _("Somebody has proposed this already, with another last day."),
            next_step=_("Look at what is proposed: you can agree to it, or say no."),
        )


def check_same_reason(named_reason: str, proposed_reason: str) -> None:
    if named_reason not in ("", proposed_reason):
        raise ProposedAlready(
            _("Somebody has proposed this already, with another reason."),
            next_step=_("Look at what is proposed: you can agree to it, or say no."),
        )


def version_of(digest: str) -> str:
    """What a printed sheet bears, of the digest of what it asks."""
    return digest[:VERSION_CHARS].upper()


def check_sheet(sheet_version: str, version: str) -> None:
    """An answer on paper is to what the sheet said. Without a version, there was no sheet."""
    if sheet_version.strip().upper() not in ("", version):
        raise OtherSheet(
            _("Their sheet is of another version: what it asks has changed since."),
            next_step=_(
                "Nothing is entered. Show them what it says now, or give them a new sheet. What"
                " they say to that is entered without a version."
            ),
        )


def check_waits(*, waits: bool) -> None:
    if not waits:
        raise StepIsOver(
            _("This is not waiting for an answer any more."),
            next_step=_("Look at the group’s page to see how it went."),
        )


def check_nothing_rests(*, rests: bool) -> None:
    if rests:
        raise SomethingRestsOnIt(
            _("Something rests on this by now, so it cannot be taken back."),
            next_step=_("You can still say not now to what comes next."),
        )


def check_theirs_to_take_back(*, is_theirs: bool) -> None:
    if not is_theirs:
        raise NotYoursToTakeBack(
            _("One of those who agreed to it can take this back."),
            next_step=_("You can tell them, or say no to what comes next."),
        )


def check_says_what_was_shown(*, has_agreed: bool, digest: str | None) -> None:
    """Somebody has proposed it already, so that this is a yes: to what was shown."""
    if not has_agreed and digest is None:
        raise DigestNeeded(
            _("Somebody has proposed this already, so this would agree to it."),
            next_step=_("Read what they propose, and send the “digest” that GET motions/ gives."),
        )
