from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle


class Channel(models.TextChoices):
    EMAIL = "email"
    TEXT = "text"
    POST = "post"
    IN_PERSON = "in_person"
    NONE = "none"


class MessageState(models.TextChoices):
    QUEUED = "queued", _("to be sent")
    SENT = "sent", _("sent")
    ON_SHEET = "on_sheet", _("to be told at the next visit")
    TOLD = "told", _("told in person")
    FAILED = "failed", _("could not be sent")


MESSAGE = Lifecycle(
    MessageState,
    {
        MessageState.QUEUED: {MessageState.SENT, MessageState.ON_SHEET, MessageState.FAILED},
        MessageState.SENT: set(),
        MessageState.ON_SHEET: {MessageState.TOLD},
        MessageState.TOLD: set(),
        MessageState.FAILED: {MessageState.QUEUED, MessageState.ON_SHEET},
    },
)
