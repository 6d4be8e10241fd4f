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
from community.common.working_time import add_working_days
from groups.states import BriefState, DecisionOutcome

DECISION_PERIOD = timedelta(days=7)
MIN_DECISION_DAYS = 3  # from when the last voter was told (P41)
MAX_DECISION_DAYS = 28
VISIT_DAYS = 7  # till somebody who is told at visits is likely to be
DAY_AFTER_VISIT = timedelta(days=1)
SHEETS_OUT_DAYS = 2  # working days that counting waits for paper (P42)
COUNTED_GROUP = 5  # under it, only what was chosen is said: a number would tell who (P43)


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


class GivenOutOfRange(Refused):
    code, field = "given_out_of_range", "given_on"


class LaterAnswerStands(Refused):
    code = "later_answer_stands"


@dataclass(frozen=True)
class WaitedFor:
    """Somebody who has a voice and has not answered. `told_on` is None until they were told."""

    told_on: date | None
    is_at_visits: bool
    has_sheet: bool


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
    first, last = on + timedelta(days=MIN_DECISION_DAYS), on + timedelta(days=MAX_DECISION_DAYS)
    if not first <= closes_on <= last:
        raise ClosesOutOfRange(
            _("Choose a day from three days on, and within four weeks."),
            next_step=_("A week gives people time to think."),
        )


def last_day_to_answer(
    waited_for: Collection[WaitedFor], *, named_day: date, opened_on: date, on: date
) -> date:
    """The day that was named, or a later one where somebody was told late: three days after they
    were, or the day after the visit at which they were. Never more than four weeks in all (P41)."""
    days = [named_day, *(_last_day_for(each, on) for each in waited_for)]
    return max(named_day, min(max(days), opened_on + timedelta(days=MAX_DECISION_DAYS)))


def _last_day_for(voter: WaitedFor, on: date) -> date:
    if voter.is_at_visits:
        visit_on = voter.told_on or on + timedelta(days=VISIT_DAYS)
        return visit_on + DAY_AFTER_VISIT
    return (voter.told_on or on) + timedelta(days=MIN_DECISION_DAYS)


def waits_for_sheets(waited_for: Collection[WaitedFor]) -> bool:
    """Is paper out that somebody may have filled in before it closed?"""
    return any(each.is_at_visits or each.has_sheet for each in waited_for)


def sheets_are_in_by(closes_at: datetime, *, nation: str) -> datetime:
    """Until when counting waits for them."""
    return add_working_days(closes_at, SHEETS_OUT_DAYS, nation=nation)


def check_given_on(given_on: date, *, opened_on: date, last_day: date, on: date) -> None:
    """A sheet counts by the day on which it was given (P42)."""
    if given_on > min(last_day, on):
        raise GivenOutOfRange(
            _("It was given after the last day to answer, or that day is still to come."),
            next_step=_("Look at the day again. What the group chose can be read on its page."),
        )
    if given_on < opened_on:
        raise GivenOutOfRange(_("The group was not choosing yet on that day."))


def check_not_later(given_on: date, answered_on: date | None) -> None:
    if answered_on is not None and answered_on > given_on:
        raise LaterAnswerStands(
            _("They have answered again since that sheet, so the later answer stands."),
            next_step=_("If the sheet is what they want, they can say so once more."),
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
