"""What was said against listings from a directory, for whoever answers and for whoever said it."""

from collections.abc import Collection
from datetime import date

from community.common.codes import parse_code
from community.common.refusals import or_not_found
from community.people.queries.acting import logins_with_role
from community.people.states import RoleKind
from providers.models.objections import ListingObjection

# Where no connector works, whoever runs this site answers.
ANSWERING_ROLES = (RoleKind.CONNECTOR, RoleKind.OPERATOR)


def objections_to_answer(area_ids: Collection[int]) -> list[ListingObjection]:
    """For those who work in these areas, what is due first first."""
    waiting = ListingObjection.objects.filter(
        listing__provider__area_id__in=area_ids, answered_at=None
    )
    return list(waiting.select_related("listing").order_by("answer_by", "pk"))


def objection_to_answer(objection_id: int, *, area_ids: Collection[int]) -> ListingObjection:
    """One in these areas, answered or not; any other is not found."""
    objections = ListingObjection.objects.filter(listing__provider__area_id__in=area_ids)
    return or_not_found(objections.filter(pk=objection_id).select_related("listing").first())


def objection_of_code(code: str) -> ListingObjection:
    """For whoever has what was given to them when they said it."""
    objections = ListingObjection.objects.filter(code=parse_code(code))
    return or_not_found(objections.select_related("listing").first())


def logins_to_answer(area_id: int, *, but: int | None = None) -> list[int]:
    """Who is told that something waits: the area’s connectors, else whoever runs this site."""
    for role in ANSWERING_ROLES:
        told = [each.pk for each in logins_with_role(role, area_id) if each.pk != but]
        if told:
            return told
    return []


def late_objection_ids(today: date) -> list[int]:
    """Past their day, and the operator does not know yet."""
    late = ListingObjection.objects.filter(
        answered_at=None, office_told_at=None, answer_by__lt=today
    )
    return list(late.order_by("pk").values_list("pk", flat=True))
