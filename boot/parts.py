"""The programs a demo consists of, kept running until we are told to stop."""

import http.client
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from boot.steps import LOGS, ROOT, Trouble, last_lines, say
from boot.watch import Watch

LOOK_EVERY = 0.5
RESTARTS, WITHIN_SECONDS = 4, 60.0


@dataclass
class Part:
    """A program of ours; started again when it ends, but not for ever."""

    name: str
    command: list[str | Path]
    env: Mapping[str, str]
    watch: Watch
    process: "subprocess.Popen[bytes] | None" = None
    ended_at: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self) -> None:
        LOGS.mkdir(parents=True, exist_ok=True)
        if self.process is not None:
            self.watch.stop([self.process])  # what it started may have outlived it
        with self.log.open("ab") as output:
            env = {**os.environ, **self.env}
            self.process = self.watch.launch(self.command, cwd=ROOT, env=env, output=output)

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Database:
    """PostgreSQL has a keeper of its own; here it is only looked at, and started again."""

    name: str
    up: Callable[[], bool]
    again: Callable[[], None]
    log: Path
    ended_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.again()

    def is_up(self) -> bool:
        return self.up()


def keep_up(parts: "list[Part | Database]", *, until: Callable[[], bool]) -> None:
    """Start again what ends, until told to stop; `Trouble` when one ends too often."""
    while not until():
        for part in parts:
            if not part.is_up():
                _again(part)
        time.sleep(LOOK_EVERY)


def _again(part: "Part | Database") -> None:
    now = time.monotonic()
    part.ended_at = [at for at in part.ended_at if now - at < WITHIN_SECONDS] + [now]
    if len(part.ended_at) > RESTARTS:
        raise Trouble(
            f"{part.name} ended {len(part.ended_at)} times within a minute, so everything stops. "
            f"All it said is in {part.log}. The last of it:\n{last_lines(part.log)}"
        )
    say(f"  {part.name} ended; starting it again")
    part.start()


def wait_until_healthy(port: int, parts: "list[Part | Database]", seconds: float = 60.0) -> None:
    """Until `GET /health/` is 200."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if health(port) == 200:
            return
        for part in parts:
            if not part.is_up():
                _again(part)
        time.sleep(0.1)
    web = next(part for part in parts if part.name == "web")
    raise Trouble(
        f"The pages did not say they are well within {seconds:.0f} seconds. {_health_words(port)}\n"
        f"All they said is in {web.log}. The last of it:\n{last_lines(web.log)}"
    )


def health(port: int) -> int | None:
    """The status of /health/; None when nobody answers. No proxy is asked: it is this machine."""
    return _ask(port)[0]


def _health_words(port: int) -> str:
    status, words = _ask(port)
    return f"/health/ answers {status}: {words[:500]}" if status else "Nobody answers /health/."


def _ask(port: int) -> tuple[int | None, str]:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/health/")
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return None, ""
