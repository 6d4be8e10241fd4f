"""Trying it first, and hospital, in sentences that hold by themselves: everywhere the same.

No offer says of these what a code would have to keep: before a yes no money moves at all, and a
time missed in hospital goes by the rule for a missed time. What offers and terms of before say in
their own words, they keep.
"""

from django.utils.translation import gettext as _

from providers.states import YesNoUnknown


def try_first_text(try_first: str, written_words: str) -> str:
    """Empty where it is not known. `written_words` are of the time when it was written freely."""
    if written_words:
        return written_words
    return {
        YesNoUnknown.YES.value: _(
            "Yes: come once before you say yes. You pay nothing for it, as nothing is paid before"
            " a yes."
        ),
        YesNoUnknown.NO.value: _("No. You can stop before each payment."),
    }.get(try_first, "")


def hospital_text(written_words: str) -> str:
    return written_words or _(
        "A time that you miss costs what the rule for a missed time says, unless they let you off."
        " You can stop before each payment."
    )
