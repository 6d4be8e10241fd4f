"""What stood above a button that means "I agree to this", and its digest.

The button carries the digest of what was shown; the action compares it after it has locked what may
change (docs/decisions/a-yes-is-to-what-was-shown.md)."""

import hashlib
import json
from typing import NamedTuple

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class ShownLine(NamedTuple):
    """One question with its answer, as both stand on the page."""

    key: str
    value: str


type Shown = tuple[ShownLine, ...]


class ShownHasChanged(Refused):
    """What the yes was shown is not what holds now; `present` is what holds."""

    code, field = "shown_has_changed", "digest"

    def __init__(self, present: Shown):
        super().__init__(
            _("What you agree to has changed since you looked at it. You have not agreed."),
            next_step=_("Look at what it says now, and agree again if you want to."),
        )
        self.present = present


def digest_of(shown: Shown) -> str:
    """A short name for exactly these lines: any change gives another."""
    text = json.dumps(shown, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def shown_from(text: str, digest: str | None) -> Shown:
    """What stood above a button, as its page sends it back; none where the digest is another's."""
    try:
        lines = tuple(ShownLine(*line) for line in json.loads(text))
    except (ValueError, TypeError):
        return ()
    return lines if digest_of(lines) == digest else ()


def check_shown(digest: str | None, present: Shown) -> None:
    """What was shown is what is agreed. Asked after the lock of what may change.

    `digest` is None where nothing stood above a button: something else shows it, as a record."""
    if digest not in (None, digest_of(present)):
        raise ShownHasChanged(present)
