"""What people of a group would like: ideas in words or by a picture, in rounds where each is heard,
and what matters to each (M38)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from groups.models.briefs import Brief
from groups.models.members import Group, Member
from groups.states import IdeaPicture, IdeaRoundState, IdeaState


class IdeaRound(models.Model):
    """Each is heard; then each says which they would like; then each idea has its answer.
    `closes_at`: of the state that it is in. `is_asked_again`: too few had said which they would
    like. That nothing is liked or answered before each was heard, the database holds (migration
    `each_idea_is_heard`)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="idea_rounds")
    state = models.CharField(max_length=10, choices=IdeaRoundState, default=IdeaRoundState.HEARING)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, blank=True)
    is_asked_again = models.BooleanField(default=False)
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(state=IdeaRoundState.HEARING),
                name="one_round_hears_a_group",
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaRoundState.HEARING) ^ Q(heard_at__isnull=False),
                name="heard_at_when_heard",
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaRoundState.OVER) ^ Q(over_at__isnull=True),
                name="ideas_over_at_when_over",
            ),
        ]


class GroupIdea(models.Model):
    """In a member's words, by a picture, or both. `answer_words`: the “because” of a “not”;
    `answered_by`: who wrote it, None where it is what all of them said. `brief`: what the group
    wants, into which it was put."""

    round = models.ForeignKey(IdeaRound, on_delete=models.CASCADE, related_name="ideas")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="ideas")
    picture = models.CharField(max_length=10, choices=IdeaPicture, blank=True)
    words = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    on_paper = models.BooleanField(default=False)
    state = models.CharField(max_length=15, choices=IdeaState, default=IdeaState.WAITING)
    answer_words = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    brief = models.ForeignKey(
        Brief, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(picture=""), name="idea_in_words_or_by_picture"
            ),
            models.UniqueConstraint(
                fields=["round", "member", "picture", "words"], name="one_idea_once"
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaState.WAITING) ^ Q(answered_at__isnull=False),
                name="idea_answered_at_when_answered",
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaState.NOT_TAKEN_UP) ^ Q(answer_words=""),
                name="not_because_of_something",
            ),
            models.CheckConstraint(
                condition=Q(brief__isnull=True) | Q(state=IdeaState.TAKEN_UP),
                name="brief_of_an_idea_taken_up",
            ),
        ]

    @property
    def shown_text(self) -> str:
        """The picture's words, and the person's own."""
        return ". ".join(filter(None, [self.get_picture_display(), self.words]))


class IdeaTurn(models.Model):
    """Of whoever was in the group when the round began: whether they were heard, and afterwards
    what they would like. Nothing is an answer too."""

    round = models.ForeignKey(IdeaRound, on_delete=models.CASCADE, related_name="turns")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    heard_at = models.DateTimeField(null=True, blank=True)
    likes = models.ManyToManyField(GroupIdea, blank=True, related_name="liked_in")
    liked_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "member"], name="one_turn_each"),
        ]


class WhatMatters(models.Model):
    """“What matters to me”, in up to three lines, as a member says it to their group."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="what_matters")
    lines = ArrayField(models.CharField(max_length=120), size=3)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lines__len__gte=1, lines__len__lte=3), name="what_matters_in_three"
            ),
        ]
