"""What would make a visit good, and what a place answers to it (P110, P53)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitLineKind(models.TextChoices):
    OWN = "own", _("in their own words")
    PLAN = "plan", _("how they are told things, from their plan")


class VisitLineAnswer(models.TextChoices):
    YES = "yes", _("yes, I can do this")
    LIKE_THIS = "like_this", _("like this instead")
    NOT_YET = "not_yet", _("not yet, because, or what I need for it")


NEEDS_WORDS = frozenset({VisitLineAnswer.LIKE_THIS, VisitLineAnswer.NOT_YET})
