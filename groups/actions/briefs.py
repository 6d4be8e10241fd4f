"""What a group wants: written together, asked once, and closed when the answers are in."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.changes import values_of
from community.common.clock import today
from community.common.dates import format_day
from community.common.refusals import NotFound
from community.common.shared_words import check_began_from
from community.messaging.actions.notifying import notify_each_login
from community.moderation.actions.items import look_again
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.actions.motion_states import let_waiting_go
from groups.actions.notifications import notify_members
from groups.actions.offers import decline_offers
from groups.actions.rewordings import (
    check_can_send_changes,
    submit_brief_words,
    take_rewording,
    write_anew,
)
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.briefs import Brief, BriefRewording
from groups.queries.brief_words import FREE_WORDS, about_brief, are_held_back
from groups.queries.briefs import lock_brief, logins_within_reach
from groups.queries.decisions import is_choosing
from groups.queries.gatherings import gathering_of_group
from groups.queries.members import membership
from groups.queries.offers import live_offers
from groups.queries.rewordings import words_of_brief
from groups.rules.briefs import (
    ANSWER_DAYS,
    BRIEF_FIELDS,
    check_answers_by,
    check_can_edit,
    check_has_offers,
    check_is_groups,
    check_not_choosing,
)
from groups.rules.endings import check_lives
from groups.rules.gatherings import check_costs
from groups.states import BRIEF, BriefState, MotionPurpose
from providers.models.supply import Listing


@transaction.atomic
def start_brief(
    *,
    group_id: int,
    what: str,
    when_words: str,
    where_words: str,
    listing_id: int | None = None,
    gathering_id: int | None = None,
    by: Acting,
    now: datetime,
) -> Brief:
    """A draft that any member can go on with. `listing_id`: asked of something already listed;
    `gathering_id`: of the cost of that date of the group, and of no other."""
    check_authority(by, RepresentationScope.SUGGEST, now=now)
    check_lives(membership(group_id, by).group.state)
    if gathering_id is not None:
        check_costs(costs=gathering_of_group(gathering_id, group_id).costs)
    if listing_id is not None and not Listing.objects.filter(pk=listing_id).exists():
        raise NotFound("")
    brief = Brief.objects.create(
        group_id=group_id,
        listing_id=listing_id,
        gathering_id=gathering_id,
        what=what,
        when_words=when_words,
        where_words=where_words,
        answers_by=today(now) + timedelta(days=ANSWER_DAYS),
        created_at=now,
    )
    record_deed(by=by, deed=GroupDeed.START_BRIEF, about=f"brief:{brief.pk}", now=now)
    return brief


@transaction.atomic
def create_brief(
    *,
    group_id: int,
    fields: Mapping[str, Any],
    listing_id: int | None = None,
    gathering_id: int | None = None,
    by: Acting,
    now: datetime,
) -> Brief:
    """A whole brief in one go; `fields` holds what, when and where, and others of BRIEF_FIELDS."""
    first = {name: fields[name] for name in ("what", "when_words", "where_words")}
    brief = start_brief(
        group_id=group_id,
        listing_id=listing_id,
        gathering_id=gathering_id,
        **first,
        by=by,
        now=now,
    )
    return _write_fields(brief.pk, fields, by, now)


@transaction.atomic
def edit_brief(
    *,
    brief_id: int,
    fields: Mapping[str, Any],
    began_from: str | None = None,
    by: Acting,
    now: datetime,
) -> Brief:
    """Change any of BRIEF_FIELDS while it is still being written, and its words while they are held
    back. Of one that was sent it is written anew beside it, until two send that (M35). It takes the
    place of what somebody else of the group wrote: more than to suggest."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    return _write_fields(brief_id, fields, by, now, began_from)


def _write_fields(
    brief_id: int,
    fields: Mapping[str, Any],
    by: Acting,
    now: datetime,
    began_from: str | None = None,
) -> Brief:
    brief = lock_brief(brief_id, by)
    unknown = set(fields) - BRIEF_FIELDS
    if unknown:
        raise TypeError(f"a brief has no {', '.join(sorted(unknown))}")
    is_sent = brief.state == BriefState.ASKING
    is_mending = is_sent and are_held_back(brief)
    if not (is_mending and _changed(brief, fields) <= set(FREE_WORDS)):
        check_can_edit(brief.state, is_held_back=is_mending)
    check_began_from(began_from, words_of_brief(brief), written=fields)
    if "answers_by" in fields:
        check_answers_by(fields["answers_by"], today(now))
    if is_sent and not is_mending:
        check_is_groups(is_solo=brief.group.is_solo)
        write_anew(brief, fields, by=by, now=now)
        return brief
    before = values_of(brief)
    for name, value in fields.items():
        setattr(brief, name, value)
    if values_of(brief) == before:
        return brief
    brief.save()
    let_waiting_go(f"brief:{brief.pk}", by=by, now=now)
    record_deed(by=by, deed=GroupDeed.EDIT_BRIEF, about=f"brief:{brief.pk}", now=now)
    if is_mending:
        submit_brief_words(brief, by=by, now=now)
    return brief


def _changed(brief: Brief, fields: Mapping[str, Any]) -> set[str]:
    return {name for name, value in fields.items() if getattr(brief, name) != value}


@transaction.atomic
def look_again_at_brief(*, brief_id: int, by: Acting, now: datetime) -> Brief:
    """The group asks somebody else to look at words that are held back (P47)."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    brief = lock_brief(brief_id, by)
    look_again(about=about_brief(brief), by=by, now=now)
    return brief


def check_can_publish(brief: Brief, now: datetime) -> None:
    BRIEF.check(brief.state, BriefState.ASKING)
    check_answers_by(brief.answers_by, today(now))


def check_can_send(brief: Brief, now: datetime) -> None:
    """For the first time, or anew what was written since."""
    if brief.state == BriefState.DRAFT:
        check_can_publish(brief, now)
    else:
        check_can_send_changes(brief, now)


def publish_brief(brief: Brief, *, by: Acting, now: datetime) -> None:
    """Ask: each vetted provider within reach is told the facts, and the words wait for a look. The
    caller has locked its row, and asked for a second person's word."""
    check_can_publish(brief, now)
    brief.published_at = now
    transition_brief(brief, BriefState.ASKING, "published_at", by=by, now=now)
    submit_brief_words(brief, by=by, now=now)
    is_solo = brief.group.is_solo
    text = (
        _("It is for one person, near %(outward)s, who would like an answer by %(day)s.")
        if is_solo
        else _("They are near %(outward)s, and would like answers by %(day)s.")
    )
    notify_each_login(
        logins_within_reach(brief, today(now)),
        kind=GroupMessage.BRIEF_NEAR,
        subject=_("Somebody would like an offer from you")
        if is_solo
        else _("A group near you would like an offer"),
        text=text % {"outward": brief.group.outward_code, "day": format_day(brief.answers_by)},
        link=f"/provide/briefs/{brief.pk}/",
        key=f"brief:{brief.pk}",
        now=now,
    )


def unsend_brief(brief: Brief, *, by: Acting, now: datetime) -> None:
    """Back to being written, while nobody has answered it, with what was written anew."""
    take_rewording(brief)
    brief.published_at = None
    transition_brief(brief, BriefState.DRAFT, "published_at", *BRIEF_FIELDS, by=by, now=now)


def check_can_stop(brief: Brief) -> None:
    BRIEF.check(brief.state, BriefState.COMPARING)
    check_has_offers(live_offers(brief.pk).count())


def stop_taking_answers(brief: Brief, *, by: Acting, now: datetime) -> None:
    """The group has enough to choose from before the day it named. As above."""
    check_can_stop(brief)
    _start_comparing(brief, by=by, now=now)


def take_answers_again(brief: Brief, *, by: Acting, now: datetime) -> None:
    """Until the day that was named."""
    check_answers_by(brief.answers_by, today(now))
    transition_brief(brief, BriefState.ASKING, by=by, now=now)


@transaction.atomic
def close_answers(*, brief_id: int, by: Acting, now: datetime) -> Brief:
    """The day for answers has passed: on to comparing, or closed when nobody answered."""
    brief = Brief.objects.select_for_update(no_key=True).get(pk=brief_id)
    if brief.state != BriefState.ASKING or today(now) <= brief.answers_by:
        return brief
    if live_offers(brief.pk).exists():
        _start_comparing(brief, by=by, now=now)
        return brief
    transition_brief(brief, BriefState.CLOSED, by=by, now=now)
    is_solo = brief.group.is_solo
    notify_members(
        brief.group_id,
        kind=GroupMessage.BRIEF_UNANSWERED,
        subject=_("About what you asked for") if is_solo else _("About what your group asked for"),
        text=_("They made no offer in time. You can ask again, or ask somebody else.")
        if is_solo
        else _("Nobody made an offer this time. You can ask again with the same words."),
        link=f"/for-yourself/{brief.pk}/" if is_solo else f"/brief/{brief.pk}/",
        key=f"brief:{brief.pk}:unanswered",
        now=now,
    )
    return brief


def check_can_close(brief: Brief) -> None:
    BRIEF.check(brief.state, BriefState.CLOSED)
    check_not_choosing(is_choosing=is_choosing(brief.pk))


def close_brief(brief: Brief, *, by: Acting, now: datetime) -> None:
    """The group does not go on with it. Whoever offered is told kindly. The caller has locked its
    row, and asked for a second person's word."""
    check_can_close(brief)
    transition_brief(brief, BriefState.CLOSED, by=by, now=now)
    others = [purpose for purpose in MotionPurpose if purpose != MotionPurpose.CLOSE_BRIEF]
    let_waiting_go(f"brief:{brief.pk}", *others, by=by, now=now)
    decline_offers(live_offers(brief.pk).select_for_update(no_key=True), by=by, now=now)


def transition_brief(
    brief: Brief, state: BriefState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a brief whose row the caller has locked; `fields` changed with it."""
    deed = BRIEF.deed_for(brief.state, state)
    brief.state = state
    brief.save(update_fields=["state", *fields])
    if state in (BriefState.DECIDED, BriefState.CLOSED):
        BriefRewording.objects.filter(brief=brief).delete()  # never sent, and now never will be
    record_deed(by=by, deed=deed, about=f"brief:{brief.pk}", now=now)


def _start_comparing(brief: Brief, *, by: Acting, now: datetime) -> None:
    transition_brief(brief, BriefState.COMPARING, by=by, now=now)
    if brief.group.is_solo:
        return  # told when it came
    notify_members(
        brief.group_id,
        kind=GroupMessage.ANSWERS_ARE_IN,
        subject=_("About what your group asked for"),
        text=_("The answers are in. You can look at them side by side, and then choose together."),
        link=f"/brief/{brief.pk}/",
        key=f"brief:{brief.pk}:comparing",
        now=now,
    )
