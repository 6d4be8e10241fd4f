"""What answers add up to: plain facts in, so every case is one line."""

import pytest

from groups.rules.decisions import VoteResult, count_votes, default_quorum
from groups.states import DecisionOutcome

A, B, C = "a", "b", "c"
FEWEST = {A: 3, B: 5, C: 5}  # the fewest people each offer works with
CHOSEN, NONE = DecisionOutcome.CHOSEN, DecisionOutcome.NONE
LEVEL, TOO_FEW = DecisionOutcome.LEVEL, DecisionOutcome.TOO_FEW


@pytest.mark.parametrize(
    ("answers", "was_level", "expected"),
    [
        (["a", "ab", "b", "a"], False, VoteResult(CHOSEN, (A,))),
        (["a", "b"], False, VoteResult(LEVEL, (A, B))),
        (["a", "b", "c"], False, VoteResult(LEVEL, (A, B, C))),
        (["a", "b"], True, VoteResult(CHOSEN, (A,))),  # level again: A needs fewer people
        (["b", "c"], True, VoteResult(LEVEL, (B, C))),  # and even so level: nothing is forced
        (["", ""], False, VoteResult(NONE)),
        (["a", ""], False, VoteResult(NONE)),  # as many want none of these
        (["a", "", "a"], False, VoteResult(CHOSEN, (A,))),
        (["x", "x"], False, VoteResult(NONE)),  # what they were happy with was taken back
        (["a"], False, VoteResult(TOO_FEW)),
        ([], False, VoteResult(TOO_FEW)),
    ],
)
def test_count_votes(answers, was_level, expected):
    ballots = [frozenset(answer) for answer in answers]

    result = count_votes(ballots, FEWEST, quorum=2, members=4, was_level=was_level)

    assert result == expected


def test_a_quorum_is_never_more_than_those_who_are_still_there():
    assert (
        count_votes([frozenset(A)], FEWEST, quorum=3, members=1, was_level=False).outcome == CHOSEN
    )


def test_when_every_offer_was_taken_back_there_is_none_to_choose():
    ballots = [frozenset(A), frozenset(B)]

    result = count_votes(ballots, {}, quorum=2, members=4, was_level=False)

    assert result == VoteResult(NONE)


@pytest.mark.parametrize(
    ("members", "quorum"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (8, 4), (9, 5)]
)
def test_default_quorum_is_half_of_the_group_and_at_least_two(members, quorum):
    assert default_quorum(members) == quorum
