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


class FlagReason(models.TextChoices):
    """Why a lead is told of somebody's words or presses (P113)."""

    WRITES_TO_SEVERAL = "writes_to_several", _("wrote first to several")
    MEETS_ELSEWHERE = "meets_elsewhere", _("asks to meet elsewhere, or alone")
    PAYS_ELSEWHERE = "pays_elsewhere", _("asks to be paid elsewhere")
    WRITES_ELSEWHERE = "writes_elsewhere", _("asks to write or ring elsewhere")
    GIFTS_OR_LOANS = "gifts_or_loans", _("gifts or loans")
    STOPS_OTHERS = "stops_others", _("stops others’ ways to somebody")
