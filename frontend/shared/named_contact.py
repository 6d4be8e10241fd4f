"""Whom somebody can ask where they live, in a sentence: the same on every page and by program."""

from django.utils.translation import gettext as _

from community.common.dates import format_date
from community.common.lifecycle import not_none
from community.common.telephone import to_ring
from community.people.queries.named_contact import ContactKind, NamedContact, named_contact


def named_contact_text(authority_code: str) -> str:
    """Of where a postcode is (`Location.authority_code`)."""
    return contact_text(named_contact(authority_code))


def contact_text(contact: NamedContact) -> str:
    if contact.kind == ContactKind.CONNECTOR:
        return _("You can ask the community connector of %(area)s.") % {"area": contact.area}
    if contact.kind == ContactKind.SOCIAL_CARE:
        return _(
            "You can ask adult social care at %(council)s: %(phone)s. The council publishes this"
            " number; it was looked up on %(day)s."
        ) % {
            "council": contact.council,
            "phone": to_ring(contact.phone),
            "day": format_date(not_none(contact.seen_on)),
        }
    return _("Nobody reads this here yet.")
