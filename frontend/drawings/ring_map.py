"""A map without streets: rings of miles round a place, north up, and what is near as numbers.

Nothing is fetched for it and nothing about it leaves the page. Units: one is a CSS pixel where the
drawing has its own size; x grows to the east, y to the south.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import atan2, cos, hypot, pi, sin

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.places.grid import KM_PER_MILE

METRES_PER_MILE = KM_PER_MILE * 1000
SIZE = 300
MIDDLE = SIZE / 2
OUTER_RADIUS = 120
PIN_HEIGHT = 26
DIGIT_WIDTH = 9
MARK_RADIUS = 9  # of whoever asks, in the middle
LABEL_SIZE = (52, 18)
SHOWN_NUMBERS = 3  # on one pin; the words name each
# Up to how many miles a map reaches, and where its rings are.
RINGS = ((0.5, 1), (1, 2), (1, 3), (2, 5), (5, 10), (10, 25))
ON_THE_RING = 0.01
# South first, and round: where a ring's miles are written, if nothing stands there.
LABEL_ANGLES = (pi / 2, pi / 4, 3 * pi / 4, -pi / 2, -pi / 4, -3 * pi / 4)
DIRECTIONS = (
    gettext_lazy("east"),
    gettext_lazy("north-east"),
    gettext_lazy("north"),
    gettext_lazy("north-west"),
    gettext_lazy("west"),
    gettext_lazy("south-west"),
    gettext_lazy("south"),
    gettext_lazy("south-east"),
)
NO_DIRECTION_METRES = 100  # nearer than this it is here


@dataclass(frozen=True)
class MapPoint:
    """One thing: its number in the list, and where it is on the National Grid, in metres."""

    number: int
    e: float
    n: float


@dataclass(frozen=True)
class Pin:
    """Numbers that stand at one place of the drawing. x, y: its middle."""

    numbers: tuple[int, ...]
    x: float
    y: float

    @cached_property
    def text(self) -> str:
        """ "3", "1, 4", "1, 4, 7 +2"."""
        shown = ", ".join(map(str, self.numbers[:SHOWN_NUMBERS]))
        more = len(self.numbers) - SHOWN_NUMBERS
        return f"{shown} +{more}" if more > 0 else shown

    @cached_property
    def width(self) -> float:
        return max(PIN_HEIGHT, DIGIT_WIDTH * len(self.text) + 10)

    @property
    def left(self) -> float:
        return round(self.x - self.width / 2, 1)

    @property
    def top(self) -> float:
        return round(self.y - PIN_HEIGHT / 2, 1)

    @property
    def first(self) -> int:
        return self.numbers[0]


@dataclass(frozen=True)
class Ring:
    """A distance from the middle. label_x, label_y: the middle of where its miles are written."""

    miles: float
    radius: float
    label_x: float
    label_y: float

    @property
    def text(self) -> str:
        return miles_text(self.miles)


@dataclass(frozen=True)
class RingMap:
    rings: Sequence[Ring]
    pins: Sequence[Pin]
    size: int = SIZE
    middle: float = MIDDLE
    mark_radius: int = MARK_RADIUS
    pin_height: int = PIN_HEIGHT


def ring_map(middle: tuple[float, float], points: Collection[MapPoint]) -> RingMap | None:
    """`middle`: (e, n) in metres. None where there is nothing to draw.

    As large as what is furthest needs. Numbers that would cover one another stand in one pin, at
    the mean of their places.
    """
    if not points:
        return None
    furthest = max(hypot(point.e - middle[0], point.n - middle[1]) for point in points)
    rings_in_miles = _rings_for(furthest / METRES_PER_MILE)
    per_metre = OUTER_RADIUS / (rings_in_miles[-1] * METRES_PER_MILE)
    pins = [
        Pin(
            (point.number,),
            MIDDLE + (point.e - middle[0]) * per_metre,
            MIDDLE - (point.n - middle[1]) * per_metre,
        )
        for point in sorted(points, key=lambda point: point.number)
    ]
    placed = _apart([_beside_the_mark(pin) for pin in pins])
    rings = [_ring(miles, rings_in_miles, placed) for miles in rings_in_miles]
    return RingMap(rings=rings, pins=placed)


def direction(middle: tuple[float, float], e: float, n: float) -> str | Promise:
    """From the middle: "north-east"; "" for what is as good as there."""
    east, north = e - middle[0], n - middle[1]
    if hypot(east, north) < NO_DIRECTION_METRES:
        return ""
    return DIRECTIONS[round(atan2(north, east) / (pi / 4)) % len(DIRECTIONS)]


def miles_text(miles: float) -> str:
    """Of a ring: "½ mile", "1 mile", "3 miles"."""
    if miles == 0.5:
        return _("½ mile")
    return _("1 mile") if miles == 1 else _("%(miles)d miles") % {"miles": miles}


def _rings_for(miles: float) -> tuple[float, ...]:
    return next((rings for rings in RINGS if miles <= rings[-1] + ON_THE_RING), RINGS[-1])


def _ring(miles: float, all_miles: Sequence[float], pins: Sequence[Pin]) -> Ring:
    radius = OUTER_RADIUS * miles / all_miles[-1]
    places = [
        (MIDDLE + radius * cos(angle), MIDDLE + radius * sin(angle)) for angle in LABEL_ANGLES
    ]
    x, y = next((place for place in places if not _is_covered(place, pins)), places[0])
    return Ring(miles=miles, radius=round(radius, 1), label_x=round(x, 1), label_y=round(y, 1))


def _is_covered(place: tuple[float, float], pins: Sequence[Pin]) -> bool:
    width, height = LABEL_SIZE
    return any(
        abs(pin.x - place[0]) < (pin.width + width) / 2
        and abs(pin.y - place[1]) < (PIN_HEIGHT + height) / 2
        for pin in pins
    )


def _apart(pins: list[Pin]) -> list[Pin]:
    """Two that cover one another become one, the nearest first, until none do."""
    while pair := min(_covering(pins), key=_distance, default=None):
        one, other = pair
        pins = [pin for pin in pins if pin not in pair]
        share = len(one.numbers) / (len(one.numbers) + len(other.numbers))
        together = Pin(
            tuple(sorted(one.numbers + other.numbers)),
            one.x * share + other.x * (1 - share),
            one.y * share + other.y * (1 - share),
        )
        pins.append(_beside_the_mark(together))
    return sorted(pins, key=lambda pin: pin.numbers)


def _covering(pins: Sequence[Pin]) -> Iterator[tuple[Pin, Pin]]:
    for position, one in enumerate(pins):
        for other in pins[position + 1 :]:
            is_beside = abs(one.x - other.x) >= (one.width + other.width) / 2 + 2
            if not is_beside and abs(one.y - other.y) < PIN_HEIGHT + 2:
                yield one, other


def _distance(pair: tuple[Pin, Pin]) -> float:
    one, other = pair
    return hypot(one.x - other.x, one.y - other.y)


def _beside_the_mark(pin: Pin) -> Pin:
    """The pin, so that it leaves the middle to be seen and stays inside the drawing."""
    x = min(max(pin.x, pin.width / 2 + 2), SIZE - pin.width / 2 - 2)
    y = min(max(pin.y, PIN_HEIGHT / 2 + 2), SIZE - PIN_HEIGHT / 2 - 2)
    clear = PIN_HEIGHT / 2 + MARK_RADIUS + 2
    if abs(x - MIDDLE) < pin.width / 2 + MARK_RADIUS + 2 and abs(y - MIDDLE) < clear:
        y = MIDDLE + clear if y > MIDDLE else MIDDLE - clear
    return Pin(pin.numbers, round(x, 1), round(y, 1))
