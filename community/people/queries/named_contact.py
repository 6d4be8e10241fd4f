"""Whom somebody can ask where they live: only whoever is there (P102)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef

from community.people.models.logins import Role
from community.people.states import RoleKind
from community.places.models.areas import Area


class ContactKind(StrEnum):
    CONNECTOR = "connector"
    SOCIAL_CARE = "social_care"
    NOBODY = "nobody"


@dataclass(frozen=True)
class NamedContact:
    """`area` and `council` are empty, and there is no `phone`, where nobody is there. `seen_on`: on
    which day the number stood on the council's own page."""

    kind: ContactKind
    area: str = ""
    council: str = ""
    phone: str = ""
    seen_on: date | None = None


def named_contact(authority_code: str) -> NamedContact:
    """The connector of an open area; else the adult social care number that this council publishes,
    whether or not this is open there; else nobody. One statement."""
    connectors = Role.objects.filter(
        kind=RoleKind.CONNECTOR, area=OuterRef("pk"), ended_at__isnull=True, login__is_active=True
    )
    areas = Area.objects.filter(authority_code=authority_code).exclude(authority_code="")
    area = areas.annotate(has_connector=Exists(connectors)).first()
    if area is None:
        return NamedContact(ContactKind.NOBODY)
    if area.is_open and area.has_connector:
        return NamedContact(ContactKind.CONNECTOR, area.name, area.council)
    if not area.social_care_phone:
        return NamedContact(ContactKind.NOBODY)
    return NamedContact(
        ContactKind.SOCIAL_CARE,
        area.name,
        area.council,
        area.social_care_phone,
        area.social_care_seen_on,
    )
