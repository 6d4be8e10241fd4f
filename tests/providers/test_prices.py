"""Ladders of prices, and the least that may be paid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.rules.prices import (
    BelowPay,
    BelowPayFloor,
    CostsLessInAll,
    CostsMoreEach,
    LadderRefused,
    NoPriceForThatMany,
    SizeHasNoPrice,
    SizePricedTwice,
    SizesRefused,
    check_ladder,
    check_pay_floor,
    check_price_covers_pay,
    format_sizes,
    ladder_from_steps,
    price_for,
    share_rounded_up,
)

MUSEUM = ladder_from_steps([(1, 1, 4000), (3, 5, 7500)])  # £40 for one, £75 for three to five


def test_one_price_for_one_and_another_for_three_to_five():
    check_ladder(MUSEUM, 3, 5)

    assert MUSEUM == {1: 4000, 3: 7500, 4: 7500, 5: 7500}
    assert [share_rounded_up(MUSEUM, people) for people in (1, 3, 5)] == [4000, 2500, 1500]


@pytest.mark.parametrize(("pence", "share"), [(2999, 1000), (3000, 1000), (3001, 1001)])
def test_a_share_is_rounded_up_to_a_whole_penny(pence, share):
    assert share_rounded_up({3: pence}, 3) == share


@pytest.mark.holds("M20")
def test_what_is_not_possible_says_what_is():
    with pytest.raises(NoPriceForThatMany) as refused:
        price_for(MUSEUM, 2)

    assert refused.value.message == "This is not possible for 2 people."
    assert refused.value.next_step == "It is possible for 1, or 3 to 5."


@pytest.mark.parametrize(
    ("sizes", "words"), [([4], "4"), ([1, 3, 4, 7], "1, or 3 to 4, or 7"), ([2, 3], "2 to 3")]
)
def test_sizes_are_said_in_words(sizes, words):
    assert format_sizes(dict.fromkeys(sizes, 100)) == words


@pytest.mark.parametrize(
    ("prices", "smallest", "largest", "refusal"),
    [
        ({3: 7500, 5: 7500}, 3, 5, SizeHasNoPrice),
        ({}, 1, 1, SizeHasNoPrice),
        ({2: 4000, 3: 4500, 4: 4500}, 3, 4, LadderRefused),
        ({3: 7500, 4: 7500, 5: 7500}, 3, 4, LadderRefused),
        ({7: 7000, 8: 8001}, 7, 8, CostsMoreEach),
        ({1: 1000, 3: 3001}, 3, 3, CostsMoreEach),
        ({3: 7500, 4: 7499}, 3, 4, CostsLessInAll),
        ({3: 0}, 3, 3, LadderRefused),
        ({3: -7500}, 3, 3, LadderRefused),
        ({3: 100_000_001}, 3, 3, LadderRefused),
        ({3: 7500}, 5, 3, SizesRefused),
        ({0: 7500}, 0, 0, SizesRefused),
        (dict.fromkeys(range(1, 202), 7500), 1, 201, SizesRefused),
    ],
)
def test_ladders_that_cannot_be_saved(prices, smallest, largest, refusal):
    with pytest.raises(refusal):
        check_ladder(prices, smallest, largest)


@pytest.mark.parametrize(
    ("prices", "smallest", "largest"),
    [
        ({3: 7500}, 3, 3),
        ({7: 7000, 8: 8000}, 7, 8),
        ({1: 2500, 3: 7500}, 3, 3),
        ({1: 1, 2: 1, 3: 1}, 1, 3),
        ({3: 100_000_000}, 3, 3),
        (dict.fromkeys(range(1, 201), 7500), 1, 200),
        (ladder_from_steps([(3, 5, 7500), (6, 8, 9000)]), 3, 8),
    ],
)
def test_ladders_that_can(prices, smallest, largest):
    check_ladder(prices, smallest, largest)


def test_eight_that_cost_more_each_than_seven_are_told_the_most_they_may_cost():
    with pytest.raises(CostsMoreEach) as refused:
        check_ladder({7: 1000, 8: 1143}, 7, 8)

    assert refused.value.message == "8 people at £11.43 cost more each than 7 people at £10."
    assert refused.value.next_step == "The most that 8 people may cost together is £11.42."
    check_ladder({7: 1000, 8: 1142}, 7, 8)


def test_a_step_is_one_price_for_each_of_its_sizes():
    assert ladder_from_steps([(1, 1, 4000), (3, 5, 7500)]) == MUSEUM
    assert ladder_from_steps([(2, 3, 100), (4, 4, 150)]) == {2: 100, 3: 100, 4: 150}


@pytest.mark.parametrize("steps", [[(5, 3, 7500)], [(0, 2, 7500)], [(1, 201, 7500)]])
def test_a_step_goes_from_fewer_to_more_and_not_beyond_two_hundred(steps):
    with pytest.raises(SizesRefused):
        ladder_from_steps(steps)


def test_steps_that_overlap_are_refused():
    with pytest.raises(SizePricedTwice, match="two prices for 5 people"):
        ladder_from_steps([(3, 5, 7500), (5, 8, 9000)])


@given(st.dictionaries(st.integers(1, 6), st.integers(1, 60), min_size=1))
def test_a_ladder_is_saved_only_if_nobody_could_be_worse_off_for_company(prices):
    smallest, largest = min(prices), max(prices)
    sizes = sorted(prices)
    better = all(
        prices[a] <= prices[b] and prices[b] / b <= prices[a] / a + 1e-12
        for i, a in enumerate(sizes)
        for b in sizes[i + 1 :]
    )
    whole = sizes == list(range(smallest, largest + 1))

    try:
        check_ladder(prices, smallest, largest)
    except LadderRefused:
        assert not (better and whole)
    else:
        assert better and whole


@pytest.mark.holds("fault:C14", "M21")
def test_a_session_costs_no_less_than_one_helper_is_paid_for_it():
    prices = {1: 100, 3: 1950, 4: 2600}  # the price for one alone is for one alone

    assert check_price_covers_pay(prices, 3, 90, 1300) is None
    with pytest.raises(BelowPay) as refused:
        check_price_covers_pay(prices, 3, 91, 1300)

    assert refused.value.message == (
        "For 3 people the price is £19.50, and one helper is paid £19.72 for it."
    )


def test_pay_one_penny_under_the_floor_is_refused_saying_what_the_floor_is():
    check_pay_floor(1260, 1260, "Exampleshire")

    with pytest.raises(BelowPayFloor) as refused:
        check_pay_floor(1259, 1260, "Exampleshire")

    assert refused.value.message == "The least that may be paid in Exampleshire is £12.60 an hour."
    assert refused.value.field == "hourly_pay_pence"
