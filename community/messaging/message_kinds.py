"""Which message it is. Each app that notifies has its own file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageKind(models.TextChoices):
    """Which message it is: by it a reader may later say how, and how often.

    The label names it for its reader. No members here, so that nothing below knows what stands
    above.
    """

    @classmethod
    def reminders(cls) -> frozenset["MessageKind"]:
        """Those that ask again for what was asked already: not sent to whoever is in hospital."""
        return frozenset()

    @classmethod
    def payments(cls) -> frozenset["MessageKind"]:
        """Those about money that is to be paid, or comes back: for somebody told in person, through
        whom they chose for it (P61)."""
        return frozenset()

    @classmethod
    def seen_to(cls) -> frozenset["MessageKind"]:
        """Urgent ones of which their sender itself sees that somebody is told in time."""
        return frozenset()


def payment_kinds() -> list[str]:
    """Those about money, of every app."""
    return sorted(kind.value for app in MessageKind.__subclasses__() for kind in app.payments())


def kinds_seen_to() -> list[str]:
    """Those of every app."""
    return sorted(kind.value for app in MessageKind.__subclasses__() for kind in app.seen_to())


def reminder_kinds() -> list[str]:
    """The reminders of every app."""
    return sorted(kind.value for app in MessageKind.__subclasses__() for kind in app.reminders())


class MessagingMessage(MessageKind):
    URGENT_FOR_SOMEONE = "urgent_for_someone", _("Please tell someone today")
    NAMED_TO_TELL = "named_to_tell", _("You tell somebody things from now on")
    URGENT_WENT = "urgent_went", _("Nobody needs to go and tell someone")
