"""Whoever started us: gone, or told to end without a word to us."""

import os
import re
import signal
from dataclasses import dataclass, field
from pathlib import Path

HEARD = re.compile(r"^Sig(?:Ign|Cgt):\s*(\w+)$", re.MULTILINE)
ENDING = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)


@dataclass(frozen=True)
class Parent:
    """Ctrl-C reaches everyone at a terminal, but a signal may be sent to `make` alone.

    Then `make` passes nothing on (only SIGTERM it does): it stops catching that signal and waits
    for us to end. Linux lets us see which signals it catches; elsewhere we see only its death.
    """

    pid: int = field(default_factory=os.getppid)

    def wants_us_to_end(self) -> bool:
        return os.getppid() != self.pid or (self._is_make() and self._was_told())

    def _is_make(self) -> bool:
        return _read(self.pid, "comm").strip() in ("make", "gmake")

    def _was_told(self) -> bool:
        """`make` begins by catching, or going on ignoring, each signal that would end it."""
        heard = 0
        for mask in HEARD.findall(_read(self.pid, "status")):
            heard |= int(mask, 16)
        return any(not heard >> (number - 1) & 1 for number in ENDING)


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""
