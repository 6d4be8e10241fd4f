from math import cos, hypot, sin

import pytest
from geopy.distance import geodesic

from community.places import grid
from tests.factories.shared import shared_rows

# The first is the worked example of OS's guide (§C.1), moved to WGS84 by its seven parameters;
# the rest are three corners of the country.
KNOWN = [
    ((52.657977, 1.716038), (651409.9, 313177.3)),
    ((51.458457, -2.574165), (360205, 173432)),
    ((58.643, -3.070), (338000, 973100)),
    ((50.066, -5.716), (134200, 25000)),
]
FROM_WESTERN_ISLES_TO_KENT = [(57.5, -7.4), (54.6, -5.93), (51.45, -2.59), (51.3, 1.4)]


@pytest.mark.parametrize(("degrees", "metres"), KNOWN[:2])
def test_degrees_become_grid_metres_to_within_five(degrees, metres):
    e, n = grid.from_wgs84(*degrees)

    assert hypot(e - metres[0], n - metres[1]) < 5


@pytest.mark.parametrize("degrees", FROM_WESTERN_ISLES_TO_KENT)
def test_there_and_back_is_the_same_place(degrees):
    assert geodesic(grid.to_wgs84(*grid.from_wgs84(*degrees)), degrees).m < 0.3


@pytest.mark.parametrize("start", FROM_WESTERN_ISLES_TO_KENT)
@pytest.mark.parametrize("step", [(0.01, 0.0), (0.0, 0.01), (0.2, -0.3), (-0.3, 0.4)])
def test_ground_distance_is_the_geodesic_to_one_part_in_twenty_thousand(start, step):
    end = (start[0] + step[0], start[1] + step[1])

    km = grid.ground_km(grid.from_wgs84(*start), grid.from_wgs84(*end))

    assert km == pytest.approx(geodesic(start, end).km, rel=5e-5)


def test_a_circle_has_squares_that_lie_whole_within_it_and_squares_at_its_edge():
    e, n, metres = 360_205, 173_432, 8047
    inside, edge = grid.grid_cells_of_circle(e, n, metres)

    assert inside
    assert not {*inside} & {*edge}
    assert all(cell in edge for cell in _cells_at(e, n, metres))
    assert all(cell in {*inside, *edge} for cell in _cells_at(e, n, metres * 0.6))
    assert not {*inside} & _cells_at(e, n, metres * 1.001)


def test_a_small_circle_is_all_edge():
    inside, edge = grid.grid_cells_of_circle(360_205, 173_432, 900)

    assert (inside, grid.grid_cell(360_205, 173_432) in edge) == ([], True)


def _cells_at(e, n, metres):
    """Those that lie so far from a place, all round it."""
    return {grid.grid_cell(e + metres * cos(turn), n + metres * sin(turn)) for turn in range(500)}


def test_five_thousand_real_postcodes_are_within_five_metres():
    rows = shared_rows("postcodes/codepoint_open_bristol_wgs84.csv")

    worst = max(
        geodesic(
            grid.to_wgs84(float(row["eastings"]), float(row["northings"])),
            (float(row["latitude"]), float(row["longitude"])),
        ).m
        for row in rows[::5]
    )

    assert worst < 5
