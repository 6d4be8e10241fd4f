"""What somebody said of how to reach them, wherever somebody is about to (P11, fault F8)."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from community.messaging.queries.contact_plans import ReachWords, reach_words_of


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
    return [text % {"words": said} for said, text in texts if said]
