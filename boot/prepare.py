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
from boot.parts import Database, Part
from boot.postgres import Server
from boot.programs import run
from boot.steps import LOCAL, ROOT, Trouble, digest, step, unless_done
from boot.watch import Watch

POSTGRES = LOCAL / "pg"
WEBHOOK_PATH = "/payments/webhook/"


@dataclass(frozen=True)
class Ports:
    pages: int
    processor: int


@dataclass
class Given:
    """A PostgreSQL of your own, by DATABASE_URL."""

    mark: Path


@dataclass
class Embedded:
    """One of ours, from a wheel."""

    mark: Path
    server: Server

    def part(self) -> Database:
        return Database("postgresql", lambda: self.server.is_up(), self.again, POSTGRES / "log")

    def again(self) -> None:
        old, self.server = self.server, Server.start(POSTGRES, port=self.server.port)
        old.let_go()


@contextmanager
def database() -> Iterator[tuple[Given | Embedded, dict[str, str]]]:
    url = os.environ.get("DATABASE_URL")
    if url:
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise Trouble(
                "DATABASE_URL is set (for the role cp_app); set DATABASE_OWNER_URL too, for "
                "cp_owner, who migrates. docs/running.md says how to make both."
            )
        name = hashlib.sha256(url.encode()).hexdigest()[:16]
        yield Given(LOCAL / f"demo-loaded-{name}"), {}
        return
    with step("Starting PostgreSQL"):
        server = Server.start(POSTGRES)
        server.make_database()
    found = Embedded(POSTGRES / "demo-loaded", server)
    try:
        yield (
            found,
            {"DATABASE_URL": server.url(role=APP), "DATABASE_OWNER_URL": server.url(role=OWNER)},
        )
    finally:
        found.server.stop()


def throw_away() -> None:
    if os.environ.get("DATABASE_URL"):
        raise Trouble("DATABASE_URL is set: this command does not throw away a database of yours.")
    with step("Throwing the old data away"):
        for folder in (POSTGRES, LOCAL / "processor", LOCAL / "outbox"):
            shutil.rmtree(folder, ignore_errors=True)


def prepare(found: Given | Embedded, env: dict[str, str], watch: Watch) -> None:
    def manage(*words: str) -> None:
        run([PYTHON, "manage.py", *words], log="setup", watch=watch, env=env)

    if isinstance(found, Embedded) and found.mark.with_suffix(".begun").exists():
        with step("Starting over: loading the demo did not finish last time"):
            found.server.drop_database()
            found.server.make_database()
            found.mark.with_suffix(".begun").unlink()
    with step("Making the tables"):
        manage("migrate", "--verbosity", "0")
        manage("grant_app_role", "--movable-clock")
    with unless_done(LOCAL / "static-collected", static_state()) as needed:
        if needed:
            with step("Collecting static files"):
                manage("collectstatic", "--noinput", "--verbosity", "0")
    if not found.mark.exists():
        with step("Loading the demo"):
            found.mark.with_suffix(".begun").touch()
            manage("load_demo")
            found.mark.with_suffix(".begun").rename(found.mark)
    directory = os.environ.get("DIRECTORY")
    if directory:
        with step(f"Reading the directory {directory}"):
            manage("import_directory", directory)


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
