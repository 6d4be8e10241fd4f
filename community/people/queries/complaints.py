"""Complaints: to the person whose they are, and to who answers them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from community.common.refusals import or_not_found
from community.people.models.complaints import Complaint
from community.people.models.persons import Person
from community.people.queries.acting import logins_with_role, roles_of
from community.people.rules.complaints import who_answers
from community.people.states import ComplaintAbout, RoleKind
from community.places.models.areas import Area
from community.places.queries import area_to_show

ANSWERING_ROLES = (RoleKind.CONNECTOR, RoleKind.OPERATOR)


def logins_to_answer(about: ComplaintAbout, area_id: int, *, but: set[int]) -> list[int]:
    """Those whose it is; where there is nobody else, the operator of that area. Never one of `but`:
    who wrote it down, and whose it is."""
    for role in (who_answers(about), RoleKind.OPERATOR):
        found = {login.pk for login in logins_with_role(role, area_id)} - but
        if found:
            return sorted(found)
    return []


def area_that_answers(person: Person) -> Area | None:
    """Where they live; of somebody who did not say, the first that is open."""
    return person.area or area_to_show(None)


def complaints_of_person(person_id: UUID) -> list[Complaint]:
    """The newest first."""
    complaints = Complaint.objects.filter(person_id=person_id).select_related("answered_by", "area")
    return list(complaints.order_by("-made_at", "-pk"))


def complaints_to_answer(login_id: int) -> list[Complaint]:
    """Those to be answered first, first."""
    return list(_to_answer(login_id).order_by("answer_by", "pk"))


def complaint_to_answer(complaint_id: int, login_id: int | None) -> Complaint:
    """One of them. For anybody else it is not there."""
    return or_not_found(_to_answer(login_id).filter(pk=complaint_id).first())


def _to_answer(login_id: int | None) -> QuerySet[Complaint]:
    """An operator may answer any of their area."""
    roles = roles_of(login_id)
    theirs = Q(area_id__in=[area for role, area in roles if role == RoleKind.OPERATOR])
    connected = [area for role, area in roles if role == RoleKind.CONNECTOR]
    kinds = [each for each in ComplaintAbout if who_answers(each) == RoleKind.CONNECTOR]
    theirs |= Q(area_id__in=connected, about__in=kinds)
    waiting = Complaint.objects.filter(theirs, answered_at__isnull=True)
    not_theirs_to_answer = Q(made_by_id=login_id) | Q(person__login_id=login_id)
    own = waiting.filter(not_theirs_to_answer).values("pk")
    return waiting.exclude(pk__in=own).select_related("person", "area", "made_by")


def late_complaint_ids(today: date) -> list[int]:
    """Past their day, and the operator does not know yet."""
    late = Complaint.objects.filter(
        answered_at__isnull=True, late_told_at__isnull=True, answer_by__lt=today
    )
    return list(late.order_by("pk").values_list("pk", flat=True))
