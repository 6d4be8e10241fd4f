"""`make` told to end by itself is noticed, though it tells nobody."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from boot.parent import Parent
from boot.steps import ROOT

MAKEFILE = f"""
all:
\t@exec {sys.executable} -c '\\
import time; from boot.parent import Parent; parent = Parent(); print("up", flush=True); \\
exec("while not parent.wants_us_to_end(): time.sleep(0.05)"); print("ended", flush=True)'
"""


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows which signals are caught")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_make_that_was_told_to_end_is_noticed(tmp_path, how):
    (tmp_path / "Makefile").write_text(MAKEFILE)
    make = subprocess.Popen(
        ["make", "--file", tmp_path / "Makefile"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    make.stdout.readline()

    make.send_signal(how)

    assert make.communicate(timeout=15)[0] == "ended\n"


def test_parent_that_goes_on_is_left_alone():
    assert not Parent().wants_us_to_end()
