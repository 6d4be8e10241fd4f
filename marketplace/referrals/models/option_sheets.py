"""A few things that somebody chose for somebody, to be put on paper (M81, P85).

Nothing here says for whom, why, from which office or by whom.
"""

from django.db import models
from django.db.models import F, Q

from groups.models.members import Group
from marketplace.referrals.states import WhomToAsk
from providers.models.supply import Listing

MAX_NAME_CHARS, MAX_PHONE_CHARS = 40, 30


class OptionSheet(models.Model):
    """`authority_code`: of the council where it was looked, whose number stands on it. `ask_name`
    and `ask_phone`: a first name and a number to ask for, where whoever made it wanted that."""

    code = models.CharField(max_length=10, unique=True)
    authority_code = models.CharField(max_length=9, blank=True)
    whom_to_ask = models.CharField(max_length=10, choices=WhomToAsk, default=WhomToAsk.NOBODY)
    ask_name = models.CharField(max_length=MAX_NAME_CHARS, blank=True)
    ask_phone = models.CharField(max_length=MAX_PHONE_CHARS, blank=True)
    made_on = models.DateField()
    kept_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(whom_to_ask=WhomToAsk.NAMED) & ~Q(ask_name="") & ~Q(ask_phone="")
                | ~Q(whom_to_ask=WhomToAsk.NAMED) & Q(ask_name="", ask_phone=""),
                name="sheet_names_whom_to_ask",
            ),
            models.CheckConstraint(
                condition=Q(kept_until__gt=F("made_on")), name="option_sheet_is_kept_for_a_time"
            ),
        ]


class OptionSheetItem(models.Model):
    """A listing or a group. `position`: from 1, as chosen; a sheet has at most six."""

    sheet = models.ForeignKey(OptionSheet, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    listing = models.ForeignKey(Listing, null=True, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="one_option_a_place"),
            models.UniqueConstraint(fields=["sheet", "listing"], name="one_option_once_a_sheet"),
            models.UniqueConstraint(fields=["sheet", "group"], name="one_group_once_a_sheet"),
            models.CheckConstraint(
                condition=Q(listing__isnull=True) ^ Q(group__isnull=True),
                name="option_is_a_listing_or_a_group",
            ),
            models.CheckConstraint(
                condition=Q(position__range=(1, 6)), name="at_most_six_options_a_sheet"
            ),
        ]
