"""A story that breaks says at which step."""

import pytest

from .story import StepBroke, step


@step
def ann_goes_home() -> str:
    return "home"


@step
def ben_counts(pence: int) -> None:
    assert pence == 7, "the till is short"


@step
def the_day_ends(pence: int) -> None:
    ben_counts(pence)


def test_a_step_that_holds_gives_what_it_gives():
    assert ann_goes_home() == "home"


def test_the_innermost_step_that_broke_is_named_with_what_was_wrong():
    with pytest.raises(StepBroke, match="^where ben counts: the till is short") as broke:
        the_day_ends(pence=6)
    assert isinstance(broke.value.__cause__, AssertionError)
