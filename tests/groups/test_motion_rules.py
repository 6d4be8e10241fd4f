"""When a step that costs nothing yet is agreed to, in tables without a database (P38, P39)."""

from datetime import timedelta

import pytest

from groups.rules.motions import carried_by, is_nobodys_no, too_few_can_act
from groups.states import CarriedBy
from tests.factories.supply import NOW

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("people", "agreed", "how"),
    [(1, 1, CarriedBy.ALONE), (2, 1, None), (2, 2, CarriedBy.TWO), (9, 1, None)],
)
def test_by_whose_word_it_is_done(people, agreed, how):
    assert carried_by(agreed=agreed, people=people) == how


@pytest.mark.parametrize(
    ("told_at", "noes", "people", "is_done"),
    [
        ([NOW, NOW], 0, 3, True),
        ([NOW, NOW + timedelta(minutes=1)], 0, 3, False),
        ([NOW, None], 0, 3, False),
        ([NOW, NOW], 1, 3, False),
        ([NOW], 0, 2, False),
        ([], 0, 3, False),
    ],
)
def test_when_nobody_has_said_no(told_at, noes, people, is_done):
    assert is_nobodys_no(told_at, noes=noes, people=people, now=NOW + 3 * DAY) == is_done


@pytest.mark.parametrize(
    ("people", "with_login", "too_few"), [(2, 2, True), (3, 1, True), (3, 2, False)]
)
def test_when_too_few_can_act(people, with_login, too_few):
    assert too_few_can_act(people=people, with_login=with_login) == too_few
