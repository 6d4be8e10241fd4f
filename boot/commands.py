"""Running commands to their end, so that stopping us stops them."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from boot.steps import LOGS, ROOT, BootError
from boot.watch import Watch

Command = Sequence[str | Path]


class Stopped(KeyboardInterrupt):
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


@dataclass(frozen=True)
class Running:
    """A command that was begun, and where what it says begins in its log."""

    process: "subprocess.Popen[bytes]"
    text: str
    log: Path
    start: int  # bytes
    watch: Watch

    def finish(self) -> None:
        """Wait for its end; `BootError` with the last of what it said."""
        try:
            status = self.process.wait()
        finally:
            self.watch.stop([self.process])
        if status != 0:
            said = self.log.read_bytes()[self.start :].decode(errors="replace").strip()
            raise BootError(
                f"This did not work (status {status}):\n    {self.text}\n"
                f"All it said is in {self.log}. The last of it:\n{said[-1500:]}"
            )


def begin(
    command: Command,
    *,
    log: str,
    watch: Watch,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> Running:
    """Its output goes into `.local/logs/<log>.log`, which nothing else may write into meanwhile."""
    path = LOGS / f"{log}.log"
    command_text = " ".join(map(str, command)).replace(f"{ROOT}/", "")
    LOGS.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as output:
        output.write(f"\n$ {command_text}\n".encode())
        output.flush()
        start = output.tell()
        process = watch.launch(command, cwd=cwd, env={**os.environ, **(env or {})}, output=output)
    return Running(process, command_text, path, start, watch)


def run(
    command: Command,
    *,
    log: str,
    watch: Watch,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run to the end, its output in `.local/logs/<log>.log`; `BootError` with the last of it."""
    begin(command, log=log, watch=watch, cwd=cwd, env=env).finish()


def output_of(command: Command) -> str:
    """What a short command prints; nothing when it cannot be run."""
    try:
        process = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return process.stdout.strip() if process.returncode == 0 else ""
