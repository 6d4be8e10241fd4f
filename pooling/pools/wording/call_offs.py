"""The group's choice to call a shared cost off, in words with its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.money import format_pounds_and_pence
from community.common.shown import Shown, ShownLine
from pooling.pools.states import CoverOption


@dataclass(frozen=True)
class CallOffFacts:
    """What is paid for sessions still to come; and how many are in it."""

    refund_pence: int
    people: int


def describe_call_off(option: CoverOption) -> str:
    if option == CoverOption.CALL_OFF:
        return _(
            "It ends for everybody who is in. The sessions still to come on the day it is counted"
            " are not held, and what was paid for them goes back to where it came from."
        )
    return _("Everything stays as it is. Each of you can still stop for themselves.")


def call_off_shown(facts: CallOffFacts, options: Sequence[tuple[CoverOption, str]] = ()) -> Shown:
    """What stands above the button."""
    people = ngettext("%(people)d person", "%(people)d people", facts.people)
    return (
        ShownLine(_("Who is in"), people % {"people": facts.people}),
        ShownLine(
            _("What would go back, if it were today"), format_pounds_and_pence(facts.refund_pence)
        ),
        *(ShownLine(str(option.label).capitalize(), text) for option, text in options),
    )
