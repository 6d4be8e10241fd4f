"""Somebody asks that another does not stay in the group; they are told, say their side, and the
others choose where it is theirs to choose (P118). The group's row is held in all of it."""

from datetime import date, datetime

from django.db import transaction

from community.common.clock import today
from community.common.dates import end_of_day, last_day_before
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.common.shown import check_shown
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.how_put import said_how
from community.people.rules.authority import check_authority, check_may_stop
from community.people.rules.how_put import check_how_it_was_put
from community.people.states import RepresentationScope
from groups.actions.membership import transition_member
from groups.actions.removal_messages import ask_to_decide, tell_asked
from groups.deeds import GroupDeed
from groups.models.members import Group, Member
from groups.models.removals import Removal, RemovalAnswer
from groups.queries.members import membership
from groups.queries.removals import (
    counted_in,
    is_in_group,
    last_suspended_at,
    open_removal_about,
    own_removal,
    removal_to_answer,
    shown_to_others,
)
from groups.removal_states import REMOVAL, RemovalAbout, RemovalState
from groups.rules.decisions import DECISION_PERIOD, check_given_on, check_not_later
from groups.rules.endings import check_lives
from groups.rules.removals import (
    SUSPENSION,
    check_enough_voices,
    check_may_look_again,
    check_not_asked,
    check_not_suspended_lately,
    check_waits,
    check_words,
)
from groups.states import CURRENT_STATES, MemberState


@transaction.atomic
def ask_removal(
    *,
    group_id: int,
    member_id: int,
    about: RemovalAbout,
    words: str,
    is_afraid: bool = False,
    by_group: bool = False,
    by: Acting,
    now: datetime,
) -> Removal:
    """That one of one's own group does not stay. Somebody outside hears both, or the others choose.
    Where somebody is afraid, they are asked to stay away for a week at most."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    words = check_words(words)
    group = lock_group(group_id)
    me = membership(group_id, by)
    members = Member.objects.select_related("person").filter(group=group, state__in=CURRENT_STATES)
    other = or_not_found(members.exclude(pk=me.pk).filter(pk=member_id).first())
    asked = open_removal_about(other)
    if asked is not None and asked.asked_by_id == me.pk:
        return asked
    check_not_asked(is_asked=asked is not None)
    check_lives(group.state)
    if is_afraid:
        check_not_suspended_lately(last_suspended_at(me, by.login_id), now)
    removal = Removal(
        group=group,
        member=other,
        asked_by=me,
        asked_login=by.login,
        about=about,
        words=words,
        by_group=by_group,
        asked_at=now,
        paused_until=now + SUSPENSION if is_afraid else None,
        closes_at=end_of_day(today(now) + DECISION_PERIOD) if by_group else None,
    )
    removal.save()
    if by_group:
        check_enough_voices(len(counted_in(removal)))
    record_deed(by=by, deed=GroupDeed.ASK_REMOVAL, about=about_group(removal), now=now)
    if is_afraid:
        suspend_member(removal, now=now)
    tell_asked(removal, now=now)
    if not by_group:
        ask_to_decide(removal, key="asked", now=now)
    return removal


@transaction.atomic
def take_back_removal(*, removal_id: int, by: Acting, now: datetime) -> Removal:
    """By who asked, until it is decided: whoever was asked to stay away is back."""
    check_may_stop(by, now=now)
    removal = lock_removal(removal_id)
    is_own = removal.asked_by.person_id == or_not_found(by.person_id)
    or_not_found(removal if is_own else None)
    if removal.state == RemovalState.TAKEN_BACK:
        return removal
    check_waits(waits=removal.state == RemovalState.ASKED)
    transition_removal(removal, RemovalState.TAKEN_BACK, by=by, now=now)
    let_member_back(removal, now=now)
    return removal


@transaction.atomic
def say_side(*, group_id: int, words: str, by: Acting, now: datetime) -> Removal:
    """Whom it is about says their side, until it is decided: the last words are the ones. Once it
    went against them the same words ask somebody else to look, once."""
    check_may_stop(by, now=now)
    words = check_words(words)
    lock_group(group_id)
    removal = own_removal(group_id, by).removal
    if removal.state == RemovalState.ASKED:
        return _keep_side(removal, words, by, now)
    if removal.state == RemovalState.LOOKED_AT_AGAIN and removal.again_words == words:
        return removal
    check_may_look_again(may=removal.state == RemovalState.REMOVED)
    removal.again_words, removal.again_at = words, now
    transition_removal(
        removal, RemovalState.LOOKED_AT_AGAIN, "again_words", "again_at", by=by, now=now
    )
    ask_to_decide(removal, key="again", now=now)
    return removal


def _keep_side(removal: Removal, words: str, by: Acting, now: datetime) -> Removal:
    if removal.side_words != words:
        removal.side_words, removal.side_at = words, now
        removal.save(update_fields=["side_words", "side_at"])
        record_deed(by=by, deed=GroupDeed.SAY_SIDE, about=about_group(removal), now=now)
    return removal


@transaction.atomic
def say_who_stays(
    *,
    removal_id: int,
    stays: bool,
    given_on: date | None = None,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> RemovalAnswer:
    """One of the others, while they choose: the last answer is the one. Paper counts by the day on
    which it was given, until it is counted (P42)."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    removal = lock_removal(removal_id)
    me = removal_to_answer(removal_id, by).me
    given_at = _check_in_time(removal, given_on, by, now)
    check_shown(shown_digest, shown_to_others(removal))
    check_how_it_was_put(how_put, is_by_other_hands=by.asks_how_it_was_put, is_about_money=False)
    fields = {"stays": stays, "given_by": by.login, "on_paper": by.on_paper}
    same = removal.answers.filter(member=me, **fields).first()
    if same is not None:
        return same
    before = removal.answers.filter(member=me).first()
    check_not_later(last_day_before(given_at), last_day_before(before.given_at) if before else None)
    answer, _is_new = RemovalAnswer.objects.update_or_create(
        removal=removal, member=me, defaults=fields | said_how(how_put) | {"given_at": given_at}
    )
    record_deed(by=by, deed=GroupDeed.SAY_WHO_STAYS, about=about_group(removal), now=now)
    return answer


def _check_in_time(removal: Removal, given_on: date | None, by: Acting, now: datetime) -> datetime:
    """When it was said."""
    closes_at = not_none(removal.closes_at)
    if not by.on_paper:
        check_waits(waits=now < closes_at)
        return now
    given_on = given_on or today(now)
    check_given_on(
        given_on,
        opened_on=today(removal.asked_at),
        last_day=last_day_before(closes_at),
        on=today(now),
    )
    return min(now, end_of_day(given_on))


def suspend_member(removal: Removal, *, now: datetime) -> None:
    """The caller holds the group. Their place, their money and their answers stay as they are."""
    member = removal.member
    removal.rested_before = member.state == MemberState.RESTING
    removal.save(update_fields=["rested_before"])
    transition_member(member, MemberState.SUSPENDED, by=Acting(person=member.person), now=now)


def let_member_back(removal: Removal, *, now: datetime) -> None:
    """As they were before; nothing, where they are not away."""
    member = removal.member
    if member.state == MemberState.SUSPENDED:
        back = MemberState.RESTING if removal.rested_before else MemberState.IN
        transition_member(member, back, by=Acting(person=member.person), now=now)


def suspend_if_there(removal: Removal, *, now: datetime) -> None:
    if is_in_group(removal) and removal.member.state != MemberState.SUSPENDED:
        suspend_member(removal, now=now)


def transition_removal(
    removal: Removal, state: RemovalState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a removal whose group the caller holds; `fields` changed with it."""
    deed = REMOVAL.deed_for(removal.state, state)
    removal.state = state
    removal.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=about_group(removal), now=now)


def about_group(removal: Removal) -> str:
    return f"group:{removal.group_id}"


def lock_group(group_id: int) -> Group:
    groups = Group.objects.select_for_update(no_key=True, of=("self",)).select_related("area")
    return or_not_found(groups.filter(pk=group_id).first())


def lock_removal(removal_id: int) -> Removal:
    """Its group before it, everywhere."""
    rows = Removal.objects.select_related("group__area", "member__person", "asked_by")
    group_id = Removal.objects.filter(pk=removal_id).values_list("group_id", flat=True).first()
    lock_group(or_not_found(group_id))
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=removal_id)
