"""Saying what is being done, and not doing again what has been done."""

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
LOGS = LOCAL / "logs"


class Trouble(Exception):
    """A step could not be done. The words are for whoever typed the command."""


def say(words: str, end: str = "\n") -> None:
    """Print at once. A terminal that has gone away is no reason to fail."""
    with suppress(OSError):
        print(words, end=end, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say `what` while it is done, and the seconds it took."""
    say(f"  {what} … ", end="")
    began = time.monotonic()
    try:
        yield
    except BaseException as why:
        say("failed" if isinstance(why, Exception) else "stopped")
        raise
    say(f"{time.monotonic() - began:.1f} s")


def digest(paths: Iterable[Path], *words: str) -> str:
    """One line that changes when any of these files (or files below these folders) does."""
    seen = hashlib.sha256(repr(words).encode())
    for path in sorted(paths):
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            seen.update(str(file.relative_to(ROOT)).encode())
            seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()


@contextmanager
def unless_done(stamp: Path, state: str) -> Iterator[bool]:
    """True when the work has to be done: `stamp` does not say `state` yet. Done, it will."""
    needed = not stamp.exists() or stamp.read_text() != state
    yield needed
    if needed:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(state)


def last_lines(log: Path, count: int = 12) -> str:
    if not log.exists():
        return ""
    return "\n".join(
        f"    {line}" for line in log.read_text(errors="replace").splitlines()[-count:]
    )


def fail(sentence: object) -> None:
    print(f"\n{sentence}", file=sys.stderr, flush=True)
    raise SystemExit(1)
