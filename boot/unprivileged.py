"""Running PostgreSQL's programs as somebody other than root, which they refuse to be."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

# The user the server believes it is, inside a user namespace of its own.
INSIDE_ID = 1000


class CannotLeaveRoot(Exception):
    """We are root, and there is no other user the server could run as here."""


def how_to_run(readable: list[Path], writable: Path) -> dict[str, Any]:
    """Arguments for `subprocess` under which a server program may use these paths.

    An ordinary user: nothing. Root: the user `nobody`, given `writable` for its own; or,
    where `nobody` cannot reach the paths (a checkout under /root, say), a user namespace in
    which root's files belong to an ordinary user.
    """
    if os.geteuid() != 0:
        return {}
    for way in (as_nobody(), in_namespace()):
        if way is not None and _reaches(way, readable, writable):
            return way
    raise CannotLeaveRoot(
        "PostgreSQL does not run as root, and no other user here can reach "
        f"{writable.parent}. Move the checkout to a folder everyone may enter, "
        "run as an ordinary user, or set DATABASE_URL to a PostgreSQL you already have."
    )


def as_nobody() -> dict[str, Any] | None:
    try:
        user = pwd.getpwnam("nobody")
    except KeyError:
        return None
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def in_namespace() -> dict[str, Any] | None:
    return {"preexec_fn": _enter_namespace} if hasattr(os, "unshare") else None


def give(path: Path, way: dict[str, Any]) -> None:
    """Make `path`, and all in it, belong to whom the server runs as."""
    owner = way.get("user", os.geteuid())
    group = way.get("group", os.getegid())
    if os.geteuid() != 0 or path.stat().st_uid == owner:
        return
    os.chown(path, owner, group)
    for folder, _, files in os.walk(path):
        os.chown(folder, owner, group)
        for name in files:
            os.chown(Path(folder, name), owner, group, follow_symlinks=False)


def _enter_namespace() -> None:
    user, group = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/uid_map").write_text(f"{INSIDE_ID} {user} 1")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"{INSIDE_ID} {group} 1")


def _reaches(way: dict[str, Any], readable: list[Path], writable: Path) -> bool:
    look = 'test -x "$1" || exit 1; shift; for path; do test -r "$path" || exit 1; done'
    command = ["/bin/sh", "-c", look, "sh", str(writable.parent), *map(str, readable)]
    try:
        return subprocess.run(command, cwd="/", check=False, **way).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False
