"""What a demo stands on: a database with its tables and people, and the programs to start."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from boot.engine import APP, OWNER
from boot.install import PYTHON, VENV
from boot.other_version import made_by_other_migrations
from boot.parts import Database, Part
from boot.postgres import Server
from boot.programs import run
from boot.steps import LOCAL, ROOT, Trouble, digest, step, unless_done
from boot.watch import Watch

POSTGRES = LOCAL / "pg"
BESIDE_THE_DATABASE = (LOCAL / "processor", LOCAL / "outbox")
WEBHOOK_PATH = "/api/processor/events/"


@dataclass(frozen=True)
class Ports:
    pages: int
    processor: int


@dataclass
class Given:
    """A PostgreSQL of your own, by DATABASE_URL and DATABASE_OWNER_URL."""

    notes: Path

    def addresses(self) -> dict[str, str]:
        return {}

    def parts(self) -> list[Part | Database]:
        return []

    def empty(self) -> None:
        raise Trouble(
            "We do not empty a database of yours. "
            f"Empty it (docs/running.md), remove {self.notes}, and start again."
        )


@dataclass
class Embedded:
    """One of ours, from a wheel."""

    notes: Path
    server: Server

    def addresses(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.server.url(role=APP),
            "DATABASE_OWNER_URL": self.server.url(role=OWNER),
        }

    def parts(self) -> list[Part | Database]:
        return [Database("postgresql", lambda: self.server.is_up(), self._again, POSTGRES / "log")]

    def empty(self) -> None:
        self.server.drop_database()
        self.server.make_database()
        for folder in (self.notes, *BESIDE_THE_DATABASE):
            shutil.rmtree(folder, ignore_errors=True)

    def _again(self) -> None:
        old, self.server = self.server, Server.start(POSTGRES, port=self.server.port)
        old.let_go()


@contextmanager
def database() -> Iterator[Given | Embedded]:
    url = os.environ.get("DATABASE_URL")
    if url:
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise Trouble(
                "DATABASE_URL is set (for the role cp_app); set DATABASE_OWNER_URL too, for "
                "cp_owner, who migrates. docs/running.md says how to make both."
            )
        name = hashlib.sha256(url.encode()).hexdigest()[:16]
        yield Given(LOCAL / f"done-{name}")
        return
    with step("Starting PostgreSQL"):
        server = Server.start(POSTGRES)
        server.make_database()
    found = Embedded(POSTGRES / "done", server)
    try:
        yield found
    finally:
        found.server.stop()


def throw_away() -> None:
    if os.environ.get("DATABASE_URL"):
        raise Trouble("DATABASE_URL is set: this command does not throw away a database of yours.")
    with step("Throwing the old data away"):
        for folder in (POSTGRES, *BESIDE_THE_DATABASE):
            shutil.rmtree(folder, ignore_errors=True)


def prepare(found: Given | Embedded, env: dict[str, str], watch: Watch) -> bool:
    """Tables, static files and, once, the demo's people. `found.notes` says what was done.

    Whether the people were made just now.
    """
    begun, loaded = found.notes / "demo-begun", found.notes / "demo-loaded"
    if begun.exists():
        with step("Starting over: loading the demo did not finish last time"):
            found.empty()
    elif made_by_other_migrations((os.environ | env)["DATABASE_OWNER_URL"]):
        with step("Starting over: another version made the data, its tables cannot become today's"):
            found.empty()
    with unless_done(found.notes / "tables", code_state()) as needed:
        if needed:
            with step("Making the tables"):
                manage(env, watch, "migrate", "--verbosity", "0")
                manage(env, watch, "grant_app_role", "--movable-clock")
    with unless_done(LOCAL / "static-collected", static_state()) as needed:
        if needed:
            with step("Collecting static files"):
                manage(env, watch, "collectstatic", "--noinput", "--verbosity", "0")
    is_new = not loaded.exists()
    if is_new:
        with step("Loading the demo"):
            begun.touch()
            manage(env, watch, "load_demo")
            begun.rename(loaded)
    read_directory(env, watch)
    return is_new


def read_directory(env: dict[str, str], watch: Watch) -> None:
    """The feed that was asked for, if any."""
    directory = os.environ.get("DIRECTORY")
    if directory:
        with step(f"Reading the directory {directory}"):
            manage(env, watch, "import_directory", directory)


def manage(env: dict[str, str], watch: Watch, *words: str) -> None:
    run([PYTHON, "manage.py", *words], log="setup", watch=watch, env=env)


def code_state() -> str:
    """What the shape of the database may depend on: any code of ours, and Django's."""
    rooms = ("community", "providers", "groups", "pooling", "marketplace", "config", "frontend")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    return digest([*files, ROOT / "requirements/run.txt"])


def static_state() -> str:
    return digest([ROOT / "frontend/static", ROOT / "requirements/run.txt"])


def environment(ports: Ports, url: str) -> dict[str, str]:
    processor = f"http://127.0.0.1:{ports.processor}"
    return {
        "DEMO": "1",
        "SITE_URL": url.rstrip("/"),
        "SECRET_KEY": kept_secret("secret-key"),
        "STRIPE_API_BASE": processor,
        "STRIPE_API_KEY": "sk_test_standin",
        "STRIPE_WEBHOOK_SECRET": f"whsec_{kept_secret('webhook-secret')}",
        "PYTHONUNBUFFERED": "1",
    }


def programs(ports: Ports, env: dict[str, str], watch: Watch) -> list[Part | Database]:
    host = ["--host", "127.0.0.1", "--port", str(ports.pages)]
    (LOCAL / "processor").mkdir(exist_ok=True)
    processor = ["--port", str(ports.processor), "--state", str(LOCAL / "processor/state.json")]
    webhook = [
        "--webhook",
        env["SITE_URL"] + WEBHOOK_PATH,
        "--secret",
        env["STRIPE_WEBHOOK_SECRET"],
    ]
    web: list[str | Path] = [VENV / "bin/granian", "--interface", "wsgi", *host, "--workers", "1"]
    web += ["--blocking-threads", "8", "--no-ws", "config.wsgi:application"]
    return [
        Part("processor", [PYTHON, "-m", "standin", *processor, *webhook], env, watch),
        Part("web", web, env, watch),
        Part("worker", [PYTHON, "manage.py", "procrastinate", "worker"], env, watch),
    ]


def kept_secret(name: str) -> str:
    path = LOCAL / name
    with suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
