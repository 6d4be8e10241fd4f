"""The processes a demo consists of, kept running until we are told to stop."""

import http.client
import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from boot.postgres import Server
from boot.steps import LOGS, ROOT, BootError, last_lines, say
from boot.watch import Watch

POLL_SECONDS = 0.5
MAX_RESTARTS, RESTART_WINDOW_SECONDS = 4, 60.0
HEALTH_SECONDS = 60.0


@dataclass
class Process:
    name: str
    command: list[str | Path]
    env: Mapping[str, str]
    watch: Watch
    process: "subprocess.Popen[bytes] | None" = None

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
class Supervisor:
    """Starts again what ends, but not for ever: `BootError` when one ends too often."""

    processes: list[Process | Server]
    ended_at: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def keep_up(self, *, until: Callable[[], bool]) -> None:
        while not until():
            self._restart_ended()
            time.sleep(POLL_SECONDS)

    def wait_until_healthy(self, port: int) -> None:
        """Until `GET /health/all/` is 200: every part."""
        deadline = time.monotonic() + HEALTH_SECONDS
        status, text = get_health(port)
        while status != 200:
            if time.monotonic() > deadline:
                answer = (
                    f"/health/all/ answers {status}: {text[:500]}" if status else "Nobody answers."
                )
                web = next(process for process in self.processes if process.name == "web")
                raise BootError(
                    f"The pages did not say they are well within {HEALTH_SECONDS:.0f} seconds. "
                    f"{answer}\n"
                    f"All they said is in {web.log}. The last of it:\n{last_lines(web.log)}"
                )
            self._restart_ended()
            time.sleep(0.1)
            status, text = get_health(port)

    def _restart_ended(self) -> None:
        for process in self.processes:
            if not process.is_up():
                self._restart(process)

    def _restart(self, process: Process | Server) -> None:
        now = time.monotonic()
        recent = [at for at in self.ended_at[process.name] if now - at < RESTART_WINDOW_SECONDS]
        self.ended_at[process.name] = [*recent, now]
        if len(recent) >= MAX_RESTARTS:
            raise BootError(
                f"{process.name} ended {len(recent) + 1} times within a minute, so everything "
                f"stops. All it said is in {process.log}. The last of it:\n"
                f"{last_lines(process.log)}"
            )
        say(f"  {process.name} ended; starting it again")
        process.start()


def get_health(port: int) -> tuple[int | None, str]:
    """Status and body of /health/all/; None when nobody answers. No proxy: it is this machine."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/health/all/")
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return None, ""
