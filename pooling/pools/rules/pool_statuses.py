"""Where a shared cost that goes ahead stands: what is paid for, and what comes next, apart."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class PaidSessions:
    """Of one payment or several for as many people: sessions held or to come, none given back."""

    starts: tuple[datetime, ...]
    people: int


@dataclass(frozen=True)
class NextSessions:
    """Not yet paid for. `places`: those of who shared the last payment, or of who has agreed to
    what it costs with fewer; `share_pence`: the most one would pay a session now."""

    starts: tuple[datetime, ...]
    places: int
    covered: int
    share_pence: int | None

    @property
    def is_covered(self) -> bool:
        return self.covered >= self.places


@dataclass(frozen=True)
class PoolStatus:
    """`has_dropped`: of what people said yes to, something did not come together."""

    paid: tuple[PaidSessions, ...] = ()
    next: NextSessions | None = None
    has_dropped: bool = False

    @property
    def paid_starts(self) -> tuple[datetime, ...]:
        return tuple(start for each in self.paid for start in each.starts)

    @property
    def starts(self) -> tuple[datetime, ...]:
        """The sessions as they stand: paid for, and still hoped for."""
        return self.paid_starts + (self.next.starts if self.next else ())

    @property
    def people(self) -> int | None:
        """How many take part in what was paid last; None where nothing is paid for."""
        return self.paid[-1].people if self.paid else None

    def without(self, hidden: Set[datetime]) -> "PoolStatus":
        """For whoever does not find these dates: all of it but them (P12)."""
        if not hidden:
            return self
        return replace(
            self,
            paid=tuple(replace(each, starts=_others(each.starts, hidden)) for each in self.paid),
            next=self.next and replace(self.next, starts=_others(self.next.starts, hidden)),
        )

    @property
    def places(self) -> tuple[int, int]:
        """(covered, of how many): of what comes next, or where nothing does, of what is paid."""
        if self.next is not None:
            return self.next.covered, self.next.places
        return self.people or 0, self.people or 0


def _others(starts: tuple[datetime, ...], hidden: Set[datetime]) -> tuple[datetime, ...]:
    return tuple(start for start in starts if start not in hidden)
