"""A map without streets: what stands where, in the drawing's own units."""

import pytest

from frontend.drawings.ring_map import (
    METRES_PER_MILE,
    MIDDLE,
    OUTER_RADIUS,
    PIN_HEIGHT,
    SIZE,
    MapPoint,
    direction,
    miles_text,
    ring_map,
)

HERE = (100_000.0, 20_000.0)


def at(number, *, miles_east=0.0, miles_north=0.0):
    return MapPoint(
        number, HERE[0] + miles_east * METRES_PER_MILE, HERE[1] + miles_north * METRES_PER_MILE
    )


def test_nothing_is_drawn_of_nothing():
    assert ring_map(HERE, []) is None


def test_north_is_up_and_a_mile_is_as_long_every_way():
    drawn = ring_map(HERE, [at(1, miles_north=2), at(2, miles_east=2), at(3, miles_north=-1)])

    assert {pin.numbers: (pin.x, pin.y) for pin in drawn.pins} == {
        (1,): (MIDDLE, MIDDLE - OUTER_RADIUS),
        (2,): (MIDDLE + OUTER_RADIUS, MIDDLE),
        (3,): (MIDDLE, MIDDLE + OUTER_RADIUS / 2),
    }


@pytest.mark.parametrize(
    ("furthest", "rings"),
    [(0.1, [0.5, 1]), (1, [0.5, 1]), (1.1, [1, 2]), (2.5, [1, 3]), (4, [2, 5]), (24, [10, 25])],
)
def test_it_reaches_as_far_as_what_is_furthest(furthest, rings):
    drawn = ring_map(HERE, [at(1, miles_east=furthest)])

    assert [ring.miles for ring in drawn.rings] == rings
    assert drawn.rings[-1].radius == OUTER_RADIUS


def test_numbers_at_one_place_stand_in_one_pin_and_each_number_is_drawn_once():
    same = [at(number, miles_east=0.5) for number in (1, 2)]
    many = [at(number, miles_north=0.7) for number in (3, 4, 5, 6, 7)]

    drawn = ring_map(HERE, [*same, *many, at(8, miles_east=-1)])

    assert [pin.text for pin in drawn.pins] == ["1, 2", "3, 4, 5 +2", "8"]
    assert sorted(n for pin in drawn.pins for n in pin.numbers) == list(range(1, 9))


def test_no_pin_covers_another_or_the_middle_or_leaves_the_drawing():
    """Fifty, as they lie round a town's middle and along one street."""
    points = [
        at(n, miles_east=((n * 37) % 100 - 50) / 50, miles_north=((n * n * 13) % 100 - 50) / 50)
        for n in range(1, 41)
    ] + [at(n, miles_east=(n - 40) / 100) for n in range(41, 51)]

    pins = ring_map(HERE, points).pins

    for place, one in enumerate(pins):
        assert one.left > 0 and one.left + one.width < SIZE
        assert one.top > 0 and one.top + PIN_HEIGHT < SIZE
        assert not covers(one, MIDDLE, MIDDLE)
        for other in pins[place + 1 :]:
            apart = abs(one.x - other.x) >= (one.width + other.width) / 2
            assert apart or abs(one.y - other.y) >= PIN_HEIGHT
    assert sorted(n for pin in pins for n in pin.numbers) == list(range(1, 51))


def covers(pin, x, y):
    return abs(pin.x - x) < pin.width / 2 and abs(pin.y - y) < PIN_HEIGHT / 2


def test_the_miles_of_a_ring_are_written_where_no_number_is():
    drawn = ring_map(HERE, [at(1, miles_north=-1), at(2, miles_north=-0.5)])

    for ring in drawn.rings:
        assert not any(covers(pin, ring.label_x, ring.label_y) for pin in drawn.pins)


@pytest.mark.parametrize(
    ("east", "north", "said"),
    [
        (0, 1, "north"),
        (1, 1, "north-east"),
        (1, 0.1, "east"),
        (-1, 0, "west"),
        (-1, -1.1, "south-west"),
        (0.01, 0.01, ""),
    ],
)
def test_a_direction_is_one_of_eight_in_words(east, north, said):
    point = at(1, miles_east=east, miles_north=north)
    assert direction(HERE, point.e, point.n) == said


def test_miles_of_a_ring_in_words():
    assert [miles_text(miles) for miles in (0.5, 1, 3)] == ["½ mile", "1 mile", "3 miles"]
