"""One person, one voice, by approval: who may answer, and what the answers add up to.

Everybody ticks each offer they would be happy with; ticking none says "none of these". The offer
that most are happy with is chosen, if enough people answered and more of them are happy with it
than said "none of these". Level: the group is asked again among those; level once more: the one
that needs the fewest people to go ahead, as it leaves nobody out when somebody cannot come.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from groups.states import BriefState, DecisionOutcome

DECISION_PERIOD = timedelta(days=7)
MAX_DECISION_DAYS = 60


class TooSoonToDecide(Refused):
    code = "answers_still_coming"


class ClosesOutOfRange(Refused):
    code, field = "closes_out_of_range", "closes_on"


class DecisionIsClosed(Refused):
    code = "choice_is_closed"


class JoinedAfterOpening(Refused):
    code = "began_before_they_came"


class NotACandidate(Refused):
    code, field = "not_among_these", "approves"


class StillOpen(Refused):
    code = "choice_still_open"


@dataclass(frozen=True)
class VoteResult[T]:
    """`winners` is the one that is chosen, or those that are level."""

    outcome: DecisionOutcome
    winners: tuple[T, ...] = ()


def default_quorum(members: int) -> int:
    """Half of the group, rounded up; at least two, unless somebody is alone."""
    return max(-(-members // 2), min(2, members))


def check_can_open(state: str) -> None:
    if state == BriefState.ASKING:
        raise TooSoonToDecide(
            _("Answers may still come in."),
            next_step=_("Wait for the day you asked for answers by, or stop taking answers."),
        )
    if state != BriefState.COMPARING:
        raise TooSoonToDecide(_("There is nothing to choose between here."))


def check_closes_on(closes_on: date, on: date) -> None:
    if not on < closes_on <= on + timedelta(days=MAX_DECISION_DAYS):
        raise ClosesOutOfRange(
            _("Choose a day after today, and within two months."),
            next_step=_("A week gives people time to think."),
        )


def check_open(closes_at: datetime, closed_at: datetime | None, now: datetime) -> None:
    if closed_at is not None or now >= closes_at:
        raise DecisionIsClosed(
            _("The group has finished choosing."),
            next_step=_("You can look at what was chosen."),
        )


def check_over(closes_at: datetime, now: datetime) -> None:
    if now < closes_at:
        raise StillOpen(_("People can still answer."))


def joined_after_opening() -> JoinedAfterOpening:
    return JoinedAfterOpening(
        _("This choice began before you came into the group, so you have no voice in this one."),
        next_step=_(
            "You will have one in the next. If there is a cost to share afterwards, you can still "
            "say yes to it: being in the group never depends on a choice."
        ),
    )


def check_can_vote(is_voter: bool) -> None:
    """Who was in the group when it opened. Without this, a choice could be packed (C14)."""
    if not is_voter:
        raise joined_after_opening()


def check_candidates(offer_ids: Collection[int], candidate_ids: Collection[int]) -> None:
    if set(offer_ids) - set(candidate_ids):
        raise NotACandidate(
            _("One of these offers can no longer be chosen."),
            next_step=_("Look at the offers again and answer once more."),
        )


def count_votes[T](
    ballots: Sequence[Set[T]],
    candidates: Mapping[T, int],
    *,
    quorum: int,
    members: int,
    was_level: bool,
) -> VoteResult[T]:
    """What the answers add up to. `members` are those with a voice who are still in the group.

    `ballots` is one set of approved offers a person, empty for "none of these", which may hold
    an offer taken back since; `candidates` is {offer: fewest people it works with} of those that
    may still be chosen; `was_level`: the group was asked again because it was level.
    """
    if not ballots or len(ballots) < min(quorum, members):
        return VoteResult(DecisionOutcome.TOO_FEW)
    happy = {offer: sum(offer in ballot for ballot in ballots) for offer in candidates}
    none_of_these = sum(not ballot for ballot in ballots)
    happiest = max(happy.values(), default=0)
    if happiest <= none_of_these:
        return VoteResult(DecisionOutcome.NONE)
    best = [offer for offer in candidates if happy[offer] == happiest]
    if was_level:
        fewest = min(candidates[offer] for offer in best)
        best = [offer for offer in best if candidates[offer] == fewest]
    outcome = DecisionOutcome.CHOSEN if len(best) == 1 else DecisionOutcome.LEVEL
    return VoteResult(outcome, tuple(best))
