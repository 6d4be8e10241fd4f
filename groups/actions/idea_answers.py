"""What comes of an idea once it has its answer: why not, in somebody's words, or put into what the
group wants. And what matters to each."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.common.shared_words import check_began_from
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.actions.briefs import start_brief
from groups.deeds import GroupDeed
from groups.models.briefs import Brief
from groups.models.ideas import GroupIdea, WhatMatters
from groups.models.members import Member
from groups.queries.briefs import lock_brief
from groups.queries.ideas import readable_text, words_of_matters
from groups.queries.members import membership
from groups.rules.briefs import check_can_edit
from groups.rules.ideas import (
    check_is_read,
    check_not_taken_up,
    check_taken_up,
    check_why_is_mine,
)


@transaction.atomic
def explain_idea(*, idea_id: int, words: str, by: Acting, now: datetime) -> GroupIdea:
    """“Not, because …”, in the words of one of them, who is named. It changes no answer."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    idea, member = _lock_idea(idea_id, by)
    check_not_taken_up(idea.state)
    check_why_is_mine(
        is_said=idea.answered_by_id is not None, is_mine=idea.answered_by_id == member.pk
    )
    if (idea.answered_by_id, idea.answer_words) == (member.pk, words):
        return idea
    idea.answered_by, idea.answer_words = member, words
    idea.save(update_fields=["answered_by", "answer_words"])
    _record(GroupDeed.EXPLAIN_IDEA, idea, by, now)
    return idea


@transaction.atomic
def write_down_idea(
    *, idea_id: int, brief_id: int | None = None, by: Acting, now: datetime
) -> Brief:
    """An idea that was taken up, put into what the group wants: a draft that is there, or a new one
    that any member goes on with. Once."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    idea, member = _lock_idea(idea_id, by)
    check_taken_up(idea.state)
    if idea.brief is not None:
        return idea.brief
    brief = _draft_with(idea, by, now) if brief_id is None else lock_brief(brief_id, by)
    or_not_found(brief if brief.group_id == member.group_id else None)
    check_can_edit(brief.state)
    idea.brief = brief
    idea.save(update_fields=["brief"])
    _record(GroupDeed.WRITE_DOWN_IDEA, idea, by, now)
    return brief


@transaction.atomic
def say_what_matters(
    *,
    group_id: int,
    lines: Sequence[str],
    began_from: str | None = None,
    by: Acting,
    now: datetime,
) -> WhatMatters | None:
    """In up to three lines, which the group reads. Without a line, it is taken away. A person and
    whoever decides for them write the same lines."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    member = _lock_member(group_id, by)
    said = [line for line in lines if line]
    before = WhatMatters.objects.filter(member=member).first()
    check_began_from(began_from, words_of_matters(before), written=["lines"])
    if said == (before.lines if before else []):
        return before
    about = f"group:{group_id}"
    record_deed(by=by, deed=GroupDeed.SAY_WHAT_MATTERS, about=about, now=now)
    if not said:
        WhatMatters.objects.filter(member=member).delete()
        return None
    fields = {"lines": said, "said_at": now, "said_by": by.login, "on_paper": by.on_paper}
    matters, _is_new = WhatMatters.objects.update_or_create(member=member, defaults=fields)
    return matters


def _lock_member(group_id: int, by: Acting) -> Member:
    """Held, so that two who write what matters to them are one after the other."""
    member = membership(group_id, by)
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    return member


def _lock_idea(idea_id: int, by: Acting) -> tuple[GroupIdea, Member]:
    idea = or_not_found(
        GroupIdea.objects.select_for_update(no_key=True, of=("self",))
        .select_related("round__group")
        .filter(pk=idea_id)
        .first()
    )
    return idea, membership(idea.round.group_id, by)


def _draft_with(idea: GroupIdea, by: Acting, now: datetime) -> Brief:
    group, what = idea.round.group, readable_text(idea)
    check_is_read(what)
    return start_brief(
        group_id=group.pk,
        what=what,
        when_words=group.how_often,
        where_words=group.outward_code,
        by=by,
        now=now,
    )


def _record(deed: GroupDeed, idea: GroupIdea, by: Acting, now: datetime) -> None:
    record_deed(by=by, deed=deed, about=f"group:{idea.round.group_id}", now=now)
