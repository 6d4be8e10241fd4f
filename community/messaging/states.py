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


# By these something leaves this machine. A text or a letter is written by whoever tells the person,
# from a line of their next visits, until there is a texter and a printer.
SENT_CHANNELS = (Channel.EMAIL,)
# By these somebody else has a hand in it (P74).
TOLD_BY_SOMEBODY = (Channel.IN_PERSON, Channel.POST)


class MessageForm(models.TextChoices):
    """In which form somebody takes in what they are told (P50)."""

    STANDARD = "standard", _("as most people get it")
    LARGE = "large", _("in large letters")
    PLAIN = "plain", _("as plain text, for a program that reads it out")
    EASY_READ = "easy_read", _("in Easy Read")
    PICTURES = "pictures", _("in pictures")
    AUDIO = "audio", _("spoken, to listen to")
    BRAILLE = "braille", _("in Braille")


# Those in which a machine of ours gives it. The others, and any language but English, are a line
# for a named human: a machine's translation is never passed off as ours.
OUR_FORMS = (MessageForm.STANDARD, MessageForm.LARGE, MessageForm.PLAIN)


class ReachHelp(models.TextChoices):
    """With which help somebody takes in what they are told, and answers (P52)."""

    INTERPRETER = "interpreter", _("an interpreter")
    RELAY = "relay", _("calls through a relay service")
    VIDEO = "video", _("a video call")
    BESIDE = "beside", _("somebody beside them")


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


class NotSentReason(models.TextChoices):
    """Why the post did not take a message, as its reader reads it once it was given up."""

    ADDRESS = "address", _("could not be sent: is your address right?")
    SERVER = "server", _("could not be sent: our mail did not work. You need not do anything")


# What somebody may say face to face, and is then told.
TO_BE_TOLD = (MessageState.FOR_NEXT_VISIT, MessageState.FAILED)


MESSAGE = Lifecycle(
    MessageState,
    {
        MessageState.QUEUED: {
            MessageState.SENT: MessagingDeed.SEND_MESSAGE,
            MessageState.FOR_NEXT_VISIT: MessagingDeed.KEEP_FOR_NEXT_VISIT,
            MessageState.FAILED: MessagingDeed.GIVE_UP_MESSAGE,
            MessageState.WITHHELD: MessagingDeed.WITHHOLD_MESSAGE,
            # What cannot wait, and our mail has not taken yet.
            MessageState.TOLD: MessagingDeed.RECORD_TOLD_IN_PERSON,
        },
        MessageState.SENT: {},
        MessageState.FOR_NEXT_VISIT: {
            MessageState.TOLD: MessagingDeed.RECORD_TOLD_IN_PERSON,
            MessageState.WITHHELD: MessagingDeed.WITHHOLD_MESSAGE,
        },
        MessageState.WITHHELD: {},
        # The same day, by whoever said it.
        MessageState.TOLD: {MessageState.FOR_NEXT_VISIT: MessagingDeed.TAKE_BACK_TOLD},
        MessageState.FAILED: {
            MessageState.QUEUED: MessagingDeed.QUEUE_AGAIN,
            MessageState.FOR_NEXT_VISIT: MessagingDeed.KEEP_FOR_NEXT_VISIT,
            MessageState.TOLD: MessagingDeed.RECORD_TOLD_IN_PERSON,
        },
    },
)
