"""Two lines before a first visit at a home, and by what right they are told (P69)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SafetyBasis(models.TextChoices):
    """Whoever it is about agrees; or the law allows it without, and then it is marked. Source: Data
    Protection Act 2018, schedule 1, paragraph 18; Mental Capacity Act 2005, section 4."""

    AGREED = "agreed", _("they agree that this is told")
    HARM = "harm", _("they do not agree, and somebody could come to serious harm")
    CANNOT_DECIDE = (
        "cannot_decide",
        _("they cannot decide this, and it is what is best for them"),
    )
