"""Somebody asks that another does not stay in the group, and what comes of it (P118)."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.people.models.how_put import HowPutFields
from community.people.models.logins import Login
from groups.models.members import Group, Member
from groups.removal_states import OPEN_REMOVALS, RemovalAbout, RemovalState


class Removal(models.Model):
    """`words` are read by whoever decides it and nobody else; `about` by `member` too. `by_group`:
    the others choose, until `closes_at`; else somebody outside decides, who heard both. Until
    somebody else could be asked to look again, the place of whoever is not to stay is held. That
    it is decided so, the database holds (migration `who_stays`)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="removals")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="removals")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.CharField(max_length=10, choices=RemovalAbout)
    words = models.CharField(max_length=1000)
    by_group = models.BooleanField()
    state = models.CharField(max_length=12, choices=RemovalState, default=RemovalState.ASKED)
    asked_at = models.DateTimeField()
    # Somebody is afraid: until when they are asked to stay away, and whether they rested before.
    paused_until = models.DateTimeField(null=True, blank=True)
    rested_before = models.BooleanField(default=False)
    closes_at = models.DateTimeField(null=True, blank=True)
    is_asked_again = models.BooleanField(default=False)
    more_asked_at = models.DateTimeField(null=True, blank=True)
    side_words = models.CharField(max_length=1000, blank=True)
    side_at = models.DateTimeField(null=True, blank=True)
    heard_asker_on = models.DateField(null=True, blank=True)
    heard_member_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_bodies = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_words = models.CharField(max_length=400, blank=True)
    again_words = models.CharField(max_length=1000, blank=True)
    again_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=OPEN_REMOVALS),
                name="one_open_removal_a_member",
            ),
            models.CheckConstraint(
                condition=~Q(member=F("asked_by")), name="nobody_asks_it_of_themselves"
            ),
            models.CheckConstraint(
                condition=Q(by_group=True) ^ Q(closes_at__isnull=True),
                name="a_group_answers_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True)
                | Q(paused_until=F("asked_at") + timedelta(days=7)),
                name="away_for_a_week",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RemovalState.ASKED, RemovalState.TAKEN_BACK])
                ^ Q(decided_at__isnull=False),
                name="removal_decided_at_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | Q(by_group=True)
                | Q(state=RemovalState.STAYS)
                | Q(heard_asker_on__isnull=False, heard_member_on__isnull=False),
                name="removed_only_who_was_heard",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_login")),
                name="who_asked_does_not_decide",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True)
                | ~Q(ended_by=F("decided_by")) & ~Q(ended_by=F("asked_login")),
                name="somebody_else_looks_again",
            ),
        ]

    @property
    def was_looked_at_again(self) -> bool:
        return self.again_at is not None


class RemovalAnswer(HowPutFields):
    """Whether one of the others would have them stay. Nobody else reads it, and no count of it
    stands on a page. Never theirs whom it is about: that, and that it is of their group, the
    database holds (`who_stays`)."""

    removal = models.ForeignKey(Removal, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    stays = models.BooleanField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["removal", "member"], name="one_answer_a_removal"),
        ]
