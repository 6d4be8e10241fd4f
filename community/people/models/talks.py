"""Somebody would like to talk to a person first (M125)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.states import TalkAbout, TalkState, TalkWay


class TalkRequest(models.Model):
    """A call or a visit on a day they chose, with somebody who works where they live.

    `about_ref`: which shared cost or time it is, as opaque as in the audit; 0 of their money.
    `held_until`: till then a place in it counts as theirs; null where none was free, or none is
    taken there. When it is called off it is the moment of that: a place in one thing is held once.
    `with_login`: whom they chose, or who took it on after. `state_at`: when it was last moved.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="talks")
    about = models.CharField(max_length=10, choices=TalkAbout)
    about_ref = models.BigIntegerField(default=0)
    about_text = models.CharField(max_length=300)
    way = models.CharField(max_length=5, choices=TalkWay)
    day = models.DateField()
    last_day = models.DateField(null=True)
    with_login = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="talks_to_have"
    )
    state = models.CharField(max_length=10, choices=TalkState, default=TalkState.WAITING)
    state_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "about", "about_ref"],
                condition=Q(state=TalkState.WAITING),
                name="one_talk_waits_about_a_thing",
            ),
            models.UniqueConstraint(
                fields=["person", "about", "about_ref"],
                condition=Q(held_until__isnull=False),
                name="a_place_is_held_once_for_a_talk",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True)
                | Q(about__in=[TalkAbout.POOL, TalkAbout.SESSION]),
                name="a_talk_holds_what_has_places",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(day__lte=models.F("last_day")),
                name="talk_is_before_its_last_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["about", "about_ref", "held_until"],
                name="talk_holds_a_place",
                condition=Q(held_until__isnull=False),
            ),
            models.Index(
                fields=["with_login", "day"],
                name="talk_to_have",
                condition=Q(state=TalkState.WAITING),
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.state == TalkState.WAITING

    @property
    def may_be_asked_again(self) -> bool:
        return self.state == TalkState.NOT_NOTED
