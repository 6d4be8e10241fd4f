from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians
from typing import NamedTuple, Protocol

from django.db.models import Avg, QuerySet
from geopy.distance import geodesic, great_circle

from community.common.lifecycle import not_none
from community.places.models.areas import Area
from community.places.models.postcodes import Postcode

from . import grid
from .rules import (
    MIDDLES_APART,
    PLACES_APART,
    POSTCODE_AREAS,
    PostcodeNotKnown,
    check_is_located,
    parse_postcode,
    postcode_area,
)
from .wording import country_text, ended_text, letters_text, no_location_text, not_known_text

KM_PER_DEGREE_NORTH = 111.0


class Precision(StrEnum):
    UNIT = "unit"  # some fifteen addresses
    OUTWARD = "outward"  # a part of a town
    LETTERS = "letters"  # all that begin with its letters: a county, about, or a country


@dataclass(frozen=True)
class Location:
    """Where a typed postcode is. `note` says, in a sentence, when it is not quite what was typed;
    e, n are National Grid metres."""

    label: str
    outward_code: str
    latitude: float
    longitude: float
    e: float
    n: float
    precision: Precision
    ended: bool = False
    note: str = ""
    authority_code: str = ""


def find_location(text: str) -> Location:
    """The place of a unit postcode or an outward code, however it is spaced or cased.

    A unit without a location, or unknown in a known outward code, is answered by its outward
    code, with a note. One SQL statement.
    """
    outward, unit = parse_postcode(text)
    by_code = _postcodes_by_code([outward, unit])
    whole, half = by_code.get(unit), by_code.get(outward)
    if whole and whole.latitude is not None:
        return _location(whole, note=ended_text(whole.code, whole.ended_on))
    check_is_located(half is not None and half.latitude is not None, unit or outward)
    half = not_none(half)
    if whole:
        is_ended = whole.ended_on is not None
        return _location(half, note=no_location_text(unit, outward), is_ended=is_ended)
    if unit:
        return _location(half, note=not_known_text(unit, outward), is_ended=False)
    return _location(half, note=ended_text(half.code, half.ended_on))


def _postcodes_by_code(codes: list[str]) -> dict[str, Postcode]:
    """Written as SQL: every search begins with it, and composing it took longer than running it."""
    rows = Postcode.objects.raw("SELECT * FROM places_postcode WHERE code = ANY(%s)", [codes])
    return {row.code: row for row in rows}


def find_location_to_search(text: str) -> Location:
    """As `find_location`. Of a postcode that nobody has told us the place of: the middle of all
    that begin with its letters, or of the country that has them, with a note, so that whoever looks
    from there is shown something (M128). Never of where somebody lives. One statement more."""
    try:
        return find_location(text)
    except PostcodeNotKnown:
        outward, unit = parse_postcode(text)
        if location := _location_of_letters(outward, unit or outward):
            return location
        raise


def _location_of_letters(outward: str, code: str) -> Location | None:
    letters = postcode_area(outward)
    if letters not in POSTCODE_AREAS:
        return None
    middle = Postcode.objects.exclude(code__contains=" ").filter(
        code__regex=rf"^{letters}\d", latitude__isnull=False
    )
    found = middle.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    at, note = (found["latitude"], found["longitude"]), letters_text(code, letters)
    if at[0] is None:
        if letters not in MIDDLES_APART:
            return None
        at, note = MIDDLES_APART[letters], country_text(code, PLACES_APART[letters])
    e, n = grid.from_wgs84(*at)
    return Location(code, outward, *at, e, n, Precision.LETTERS, note=note)


def district_near(latitude: float, longitude: float) -> Location | None:
    """The outward code whose middle is nearest, within some twenty kilometres."""
    near = Postcode.objects.exclude(code__contains=" ").filter(
        latitude__range=(latitude - 0.2, latitude + 0.2),
        longitude__range=(longitude - 0.3, longitude + 0.3),
    )
    here = Point(latitude, longitude)
    closest = min(near, key=lambda each: distance_km(here, each), default=None)
    return _location(closest) if closest else None


def districts_around(here: "HasLocation", km: float) -> list[Postcode]:
    """The outward codes whose middle is within `km`, and a few a little beyond. One statement."""
    latitude, longitude = not_none(here.latitude), not_none(here.longitude)
    up = km / KM_PER_DEGREE_NORTH
    across = up / cos(radians(latitude))
    return list(
        Postcode.objects.exclude(code__contains=" ").filter(
            latitude__range=(latitude - up, latitude + up),
            longitude__range=(longitude - across, longitude + across),
        )
    )


class Point(NamedTuple):
    latitude: float
    longitude: float


class HasLocation(Protocol):
    """A place, or a thing that has one."""

    @property
    def latitude(self) -> float | None: ...

    @property
    def longitude(self) -> float | None: ...


def distance_km(a: HasLocation, b: HasLocation) -> float:
    """Kilometres along the ellipsoid between two things whose place is known."""
    return geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).km


def area_to_show(area_id: int | None) -> Area | None:
    """The area whose numbers a page shows: the person's own, else the first that is open."""
    areas = Area.objects.filter(is_open=True).order_by("pk")
    return (areas.filter(pk=area_id).first() if area_id else None) or areas.first()


def open_areas() -> QuerySet[Area]:
    """The areas where this is open, by their names: a form chooses among them."""
    return Area.objects.filter(is_open=True).order_by("name", "pk")


def areas_by_id(area_ids: Collection[int]) -> list[Area]:
    """Of these, the open ones, by their names."""
    return list(open_areas().filter(pk__in=area_ids))


def ways_into_open_areas() -> list[tuple[Area, str]]:
    """The open areas by their names, each with a first half of a postcode in it, for whoever's own
    is not known. Two statements."""
    areas = list(open_areas())
    districts = Postcode.objects.exclude(code__contains=" ").filter(
        authority_code__in=[area.authority_code for area in areas], latitude__isnull=False
    )
    code_of = {district.authority_code: district.code for district in districts.order_by("-code")}
    return [
        (area, code_of[area.authority_code]) for area in areas if area.authority_code in code_of
    ]


@dataclass(frozen=True)
class AreasAround:
    """`here`: the open area a place is in. `others`: the other open ones whose place is known, with
    how far their nearest district is, nearest first."""

    here: Area | None
    others: list[tuple[Area, float]]


def areas_around(location: Location) -> AreasAround:
    """Which open area a place is in, and which are near it. Two statements."""
    areas = {area.authority_code: area for area in open_areas()}
    districts = Postcode.objects.exclude(code__contains=" ").filter(
        authority_code__in=areas, latitude__isnull=False
    )
    km_by_code: dict[str, float] = {}
    for district in districts:
        km = great_circle((location.latitude, location.longitude), _at(district)).km
        km_by_code[district.authority_code] = min(km, km_by_code.get(district.authority_code, km))
    here = areas.get(location.authority_code)
    others = [(areas[code], km) for code, km in km_by_code.items() if areas[code] != here]
    return AreasAround(here, sorted(others, key=lambda each: each[1]))


def _at(place: HasLocation) -> tuple[float, float]:
    return not_none(place.latitude), not_none(place.longitude)


def area_of_location(location: Location) -> Area | None:
    """The open area a place is in, by its council's code."""
    return Area.objects.filter(is_open=True, authority_code=location.authority_code).first()


def location_of_outward_code(code: str, latitude: float, longitude: float) -> Location:
    """Of one whose middle is kept with what is there: no statement."""
    e, n = grid.from_wgs84(latitude, longitude)
    return Location(code, code, latitude, longitude, e, n, Precision.OUTWARD)


def _location(postcode: Postcode, note: str = "", is_ended: bool | None = None) -> Location:
    latitude, longitude = not_none(postcode.latitude), not_none(postcode.longitude)
    e, n = grid.from_wgs84(latitude, longitude)
    is_unit = " " in postcode.code
    return Location(
        label=postcode.code,
        outward_code=postcode.code.split(" ")[0],
        latitude=latitude,
        longitude=longitude,
        e=e,
        n=n,
        precision=Precision.UNIT if is_unit else Precision.OUTWARD,
        ended=postcode.ended_on is not None if is_ended is None else is_ended,
        note=note,
        authority_code=postcode.authority_code,
    )
