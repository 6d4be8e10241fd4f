"""What a provider says of its capacity, and of somebody who waits."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_MONTH_UNITS = 500
MAX_WEIGHT = 20


class WaitingAnswer(models.TextChoices):
    """What a provider says of somebody for whom too little is left (P72)."""

    NOW = "now", _("now, over my limit")
    WHEN_OPEN = "when_open", _("first, when it opens again")
