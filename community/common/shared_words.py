"""Words that two may edit at once, and the digest of those that a form began from.

The action compares after it has locked the row: what somebody else wrote meanwhile is never
overwritten unseen (docs/decisions/two-who-edit-the-same-words.md)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from community.common.refusals import Refused

type Words = Mapping[str, Any]  # by the names under which an action writes them


class WordsHaveChanged(Refused):
    """They are others now than those the form began from; `present` is what stands."""

    code, field = "words_have_changed", "began_from"

    def __init__(self, present: Words):
        super().__init__(
            _("These words have changed since you opened the page. Yours are not kept yet."),
            next_step=_("Look at what stands there now. Then keep yours, or go on from that."),
        )
        self.present = present


def digest_of_words(words: Words) -> str:
    text = json.dumps(words, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def part_of(words: Words, names: Iterable[str]) -> Words:
    """Those that one page asks for."""
    return {name: words[name] for name in sorted(names)}


def check_began_from(began_from: str | None, present: Words, *, written: Iterable[str]) -> None:
    """What is written takes the place of what its writer began from: of the same words, or of all
    of them. Asked after the lock of the row.

    `began_from` is None where nobody read anything first: a program that does not say, or paper."""
    part = part_of(present, written)
    if began_from not in (None, digest_of_words(part), digest_of_words(present)):
        raise WordsHaveChanged(part)
