"""Words for strangers, and whether somebody has looked at them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.moderation.states import HeldBackReason, ModerationState
from community.people.models.logins import Login
from community.places.models.areas import Area


class ModerationItem(models.Model):
    """The free words of one thing, whatever app it is of. `about` is "brief:12", `link` where
    whoever wrote it finds it. Whoever held it back is `not_by` when it is looked at again; whoever
    is paid by the body that it is about only proposes to hold it back (P47). Beside each, the names
    of the bodies that pay them, as the page that they pressed on knew them."""

    about = models.CharField(max_length=60, unique=True)
    link = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    state = models.CharField(
        max_length=10, choices=ModerationState, default=ModerationState.WAITING
    )
    written_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    # Words that were reported: as what, and whom of either side nobody asks to look at them (P117).
    is_reported = models.BooleanField(default=False, db_default=False)
    reported_as = models.CharField(max_length=80, blank=True, db_default="")
    not_for_login_ids = ArrayField(
        models.BigIntegerField(), default=list, db_default=[], blank=True
    )
    # They tell what a picture shows, and whoever looks at them looks at it (P122).
    has_picture = models.BooleanField(default=False, db_default=False)
    waits_since = models.DateTimeField()
    more_asked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=HeldBackReason, blank=True)
    why_words = models.CharField(max_length=400, blank=True)
    proposed_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_bodies = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    looked_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_bodies = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    not_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    not_by_bodies = ArrayField(models.CharField(max_length=160), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ModerationState.WAITING) ^ Q(looked_at__isnull=False),
                name="looked_at_unless_it_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state=ModerationState.HELD_BACK) | ~Q(reason="") & ~Q(why_words=""),
                name="held_back_words_say_why",
            ),
            models.CheckConstraint(
                condition=Q(looked_by__isnull=True)
                | ~(Q(looked_by=F("proposed_by")) & Q(state=ModerationState.HELD_BACK))
                & ~Q(looked_by=F("not_by")),
                name="words_are_looked_at_by_another",
            ),
        ]
