"""What a group may choose in mid-term, where a place is not covered or to call it off, and by which
day (P28, P40, P41)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.dates import end_of_day, last_day_before
from community.common.refusals import Refused
from groups.rules.decisions import count_votes, default_quorum
from groups.states import DecisionOutcome
from pooling.pools.states import PAID_POOL_STATES, CoverOption, CoverOutcome

AFTER_TOLD = timedelta(days=3)
AFTER_VISIT = timedelta(days=1)
MAX_CHOICE = timedelta(days=28)
COVER_OPTIONS = (
    CoverOption.NEW_SHARE,
    CoverOption.FEWER_SESSIONS,
    CoverOption.WEEKS_WITHOUT,
    CoverOption.CONNECTOR,
)
CALL_OFF_OPTIONS = (CoverOption.GO_ON, CoverOption.CALL_OFF)
# Of two that as many are happy with, the one that asks least of anybody.
LEAST_FIRST = (
    CoverOption.CONNECTOR,
    CoverOption.FEWER_SESSIONS,
    CoverOption.WEEKS_WITHOUT,
    CoverOption.NEW_SHARE,
    *CALL_OFF_OPTIONS,
)


class NothingToChoose(Refused):
    code = "nothing_to_choose"


class NotAmongThese(Refused):
    code, field = "not_among_these", "options"


class NothingToCallOff(Refused):
    code = "nothing_to_call_off"


class AskedLately(Refused):
    code = "asked_lately"


@dataclass(frozen=True)
class Told:
    """When one of those who must answer was told, at a visit by the end of that day; `at` is None
    until they were."""

    at: datetime | None
    in_person: bool


def earliest_close(asked_at: datetime, told: Iterable[Told], *, gap_days: int) -> datetime:
    """Not before the days of the terms, nor before each who must answer was told and had theirs;
    whoever has not been told is waited for."""
    times = [_answers_by(each) for each in told]
    if None in times:
        return asked_at + MAX_CHOICE
    return max([asked_at + timedelta(days=gap_days), *(time for time in times if time)])


def end_of_last_day(moment: datetime) -> datetime:
    """The page names a day, so the whole of it is theirs."""
    return end_of_day(last_day_before(moment))


def _answers_by(told: Told) -> datetime | None:
    if told.at is None:
        return None
    if told.in_person:
        return told.at + AFTER_VISIT
    return told.at + AFTER_TOLD


def check_can_choose(is_asked: bool) -> None:
    if not is_asked:
        raise NothingToChoose(
            _("There is nothing to choose here now."),
            next_step=_("Look at the page of the shared cost to see where it is."),
        )


def check_can_ask_to_call_off(
    pool_state: str, last_opened_at: datetime | None, now: datetime
) -> None:
    """Once money is in; and a group is not asked again and again: once in 28 days."""
    if pool_state not in PAID_POOL_STATES:
        raise NothingToCallOff(
            _("Nothing is paid for here, so there is nothing for your group to call off."),
            next_step=_("You can say “not this time” for yourself."),
        )
    if last_opened_at is not None and now < last_opened_at + MAX_CHOICE:
        raise AskedLately(
            _("Your group was asked this lately, and is not asked again for four weeks."),
            next_step=_(
                "You can stop for yourself. “Where to turn” says who talks it over with you."
            ),
        )


def check_options(options: Collection[str], offered: Collection[str]) -> None:
    if set(options) - set(offered):
        raise NotAmongThese(
            _("One of these can no longer be chosen."),
            next_step=_("Look at what it says now, and answer once more."),
        )


def options_offered(share_pence: int | None) -> tuple[CoverOption, ...]:
    """Where those who are left cannot cover any price, only somebody else can help."""
    return COVER_OPTIONS if share_pence is not None else (CoverOption.CONNECTOR,)


def is_missed(answered: int, *, counted: int) -> bool:
    """Whether too few answered: half of those who are counted, at least two (P43)."""
    return answered < default_quorum(counted)


def count_cover_ballots(
    ballots: Sequence[Collection[str]], offered: Collection[CoverOption], *, counted: int
) -> CoverOutcome:
    """What most are happy with; nothing, where too few answered."""
    rank = {option: LEAST_FIRST.index(option) for option in offered}
    result = count_votes(
        [frozenset(CoverOption(option) for option in ballot) for ballot in ballots],
        rank,
        quorum=default_quorum(counted),
        members=counted,
        was_level=True,
    )
    if result.outcome != DecisionOutcome.CHOSEN:
        return CoverOutcome.NOTHING
    return CoverOutcome(result.winners[0])


def sessions_afforded(count: int, agreed_pence: int, share_pence: int) -> int:
    """Of `count` sessions, as many as cost nobody more in all than they have agreed to."""
    return max(1, min(count, count * agreed_pence // share_pence))


def choose_sessions[T](starts: Sequence[T], number: int, option: str) -> list[T]:
    """Which of them are held: the first, or with weeks between."""
    if option == CoverOption.WEEKS_WITHOUT:
        return [starts[place * len(starts) // number] for place in range(number)]
    return list(starts[:number])


def most_agreed(agreed: Mapping[int, int]) -> int:
    return max(agreed.values(), default=0)
