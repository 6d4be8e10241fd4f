"""Running other programs to their end, so that stopping us stops them."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from boot.steps import LOGS, ROOT, Trouble
from boot.watch import Watch

Command = Sequence[str | Path]


class Stopped(BaseException):
    """Ctrl-C, a request to end, or a lost terminal."""


def stop_on_signals() -> None:
    """Raise `Stopped` for each of them, once; a second asking while we stop changes nothing."""

    def stop(number: int, _frame: object) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # `nohup make demo` means it: then a lost terminal is no reason to stop.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)


def run(
    command: Command,
    *,
    log: str,
    watch: Watch,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run to the end, its words in `.local/logs/<log>.log`; `Trouble` with the last of them."""
    path = LOGS / f"{log}.log"
    shown = " ".join(map(str, command)).replace(f"{ROOT}/", "")
    LOGS.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as words:
        words.write(f"\n$ {shown}\n".encode())
        words.flush()
        began = words.tell()
        with watch.start(command, cwd=cwd, env={**os.environ, **(env or {})}, output=words) as part:
            code = part.wait()
    if code != 0:
        said = path.read_bytes()[began:].decode(errors="replace").strip()
        raise Trouble(
            f"This did not work (status {code}):\n    {shown}\n"
            f"All it said is in {path}. The last of it:\n{said[-1500:]}"
        )


def output_of(command: Command) -> str:
    """What a short program prints; nothing when it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
