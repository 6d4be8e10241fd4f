"""A worry, and who read it."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.places.models.areas import Area


class SafeguardingConcern(models.Model):
    """ "I am worried about someone": to the area's safeguarding lead and deputy only (M140).

    `words_digest`: by it the same words again are found to be the same note (see actions).
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    words = models.TextField()
    about_page = models.CharField(max_length=200, blank=True)
    # The line of the audit that was not wanted: of the person who said so, or whom they act for.
    about_deed_id = models.BigIntegerField(null=True, blank=True)
    contact_words = models.CharField(max_length=200, blank=True)
    by_login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="read_concerns"
    )
    escalated_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    words_digest = models.CharField(max_length=64, blank=True, editable=False)
    # "Many from one place": kept like any other, and its reader was told of them in one message.
    is_one_of_many = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "words_digest"],
                condition=Q(read_at__isnull=True) & ~Q(words_digest=""),
                name="the_same_words_are_one_unread_note",
            ),
        ]
