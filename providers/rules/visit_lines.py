"""What would make a visit good is asked once the place is given, and is no reason to take it away
(P110)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import EmptyText, Refused
from providers.states import NEEDS_WORDS, VisitLineAnswer, VisitRequestState

MAX_LINES = 8
MAX_LINE_CHARS = 200
MAX_TOLD_BY_CHARS = 60
# Nobody who comes finds out at the door that nobody read what they said (P53).
PLACE_REMINDED_AFTER = timedelta(days=1)
CONNECTOR_TOLD_AFTER = timedelta(days=2)
CONNECTOR_TOLD_BEFORE = timedelta(days=1)


class OnceThePlaceIsYours(Refused):
    code = "place_not_given_yet"


class TooManyLines(Refused):
    code, field = "too_many_lines", "lines"


class LineAnswered(Refused):
    code = "already_answered"


class WhichAnswer(Refused):
    code, field = "which_line_answer", "answer"


class NobodySaidIt(Refused):
    code, field = "nobody_said_it", "told_by"


@dataclass(frozen=True)
class LineAnswer:
    answer: str
    words: str = ""


def clean_lines(lines: Iterable[str], *, said: Collection[str]) -> list[str]:
    """Each once, in the order in which they were said, without those that are `said` already."""
    cleaned = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))
    if not cleaned:
        raise EmptyText(_("Write one thing on each line."), field="lines")
    cleaned = [line for line in cleaned if line not in said]
    if len(said) + len(cleaned) > MAX_LINES:
        raise TooManyLines(
            _("At most %(most)d lines go to one place.") % {"most": MAX_LINES},
            next_step=_("Say what matters most. The rest you can say there."),
        )
    if any(len(line) > MAX_LINE_CHARS for line in cleaned):
        raise TooManyLines(_("A line is at most %(most)d letters.") % {"most": MAX_LINE_CHARS})
    return cleaned


def check_place_is_theirs(state: str) -> None:
    if state != VisitRequestState.ACCEPTED:
        raise OnceThePlaceIsYours(
            _("What would make it good is said once you are expected, not before."),
            next_step=_("No place may choose by it."),
        )


def check_line_answer(given: LineAnswer) -> None:
    if given.answer not in VisitLineAnswer.values:
        raise WhichAnswer(_("Choose an answer to each line."))
    if given.answer in NEEDS_WORDS and not given.words.strip():
        raise EmptyText(_("Say in a few words how, or why not yet."), field="words")


def check_line_waits(answer: str) -> None:
    """The first answer stands."""
    if answer:
        raise LineAnswered(_("This is answered already."), next_step=_("Look at it again."))


def clean_told_by(told_by: str) -> str:
    """Who at the place said it: a connector writes down, and never answers for it."""
    cleaned = " ".join(told_by.split())
    if not cleaned or len(cleaned) > MAX_TOLD_BY_CHARS:
        raise NobodySaidIt(_("Say who at the place told you this, in a word or two."))
    return cleaned


def is_place_reminded(said_at: datetime, *, now: datetime) -> bool:
    return said_at + PLACE_REMINDED_AFTER <= now


def is_connector_told(said_at: datetime, starts_at: datetime | None, *, now: datetime) -> bool:
    """Long enough after it was said, and in any case before the visit."""
    is_soon = starts_at is not None and starts_at - CONNECTOR_TOLD_BEFORE <= now
    return is_soon or said_at + CONNECTOR_TOLD_AFTER <= now
