"""A sheet goes by post: a line for one named worker, ticked once it is posted (P59)."""

from datetime import datetime

from django.db import transaction

from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.queries.acting import acting_on_paper
from community.people.queries.persons import workers_of_area
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.models.members import Member
from groups.models.posted_sheets import PostedSheet
from groups.queries.posted_sheets import last_way_back, sheet_to_post, who_posts_to
from groups.rules.posted_sheets import check_address_is_theirs, check_ready_to_post, nobody_posts


@transaction.atomic
def ask_to_post(
    *,
    member_id: int,
    sheet: str,
    worker_id: int,
    address: str,
    way_back: str,
    by: Acting,
    now: datetime,
) -> PostedSheet:
    """They asked for it by post; asked again before it is posted, it is one line. `sheet`: by its
    name; `worker_id`: somebody who works where they live."""
    member = _lock_own_place(member_id, by)
    workers = {login.pk for login in workers_of_area(not_none(member.person.area_id))}
    or_not_found(worker_id if worker_id in workers else None)
    to_do = {"worker_id": worker_id, "address": address, "way_back": way_back, "asked_at": now}
    posted, _is_new = PostedSheet.objects.update_or_create(
        member=member, sheet=sheet, posted_at=None, defaults=to_do
    )
    record_deed(by=by, deed=GroupDeed.ASK_TO_POST, about=f"group:{member.group_id}", now=now)
    return posted


@transaction.atomic
def ask_for_post(
    *, member_id: int, sheet: str, address: str, by: Acting, now: datetime
) -> PostedSheet:
    """They ask themselves, or whoever decides for them: a line for somebody who visits them, else
    for somebody who works where they live. Asked again before it is posted, it stays that line,
    with the newer address. `address`: empty, whoever posts it asks them."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    check_address_is_theirs(address, acts_for_another=by.representation is not None)
    member = _lock_own_place(member_id, by)
    waiting = PostedSheet.objects.filter(member=member, sheet=sheet, posted_at=None).first()
    if waiting is not None:
        waiting.address = address or waiting.address
        waiting.save(update_fields=["address"])
        return waiting
    worker = who_posts_to(member.person, but=by.login_id)
    if worker is None:
        raise nobody_posts()
    posted = PostedSheet.objects.create(
        member=member,
        sheet=sheet,
        worker=worker,
        address=address,
        way_back=last_way_back(not_none(member.person.area_id)),
        asked_at=now,
    )
    record_deed(by=by, deed=GroupDeed.ASK_TO_POST, about=f"group:{member.group_id}", now=now)
    return posted


@transaction.atomic
def mark_posted(*, posted_sheet_id: int, by: Acting, now: datetime) -> None:
    """It lies in a letter box: only now it is said to be posted, and where to is forgotten."""
    posted = _held(posted_sheet_id, by)
    check_ready_to_post(says_where=posted.says_where)
    posted.address, posted.posted_at, posted.posted_by = "", now, by.required_login
    posted.save(update_fields=["address", "posted_at", "posted_by"])
    _record(posted, GroupDeed.POST_SHEET, by, now)


@transaction.atomic
def stop_posting(*, posted_sheet_id: int, by: Acting, now: datetime) -> None:
    """It is not needed any more: the line goes, and where to with it."""
    posted = _held(posted_sheet_id, by)
    posted.delete()
    _record(posted, GroupDeed.STOP_POSTING, by, now)


def _lock_own_place(member_id: int, by: Acting) -> Member:
    members = Member.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    return or_not_found(members.filter(pk=member_id, person=by.required_person).first())


def _record(posted: PostedSheet, deed: GroupDeed, by: Acting, now: datetime) -> None:
    on_paper = acting_on_paper(login=by.required_login, person=posted.member.person)
    record_deed(by=on_paper, deed=deed, about=f"group:{posted.member.group_id}", now=now)


def _held(posted_sheet_id: int, by: Acting) -> PostedSheet:
    """Under its lock; ticked by another meanwhile, it is nobody's to tick."""
    or_not_found(
        PostedSheet.objects.select_for_update(no_key=True).filter(pk=posted_sheet_id).first()
    )
    return sheet_to_post(posted_sheet_id, by.required_login.pk)
