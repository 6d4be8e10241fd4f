"""Ideas of a group: each is heard, then each says which they would like, then each idea has its
answer (M38). The group's row is held in all of it, so that there is one round and one turn each."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from community.common.clock import today
from community.common.dates import end_of_day, last_day_before
from community.common.refusals import or_not_found
from community.conversations.actions.writing import Sides, hold_conversation, write_message
from community.conversations.models import Conversation
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority, check_may_stop, scope_in_force
from community.people.states import RepresentationScope
from groups.actions.idea_messages import notify_answered, notify_asked, notify_heard
from groups.deeds import GroupDeed
from groups.models.ideas import GroupIdea, IdeaRound, IdeaTurn
from groups.models.members import Group, Member
from groups.queries.ideas import (
    about_idea,
    hearing_round,
    ideas_to_like,
    turns_in_count,
    waited_for_ideas,
)
from groups.queries.members import membership
from groups.rules.decisions import (
    WaitedFor,
    default_quorum,
    last_day_to_answer,
    sheets_are_in_by,
    waits_for_sheets,
)
from groups.rules.endings import check_lives
from groups.rules.ideas import (
    ROUND_DAYS,
    check_among,
    check_can_like,
    check_has_turn,
    check_hears,
    check_idea,
    check_not_too_many,
    group_ended_text,
    ideas_taken_up,
    why_not_text,
)
from groups.states import (
    CURRENT_STATES,
    IDEA,
    IDEA_ROUND,
    IdeaRoundState,
    IdeaState,
)

ABOUT = "group:{}"


@transaction.atomic
def add_idea(
    *, group_id: int, words: str = "", picture: str = "", by: Acting, now: datetime
) -> GroupIdea:
    """In words, by a picture, or both. Where nobody is asked just now, everybody is from here on.
    Added twice, it is one. By whoever may only suggest, the member still has their own turn."""
    check_authority(by, RepresentationScope.SUGGEST, now=now)
    member = _lock_member(group_id, by)
    check_idea(words=words, picture=picture)
    idea_round = _hearing_round(group_id, now)
    same = GroupIdea.objects.filter(
        round__group_id=group_id, member=member, words=words, picture=picture,
        state=IdeaState.WAITING,
    ).first()  # fmt: skip
    if same is not None:
        return same
    if idea_round is None:
        check_lives(member.group.state)
        idea_round = _open_round(member, by, now)
    check_not_too_many(idea_round.ideas.filter(member=member).count())
    idea = GroupIdea.objects.create(
        round=idea_round,
        member=member,
        words=words,
        picture=picture,
        added_at=now,
        added_by=by.login,
        on_paper=by.on_paper,
    )
    if words:
        _write_words(idea, member, by, now)
    record_deed(by=by, deed=GroupDeed.ADD_IDEA, about=ABOUT.format(group_id), now=now)
    if _decides(by, now):
        _hear(idea_round, member, by, now)
    return idea


@transaction.atomic
def say_nothing_to_add(*, round_id: int, by: Acting, now: datetime) -> IdeaRound:
    """That is a turn too: nobody waits for them any more."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    idea_round, member = lock_round(round_id, by, now)
    check_hears(idea_round.state)
    turn = _turn(idea_round, member)
    if turn.heard_at is not None:
        return idea_round
    record_deed(by=by, deed=GroupDeed.SAY_NOTHING_TO_ADD, about=_about(idea_round), now=now)
    _hear(idea_round, member, by, now)
    return idea_round


@transaction.atomic
def take_back_idea(*, idea_id: int, by: Acting, now: datetime) -> int:
    """Whose it is, while each is being heard: nothing rests on it yet. Gives its group's id."""
    check_may_stop(by, now=now)
    idea = or_not_found(GroupIdea.objects.filter(pk=idea_id).first())
    idea_round, member = lock_round(idea.round_id, by, now)
    or_not_found(idea if idea.member_id == member.pk else None)
    check_hears(idea_round.state)
    is_gone, _rows = GroupIdea.objects.filter(pk=idea_id).delete()
    Conversation.objects.filter(about=about_idea(idea_id)).delete()
    if is_gone:
        record_deed(by=by, deed=GroupDeed.TAKE_BACK_IDEA, about=_about(idea_round), now=now)
    return idea_round.group_id


@transaction.atomic
def like_ideas(*, round_id: int, idea_ids: Collection[int], by: Acting, now: datetime) -> IdeaRound:
    """All that they would like; none is an answer. The last answer before the end is the one."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    idea_round, member = lock_round(round_id, by, now)
    check_can_like(idea_round.state)
    turn = _turn(idea_round, member)
    check_among(idea_ids, [each.pk for each in ideas_to_like(idea_round)])
    if turn.liked_at and set(turn.likes.values_list("pk", flat=True)) == set(idea_ids):
        return idea_round
    turn.likes.set(idea_ids)
    turn.liked_at, turn.said_by, turn.on_paper = now, by.login, by.on_paper
    turn.save()
    record_deed(by=by, deed=GroupDeed.LIKE_IDEAS, about=_about(idea_round), now=now)
    _move_on(idea_round, now)
    return idea_round


@transaction.atomic
def settle_round(*, round_id: int, now: datetime) -> None:
    """Whatever time alone decides of it."""
    idea_round = or_not_found(IdeaRound.objects.filter(pk=round_id).first())
    _lock_group(idea_round.group_id)
    idea_round.refresh_from_db()
    _move_on(idea_round, now)


def end_rounds(group_id: int, *, now: datetime) -> None:
    """Its group has ended: what was not chosen by then is left. The caller has locked the group."""
    rounds = IdeaRound.objects.filter(group_id=group_id).exclude(state=IdeaRoundState.OVER)
    for idea_round in rounds.order_by("pk"):
        transition_round(idea_round, IdeaRoundState.OVER, by=SYSTEM, now=now)
        for idea in ideas_to_like(idea_round):
            idea.answer_words = group_ended_text()
            transition_idea(idea, IdeaState.NOT_TAKEN_UP, by=SYSTEM, now=now)


def lock_round(round_id: int, by: Acting, now: datetime) -> tuple[IdeaRound, Member]:
    """A round of a group that `by` is in, as it stands at this moment."""
    unlocked = or_not_found(IdeaRound.objects.filter(pk=round_id).first())
    member = _lock_member(unlocked.group_id, by)
    idea_round = IdeaRound.objects.get(pk=round_id)
    _move_on(idea_round, now)
    return idea_round, member


def transition_round(
    idea_round: IdeaRound, state: IdeaRoundState, *, by: Acting, now: datetime
) -> None:
    """One move of a round whose group the caller has locked."""
    deed = IDEA_ROUND.deed_for(idea_round.state, state)
    idea_round.state = state
    idea_round.heard_at = idea_round.heard_at or now
    if state == IdeaRoundState.OVER:
        idea_round.over_at = now
    else:
        idea_round.closes_at = _closes_at(now)
    idea_round.save()
    record_deed(by=by, deed=deed, about=_about(idea_round), now=now)


def transition_idea(idea: GroupIdea, state: IdeaState, *, by: Acting, now: datetime) -> None:
    """The answer to one idea of a round that the caller has locked, with its words."""
    deed = IDEA.deed_for(idea.state, state)
    idea.state, idea.answered_at = state, now
    idea.save(update_fields=["state", "answered_at", "answer_words"])
    record_deed(by=by, deed=deed, about=f"idea:{idea.pk}", now=now)


def _lock_group(group_id: int) -> Group:
    return or_not_found(Group.objects.select_for_update(no_key=True).filter(pk=group_id).first())


def _lock_member(group_id: int, by: Acting) -> Member:
    _lock_group(group_id)
    return membership(group_id, by)


def _about(idea_round: IdeaRound) -> str:
    return ABOUT.format(idea_round.group_id)


def _closes_at(now: datetime) -> datetime:
    return end_of_day(today(now) + timedelta(days=ROUND_DAYS))


def _write_words(idea: GroupIdea, member: Member, by: Acting, now: datetime) -> None:
    """To all in the group: they can be hidden, reported and looked at as any words (P117)."""
    side = ABOUT.format(member.group_id)
    conversation = hold_conversation(
        about=about_idea(idea.pk),
        sides=Sides(asked=side, asking=side),
        area=member.group.area,
        now=now,
    )
    write_message(
        conversation,
        words=idea.words,
        is_from_asking=True,
        for_person=member.person,
        by=by,
        now=now,
    )


def _decides(by: Acting, now: datetime) -> bool:
    """Does whoever acts speak for the member, or only suggest?"""
    if by.representation is None:
        return by.decision is None
    scope = scope_in_force(by.representation, now=now)
    return scope is not None and scope >= RepresentationScope.DECIDE


def _hearing_round(group_id: int, now: datetime) -> IdeaRound | None:
    hearing = hearing_round(group_id)
    if hearing is not None:
        _move_on(hearing, now)
    return hearing if hearing and hearing.state == IdeaRoundState.HEARING else None


def _open_round(member: Member, by: Acting, now: datetime) -> IdeaRound:
    """With a turn for each who is in the group now; the others hear of it once."""
    idea_round = IdeaRound.objects.create(
        group=member.group, opened_at=now, closes_at=_closes_at(now)
    )
    members = Member.objects.filter(group_id=member.group_id, state__in=CURRENT_STATES)
    IdeaTurn.objects.bulk_create(
        [IdeaTurn(round=idea_round, member=each) for each in members.order_by("pk")]
    )
    record_deed(by=SYSTEM, deed=GroupDeed.ASK_FOR_IDEAS, about=_about(idea_round), now=now)
    notify_asked(idea_round, but=member.person_id, now=now)
    return idea_round


def _turn(idea_round: IdeaRound, member: Member) -> IdeaTurn:
    turn = idea_round.turns.filter(member=member).first()
    check_has_turn(has_turn=turn is not None)
    return or_not_found(turn)


def _hear(idea_round: IdeaRound, member: Member, by: Acting, now: datetime) -> None:
    unheard = idea_round.turns.filter(member=member, heard_at__isnull=True)
    unheard.update(heard_at=now, said_by=by.login, on_paper=by.on_paper)
    _move_on(idea_round, now)


def _move_on(idea_round: IdeaRound, now: datetime) -> None:
    """Its next part, where each was heard or its day has come. The caller holds the group."""
    if idea_round.state == IdeaRoundState.OVER or not _is_done(idea_round, now):
        return
    has_ideas = idea_round.ideas.exists()
    if idea_round.state == IdeaRoundState.HEARING and has_ideas:
        transition_round(idea_round, IdeaRoundState.LIKING, by=SYSTEM, now=now)
        notify_heard(idea_round, now=now)
    elif idea_round.state == IdeaRoundState.LIKING and _too_few_said(idea_round):
        idea_round.is_asked_again, idea_round.closes_at = True, _closes_at(now)
        idea_round.save(update_fields=["is_asked_again", "closes_at"])
        notify_heard(idea_round, now=now)
    else:
        _answer(idea_round, now)


def _is_done(idea_round: IdeaRound, now: datetime) -> bool:
    """Nobody is waited for; or its day has come, and nobody was told too late (P41)."""
    waiting = waited_for_ideas(idea_round)
    if not waiting:
        return True
    if now < idea_round.closes_at:
        return False
    last_day = last_day_to_answer(
        waiting,
        named_day=last_day_before(idea_round.closes_at),
        opened_on=today(idea_round.heard_at or idea_round.opened_at),
        on=today(now),
    )
    if end_of_day(last_day) <= now:
        return not _waits_for_sheets(idea_round, waiting, now)
    idea_round.closes_at = end_of_day(last_day)
    idea_round.save(update_fields=["closes_at"])
    return False


def _waits_for_sheets(idea_round: IdeaRound, waiting: Collection[WaitedFor], now: datetime) -> bool:
    """Paper is out that somebody may have filled in before the day (P42)."""
    nation = idea_round.group.area.nation
    return waits_for_sheets(waiting) and now < sheets_are_in_by(idea_round.closes_at, nation=nation)


def _too_few_said(idea_round: IdeaRound) -> bool:
    """Once; missed twice, those who answered decide, as nothing is paid by it (P43)."""
    if idea_round.is_asked_again:
        return False
    counted = turns_in_count(idea_round)
    said = sum(each.liked_at is not None for each in counted)
    return said < default_quorum(len(counted))


def _answer(idea_round: IdeaRound, now: datetime) -> None:
    """Each idea has its answer: of what they said, and of nobody alone."""
    transition_round(idea_round, IdeaRoundState.OVER, by=SYSTEM, now=now)
    turns = [each for each in turns_in_count(idea_round) if each.liked_at is not None]
    likes = [set(each.likes.values_list("pk", flat=True)) for each in turns]
    ideas = ideas_to_like(idea_round)
    taken_up = ideas_taken_up(likes, [each.pk for each in ideas])
    for idea in ideas:
        if idea.pk in taken_up:
            transition_idea(idea, IdeaState.TAKEN_UP, by=SYSTEM, now=now)
        else:
            idea.answer_words = why_not_text(has_answers=bool(likes))
            transition_idea(idea, IdeaState.NOT_TAKEN_UP, by=SYSTEM, now=now)
    notify_answered(idea_round, ideas, now=now)
