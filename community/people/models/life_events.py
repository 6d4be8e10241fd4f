"""Hospital, a move, a death."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.states import (
    LifeEventKind,
    LifeEventState,
)


class LifeEvent(models.Model):
    """In hospital, moved, or died: said in one line by one person (P20). A death counts when a
    second person has seen it; until then only sending and dates wait (P22).

    `settler_words` is who settles the estate, and what they showed to whoever gave the statement.
    `reached_words` is how money that could not go back by itself reached the estate.
    `family_words` are how the family wants it told, or the connector where there is none.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="life_events")
    kind = models.CharField(max_length=10, choices=LifeEventKind)
    since = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=LifeEventState, default=LifeEventState.SAID)
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    family_words = models.TextField(blank=True)
    told_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)
    settler_words = models.CharField(max_length=300, blank=True)
    settler_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settler_at = models.DateTimeField(null=True, blank=True)
    reached_pence = models.PositiveBigIntegerField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    reached_words = models.CharField(max_length=300, blank=True)
    reached_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=[LifeEventState.SAID, LifeEventState.SEEN]),
                name="one_open_life_event_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[LifeEventState.SEEN, LifeEventState.NOT_SO])
                | Q(kind=LifeEventKind.DIED),
                name="only_a_death_is_seen_by_a_second",
            ),
            models.CheckConstraint(
                condition=~Q(state=LifeEventState.OVER) | ~Q(kind=LifeEventKind.DIED),
                name="a_death_is_not_over",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LifeEventState.OVER, LifeEventState.NOT_SO])
                ^ Q(ended_at__isnull=True),
                name="life_event_ended_at_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(state=LifeEventState.SEEN),
                name="told_of_a_death_that_was_seen",
            ),
            models.CheckConstraint(
                condition=Q(settler_at__isnull=True, settler_words="")
                | Q(state=LifeEventState.SEEN, settler_at__isnull=False) & ~Q(settler_words=""),
                name="an_estate_is_settled_after_a_death_that_was_seen",
            ),
            models.CheckConstraint(
                condition=Q(
                    reached_at__isnull=True,
                    reached_on__isnull=True,
                    reached_pence__isnull=True,
                    reached_words="",
                )
                | Q(
                    reached_at__isnull=False,
                    reached_on__isnull=False,
                    reached_pence__gt=0,
                    settler_at__isnull=False,
                )
                & ~Q(reached_words=""),
                name="money_reached_an_estate_that_somebody_settles",
            ),
            # Besides, a death is seen by somebody else than who said it: in its migration.
        ]

    def __str__(self) -> str:
        return f"life event {self.pk}"
