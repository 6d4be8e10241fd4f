"""What is told of a round of ideas: that it begins, that each was heard, and that an idea has its
answer. Nobody's idea, and nobody's name, stands in a message."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.dates import format_day, last_day_before
from community.messaging.actions.notifying import notify_each_person
from groups.message_kinds import GroupMessage
from groups.models.ideas import GroupIdea, IdeaRound
from groups.queries.ideas import has_said, message_key, turns_in_count
from groups.states import CURRENT_STATES


def notify_asked(idea_round: IdeaRound, *, but: UUID, now: datetime) -> None:
    """Nothing is asked of who rests or is away."""
    text = _(
        "Your group asks each of you for an idea, in words or by a picture, until the end of"
        " %(day)s. To have none is fine too."
    )
    _notify(
        idea_round,
        [each for each in _asked(idea_round) if each != but],
        kind=GroupMessage.IDEAS_ASKED,
        subject=_("Your group asks for ideas"),
        text=text % {"day": format_day(last_day_before(idea_round.closes_at))},
        key=message_key(idea_round),
        now=now,
    )


def notify_heard(idea_round: IdeaRound, *, now: datetime) -> None:
    text = _("Your group’s ideas are there. Say which of them you would like, until %(day)s.")
    key = message_key(idea_round)
    _notify(
        idea_round,
        _asked(idea_round),
        kind=GroupMessage.IDEAS_HEARD,
        subject=_("Your group has ideas to look at"),
        text=text % {"day": format_day(last_day_before(idea_round.closes_at))},
        key=f"{key}:again" if idea_round.is_asked_again else key,
        now=now,
    )


def notify_answered(idea_round: IdeaRound, ideas: Sequence[GroupIdea], *, now: datetime) -> None:
    """Each whose idea it was, once."""
    members = {each.member for each in ideas if each.member.state in CURRENT_STATES}
    _notify(
        idea_round,
        sorted(each.person_id for each in members),
        kind=GroupMessage.IDEAS_ANSWERED,
        subject=_("Your idea has an answer"),
        text=_("What your group says to your idea can be read on the page of its ideas."),
        key=f"ideas:{idea_round.pk}:answered",
        now=now,
    )


def _asked(idea_round: IdeaRound) -> list[UUID]:
    waiting = [each for each in turns_in_count(idea_round) if not has_said(idea_round, each)]
    return sorted(each.member.person_id for each in waiting)


def _notify(
    idea_round: IdeaRound,
    persons: list[UUID],
    *,
    kind: GroupMessage,
    subject: str,
    text: str,
    key: str,
    now: datetime,
) -> None:
    notify_each_person(
        persons,
        kind=kind,
        subject=subject,
        about=idea_round.group.name,
        text=text,
        link=f"/group/{idea_round.group_id}/ideas/",
        group_id=idea_round.group_id,
        key=key,
        now=now,
    )
