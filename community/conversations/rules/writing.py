"""What may be written between two sides, and until when."""

from django.utils.translation import gettext as _

from community.common.refusals import EmptyText, Refused

MAX_WORDS_CHARS = 1000
MAX_MESSAGES = 500


class ConversationClosed(Refused):
    code = "conversation_closed"


class SaidEnough(Refused):
    code = "said_enough"


def clean_words(text: str, *, message_count: int) -> str:
    """The words as they are kept; `message_count` is how many there are already."""
    words = text.strip()
    if not words:
        raise EmptyText(_("Write what you would like to say."))
    if message_count >= MAX_MESSAGES:
        raise SaidEnough(
            _("A great deal has been said here already."),
            next_step=_("All of it stays here to be read. Nothing more can be written."),
        )
    return words


def check_is_open(*, is_closed_here: bool, is_closed_there: bool, other: str) -> None:
    """Each side can close it. `other` is what the other side is called."""
    if is_closed_here:
        raise ConversationClosed(
            _("You have closed this. Nothing is passed on."),
            next_step=_("Open it again first."),
        )
    if is_closed_there:
        raise ConversationClosed(
            _("%(other)s has closed this. Nothing more is passed on.") % {"other": other},
            next_step=_("What was said stays here to be read."),
        )
