"""A group's ideas and what came of each, to one of its members."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import last_day_before
from community.common.refusals import or_not_found
from community.common.shared_words import Words
from community.conversations.models import RelayedMessage
from community.conversations.queries.blocks import blocked_ids
from community.conversations.queries.reports import hidden_words
from community.messaging.queries.messages import Told, told_by_key
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from groups.models.briefs import Brief
from groups.models.ideas import GroupIdea, IdeaRound, IdeaTurn, WhatMatters
from groups.models.members import Member
from groups.queries.conversations import (
    MessageDetail,
    is_own_message,
    message_detail,
    ref_id,
)
from groups.queries.members import membership
from groups.queries.resting import persons_not_here
from groups.rules.decisions import WaitedFor
from groups.states import CURRENT_STATES, BriefState, IdeaRoundState, IdeaState

MAX_ANSWERED_SHOWN = 50


@dataclass(frozen=True)
class IdeaDetail:
    """One idea. `known_as`: whose it is; empty where the name has left the group. `typed_by`: who
    took it down from paper, or from what was spoken."""

    idea: GroupIdea
    known_as: str
    is_mine: bool
    typed_by: str
    why_by: str
    note: MessageDetail | None = None  # its words, as this reader may hide and report them (P117)

    @property
    def words(self) -> str:
        return self.note.words if self.note else self.idea.words

    @property
    def hidden_text(self) -> str:
        return self.note.hidden_text if self.note else ""

    @property
    def shown_text(self) -> str:
        words = self.hidden_text or self.words
        return ". ".join(filter(None, [self.idea.get_picture_display(), words]))

    @property
    def is_taken_up(self) -> bool:
        return self.idea.state == IdeaState.TAKEN_UP

    @property
    def is_not_taken_up(self) -> bool:
        return self.idea.state == IdeaState.NOT_TAKEN_UP

    @property
    def waits_to_be_written_down(self) -> bool:
        return self.is_taken_up and self.idea.brief_id is None

    @property
    def can_say_why(self) -> bool:
        return self.is_not_taken_up and self.idea.answered_by_id is None


@dataclass(frozen=True)
class RoundDetail:
    """A round that is not over, to one member. `has_said`: in the part that it is in. How many have
    is on no page."""

    round: IdeaRound
    ideas: tuple[IdeaDetail, ...]
    has_turn: bool
    has_said: bool
    likes: frozenset[int]

    @property
    def is_hearing(self) -> bool:
        return self.round.state == IdeaRoundState.HEARING

    @property
    def is_liking(self) -> bool:
        return self.round.state == IdeaRoundState.LIKING

    @property
    def last_day(self) -> date:
        return last_day_before(self.round.closes_at)

    @property
    def is_asked(self) -> bool:
        return self.has_turn and not self.has_said


@dataclass(frozen=True)
class Matters:
    known_as: str
    lines: tuple[str, ...]
    is_me: bool
    typed_by: str


@dataclass(frozen=True)
class IdeasDetail:
    me: Member
    rounds: tuple[RoundDetail, ...]
    answered: tuple[IdeaDetail, ...]
    matters: tuple[Matters, ...]

    @property
    def hearing(self) -> RoundDetail | None:
        return next((each for each in self.rounds if each.is_hearing), None)

    @property
    def my_matters(self) -> Matters | None:
        return next((each for each in self.matters if each.is_me), None)


def ideas_of_group(group_id: int, by: Acting, *, now: datetime) -> IdeasDetail:
    """Whoever acts for a member, and may not read the others' words, reads the member's own."""
    me = membership(group_id, by)
    shows_others = may_see(by, Seen.OTHERS_WORDS, now=now)
    rounds = IdeaRound.objects.filter(group_id=group_id).exclude(state=IdeaRoundState.OVER)
    answered = _ideas(Q(round__group_id=group_id, round__state=IdeaRoundState.OVER))
    answered = answered.order_by("-answered_at", "pk")[:MAX_ANSWERED_SHOWN]
    return IdeasDetail(
        me=me,
        rounds=tuple(
            _round(each, me, by, shows_others=shows_others, now=now)
            for each in rounds.order_by("opened_at", "pk")
        ),
        answered=_details(answered, me, shows_others=shows_others),
        matters=tuple(_matters(me, shows_others=shows_others)),
    )


def round_detail(round_id: int, by: Acting, *, now: datetime) -> RoundDetail:
    idea_round = or_not_found(IdeaRound.objects.filter(pk=round_id).first())
    me = membership(idea_round.group_id, by)
    shows_others = may_see(by, Seen.OTHERS_WORDS, now=now)
    return _round(idea_round, me, by, shows_others=shows_others, now=now)


def idea_detail(idea_id: int, by: Acting, *, now: datetime) -> IdeaDetail:
    idea = or_not_found(_ideas(Q(pk=idea_id)).first())
    me = membership(idea.round.group_id, by)
    details = _details([idea], me, shows_others=may_see(by, Seen.OTHERS_WORDS, now=now))
    return or_not_found(next(iter(details), None))


def ideas_of_brief(brief: Brief, by: Acting, *, now: datetime) -> tuple[IdeaDetail, ...]:
    return ideas_for_member(brief, membership(brief.group_id, by), by, now=now)


def ideas_for_member(
    brief: Brief, me: Member, by: Acting, *, now: datetime
) -> tuple[IdeaDetail, ...]:
    """Those that were put into what the group wants, and those that were looked at with them."""
    rounds = IdeaRound.objects.filter(ideas__brief=brief)
    ideas = _ideas(Q(round__in=rounds) & (Q(brief=brief) | Q(state=IdeaState.NOT_TAKEN_UP)))
    shows_others = may_see(by, Seen.OTHERS_WORDS, now=now)
    return _details(ideas.order_by("-state", "pk"), me, shows_others=shows_others)


def words_of_matters(matters: WhatMatters | Matters | None) -> Words:
    """What a member says of what matters to them, as it is written."""
    return {"lines": list(matters.lines) if matters else []}


def drafts_of_group(group_id: int) -> list[Brief]:
    """What the group is still writing, into which an idea can be put."""
    drafts = Brief.objects.filter(group_id=group_id, state=BriefState.DRAFT)
    return list(drafts.order_by("-created_at", "-pk"))


def hearing_round(group_id: int) -> IdeaRound | None:
    """The one in which each is being heard; there is one at most."""
    return IdeaRound.objects.filter(group_id=group_id, state=IdeaRoundState.HEARING).first()


def round_on_sheet(round_id: int, member: Member) -> IdeaRound:
    """A round of this member's group, also one that is over."""
    return or_not_found(IdeaRound.objects.filter(pk=round_id, group_id=member.group_id).first())


def rounds_to_like(member: Member) -> list[IdeaRound]:
    """Those in which this member may say which ideas they would like."""
    rounds = IdeaRound.objects.filter(turns__member=member, state=IdeaRoundState.LIKING)
    return list(rounds.order_by("opened_at", "pk"))


def ideas_to_like(idea_round: IdeaRound) -> list[GroupIdea]:
    return list(GroupIdea.objects.filter(round=idea_round).order_by("pk"))


def ideas_to_read(idea_round: IdeaRound) -> list[GroupIdea]:
    """The same, of which nobody reads words that are hidden from all. Never to be saved."""
    ideas = ideas_to_like(idea_round)
    hidden = words_of_ideas([each.pk for each in ideas]).filter(hidden_at__isnull=False)
    hidden_ids = {ref_id(each.conversation.about) for each in hidden}
    for each in ideas:
        if each.pk in hidden_ids:
            each.words = _("Words that are hidden")
    return ideas


def rounds_to_settle() -> list[int]:
    rounds = IdeaRound.objects.exclude(state=IdeaRoundState.OVER)
    return list(rounds.order_by("pk").values_list("pk", flat=True))


def turns_in_count(idea_round: IdeaRound) -> list[IdeaTurn]:
    """Not of who has left, rests, is away or could not be told, unless they have said (P43)."""
    turns = list(idea_round.turns.filter(member__state__in=CURRENT_STATES).select_related("member"))
    not_here = persons_not_here(each.member for each in turns)
    told = told_by_key(told_key(idea_round, each) for each in turns)
    lost = {
        each.member.person_id
        for each in turns
        if (at := told.get(told_key(idea_round, each))) and at.is_lost
    }
    counted = [
        each
        for each in turns
        if has_said(idea_round, each) or each.member.person_id not in not_here | lost
    ]
    return counted or turns


def waited_for_ideas(idea_round: IdeaRound) -> list[WaitedFor]:
    """Those in the count who have said nothing yet, and how far word of it has come to each."""
    turns = [each for each in turns_in_count(idea_round) if not has_said(idea_round, each)]
    told = told_by_key(told_key(idea_round, each) for each in turns)
    return [_waited_for(idea_round, told.get(told_key(idea_round, each))) for each in turns]


def has_said(idea_round: IdeaRound, turn: IdeaTurn) -> bool:
    """In the part that the round is in."""
    is_hearing = idea_round.state == IdeaRoundState.HEARING
    return (turn.heard_at if is_hearing else turn.liked_at) is not None


def message_key(idea_round: IdeaRound) -> str:
    """Of the messages by which a part of a round begins."""
    return f"ideas:{idea_round.pk}:{idea_round.state}"


def told_key(idea_round: IdeaRound, turn: IdeaTurn) -> str:
    return f"{message_key(idea_round)}:{turn.member.person_id}"


def _waited_for(idea_round: IdeaRound, told: Told | None) -> WaitedFor:
    """Whoever was written nothing was there when it began."""
    began_on = today(idea_round.heard_at or idea_round.opened_at)
    if told is None:
        return WaitedFor(began_on, is_at_visits=False, has_sheet=False)
    if told.at is None:
        return WaitedFor(None, is_at_visits=told.is_at_visits, has_sheet=False)
    told_on = last_day_before(told.at) if told.is_at_visits else today(told.at)
    return WaitedFor(told_on, is_at_visits=told.is_at_visits, has_sheet=False)


def _round(
    idea_round: IdeaRound, me: Member, by: Acting, *, shows_others: bool, now: datetime
) -> RoundDetail:
    turn = idea_round.turns.filter(member=me).first()
    has_liked = turn is not None and may_see(by, Seen.BALLOT, now=now)
    return RoundDetail(
        round=idea_round,
        ideas=_details(_ideas(Q(round=idea_round)), me, shows_others=shows_others),
        has_turn=turn is not None,
        has_said=turn is not None and has_said(idea_round, turn),
        likes=frozenset(turn.likes.values_list("pk", flat=True))
        if turn is not None and has_liked
        else frozenset(),
    )


def _ideas(those: Q) -> QuerySet[GroupIdea]:
    ideas = GroupIdea.objects.filter(those).distinct()
    return ideas.select_related("round", "member", "answered_by", "added_by", "brief").order_by(
        "pk"
    )


def _details(
    ideas: Iterable[GroupIdea], me: Member, *, shows_others: bool
) -> tuple[IdeaDetail, ...]:
    shown = [each for each in ideas if shows_others or each.member_id == me.pk]
    notes = _notes_of(shown, me) if shown else {}
    return tuple(
        IdeaDetail(
            idea=each,
            known_as=_name(each.member),
            is_mine=each.member_id == me.pk,
            typed_by=each.added_by.name if each.on_paper and each.added_by else "",
            why_by=_name(each.answered_by) if shows_others else "",
            note=notes.get(each.pk),
        )
        for each in shown
    )


def _notes_of(ideas: Iterable[GroupIdea], me: Member) -> dict[int, MessageDetail]:
    """{idea: its words as this member may read them}, in as many statements however many there
    are; nothing of one that is a picture alone."""
    reader = Acting(person=me.person)
    messages = {
        ref_id(each.conversation.about): each
        for each in words_of_ideas([idea.pk for idea in ideas if idea.words])
    }
    hidden = hidden_words([each.pk for each in messages.values()], reader)
    blocked = blocked_ids(me.person_id)
    return {
        idea_id: message_detail(
            each,
            "",
            is_own_message(each, reader, is_asking=True),
            blocked=blocked,
            hidden=hidden,
        )
        for idea_id, each in messages.items()
    }


def words_of_ideas(idea_ids: Iterable[int]) -> QuerySet[RelayedMessage]:
    """The words of each are a message of the group to itself about that idea, so that they are
    hidden, reported and looked at as any words are (P117)."""
    abouts = [about_idea(each) for each in idea_ids]
    messages = RelayedMessage.objects.filter(conversation__about__in=abouts)
    return messages.select_related("conversation")


def readable_text(idea: GroupIdea) -> str:
    """Without words that are hidden from all; empty where nothing else is there."""
    hidden = words_of_ideas([idea.pk]).filter(hidden_at__isnull=False)
    return str(idea.get_picture_display()) if hidden.exists() else idea.shown_text


def about_idea(idea_id: int) -> str:
    return f"idea:{idea_id}"


def _name(member: Member | None) -> str:
    return member.known_as if member and member.state in CURRENT_STATES else ""


def _matters(me: Member, *, shows_others: bool) -> Collection[Matters]:
    rows = WhatMatters.objects.filter(
        member__group_id=me.group_id, member__state__in=CURRENT_STATES
    ).select_related("member", "said_by")
    return [
        Matters(
            known_as=each.member.known_as,
            lines=tuple(each.lines),
            is_me=each.member_id == me.pk,
            typed_by=each.said_by.name if each.on_paper and each.said_by else "",
        )
        for each in rows.order_by("member__joined_at", "member_id")
        if shows_others or each.member_id == me.pk
    ]
