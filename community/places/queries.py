import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from geopy.distance import geodesic

from community.common.lifecycle import not_none
from community.common.refusals import Refused
from community.places.models.areas import Area
from community.places.models.postcodes import Postcode

from . import grid

OUTWARD_PATTERN = r"[A-Z]{1,2}\d[A-Z\d]?|GIR"
UNIT_PATTERN = re.compile(rf"({OUTWARD_PATTERN})(\d[A-Z]{{2}})")
OUTWARD_ONLY_PATTERN = re.compile(OUTWARD_PATTERN)
MAX_POSTCODE_CHARS = 20


class NotAPostcode(Refused):
    code, field = "not_a_postcode", "postcode"


class PostcodeNotKnown(Refused):
    code, field = "postcode_not_known", "postcode"


class Precision(StrEnum):
    UNIT = "unit"  # some fifteen addresses
    OUTWARD = "outward"  # a part of a town


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
    outward, unit = _codes_in(text)
    by_code = Postcode.objects.in_bulk(list(filter(None, [outward, unit])))
    whole, half = by_code.get(unit), by_code.get(outward)
    if whole and whole.latitude is not None:
        return _location(whole, note=_ended_note(whole.code, whole.ended_on))
    if half is None or half.latitude is None:
        raise PostcodeNotKnown(
            _("We do not know where “%(code)s” is.") % {"code": unit or outward},
            next_step=_("Check it, or try a postcode nearby, like that of a library or a station."),
        )
    if whole:
        note = _("Nobody has said where %(unit)s is. This is from the middle of %(outward)s.")
    elif unit:
        note = _("We do not know %(unit)s. This is from the middle of %(outward)s.")
    else:
        return _location(half, note=_ended_note(half.code, half.ended_on))
    ended = bool(whole and whole.ended_on)
    return _location(half, note=note % {"unit": unit, "outward": outward}, ended=ended)


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
    return Area.objects.filter(is_open=True).order_by("name", "pk")


def area_of_location(location: Location) -> Area | None:
    """The open area a place is in, by its council's code."""
    return Area.objects.filter(is_open=True, authority_code=location.authority_code).first()


def _codes_in(text: str) -> tuple[str, str]:
    """("BS3", "BS3 1AB") in "bs31ab"; ("BS3", "") in "bs3". Refuses anything else."""
    shown = " ".join((text or "").replace("\x00", "").split())
    typed = " ".join(re.sub(r"[.,-]", " ", shown).upper().split())
    if len(typed) <= MAX_POSTCODE_CHARS:
        if found := UNIT_PATTERN.fullmatch(typed.replace(" ", "")):
            return found[1], f"{found[1]} {found[2]}"
        if OUTWARD_ONLY_PATTERN.fullmatch(typed):
            return typed, ""
    if len(shown) > MAX_POSTCODE_CHARS:
        shown = f"{shown[:MAX_POSTCODE_CHARS]}…"
    raise NotAPostcode(
        _("“%(typed)s” is not a postcode.") % {"typed": shown} if shown else _("Enter a postcode."),
        next_step=_("Type it like BS3 1AB, or just its first half, like BS3."),
    )


def _ended_note(code: str, ended_on: date | None) -> str:
    if ended_on is None:
        return ""
    words = _("%(code)s is no longer used, since %(year)s. This is from where it was.")
    return words % {"code": code, "year": ended_on.year}


def _location(postcode: Postcode, note: str = "", ended: bool | None = None) -> Location:
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
        ended=postcode.ended_on is not None if ended is None else ended,
        note=note,
        authority_code=postcode.authority_code,
    )
