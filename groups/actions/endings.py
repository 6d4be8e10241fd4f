"""A group ends: everybody says what is next for them, and nobody is left out of sight (P125)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_login, notify_each_person
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.consent import withdraw_consent
from community.people.queries.acting import logins_with_role, roles_of
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope, RoleKind
from groups.actions.briefs import close_brief
from groups.actions.gatherings import transition_gathering
from groups.actions.ideas import end_rounds
from groups.actions.membership import PEER_CONSENT, transition_member
from groups.actions.motion_states import let_all_waiting_go
from groups.actions.openness import transition_group
from groups.actions.search_index import index_group
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.endings import GroupEnding, NextStep
from groups.models.gatherings import Gathering
from groups.models.members import Group, Member
from groups.models.motions import Motion
from groups.models.posted_sheets import PostedSheet
from groups.queries.endings import ending_of_group, has_unsaid, next_step_for_connector
from groups.queries.members import place_in_group
from groups.rules.endings import (
    LONGEST_ASKING,
    check_not_reached_because,
    check_nothing_is_chosen,
    is_asked_for_long_enough,
    readable_until,
)
from groups.states import (
    ASKS_CONNECTOR,
    PLACE_STATES,
    BriefState,
    EndReason,
    GatheringState,
    GroupState,
    MemberState,
    NextStepKind,
)
from groups.wording_of_endings import asked_until_text, has_ended_text

OPEN_BRIEFS = (BriefState.DRAFT, BriefState.ASKING, BriefState.COMPARING)


def check_can_end(group: Group) -> None:
    open_choices = Decision.objects.filter(brief__group=group, closed_at__isnull=True)
    check_nothing_is_chosen(is_choosing=open_choices.exists())


def begin_ending(group: Group, reason: str, *, by: Acting, now: datetime) -> None:
    """Everybody in it is asked what is next for them. The caller has locked its row, and asked for
    a second person's word."""
    check_can_end(group)
    transition_group(group, GroupState.ENDING, by=by, now=now)
    index_group(group)
    let_all_waiting_go(group.pk, by=by, now=now)
    ending = GroupEnding.objects.create(
        group=group, reason=EndReason(reason), began_at=now, closes_at=now + LONGEST_ASKING
    )
    members = Member.objects.filter(group=group, state__in=PLACE_STATES).order_by("pk")
    NextStep.objects.bulk_create([NextStep(ending=ending, member=each) for each in members])


def keep_group(group: Group, *, by: Acting, now: datetime) -> None:
    """It goes on, not open to who finds it. What was said of a next step is kept and asks nobody
    any more. As above."""
    _undo(group, now)
    transition_group(group, GroupState.FULL, by=by, now=now)


def begin_again(group: Group, motion: Motion, *, by: Acting, now: datetime) -> None:
    """With those who agreed; the others are in it, resting, and nothing is asked of them until they
    say that they are back: nobody is put into a group again. As above."""
    agreed = set(motion.words.filter(agrees=True).values_list("member_id", flat=True))
    _undo(group, now)
    transition_group(group, GroupState.FULL, by=by, now=now)
    others = Member.objects.filter(group=group, state=MemberState.IN).exclude(pk__in=agreed)
    for member in others.select_for_update(no_key=True, of=("self",)).select_related("person"):
        of_person = Acting(person=member.person)
        transition_member(member, MemberState.RESTING, by=of_person, now=now)


def may_begin_again(group: Group, now: datetime) -> bool:
    ending = ending_of_group(group.pk)
    if ending is None or ending.ended_at is None:
        return False
    return today(now) <= readable_until(ending.ended_at)


def tell_of_ending(group: Group, text: str, *, key: str, now: datetime) -> None:
    """Everybody who has a place in it, also who waits for a hello: who agreed, and until when they
    can say what is next for them."""
    ending = or_not_found(ending_of_group(group.pk))
    _notify(
        group,
        kind=GroupMessage.GROUP_ENDING,
        text=f"{text} {asked_until_text(ending.closes_at)}".strip(),
        key=key,
        now=now,
    )


@transaction.atomic
def say_next_step(
    *, group_id: int, kind: NextStepKind, words: str = "", by: Acting, now: datetime
) -> NextStep:
    """What is next for them, or “No thanks”; the last answer is the one. When the last of them has
    said it, the group has ended."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    group = _lock(group_id)
    member = place_in_group(group_id, by)
    ending = or_not_found(ending_of_group(group_id))
    step, _is_new = NextStep.objects.select_for_update(no_key=True).get_or_create(
        ending=ending, member=member
    )
    if (step.kind, step.words) == (kind, words):
        return step
    step.kind, step.words = kind, words
    step.answered_at, step.answered_by, step.on_paper = now, by.login, by.on_paper
    step.spoken_at, step.spoken_by, step.not_reached_because = None, None, ""
    step.save()
    record_deed(by=by, deed=GroupDeed.SAY_NEXT_STEP, about=f"group:{group_id}", now=now)
    if kind in ASKS_CONNECTOR or words:
        _tell_connectors(group, key=f"next-step:{step.pk}:{now.isoformat()}", now=now)
    if ending.ended_at is None and not has_unsaid(ending):
        _close(group, ending, now)
    return step


@transaction.atomic
def close_ending(*, ending_id: int, now: datetime) -> GroupEnding:
    """Everybody has said it, or their four weeks are over. Called by a task."""
    group = _lock(GroupEnding.objects.get(pk=ending_id).group_id)
    ending = GroupEnding.objects.select_for_update(no_key=True).get(pk=ending_id)
    if ending.ended_at is not None or ending.undone_at is not None:
        return ending
    if is_asked_for_long_enough(ending.closes_at, now) or not has_unsaid(ending):
        _close(group, ending, now)
    return ending


@transaction.atomic
def tell_connectors_of_ending(*, ending_id: int, now: datetime) -> None:
    """Once: some have not said what is next for them."""
    ending = GroupEnding.objects.select_for_update(no_key=True).get(pk=ending_id)
    if ending.connectors_told_at is not None:
        return
    ending.connectors_told_at = now
    ending.save(update_fields=["connectors_told_at"])
    _tell_connectors(ending.group, key=f"ending:{ending.pk}:unsaid", now=now)


@transaction.atomic
def answer_next_step(
    *,
    next_step_id: int,
    is_spoken: bool,
    not_reached_because: str = "",
    by: Acting,
    now: datetime,
) -> NextStep:
    """A connector has spoken to them; or has not reached them so far, and then they stay listed."""
    locked = NextStep.objects.select_for_update(no_key=True).filter(pk=next_step_id).first()
    area_ids = [area for kind, area in roles_of(by.login_id) if kind == RoleKind.CONNECTOR]
    if locked is not None and locked.spoken_at and is_spoken and locked.spoken_by_id == by.login_id:
        return locked
    step = next_step_for_connector(next_step_id, [each for each in area_ids if each], now)
    if is_spoken:
        step.spoken_at, step.spoken_by, step.not_reached_because = now, by.login, ""
        deed = GroupDeed.SPEAK_OF_NEXT_STEP
    else:
        check_not_reached_because(not_reached_because)
        step.not_reached_because = not_reached_because
        deed = GroupDeed.NOT_REACH_FOR_NEXT_STEP
    step.save(update_fields=["spoken_at", "spoken_by", "not_reached_because"])
    record_deed(by=by, deed=deed, about=f"group:{step.ending.group_id}", now=now)
    return step


@transaction.atomic
def release_members(*, group_id: int, now: datetime) -> None:
    """Twelve months on the page is read no longer, and the names leave it. The caller has seen that
    no shared cost of it still runs."""
    group = _lock(group_id)
    if group.state != GroupState.ENDED or may_begin_again(group, now):
        return
    members = Member.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    for member in members.filter(group=group, state__in=PLACE_STATES).order_by("pk"):
        of_person = Acting(person=member.person)
        member.left_at = now
        transition_member(member, MemberState.LEFT, "left_at", by=of_person, now=now)
        about = f"group:{group_id}"
        withdraw_consent(purpose=PEER_CONSENT, about=about, by=of_person, now=now)
    PostedSheet.objects.filter(member__group=group, posted_at__isnull=True).delete()


def _lock(group_id: int) -> Group:
    """Its open briefs first, as everywhere a brief is held before its group."""
    briefs = Brief.objects.select_for_update(no_key=True).order_by("pk")
    list(briefs.filter(group_id=group_id, state__in=OPEN_BRIEFS))
    groups = Group.objects.select_for_update(no_key=True, of=("self",)).select_related("area")
    return or_not_found(groups.filter(pk=group_id).first())


def _undo(group: Group, now: datetime) -> None:
    standing = GroupEnding.objects.select_for_update(no_key=True)
    ending = standing.get(group=group, undone_at__isnull=True)
    ending.undone_at = now
    ending.save(update_fields=["undone_at"])


def _close(group: Group, ending: GroupEnding, now: datetime) -> None:
    ending.ended_at = now
    ending.save(update_fields=["ended_at"])
    transition_group(group, GroupState.ENDED, by=SYSTEM, now=now)
    let_all_waiting_go(group.pk, by=SYSTEM, now=now)
    for brief in Brief.objects.filter(group=group, state__in=OPEN_BRIEFS).order_by("pk"):
        close_brief(brief, by=SYSTEM, now=now)
    end_rounds(group.pk, now=now)
    _call_off_dates(group, now)
    _notify(
        group,
        kind=GroupMessage.GROUP_ENDED,
        text=has_ended_text(ending),
        key=f"ending:{ending.pk}:ended",
        now=now,
    )


def _call_off_dates(group: Group, now: datetime) -> None:
    """Those to come; that the group has ended says it."""
    to_come = Gathering.objects.select_for_update(no_key=True).filter(
        group=group, state=GatheringState.PLANNED, starts_at__gt=now
    )
    for gathering in to_come.order_by("pk"):
        gathering.changed_at = now
        gathering.revision += 1
        written = ("changed_at", "revision")
        transition_gathering(gathering, GatheringState.CALLED_OFF, *written, by=SYSTEM, now=now)


def _notify(group: Group, *, kind: GroupMessage, text: str, key: str, now: datetime) -> None:
    members = Member.objects.filter(group=group, state__in=PLACE_STATES).order_by("pk")
    notify_each_person(
        list(members.values_list("person_id", flat=True)),
        kind=kind,
        subject=str(kind.label),
        about=group.name,
        group_id=group.pk,
        text=text,
        link=f"/group/{group.pk}/next-step/",
        key=key,
        now=now,
    )


def _tell_connectors(group: Group, *, key: str, now: datetime) -> None:
    notify_each_login(
        [each.pk for each in logins_with_role(RoleKind.CONNECTOR, group.area_id)],
        kind=GroupMessage.NEXT_STEPS_WAIT,
        subject=_("People whose group ends"),
        text=_("Somebody of “%(group)s” asks for you, or was not reached. The page says whom.")
        % {"group": group.name},
        link="/connect/endings/",
        key=key,
        now=now,
    )
