"""Somebody asks that another does not stay in a group."""

from datetime import timedelta

from community.people.acting import Acting
from groups.models.members import Member
from groups.models.removals import Removal
from tests.factories.supply import NOW


def make_removal(by: Acting, other: Member, *, by_group: bool = False) -> Removal:
    """Also in a group that is too small to choose it among themselves."""
    return Removal.objects.create(
        group=other.group,
        member=other,
        asked_by=Member.objects.get(group=other.group, person=by.person),
        asked_login=by.login,
        about="other",
        words="Shouts",
        by_group=by_group,
        asked_at=NOW,
        closes_at=NOW + timedelta(days=7) if by_group else None,
    )
