"""Beside what is agreed by other hands: how it was put to them, and through whom (P23, P24)."""

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.people.how_put import HowPut
from community.people.rules.decisions import NOT_FOR_MONEY, InterpretedByWhoGains


class HowNotSaid(Refused):
    code, field = "how_not_said", "shown_words"


class ThroughWhomNotSaid(HowNotSaid):
    code, field = "through_whom_not_said", "interpreted_by"


def check_how_it_was_put(
    how_put: HowPut, *, is_by_other_hands: bool, is_about_money: bool = True
) -> None:
    """What is agreed for somebody says how it was put to them, and through whom; with money it goes
    through neither whoever acts for them nor a relative."""
    if is_about_money and how_put.interpreted_by in NOT_FOR_MONEY:
        raise InterpretedByWhoGains(
            _("About money, neither whoever acts for them nor a relative can interpret."),
            next_step=_("Ask an interpreter, an advocate or somebody who works here."),
        )
    if is_by_other_hands and not how_put.shown_words.strip():
        raise HowNotSaid(
            _("Say how it was put to them."),
            next_step=_("Like: read aloud, in pictures, signed, in which language."),
        )
    if is_by_other_hands and not how_put.interpreted_by:
        raise ThroughWhomNotSaid(
            _("Say through whom they answered."),
            next_step=_("“Nobody”, where they said or showed it themselves."),
        )
