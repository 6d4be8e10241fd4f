"""What a login typed on a page and has not sent."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Person

MAX_TYPED_CHARS = 60_000


class UnfinishedForm(models.Model):
    """Read by the login that typed it and by no other, and only while it acts for the same person
    as then: `person` is empty where it was typed in one's work, for nobody."""

    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="unfinished_forms")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    page = models.CharField(max_length=400)
    typed = models.TextField(max_length=MAX_TYPED_CHARS)
    began_from = models.CharField(max_length=64, blank=True)
    kept_at = models.DateTimeField()
    kept_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["login", "person", "page"],
                nulls_distinct=False,
                name="one_unfinished_form_a_page",
            ),
            models.CheckConstraint(
                condition=Q(kept_until__gt=F("kept_at")), name="unfinished_form_is_kept_for_a_time"
            ),
        ]
