"""The world of another checkout, in a process of its own: see `serve_world.py`."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from boot.postgres import Server
from boot.steps import LOCAL, last_lines
from config.management.commands.create_database_roles import APP, OWNER

DATABASE = "commonpurse"
ORIGIN_PATTERN = re.compile(r"http://127\.0\.0\.1:\d+")
SERVE_WORLD = Path(__file__).resolve().with_name("serve_world.py")


class WorldError(Exception):
    """A checkout that does not start, or whose world ended while it was asked."""


@dataclass(frozen=True)
class Page:
    """What came after all redirects. `leaves_for` is the host of one that leads off the site."""

    status: int
    path: str
    leaves_for: str
    kind: str
    file: str
    text: str


@dataclass(frozen=True)
class World:
    process: "subprocess.Popen[str]"

    def enter(self, who: str) -> None:
        self._ask("enter", who)

    def enter_office(self) -> None:
        self._ask("enter_office")

    def press(self, path: str, fields: list[tuple[str, str]]) -> None:
        self._ask("press", path, fields)

    def look(self, path: str) -> Page:
        return Page(**self._ask("look", path))

    def attempt(self, path: str, fields: list[tuple[str, str]]) -> Page:
        return Page(**self._ask("attempt", path, fields))

    def routes(self) -> list[str]:
        return list(self._ask("routes"))

    def static(self, path: str) -> str:
        text = str(self._ask("static", path))
        if not text:
            raise WorldError(f"it has no {path}: `make test ARGS=--version` there builds it.")
        return text

    def wait_until_ready(self) -> None:
        self._read_answer()

    def _ask(self, *words: object) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return self._read_answer()

    def _read_answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise WorldError("its world ended.")
        return json.loads(line)


def python_of(checkout: Path) -> Path:
    python = checkout / ".venv/bin/python"
    if not python.exists():
        raise WorldError(f"{checkout} has no .venv yet: `make lint` there makes it.")
    return python


@contextmanager
def world_of(checkout: Path) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder, _log_of(checkout) as log:
        server = Server(Path(folder) / "postgres", is_durable=False)
        try:
            server.start()
            server.create_database(DATABASE)
            environment = _environment(server, folder)
            with _processor_of(checkout, environment, log) as origin:
                environment["STRIPE_API_BASE"] = origin
                _make_tables(checkout, environment, log)
                with _process_of(checkout, [SERVE_WORLD], environment, log) as process:
                    world = World(process)
                    world.wait_until_ready()
                    yield world
        except WorldError as error:
            raise WorldError(f"{checkout}: {error}\n{last_lines(Path(log.name))}") from None
        finally:
            server.stop()


@contextmanager
def _log_of(checkout: Path) -> Iterator[IO[str]]:
    folder = LOCAL / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"world-{checkout.name}").open("w") as log:
        yield log


@contextmanager
def _processor_of(checkout: Path, environment: dict[str, str], log: IO[str]) -> Iterator[str]:
    """The checkout's own stand-in for the card processor: where it answers."""
    with _process_of(checkout, ["-m", "standin"], environment, log) as process:
        assert process.stdout is not None
        match = ORIGIN_PATTERN.search(process.stdout.readline())
        if match is None:
            raise WorldError("its processor did not start.")
        yield match[0]


def _make_tables(checkout: Path, environment: dict[str, str], log: IO[str]) -> None:
    for words in (["migrate", "-v0"], ["grant_app_role", "--movable-clock"]):
        command: list[str | Path] = [python_of(checkout), "manage.py", *words, "--skip-checks"]
        run = subprocess.run(command, cwd=checkout, env=environment, stdout=log, stderr=log)
        if run.returncode:
            raise WorldError(f"{words[0]} failed.")


@contextmanager
def _process_of(
    checkout: Path, words: list[str | Path], environment: dict[str, str], log: IO[str]
) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [python_of(checkout), *words],
        cwd=checkout,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def _environment(server: Server, folder: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": server.url(DATABASE, APP),
        "DATABASE_OWNER_URL": server.url(DATABASE, OWNER),
        "DJANGO_SETTINGS_MODULE": "config.settings_for_tests",
        "LOCAL_DIR": folder,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
