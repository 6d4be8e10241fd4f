"""`make` finds a Python that is new enough, or says plainly that there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boot.steps import ROOT

pytestmark = pytest.mark.process

OLD = "#!/bin/sh\nexit 1\n"
NEW = f'#!/bin/sh\nexec {sys.executable} "$@"\n'


@pytest.fixture
def machine(tmp_path):
    """A bare machine: a checkout whose `python -m boot` only tells which word it was given."""
    (tmp_path / "purse/boot").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "boot/with_python.sh", tmp_path / "purse/boot")
    (tmp_path / "purse/boot/__main__.py").write_text("import sys; print('did', sys.argv[1])")
    for tool in ("sh", "dirname"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def _put(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)


def _run(machine, **env):
    return subprocess.run(
        ["/bin/sh", machine / "purse/boot/with_python.sh", "demo"],
        env={"PATH": str(machine / "bin"), "HOME": str(machine), **env},
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )


@pytest.mark.parametrize(
    "where",
    [
        "bin/python3",
        "bin/python3.12",
        "bin/python3.14",
        "bin/python",
        "purse/.venv/bin/python",
        ".pyenv/versions/3.12.9/bin/python3",
        ".local/share/uv/python/cpython-3.13/bin/python3",
    ],
)
def test_new_python_is_found_where_it_may_be(machine, where):
    _put(machine / "bin/python3", OLD)
    _put(machine / where, NEW)

    assert _run(machine).stdout == "did demo\n"


def test_python_you_name_is_taken(machine):
    _put(machine / "elsewhere/python3", NEW)

    assert _run(machine, PYTHON=str(machine / "elsewhere/python3")).stdout == "did demo\n"


@pytest.mark.skipif(
    any(
        os.access(path, os.X_OK) for path in ("/usr/local/bin/python3", "/opt/homebrew/bin/python3")
    ),
    reason="this machine has a Python where every machine is looked at",
)
def test_machine_with_an_old_python_is_told_what_to_do(machine):
    _put(machine / "bin/python3", OLD)

    done = _run(machine)

    assert done.returncode == 1
    assert done.stderr.startswith("Common Purse needs Python 3.12 or newer")
    assert "make demo PYTHON=" in done.stderr
