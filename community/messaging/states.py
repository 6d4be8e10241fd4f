from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from community.messaging.deeds import MessagingDeed


class Channel(models.TextChoices):
    EMAIL = "email"
    TEXT = "text"
    POST = "post"
    IN_PERSON = "in_person"
    NONE = "none"


class PauseLevel(models.TextChoices):
    """What is not sent to somebody, of whom it was said that they are in hospital or have died."""

    REMINDERS = "reminders", _("no reminders")
    WAITS = "waits", _("everything waits")
    ENDED = "ended", _("nothing is sent any more")


class MessageState(models.TextChoices):
    QUEUED = "queued", _("to be sent")
    SENT = "sent", _("sent")
    # "on_sheet" is what the API says.
    FOR_NEXT_VISIT = "on_sheet", _("to be told at the next visit")
    TOLD = "told", _("told in person")
    FAILED = "failed", _("could not be sent")
    WITHHELD = "withheld", _("not sent, so as not to disturb")


MESSAGE = Lifecycle(
    MessageState,
    {
        MessageState.QUEUED: {
            MessageState.SENT: MessagingDeed.SEND_MESSAGE,
            MessageState.FOR_NEXT_VISIT: MessagingDeed.KEEP_FOR_NEXT_VISIT,
            MessageState.FAILED: MessagingDeed.GIVE_UP_MESSAGE,
            MessageState.WITHHELD: MessagingDeed.WITHHOLD_MESSAGE,
        },
        MessageState.SENT: {},
        MessageState.FOR_NEXT_VISIT: {
            MessageState.TOLD: MessagingDeed.RECORD_TOLD_IN_PERSON,
            MessageState.WITHHELD: MessagingDeed.WITHHOLD_MESSAGE,
        },
        MessageState.WITHHELD: {},
        MessageState.TOLD: {},
        MessageState.FAILED: {
            MessageState.QUEUED: MessagingDeed.QUEUE_AGAIN,
            MessageState.FOR_NEXT_VISIT: MessagingDeed.KEEP_FOR_NEXT_VISIT,
        },
    },
)
