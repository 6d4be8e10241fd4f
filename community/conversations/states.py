from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportWrong(models.TextChoices):
    """What is wrong with somebody's words, as their reader ticks it (P117)."""

    DETAILS = "details", _("an address or a number")
    THREAT = "threat", _("a threat, or hatred")
    PRIVATE = "private", _("somebody’s health or money")
    ADVERT = "advert", _("an advert, or somebody wants to be paid")
    OTHER = "other", _("something else")


# Hidden from all at once; anything else stays until somebody has looked.
HIDES_AT_ONCE = frozenset({ReportWrong.DETAILS, ReportWrong.THREAT, ReportWrong.PRIVATE})
