"""Pictures of a group: by any of its people; whoever is in one says yes themselves."""

from datetime import date, datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.moderation.actions.items import look_again
from community.people.acting import Acting
from community.people.bases import Matter
from community.people.rules.authority import check_authority, check_may_stop
from community.people.states import RepresentationScope
from community.pictures.actions.pictures import add_picture, end_picture, lock_picture
from community.pictures.models import Picture
from community.pictures.queries.pictures import about_picture
from community.pictures.rules.pictures import AgreementRequest
from groups.models.members import Group, Member
from groups.queries.members import membership
from groups.states import CURRENT_STATES


@transaction.atomic
def add_group_picture(
    *,
    group_id: int,
    content: bytes,
    alt_words: str,
    shows_faces: bool,
    names: list[str],
    until: date | None,
    by: Acting,
    now: datetime,
) -> Picture:
    """`names`: as the group knows each of its people who can be recognised. Nobody else may be."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    membership(group_id, by)
    group = _lock_group(group_id)
    return add_picture(
        about=f"group:{group.pk}",
        area=group.area,
        link=f"/group/{group.pk}/pictures/",
        content=content,
        alt_words=alt_words,
        shows_faces=shows_faces,
        agreements=[_of_member(group.pk, name) for name in names],
        until=until,
        page_name=group.name,
        group_id=group.pk,
        by=by,
        now=now,
    )


@transaction.atomic
def take_down_group_picture(*, picture_id: int, by: Acting, now: datetime) -> Picture:
    """By any of them, at once: nobody has to stand on a page until others agree."""
    check_may_stop(by, now=now)
    return end_picture(_lock_own(picture_id, by), by=by, now=now)


@transaction.atomic
def look_again_at_group_picture(*, picture_id: int, by: Acting, now: datetime) -> Picture:
    """Somebody else is asked to look at what is held back (P47)."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    picture = _lock_own(picture_id, by)
    look_again(about=about_picture(picture.pk), by=by, now=now)
    return picture


def _lock_group(group_id: int) -> Group:
    """So that its pictures are counted one after the other."""
    return Group.objects.select_for_update(no_key=True, of=("self",)).get(pk=group_id)


def _of_member(group_id: int, name: str) -> AgreementRequest:
    members = Member.objects.filter(group=group_id, state__in=CURRENT_STATES, known_as=name)
    member = or_not_found(members.first())
    return AgreementRequest(member.known_as, member.person_id)


def _lock_own(picture_id: int, by: Acting) -> Picture:
    picture = lock_picture(picture_id, about_kind="group")
    membership(int(picture.about.partition(":")[2]), by)
    return picture
