"""What every page shows: the area's numbers, who is acting for whom, the demo strip."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from community.places.queries import area_to_show


def every_page(request: HttpRequest) -> dict[str, Any]:
    acting = getattr(request, "acting", None)
    person = acting.person if acting and request.user.is_authenticated else None
    return {
        "acting": acting if person or (acting and acting.login) else None,
        "area": area_to_show(person.area_id if person else None),
        "demo": settings.DEMO,
    }
