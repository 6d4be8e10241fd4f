"""A missed place, by the provider's own rule (P27): until when it is told in time, and what goes
back. Plain facts in, moments and pence out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from community.common.clock import LONDON
from providers.states import MissedRule


def last_moment_to_tell(starts_at: datetime, notice_hours: int) -> datetime:
    """By the clock on the wall: "two days before" is the same time of day two days before, also
    where the clocks change between."""
    return starts_at.astimezone(LONDON) - timedelta(hours=notice_hours)


def is_told_in_time(told_at: datetime | None, starts_at: datetime, notice_hours: int) -> bool:
    """Counted from when the person told anybody. Who told nobody did not tell in time."""
    return told_at is not None and told_at <= last_moment_to_tell(starts_at, notice_hours)


def missed_refunds(
    session_pence: Sequence[int], *, rule: str, in_time: bool, is_waived: bool
) -> tuple[int, ...]:
    """Of what each part of one person's share paid for a session, in pence: what goes back of each.

    The half that is paid is rounded down, of the share as a whole: its parts never differ from it.
    """
    if is_waived or (in_time and rule == MissedRule.FREE):
        return tuple(session_pence)
    if not (in_time and rule == MissedRule.HALF):
        return tuple(0 for _pence in session_pence)
    totals = [sum(session_pence[:count]) for count in range(len(session_pence) + 1)]
    refunds = [total - total // 2 for total in totals]
    return tuple(after - before for before, after in zip(refunds, refunds[1:], strict=False))
