"""What is known of a person, and what was done for them, as they would say it."""

from django.utils.translation import gettext as _

from community.audit.deeds import deeds_by_value
from community.common.dates import format_date
from community.people.models.representations import Representation

from .states import Adjustment


def describe_adjustments(adjustments: list[str]) -> list[str]:
    """What helps a person, as they would say it: known codes become words, own words stay."""
    return [
        str(Adjustment(code).label) if code in Adjustment.values else code for code in adjustments
    ]


def describe_deed(deed: str, about: str | None) -> str:
    """What was done, and what it was about where that is known."""
    words = str(deeds_by_value()[deed].label)
    return _("%(what)s: %(about)s") % {"what": words, "about": about} if about else words


def describe_representation(representation: Representation) -> str:
    """Who, how far, and until when."""
    return _("%(who)s, to %(may)s, until %(day)s") % {
        "who": representation.login.name,
        "may": representation.get_scope_display(),
        "day": format_date(representation.ends_on),
    }
