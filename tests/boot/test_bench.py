"""The benchmarks run and print the ratios they promise. Their figures need a quiet machine."""

import os
import subprocess
import sys

from boot.steps import ROOT

RATIOS = (
    "pledge by bank transfer: against its inserts bare",
    "pledge council-managed: against its inserts bare",
    "search, the middle one of these seven",
    "page, no words: against a page with nothing on it",
)


def test_every_benchmark_runs_to_its_end(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "bench"],
        cwd=ROOT,
        env=os.environ | {"BENCH_PG": str(tmp_path / "pg")},
        capture_output=True,
        text=True,
        timeout=600,
    )

    assert "Traceback" not in ran.stderr, ran.stderr
    assert ran.returncode in (0, 1)  # 1: a goal was not met, as may be on a busy machine
    for ratio in RATIOS:
        assert ratio in ran.stdout
    assert ran.stdout.rstrip().endswith(("goals not met.", "Every goal is met."))
