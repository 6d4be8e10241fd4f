"""The benchmarks run and print the ratios they promise. Their figures need a quiet machine and all
of the rows; that they run to their end needs few."""

import os
import subprocess
import sys

import pytest

from boot.steps import ROOT

pytestmark = pytest.mark.process

RATIOS = (
    "pledge by bank transfer: against its inserts bare",
    "pledge council-managed: against its inserts bare",
    "search, the middle one of these seven",
    "page, no words: against a page with nothing on it",
)


@pytest.mark.holds("T25")
def test_every_benchmark_runs_to_its_end():
    bench = subprocess.run(
        [sys.executable, "-m", "bench"],
        cwd=ROOT,
        env=os.environ | {"BENCH_SHARE": "0.05"},
        capture_output=True,
        text=True,
    )

    assert "Traceback" not in bench.stderr, bench.stderr
    assert bench.returncode in (0, 1)  # 1: a goal was not met, as may be on a busy machine
    for ratio in RATIOS:
        assert ratio in bench.stdout
    assert bench.stdout.rstrip().endswith(("goals not met.", "Every goal is met."))
