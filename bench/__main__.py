"""`make bench`: every benchmark of this folder on one scratch database, printed as ratios.

    python -m bench            all of them
    python -m bench search     only that one
    BENCH_SHARE=0.05 …         a twentieth of the rows and rounds: its figures say nothing

A benchmark is a module here with `measure()`, which yields Ratios and Counts; to measure on
tables of its own it makes them itself, prefilled and analysed.
"""

import sys
from importlib import import_module
from pathlib import Path
from time import monotonic

from bench.scratch import scratch_database
from bench.size import SHARE

TOOLS = {
    *("__init__", "__main__", "blank", "copies", "first_paint"),
    *("scratch", "size", "statements", "timing"),
}


def main(wanted: list[str]) -> int:
    every = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    names = [name for name in every if name not in TOOLS and (not wanted or name in wanted)]
    missed = 0
    if SHARE != 1:
        print(f"Only {SHARE:g} of the rows and rounds: these figures say nothing.")
    with scratch_database():
        for name in names:
            began = monotonic()
            print(f"\n{name}")
            for line in import_module(f"bench.{name}").measure():
                print(" ", line, flush=True)
                missed += not line.is_met
            print(f"  ({monotonic() - began:.0f} s)")
    print(f"\n{missed} goals not met." if missed else "\nEvery goal is met.")
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
