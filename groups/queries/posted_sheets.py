"""What is to be posted, by whom, and what was."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.common.refusals import or_not_found
from community.messaging.queries.contact_plans import contact_plan_of, contacts_of
from community.people.models.logins import Login, Role
from community.people.models.persons import Person
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.persons import workers_of_area
from groups.models.members import Member
from groups.models.posted_sheets import PostedSheet
from groups.states import PLACE_STATES


def sheets_to_post(login_id: int) -> list[PostedSheet]:
    """What this login is to post, what was asked first first; also what was for somebody who works
    there no more."""
    return list(_sheets_to_post(login_id))


def sheet_to_post(posted_sheet_id: int, login_id: int) -> PostedSheet:
    """One of these. What is another's to post, or is posted, is not there."""
    return or_not_found(_sheets_to_post(login_id).filter(pk=posted_sheet_id).first())


def posted_sheets_of(member: Member) -> list[PostedSheet]:
    """Those that wait to be posted, and the last ones that were: the newest first."""
    posted = PostedSheet.objects.filter(member=member).select_related("worker", "posted_by")
    return list(posted.order_by("-asked_at", "-pk")[:5])


def who_posts_to(person: Person, *, but: int | None) -> Login | None:
    """Who tells them things, where they work there; else the first by name who does. Nobody whom
    they said never to tell, and not `but`, who asks."""
    if person.area_id is None:
        return None
    plan = contact_plan_of(person.pk)
    never = set(plan.never_told_login_ids) if plan else set()
    workers = [each for each in workers_of_area(person.area_id) if each.pk not in {*never, but}]
    theirs = contacts_of(plan)
    first = [each for pk in theirs for each in workers if each.pk == pk]
    return next(iter([*first, *workers]), None)


def last_way_back(area_id: int) -> str:
    """Where what was posted from an area last comes back to; empty where nothing was."""
    posted = PostedSheet.objects.filter(member__person__area_id=area_id).exclude(way_back="")
    posted = posted.order_by("-asked_at")
    return posted.values_list("way_back", flat=True).first() or ""


def _sheets_to_post(login_id: int) -> QuerySet[PostedSheet]:
    works_there = Role.objects.filter(
        kind__in=PAPER_ENTRY_ROLES,
        area_id=OuterRef("member__person__area_id"),
        ended_at__isnull=True,
    )
    is_theirs = Q(worker_id=login_id) | ~Exists(works_there.filter(login_id=OuterRef("worker_id")))
    waiting = PostedSheet.objects.filter(
        is_theirs,
        Exists(works_there.filter(login_id=login_id)),
        member__state__in=PLACE_STATES,
        posted_at__isnull=True,
    )
    return waiting.select_related("member__group", "member__person__area").order_by(
        "asked_at", "pk"
    )
