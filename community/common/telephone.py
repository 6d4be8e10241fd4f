"""A number that is given to ring, with another way beside it (P57)."""

from django.utils.translation import gettext as _


def to_ring(phone: str) -> str:
    """Empty where there is none. Relay UK is reached by any number with 18001 before it."""
    return _("%(phone)s (by relay: 18001 first)") % {"phone": phone} if phone else ""
