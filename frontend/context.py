"""What every page shows: the area's numbers, who is acting for whom, the demo strip."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from community.people.models.persons import Person
from community.places.models.areas import Area
from community.places.queries import area_to_show
from frontend.shared.reading_ways import reading_way_of


def every_page(request: HttpRequest) -> dict[str, Any]:
    acting = getattr(request, "acting", None)
    person = acting.person if acting and request.user.is_authenticated else None
    return {
        "acting": acting if person or (acting and acting.login) else None,
        "area": _area_of(person),
        "demo": settings.DEMO,
        "reading_way": reading_way_of(request),
    }


def _area_of(person: Person | None) -> Area | None:
    """Read already with the person, where it is open."""
    own = person.area if person else None
    return own if own and own.is_open else area_to_show(None)
