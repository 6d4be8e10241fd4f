"""Whoever started us: gone, or told to end without a word to us."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

CAUGHT = re.compile(r"^SigCgt:\s*(\w+)$", re.MULTILINE)


@dataclass
class Parent:
    """Ctrl-C reaches everyone at a terminal, but a signal may be sent to `make` alone.

    Then `make` passes nothing on (only SIGTERM it does): it stops catching that signal and waits
    for us to end. Linux lets us see which signals it catches; elsewhere we see only its death.
    """

    pid: int = field(default_factory=os.getppid)

    def __post_init__(self) -> None:
        self._caught = self._catches() if self._is_make() else 0

    def wants_us_to_end(self) -> bool:
        return os.getppid() != self.pid or self._caught & ~self._catches() != 0

    def _is_make(self) -> bool:
        return _read(self.pid, "comm").strip() in ("make", "gmake")

    def _catches(self) -> int:
        found = CAUGHT.search(_read(self.pid, "status"))
        return int(found[1], 16) if found else 0


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""
