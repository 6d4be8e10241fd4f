"""Two things timed in turn, so that a busy machine slows both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from bench.size import share_of


@dataclass(frozen=True)
class Ratio:
    """How many times as long ours takes as the plainest thing that could do the work."""

    what: str
    ours_ms: float
    plain_ms: float
    goal: float | None = None
    note: str = ""

    @property
    def times(self) -> float:
        return self.ours_ms / self.plain_ms

    @property
    def is_met(self) -> bool:
        return self.goal is None or self.times <= self.goal

    def __str__(self) -> str:
        goal = ""
        if self.goal is not None:
            goal = f"(goal {self.goal:g}×) {'met' if self.is_met else 'NOT MET'} "
        return (
            f"{self.what:<58}{self.ours_ms:8.2f} ms{self.plain_ms:9.2f} ms"
            f"{self.times:7.2f}× {goal}{self.note}"
        ).rstrip()


@dataclass(frozen=True)
class Count:
    """How many of something, against the most there may be."""

    what: str
    found: int
    most: int

    @property
    def is_met(self) -> bool:
        return self.found <= self.most

    def __str__(self) -> str:
        return (
            f"{self.what:<58}{self.found:8} of {self.most:<3}{'met' if self.is_met else 'NOT MET'}"
        )


@dataclass(frozen=True)
class Percentiles:
    """Milliseconds that half, and nineteen of twenty, stay under. A machine's, so no test's."""

    what: str
    times: list[float]
    goal: float | None = None

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(0.95 * (len(self.times) - 1))]

    @property
    def is_met(self) -> bool:
        return self.goal is None or self.p95 <= self.goal

    def __str__(self) -> str:
        goal = ""
        if self.goal is not None:
            goal = f"  (aim {self.goal:g} ms) {'met' if self.is_met else 'NOT MET'}"
        return f"{self.what:<58} p50 {median(self.times):7.2f} ms  p95 {self.p95:7.2f} ms{goal}"


def milliseconds(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return (perf_counter() - began) * 1000


def in_turn(
    ours: Callable[[], object], plain: Callable[[], object], rounds: int = 15
) -> tuple[float, float]:
    """Median milliseconds of each, after one round to warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(share_of(rounds) + 1):
        for which, run in enumerate((ours, plain)):
            began = perf_counter()
            run()
            if turn:
                times[which].append((perf_counter() - began) * 1000)
    return median(times[0]), median(times[1])
