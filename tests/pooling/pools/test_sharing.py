"""The same share for everyone: exact, within every maximum, and no gain in saying otherwise."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pooling.pools.rules.sharing import calculate_shares, who_is_below
from providers.rules.prices import LadderRefused, check_ladder, share_rounded_up

MUSEUM = {3: 7500, 4: 7500, 5: 7500}


def share(prices, maximums, turn=0):
    """`maximums` as a list, in the order people came."""
    named = dict(enumerate(maximums))
    return calculate_shares(prices, named, turn, list(named))


@st.composite
def ladders(draw, most=8, total=4000):
    """A ladder that `check_ladder` would save."""
    smallest = draw(st.integers(1, most))
    largest = draw(st.integers(smallest, most))
    prices = {smallest: draw(st.integers(1, total))}
    for people in range(smallest + 1, largest + 1):
        before = prices[people - 1]
        prices[people] = draw(st.integers(before, before * people // (people - 1)))
    if smallest > 1 and draw(st.booleans()):  # and one person alone
        prices[1] = draw(st.integers(-(-prices[smallest] // smallest), prices[smallest]))
    check_ladder(prices, smallest, largest)
    return prices


maximums = st.lists(st.integers(0, 4000), max_size=10)
turns = st.integers(0, 50)


@pytest.mark.parametrize(
    ("prices", "said", "paid"),
    [
        (MUSEUM, [2500, 2500, 2500], {0: 2500, 1: 2500, 2: 2500}),
        (MUSEUM, [2500, 2500, 2499], {}),
        (MUSEUM, [2500, 2500], {}),
        (MUSEUM, [9999] * 5, dict.fromkeys(range(5), 1500)),
        (MUSEUM, [1875, 1499, 1875, 1875, 1875], {0: 1875, 2: 1875, 3: 1875, 4: 1875}),
        ({3: 1000}, [334, 334, 334], {0: 334, 1: 333, 2: 333}),
        ({3: 1000}, [334, 334, 333], {}),
        ({3: 1000}, [333, 334, 334, 334], {1: 334, 2: 333, 3: 333}),
        ({}, [100], {}),
        (MUSEUM, [], {}),
    ],
)
def test_who_takes_part_and_what_each_pays(prices, said, paid):
    assert share(prices, said) == paid


def test_a_spare_penny_goes_round():
    paid = [share({3: 1000}, [400] * 3, turn) for turn in range(3)]

    assert paid == [{0: 334, 1: 333, 2: 333}, {0: 333, 1: 334, 2: 333}, {0: 333, 1: 333, 2: 334}]


@pytest.mark.parametrize(("turn", "payers"), [(0, {0, 1}), (1, {1, 2}), (3, {3, 0})])
def test_two_spare_pennies_are_paid_by_neighbours(turn, payers):
    paid = share({4: 1002}, [300] * 4, turn)

    assert paid == {member: 250 + (member in payers) for member in range(4)}


def test_somebody_alone_pays_the_price_for_one():
    assert share({1: 1000}, [1000]) == {0: 1000}
    assert share({1: 1000}, [999]) == {}


@pytest.mark.holds("I8")
def test_over_as_many_turns_as_there_are_people_all_pay_the_same():
    paid = [share({7: 1003}, [200] * 7, turn) for turn in range(7)]

    assert {sum(turn[member] for turn in paid) for member in range(7)} == {1003}


def test_places_go_to_who_came_first_and_not_to_who_could_pay_more():
    assert share({2: 1000}, [500, 499, 500, 9999]) == {0: 500, 2: 500}


def subsets(people):
    return [c for size in range(1, len(people) + 1) for c in combinations(people, size)]


def could_go_ahead(prices, named, group):
    """By the definition alone: is there a way to share this group's price that all can bear?"""
    price = prices.get(len(group))
    if price is None:
        return False
    each, spare = divmod(price, len(group))
    return all(named[member] >= each + (spare > 0) for member in group)


@given(ladders(most=5, total=60), st.lists(st.integers(0, 60), max_size=6), turns)
def test_it_is_the_largest_of_all_the_groups_that_could_go_ahead(prices, said, turn):
    named = dict(enumerate(said))
    largest = max(
        (len(group) for group in subsets(named) if could_go_ahead(prices, named, group)),
        default=0,
    )

    paid = share(prices, said, turn)

    assert len(paid) == largest
    assert not paid or could_go_ahead(prices, named, tuple(paid))


@pytest.mark.holds("I8", "T9")
@given(ladders(), maximums, turns)
def test_the_sum_is_exact_and_nobody_passes_their_maximum(prices, said, turn):
    paid = share(prices, said, turn)

    assert not paid or sum(paid.values()) == prices[len(paid)]
    assert all(pence <= said[member] for member, pence in paid.items())


@pytest.mark.holds("I8")
@given(ladders(), maximums, turns)
def test_nobody_is_a_whole_penny_from_anybody_else_but_for_a_spare_one(prices, said, turn):
    paid = share(prices, said, turn)

    each, spare = divmod(prices.get(len(paid), 0), len(paid) or 1)
    assert sorted(paid.values()) == [each] * (len(paid) - spare) + [each + 1] * spare


@pytest.mark.holds("T9")
@given(ladders(), maximums, turns)
def test_it_does_not_matter_in_what_order_maximums_are_written_down(prices, said, turn):
    named = dict(enumerate(said))
    backwards = dict(reversed(named.items()))

    assert calculate_shares(prices, named, turn, list(named)) == calculate_shares(
        prices, backwards, turn, list(named)
    )


@given(ladders())
def test_one_more_person_never_raises_a_share_by_more_than_a_penny(prices):
    for fewer, more in pairwise(sorted(prices)):
        assert prices[fewer] // fewer + 1 >= share_rounded_up(prices, more)


@given(ladders(), maximums, st.integers(0, 4000), turns)
def test_a_newcomer_never_costs_those_who_take_part_more_than_a_penny(prices, said, new, turn):
    before, after = share(prices, said, turn), share(prices, [*said, new], turn)

    assert set(before) <= set(after)
    assert all(after[member] <= pence + 1 for member, pence in before.items())


@pytest.mark.holds("T9")
@settings(max_examples=300)
@given(
    ladders(most=5, total=40),
    st.lists(st.integers(0, 40), min_size=1, max_size=7),
    st.integers(0, 6),
    st.integers(0, 41),
    turns,
)
def test_no_untrue_maximum_gains_more_than_a_penny(prices, worth, who, said, turn):
    """`worth` is what it is really worth to each; one of them says something else."""
    who %= len(worth)

    def gain(maximums):
        paid = share(prices, maximums, turn)
        return worth[who] - paid[who] if who in paid else 0

    untrue = [said if member == who else most for member, most in enumerate(worth)]
    assert gain(untrue) <= gain(worth) + 1


def test_rounding_half_up_would_miss_the_total():
    """The negative control: the share everybody thinks of first."""
    sizes = range(2, 13)
    totals = range(1, 500)
    missed = sum(
        people * int(total / people + 0.5) != total for total in totals for people in sizes
    )
    ours = sum(
        sum(share({people: total}, [total] * people).values()) != total
        for total in totals
        for people in sizes
    )

    assert missed > len(totals) * len(sizes) // 4
    assert ours == 0


def test_those_below_the_share_of_all_are_named_with_the_least_each_would_need():
    maxima = {"ann": 1875, "bob": 1000, "cat": 1874}

    assert who_is_below(MUSEUM, maxima, ["ann", "bob", "cat", "dee"]) == {"bob": 1875, "cat": 1875}


@pytest.mark.parametrize(
    ("people", "least"),
    [(2, None), (3, 2500), (5, 1500), (6, 1500)],
    ids=["too few", "three", "five", "more than there is a price for"],
)
def test_the_share_of_all_is_of_as_many_as_have_a_price(people, least):
    maxima = dict.fromkeys(range(people), 100)

    assert set(who_is_below(MUSEUM, maxima, list(maxima)).values()) == ({least} if least else set())


def test_where_there_is_no_price_nobody_is_below_the_share():
    assert who_is_below({}, {"ann": 0}, ["ann"]) == {}


@given(ladders(), st.data())
def test_when_nobody_is_below_everybody_takes_part_and_not_otherwise(prices, data):
    people = data.draw(st.sampled_from(sorted(prices)))
    near = st.integers(
        max(0, share_rounded_up(prices, people) - 1), share_rounded_up(prices, people) + 3
    )
    maxima = data.draw(st.lists(near, min_size=people, max_size=people))

    below = who_is_below(prices, dict(enumerate(maxima)), range(people))

    assert (below == {}) == (len(share(prices, maxima)) == people)


def test_these_properties_need_a_ladder_that_may_be_saved():
    """With one that may not, a newcomer can put others out: why `check_ladder` is there."""
    with pytest.raises(LadderRefused):
        check_ladder({2: 1000, 3: 2000}, 2, 3)
    before, after = share({2: 1000, 3: 2000}, [700] * 2), share({2: 1000, 3: 2000}, [700] * 3)

    assert max(after.values()) > max(before.values()) + 1
