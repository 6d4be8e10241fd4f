"""What answers add up to: plain facts in, so every case is one line."""

import pytest

from groups.rules.decisions import Tally, tally, usual_quorum
from groups.states import Outcome

A, B, C = "a", "b", "c"
FEWEST = {A: 3, B: 5, C: 5}  # the fewest people each offer works with
CHOSEN, NONE, LEVEL, TOO_FEW = Outcome.CHOSEN, Outcome.NONE, Outcome.LEVEL, Outcome.TOO_FEW


@pytest.mark.parametrize(
    ("said", "was_level", "expected"),
    [
        (["a", "ab", "b", "a"], False, Tally(CHOSEN, (A,))),
        (["a", "b"], False, Tally(LEVEL, (A, B))),
        (["a", "b", "c"], False, Tally(LEVEL, (A, B, C))),
        (["a", "b"], True, Tally(CHOSEN, (A,))),  # level again: A needs fewer people
        (["b", "c"], True, Tally(LEVEL, (B, C))),  # and even so level: nothing is forced
        (["", ""], False, Tally(NONE)),
        (["a", ""], False, Tally(NONE)),  # as many want none of these
        (["a", "", "a"], False, Tally(CHOSEN, (A,))),
        (["x", "x"], False, Tally(NONE)),  # what they were happy with was taken back
        (["a"], False, Tally(TOO_FEW)),
        ([], False, Tally(TOO_FEW)),
    ],
)
def test_tally(said, was_level, expected):
    ballots = [frozenset(each) for each in said]

    result = tally(ballots, FEWEST, quorum=2, members=4, was_level=was_level)

    assert result == expected


def test_a_quorum_is_never_more_than_those_who_are_still_there():
    assert tally([frozenset(A)], FEWEST, quorum=3, members=1, was_level=False).outcome == CHOSEN


@pytest.mark.parametrize(
    ("members", "quorum"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (8, 4), (9, 5)]
)
def test_usual_quorum_is_half_of_the_group_and_at_least_two(members, quorum):
    assert usual_quorum(members) == quorum
