"""Links by which somebody's dates stand in their reader's own calendar."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation


class CalendarFeed(models.Model):
    """The dates of `person`, for one reader (P120). `representation`: the authority by which the
    reader reads another's; the feed ends with it, and no later one wakes it. `shows_all`: with
    titles and public places, which only the person says; else “Something on”. Of its token only the
    digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_feeds")
    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="calendar_feeds")
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    shows_all = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "login"],
                condition=Q(ended_at__isnull=True),
                name="one_calendar_feed_a_reader",
            ),
        ]
