"""Where a line about something missing was written from, as far as anybody said."""

from typing import TypedDict

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.people.queries.named_contact import ContactKind, named_contact
from community.people.states import RoleKind
from community.places.models.areas import Area
from community.places.queries import area_of_location, find_location
from community.places.rules import PostcodeNotKnown, parse_postcode
from frontend.shared.named_contact import contact_text
from marketplace.search.queries.demand import reader_of_needs


class RoughLocation(TypedDict):
    outward_code: str
    area: Area | None


def rough_location(postcode: str) -> RoughLocation:
    """The area and first half of a postcode, as far as they are known: the line counts anyway."""
    try:
        location = find_location(postcode)
    except PostcodeNotKnown:  # whoever runs this site sees from where it is missed
        return {"outward_code": parse_postcode(postcode)[0], "area": None}
    except Refused:
        return {"outward_code": "", "area": None}
    return {"outward_code": location.outward_code, "area": area_of_location(location)}


def reader_text(authority_code: str) -> str:
    """Who reads a line from there, before and after it is written: only whoever is there. Where no
    connector does, also whom to ask, if the council says whom (P102)."""
    reader = reader_of_needs(authority_code)
    if reader == RoleKind.CONNECTOR:
        return _reader_text(reader)
    contact = named_contact(authority_code)
    ask = contact_text(contact) if contact.kind == ContactKind.SOCIAL_CARE else ""
    return " ".join(filter(None, [_reader_text(reader), ask]))


def _reader_text(reader: RoleKind | None) -> str:
    if reader == RoleKind.CONNECTOR:
        return _(
            "The community connector reads it, and people who run things see how many asked, never"
            " who."
        )
    if reader == RoleKind.OPERATOR:
        return _(
            "No community connector works there yet. Whoever runs this site reads it, to see where"
            " it is missed."
        )
    return _("Nobody reads this here yet. It is kept for whoever begins there.")
