"""What somebody said of how to reach them, wherever somebody is about to (P11, P52, fault F8)."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.dates import format_hour
from community.messaging.queries.contact_plans import ReachWords, reach_words_of
from community.messaging.states import ReachHelp


def reaching_texts(person_id: UUID) -> list[str]:
    """ "Please never", and on which days; nothing where they said nothing of it."""
    return reaching_texts_of([person_id])[person_id]


def reaching_texts_of(person_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The same of many, in one statement."""
    words = reach_words_of(person_ids)
    return {each: _texts(words.get(each, ReachWords())) for each in person_ids}


def _texts(words: ReachWords) -> list[str]:
    texts = [
        (words.never, _("Please never: %(words)s")),
        (words.days, _("When to reach them: %(words)s")),
    ]
    return [text % {"words": said} for said, text in texts if said] + taking_in_texts(words)


def taking_in_texts(words: ReachWords) -> list[str]:
    """With which help they take things in, who must not interpret, and at which hours they may be
    sent something."""
    helps = ", ".join(str(ReachHelp(each).label) for each in words.helps_by)
    texts = [
        (helps, _("With help: %(words)s")),
        (words.never_interprets, _("Must not interpret for them: %(words)s")),
        (_hours_text(words), "%(words)s"),
    ]
    return [text % {"words": said} for said, text in texts if said]


def _hours_text(words: ReachWords) -> str:
    if words.hours is None:
        return ""
    first, last = (format_hour(hour) for hour in words.hours)
    return _("Send them nothing before %(first)s or after %(last)s, but what cannot wait.") % {
        "first": first,
        "last": last,
    }
