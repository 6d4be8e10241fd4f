"""What somebody who has no account asks, until the one message to them is answered (P111)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person

from .sessions import Session
from .supply import Listing


class VisitAsking(models.Model):
    """Nothing goes on before whoever is reached by `contact`, a mail address or a telephone number,
    said that it was them; then it is a `VisitRequest` of `person`. Where they said that it was not,
    or said nothing until `answer_until`, `known_as` and `contact` are forgotten.

    `held_until`: until then a place of `session` counts as taken; null where none is held.
    `network_bucket`: one of 256 that many networks share, so that no more than some are held for
    one; where it was asked from is kept nowhere.
    """

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="visit_askings")
    session = models.ForeignKey(
        Session, null=True, on_delete=models.PROTECT, related_name="visit_askings"
    )
    known_as = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=254, blank=True)
    is_for_somebody = models.BooleanField()
    network_bucket = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    answer_until = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False, known_as="", contact="")
                | Q(forgotten_at__isnull=True) & ~Q(known_as="") & ~Q(contact=""),
                name="visit_asking_is_somebodys_or_forgotten",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, person__isnull=True)
                | Q(confirmed_at__isnull=False, person__isnull=False, held_until__isnull=True),
                name="visit_asking_confirmed_is_a_persons",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(held_until__isnull=True, confirmed_at__isnull=True),
                name="nothing_is_held_for_what_is_forgotten",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(session__isnull=False),
                name="a_held_place_is_of_a_time",
            ),
            models.UniqueConstraint(
                fields=["listing", "session", "contact"],
                condition=Q(confirmed_at__isnull=True, forgotten_at__isnull=True),
                nulls_distinct=False,
                name="one_asking_waits_for_one_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["session"],
                name="visit_asking_holds",
                condition=Q(held_until__isnull=False),
            ),
            models.Index(
                fields=["answer_until"],
                name="visit_asking_waits",
                condition=Q(confirmed_at__isnull=True, forgotten_at__isnull=True),
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.forgotten_at is None
