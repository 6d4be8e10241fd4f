"""How many units a provider has for new people: its months, what each kind of help weighs, and who
has taken some (M18, P73)."""

from django.db import models
from django.db.models import F, Q

from providers.states import MAX_MONTH_UNITS, MAX_WEIGHT, HelpAsked

from .supply import Provider


class CapacityPeriod(models.Model):
    """A provider's month, in units. `month`: its first day. `units` null: from then on nothing is
    counted. Its row is the lock under which units are taken and freed; what is said stands for each
    later month, until something else is. `reserved_units` are for people who come on their own
    (P74)."""

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="capacity_periods"
    )
    month = models.DateField()
    units = models.PositiveSmallIntegerField(null=True)
    reserved_units = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "month"], name="one_capacity_a_month"),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="capacity_is_of_a_month",
            ),
            models.CheckConstraint(
                condition=Q(units__isnull=True, reserved_units=0)
                | Q(units__lte=MAX_MONTH_UNITS, reserved_units__lt=F("units")),
                name="reserved_units_are_of_the_month",
            ),
        ]


class SupportWeight(models.Model):
    """Units that one kind of help takes; it belongs to the kind of help, never to a person.
    `help_asked` empty: a place, and no help asked. A kind without a row takes one."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="support_weights")
    help_asked = models.CharField(max_length=16, choices=HelpAsked, blank=True)
    units = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "help_asked"], name="one_weight_a_kind_of_help"
            ),
            models.CheckConstraint(
                condition=Q(units__gte=1, units__lte=MAX_WEIGHT), name="weight_of_help_is_small"
            ),
        ]


class CapacityUse(models.Model):
    """Units of a month that one asking took. `ref`: of what, as whoever took them names it
    ("visit_request:12"). `is_on_their_own`: how whoever asked was here in that moment (P74); nobody
    reads it. The units stay as they were taken, whatever a kind of help weighs later."""

    period = models.ForeignKey(CapacityPeriod, on_delete=models.PROTECT, related_name="uses")
    ref = models.CharField(max_length=40)
    units = models.PositiveSmallIntegerField()
    is_on_their_own = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ref"], condition=Q(freed_at__isnull=True), name="units_are_taken_once"
            ),
            models.CheckConstraint(condition=Q(units__gte=1), name="use_takes_a_unit"),
        ]
        indexes = [
            models.Index(
                fields=["period"], name="capacity_use_of_month", condition=Q(freed_at__isnull=True)
            ),
        ]
