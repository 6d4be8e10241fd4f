"""What the database refuses by a number, a person is told in words; all else is our own fault."""

import pytest

from pooling.ledger.rules import (
    AlreadyPostedOtherwise,
    AlreadySettled,
    CollectionNotOpen,
    MoreThanPending,
    NotCovered,
    NotEnough,
    refusal_for,
)


@pytest.mark.parametrize(
    ("sqlstate", "refusal", "sum_in_it"),
    [
        ("LG001", NotEnough, "£12.34 is."),
        ("LG002", AlreadyPostedOtherwise, ""),
        ("LG003", CollectionNotOpen, ""),
        ("LG004", NotCovered, "£12.34 is ready."),
        ("LG005", AlreadySettled, ""),
        ("LG006", MoreThanPending, "Only £12.34 is held"),
    ],
)
def test_each_number_is_a_refusal_of_its_own(sqlstate, refusal, sum_in_it):
    made = refusal_for(sqlstate, "1234")

    assert type(made) is refusal
    assert sum_in_it in made.message


@pytest.mark.parametrize("sqlstate", ["LG001", "LG004", "LG006"])
def test_where_no_sum_is_given_it_is_nought(sqlstate):
    assert "£0 " in refusal_for(sqlstate, None).message


@pytest.mark.parametrize("sqlstate", ["LG000", "LG007", "23505", "", None])
def test_all_else_is_no_refusal(sqlstate):
    assert refusal_for(sqlstate, "1234") is None
