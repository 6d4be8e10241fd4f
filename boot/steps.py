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


class BootError(Exception):
    """A step could not be done. The words are for whoever typed the command."""


def say(text: str, end: str = "\n") -> None:
    """Print at once. A terminal that has gone away is no reason to fail."""
    with suppress(OSError):
        print(text, end=end, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say the title while the step is done, and the seconds it took."""
    say(f"  {title} … ", end="")
    started_at = time.monotonic()
    try:
        yield
    except BaseException as error:
        say("failed" if isinstance(error, Exception) else "stopped")
        raise
    say(f"{time.monotonic() - started_at:.1f} s")


def digest(paths: Iterable[Path], *texts: str) -> str:
    """One line that changes when any of these files (or files below these folders) does."""
    total = hashlib.sha256(repr(texts).encode())
    for path in sorted(paths):
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            total.update(str(file.relative_to(ROOT)).encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


@contextmanager
def unless_done(stamp: Path, state: str) -> Iterator[bool]:
    """True when the work has to be done: `stamp` does not say `state` yet. Done, it will."""
    is_needed = not stamp.exists() or stamp.read_text() != state
    yield is_needed
    if is_needed:
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
