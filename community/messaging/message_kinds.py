"""Which message it is. Each app that notifies has its own file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageKind(models.TextChoices):
    """Which message it is: by it a reader may later say how, and how often.

    The label names it for its reader. No members here, so that nothing below knows what stands
    above.
    """


class MessagingMessage(MessageKind):
    URGENT_FOR_SOMEONE = "urgent_for_someone", _("Please tell someone today")
