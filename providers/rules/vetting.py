"""Who may be given a person's name (M143), and what a recorded check must say (M23)."""

from collections.abc import Set
from datetime import date

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from providers.states import CheckKind

CHECKS_ALWAYS = frozenset({CheckKind.IDENTITY, CheckKind.INSURANCE})
# One-to-one, at-home, transport and money help: any of these, as the role allows.
CHECKS_FOR_HANDS_ON = frozenset({CheckKind.DBS_BASIC, CheckKind.DBS_ENHANCED, CheckKind.CQC})


class NotVetted(Refused):
    code = "not_vetted"


class CheckNotDated(Refused):
    code = "check_not_dated"


class OwnCheck(Refused):
    code = "own_check"


def is_vetted(live_kinds: Set[str], *, hands_on: bool = False) -> bool:
    """`live_kinds` are the kinds of check that have been seen and have not run out."""
    return live_kinds >= CHECKS_ALWAYS and (not hands_on or bool(live_kinds & CHECKS_FOR_HANDS_ON))


def check_vetted(live_kinds: Set[str], *, hands_on: bool = False) -> None:
    """No name, message or referral passes to a provider before this holds, free or not."""
    if not is_vetted(live_kinds, hands_on=hands_on):
        raise NotVetted(
            _("A connector has not yet recorded who they are and their insurance.")
            if not live_kinds >= CHECKS_ALWAYS
            else _("For help this close, a connector has to see one more check first."),
            next_step=_("Nobody’s name is passed on before a connector has recorded it."),
        )


def check_can_be_recorded(
    kind: CheckKind, *, seen_on: date, valid_until: date | None, is_own: bool, on: date
) -> None:
    """A check is seen by somebody else, on a day that has been; insurance says when it ends."""
    if is_own:
        raise OwnCheck(
            _("You speak for this provider, so somebody else has to see its checks."),
            next_step=_("Ask another connector of your area."),
        )
    if seen_on > on:
        raise CheckNotDated(_("The day you saw it cannot be in the future."), field="seen_on")
    if kind == CheckKind.INSURANCE and valid_until is None:
        raise CheckNotDated(_("Insurance ends. Enter the day it runs until."), field="valid_until")
    if valid_until is not None and valid_until < seen_on:
        raise CheckNotDated(_("It had already run out on the day you saw it."), field="valid_until")
