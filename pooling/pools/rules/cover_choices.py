"""What a group may choose where a place is not covered in mid-term, and by which day (P28, P41)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from groups.rules.decisions import count_votes, default_quorum
from groups.states import DecisionOutcome
from pooling.pools.states import CoverOption, CoverOutcome

AFTER_TOLD = timedelta(days=3)
AFTER_VISIT = timedelta(days=1)
MAX_CHOICE = timedelta(days=28)
# Of two that as many are happy with, the one that asks least of anybody.
LEAST_FIRST = (
    CoverOption.CONNECTOR,
    CoverOption.FEWER_SESSIONS,
    CoverOption.WEEKS_WITHOUT,
    CoverOption.NEW_SHARE,
)


class NothingToChoose(Refused):
    code = "nothing_to_choose"


class NotAmongThese(Refused):
    code, field = "not_among_these", "options"


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


def check_options(options: Collection[str], offered: Collection[str]) -> None:
    if set(options) - set(offered):
        raise NotAmongThese(
            _("One of these can no longer be chosen."),
            next_step=_("Look at what it says now, and answer once more."),
        )


def options_offered(share_pence: int | None) -> tuple[CoverOption, ...]:
    """Where those who are left cannot cover any price, only somebody else can help."""
    return tuple(CoverOption) if share_pence is not None else (CoverOption.CONNECTOR,)


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
