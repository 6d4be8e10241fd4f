"""Why a feed cannot be read, or no further."""

from django.utils.translation import gettext as _


class FeedError(Exception):
    """The feed could not be read, or no further, in a sentence. `why` is the same without naming
    the address, to be counted; `is_gone` when it is only that this one thing is not there."""

    def __init__(self, sentence: str, why: str = "", *, is_gone: bool = False) -> None:
        super().__init__(sentence)
        self.why, self.is_gone = why or sentence, is_gone


def too_large_text(where: str) -> str:
    return _("%(where)s is too large to read.") % {"where": where}
