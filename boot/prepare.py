"""What a demo stands on: a database with its tables and people, and the processes to start."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from boot.commands import run
from boot.install import PYTHON, VENV
from boot.other_version import has_other_migrations
from boot.postgres import Server
from boot.processes import Process
from boot.steps import LOCAL, ROOT, BootError, digest, step, unless_done
from boot.stop import POSTGRES
from boot.watch import Watch
from config.management.commands.create_database_roles import APP, OWNER

PROCESSOR_AND_OUTBOX = (LOCAL / "processor", LOCAL / "outbox")
WEBHOOK_PATH = "/api/processor/events/"


@dataclass(frozen=True)
class Ports:
    pages: int
    processor: int


@dataclass
class ExternalDatabase:
    """A PostgreSQL of your own, by DATABASE_URL and DATABASE_OWNER_URL."""

    stamps: Path

    def env(self) -> dict[str, str]:
        return {}

    def servers(self) -> list[Process | Server]:
        return []

    def empty(self) -> None:
        raise BootError(
            "We do not empty a database of yours. "
            f"Empty it (docs/running.md), remove {self.stamps}, and start again."
        )


@dataclass
class EmbeddedDatabase:
    """One of ours, from a wheel."""

    stamps: Path
    server: Server

    def env(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.server.url(role=APP),
            "DATABASE_OWNER_URL": self.server.url(role=OWNER),
        }

    def servers(self) -> list[Process | Server]:
        return [self.server]

    def empty(self) -> None:
        self.server.drop_database("commonpurse")
        self.server.create_database()
        for folder in (self.stamps, *PROCESSOR_AND_OUTBOX):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def open_database() -> Iterator[ExternalDatabase | EmbeddedDatabase]:
    url = os.environ.get("DATABASE_URL")
    if url:
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise BootError(
                "DATABASE_URL is set (for the role cp_app); set DATABASE_OWNER_URL too, for "
                "cp_owner, who migrates. docs/running.md says how to make both."
            )
        name = hashlib.sha256(url.encode()).hexdigest()[:16]
        yield ExternalDatabase(LOCAL / f"done-{name}")
        return
    server = Server(POSTGRES)
    try:
        with step("Starting PostgreSQL"):
            server.start()
            server.create_database()
        yield EmbeddedDatabase(POSTGRES / "done", server)
    finally:
        server.stop()


def delete_data() -> None:
    if os.environ.get("DATABASE_URL"):
        raise BootError(
            "DATABASE_URL is set: this command does not throw away a database of yours."
        )
    with step("Throwing the old data away"):
        Server(POSTGRES).stop()  # one that a demo left which was killed
        for folder in (POSTGRES, *PROCESSOR_AND_OUTBOX):
            shutil.rmtree(folder, ignore_errors=True)


def prepare(
    database: ExternalDatabase | EmbeddedDatabase, env: dict[str, str], watch: Watch
) -> bool:
    """Tables, static files and, once, the demo's people. `database.stamps` says what was done.

    Whether the people were made just now.
    """
    empty_if_of_no_use(database, env)
    make_tables(database, env, watch)
    collect_static_files(env, watch)
    is_new = load_people_once(database, env, watch)
    read_directory(env, watch)
    return is_new


def empty_if_of_no_use(database: ExternalDatabase | EmbeddedDatabase, env: dict[str, str]) -> None:
    if begun_stamp(database).exists():
        with step("Starting over: loading the demo did not finish last time"):
            database.empty()
    elif has_other_migrations((os.environ | env)["DATABASE_OWNER_URL"]):
        with step("Starting over: another version made the data, its tables cannot become today's"):
            database.empty()


def begun_stamp(database: ExternalDatabase | EmbeddedDatabase) -> Path:
    """There while people are being loaded, and afterwards if that was broken off."""
    return database.stamps / "demo-begun"


def make_tables(
    database: ExternalDatabase | EmbeddedDatabase, env: dict[str, str], watch: Watch
) -> None:
    with unless_done(database.stamps / "tables", digest_of_code()) as is_needed:
        if is_needed:
            with step("Making the tables"):
                manage(env, watch, "migrate", "--verbosity", "0")
                manage(env, watch, "grant_app_role", "--movable-clock")


def collect_static_files(env: dict[str, str], watch: Watch) -> None:
    with unless_done(LOCAL / "static-collected", digest_of_static_files()) as is_needed:
        if is_needed:
            with step("Collecting static files"):
                manage(env, watch, "collectstatic", "--noinput", "--verbosity", "0")


def load_people_once(
    database: ExternalDatabase | EmbeddedDatabase, env: dict[str, str], watch: Watch
) -> bool:
    """Whether they were loaded just now."""
    begun_file, loaded_file = begun_stamp(database), database.stamps / "demo-loaded"
    if loaded_file.exists():
        return False
    with step("Loading the demo"):
        begun_file.touch()
        manage(env, watch, "load_demo")
        begun_file.rename(loaded_file)
    return True


def read_directory(env: dict[str, str], watch: Watch) -> None:
    """The feed that DIRECTORY names, under the licence that LICENCE and LICENCE_URL name."""
    directory = os.environ.get("DIRECTORY")
    if directory:
        licence = ("--licence", os.environ.get("LICENCE", ""))
        where = ("--licence-url", os.environ.get("LICENCE_URL", ""))
        with step(f"Reading the directory {directory}"):
            manage(env, watch, "import_directory", directory, *licence, *where)


def manage(env: dict[str, str], watch: Watch, *arguments: str) -> None:
    run([PYTHON, "manage.py", *arguments], log="setup", watch=watch, env=env)


def digest_of_code() -> str:
    """What the shape of the database may depend on: any code of ours, and Django's."""
    rooms = ("community", "providers", "groups", "pooling", "marketplace", "config", "frontend")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    return digest([*files, ROOT / "requirements/run.txt"])


def digest_of_static_files() -> str:
    return digest([ROOT / "frontend/static", ROOT / "requirements/run.txt"])


def environment(ports: Ports, url: str) -> dict[str, str]:
    return {
        "DEMO": "1",
        "SITE_URL": url.rstrip("/"),
        "SECRET_KEY": read_or_make_secret("secret-key"),
        "STRIPE_API_BASE": f"http://127.0.0.1:{ports.processor}",
        "STRIPE_API_KEY": "sk_test_standin",
        "STRIPE_WEBHOOK_SECRET": f"whsec_{read_or_make_secret('webhook-secret')}",
        "PYTHONUNBUFFERED": "1",
    }


def demo_processes(ports: Ports, env: dict[str, str], watch: Watch) -> list[Process | Server]:
    (LOCAL / "processor").mkdir(exist_ok=True)
    processor: list[str | Path] = [PYTHON, "-m", "standin", "--port", str(ports.processor)]
    processor += ["--state", str(LOCAL / "processor/state.json")]
    processor += ["--webhook", env["SITE_URL"] + WEBHOOK_PATH]
    processor += ["--secret", env["STRIPE_WEBHOOK_SECRET"]]
    web: list[str | Path] = [VENV / "bin/granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    web += ["--port", str(ports.pages), "--workers", "1", "--blocking-threads", "8", "--no-ws"]
    web += ["config.wsgi:application"]
    return [
        Process("processor", processor, env, watch),
        Process("web", web, env, watch),
        Process("worker", [PYTHON, "manage.py", "procrastinate", "worker"], env, watch),
    ]


def read_or_make_secret(name: str) -> str:
    path = LOCAL / name
    with suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
