"""What a provider, or an advocate, says that it is skilled in (M30)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Skill(models.TextChoices):
    """Of whoever helps; never of whom they help. The words are those that people ask with."""

    SPEAKING_UP = "speaking_up", _("speaking up for somebody who cannot say what they want")
    DEMENTIA = "dementia", _("dementia")
    MENTAL_HEALTH = "mental_health", _("mental health")
    OLDER_PEOPLE = "older_people", _("older people")
    LEARNING_DISABILITY = "learning_disability", _("learning disability")
    AUTISM = "autism", _("autism")
