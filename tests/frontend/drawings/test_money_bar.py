"""Money of a week as a bar, with the same in words."""

import pytest

from frontend.drawings.money_bar import WIDTH, money_bar
from pooling.pools.models.pledges import MoneySource
from pooling.pools.queries.money import SourceSummary


def summary(amount, aside, promised, **facts):
    source = MoneySource(amount_pence=amount, keep_aside_pence=aside)
    return SourceSummary(source, promised_pence=promised, **facts)


@pytest.mark.holds("P35")
@pytest.mark.parametrize(
    ("amount", "aside", "promised", "widths"),
    [
        (10000, 5000, 2500, [75, 75, 150]),
        (10000, 0, 0, [0, 300, 0]),
        (10000, 10000, 0, [0, 0, 300]),
        (10000, 5000, 5000, [150, 0, 150]),
        (10000, 9000, 2500, [75, 0, 225]),  # more was promised before so much was kept aside
        (10000, 0, 25000, [300, 0, 0]),
    ],
)
def test_the_parts_fill_the_bar(amount, aside, promised, widths):
    bar = money_bar(summary(amount, aside, promised))

    assert [part.width for part in bar] == widths
    assert sum(part.width for part in bar) == WIDTH
    assert [part.x for part in bar] == [0, widths[0], widths[0] + widths[1]]


@pytest.mark.holds("P35")
def test_the_same_is_said_in_words():
    bar = money_bar(summary(10000, 5000, 2500))

    assert [part.words for part in bar] == [
        "Promised: at most £25 in the fullest week to come",
        "May be used besides: £25",
        "Not for this: £50",
    ]


def test_where_no_amount_was_said_or_no_sum_is_read_there_is_no_bar():
    assert money_bar(summary(None, 0, 0)) == []
    assert money_bar(summary(10000, 0, 0, shows_sums=False)) == []
