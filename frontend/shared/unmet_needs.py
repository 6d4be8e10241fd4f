"""Where a line about something missing was written from, as far as anybody said."""

from typing import TypedDict

from community.common.refusals import Refused
from community.places.models.areas import Area
from community.places.queries import area_of_location, find_location


class RoughLocation(TypedDict):
    outward_code: str
    area: Area | None


def rough_location(postcode: str) -> RoughLocation:
    """The area and first half of a postcode, as far as they are known: the line counts anyway."""
    try:
        location = find_location(postcode)
    except Refused:
        return {"outward_code": "", "area": None}
    return {"outward_code": location.outward_code, "area": area_of_location(location)}
