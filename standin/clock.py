"""The stand-in's own clock: real time plus an offset that tests and the demo move forward."""

import time
from collections.abc import Callable

# Seconds, as every time and span at the processor.
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock:
    def __init__(self, source: Callable[[], float] = time.time, offset: int = 0) -> None:
        self.source = source
        self.offset = offset

    def now(self) -> int:
        """Whole seconds since 1970, as the processor writes every time."""
        return int(self.source()) + self.offset

    def advance(self, seconds: int) -> None:
        self.offset += seconds
