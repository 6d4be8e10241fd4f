"""Beside a yes with money by other hands: how it was put to them, and through whom (P23, P24)."""

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.people.rules.decisions import NOT_FOR_MONEY, InterpretedByWhoGains
from pooling.pools.how_put import HowPut


class HowNotSaid(Refused):
    code, field = "how_not_said", "shown_words"


def check_how_it_was_put(how_put: HowPut, *, is_by_other_hands: bool) -> None:
    """A yes for somebody says how it was put to them; with money it goes through neither whoever
    acts for them nor a relative."""
    if how_put.interpreted_by in NOT_FOR_MONEY:
        raise InterpretedByWhoGains(
            _("About money, neither whoever acts for them nor a relative can interpret."),
            next_step=_("Ask an interpreter, an advocate or somebody who works here."),
        )
    if is_by_other_hands and not how_put.shown_words.strip():
        raise HowNotSaid(
            _("Say how it was put to them."),
            next_step=_("Like: read aloud, in pictures, signed, in which language."),
        )
