"""What other hands stopped for somebody, and can be put back in one press (P19)."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Person


class MoneyStop(models.Model):
    """The parts of it name it; their pledges' places are kept as long (`place_kept_until`)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="money_stops")
    # The money that was said to have ended; empty where they were taken out of one shared cost.
    source = models.ForeignKey(
        "pools.MoneySource", null=True, on_delete=models.PROTECT, related_name="+"
    )
    stopped_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    stopped_at = models.DateTimeField()
    kept_until = models.DateTimeField()
    put_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(put_back_at__isnull=True)
                | Q(put_back_at__gte=F("stopped_at"), put_back_at__lte=F("kept_until")),
                name="put_back_while_it_is_kept",
            ),
        ]
