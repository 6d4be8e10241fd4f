"""Rounds of ideas, each reached through its action."""

from community.people.acting import Acting
from groups.actions.ideas import add_idea, like_ideas, say_nothing_to_add
from groups.models.ideas import GroupIdea, IdeaRound
from groups.models.members import Group

from .supply import NOW


def make_idea(group: Group, by: Acting, words="", picture="garden", now=NOW) -> GroupIdea:
    return add_idea(group_id=group.pk, words=words, picture=picture, by=by, now=now)


def hear(idea_round: IdeaRound, *people: Acting, now=NOW) -> IdeaRound:
    """They have nothing to add."""
    for each in people:
        say_nothing_to_add(round_id=idea_round.pk, by=each, now=now)
    return IdeaRound.objects.get(pk=idea_round.pk)


def like(idea_round: IdeaRound, likes: dict[Acting, list[GroupIdea]], now=NOW) -> IdeaRound:
    for each, ideas in likes.items():
        like_ideas(round_id=idea_round.pk, idea_ids=[i.pk for i in ideas], by=each, now=now)
    return IdeaRound.objects.get(pk=idea_round.pk)


def make_answered(group: Group, people: list[Acting], *, taken_up=True, now=NOW) -> GroupIdea:
    """A garden, by a picture, of the first of them; all of them would like it, or none."""
    idea = make_idea(group, people[0], now=now)
    idea_round = hear(idea.round, *people[1:], now=now)
    like(idea_round, {each: [idea] if taken_up else [] for each in people}, now=now)
    idea.refresh_from_db()
    return idea
