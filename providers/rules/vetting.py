"""Who may be given a person's name (M143), and what a recorded check must say (M23)."""

import re
from collections.abc import Set
from datetime import date

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from providers.public_registers import PublicRegister
from providers.states import CheckKind

CHECKS_ALWAYS = frozenset({CheckKind.IDENTITY, CheckKind.INSURANCE})
# One-to-one, at-home, transport and money help: any of these, as the role allows.
CHECKS_FOR_HANDS_ON = frozenset({CheckKind.DBS_BASIC, CheckKind.DBS_ENHANCED, CheckKind.CQC})

# By which numbers each register is looked up, where they have one shape.
NUMBERS = {
    PublicRegister.CHARITIES_ENGLAND_WALES: re.compile(r"\d{6,7}(-\d{1,3})?"),
    PublicRegister.CHARITIES_SCOTLAND: re.compile(r"SC\d{6}"),
    PublicRegister.CHARITIES_NORTHERN_IRELAND: re.compile(r"(NIC)?\d{6}"),
    PublicRegister.COUNCILS: re.compile(r"[ENSW]\d{8}"),
    PublicRegister.NHS: re.compile(r"[A-Z0-9]{3,8}"),
    PublicRegister.SCHOOLS: re.compile(r"\d{5,7}"),
}
SAYS_SOMETHING = re.compile(r".*\w.*")  # a name, in a list that has no numbers


class NotVetted(Refused):
    code = "not_vetted"


class CheckNotDated(Refused):
    code = "check_not_dated"


class OwnCheck(Refused):
    code = "own_check"


class NotOnARegister(Refused):
    code = "not_on_a_register"


def is_vetted(live_kinds: Set[str], *, hands_on: bool = False, at_home: bool = False) -> bool:
    """`live_kinds` are the kinds of check that have been seen and have not run out. A public
    register and its own word stand for papers where nobody is helped by hand, nor at a home."""
    if hands_on:
        return live_kinds >= CHECKS_ALWAYS and bool(live_kinds & CHECKS_FOR_HANDS_ON)
    is_on_register = not at_home and CheckKind.PUBLIC_REGISTER in live_kinds
    return live_kinds >= CHECKS_ALWAYS or is_on_register


def check_vetted(live_kinds: Set[str], *, hands_on: bool = False, at_home: bool = False) -> None:
    """No name, message or referral passes to a provider before this holds, free or not."""
    if not is_vetted(live_kinds, hands_on=hands_on, at_home=at_home):
        raise NotVetted(
            _("A connector has not yet recorded who they are and their insurance.")
            if not is_vetted(live_kinds, at_home=at_home)
            else _("For help this close, a connector has to see one more check first."),
            next_step=_("Nobody’s name is passed on before a connector has recorded it."),
        )


def check_can_be_recorded(
    kind: CheckKind, *, seen_on: date, valid_until: date | None, is_own: bool, on: date
) -> None:
    """A check is seen by somebody else, on a day that has been; insurance says when it ends. Of a
    public register which one and its number are said (`clean_register_number`)."""
    if kind == CheckKind.PUBLIC_REGISTER:
        raise NotOnARegister(_("Say on which register, and the number there."), field="kind")
    _check_not_own(is_own=is_own)
    if seen_on > on:
        raise CheckNotDated(_("The day you saw it cannot be in the future."), field="seen_on")
    if kind == CheckKind.INSURANCE and valid_until is None:
        raise CheckNotDated(_("Insurance ends. Enter the day it runs until."), field="valid_until")
    if valid_until is not None and valid_until < seen_on:
        raise CheckNotDated(_("It had already run out on the day you saw it."), field="valid_until")


def _check_not_own(*, is_own: bool) -> None:
    if is_own:
        raise OwnCheck(
            _("You speak for this provider, so somebody else has to see its checks."),
            next_step=_("Ask another connector of your area."),
        )


def clean_register_number(register: PublicRegister, text: str) -> str:
    """As the register itself writes it."""
    shape = NUMBERS.get(register)
    number = "".join(text.upper().split()) if shape else " ".join(text.split())
    if not (shape or SAYS_SOMETHING).fullmatch(number):
        raise NotOnARegister(
            _("That is no number of this register."),
            next_step=_("Write it as the register shows it, or choose another register."),
            field="number",
        )
    return number


def check_is_a_body(*, is_one_person: bool, is_own: bool) -> None:
    """One person stands on none of these registers: papers are seen."""
    _check_not_own(is_own=is_own)
    if is_one_person:
        raise NotOnARegister(
            _("This is one person, and no public register stands for one."),
            next_step=_("See who they are and their insurance, and record each."),
        )
