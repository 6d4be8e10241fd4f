"""Who is told, by a person, that somebody has died: their groups, and whoever they went to."""

from uuid import UUID

from django.utils.translation import gettext as _

from groups.queries.resting import groups_ever_of
from providers.queries.sessions import providers_of_bookings


def who_is_to_be_told(person_id: UUID) -> list[str]:
    """A line each."""
    groups = [_("The group “%(name)s”") % {"name": name} for name in groups_ever_of(person_id)]
    return groups + [
        _("%(name)s, where they went") % {"name": name} for name in providers_of_bookings(person_id)
    ]
