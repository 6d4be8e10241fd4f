"""What each basis of authority needs, covers and ends with (P5). `docs/authority.md` shows it.

The two powers of attorney, and that every authority ends at death, were read in the statute; the
rest is our understanding and not advice (`law_was_read`).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import AuthorityBasis, RepresentationScope

ABOUT_SOURCE = "source:"  # before the kind of money that is to be added: "source:grant"


class Matter(StrEnum):
    """What a decision for somebody is about."""

    MONEY = "money"
    LIFE = "life"

    @property
    def label(self) -> str | Promise:
        return MATTER_LABELS[self]


MATTER_LABELS = {
    Matter.MONEY: _("money: shared costs, and where it comes from"),
    Matter.LIFE: _("everyday life: groups, coming, what helps"),
}


@dataclass(frozen=True)
class BasisRule:
    """`needs`: what whoever agrees has seen. `widest`: the most that it covers; each scope includes
    those before it. `matters`: about what it decides; about anything else it looks and suggests.
    `by_record`: only where it is written down, each time, that the person could not decide this,
    and why. `only_where`: when it counts at all. `ends_with`: besides its last day, the word of the
    person, of whoever holds it or of a worker, and death."""

    needs: str | Promise
    widest: RepresentationScope
    only_where: str | Promise = ""
    matters: frozenset[Matter] = frozenset(Matter)
    by_record: bool = False
    ends_with: str | Promise = ""
    law_was_read: bool = False


BASES = {
    AuthorityBasis.OWN_WORD: BasisRule(
        needs=_("the person’s own yes, by their own login"),
        widest=RepresentationScope.PAY,
        ends_with=_("the person’s word"),
    ),
    AuthorityBasis.SEEN_BY_WORKER: BasisRule(
        needs=_("what a worker saw and heard when they spoke with the person"),
        widest=RepresentationScope.SUGGEST,
        ends_with=_("the person’s word"),
    ),
    AuthorityBasis.ATTORNEY_WELFARE: BasisRule(
        needs=_("the registered power, read by a worker"),
        widest=RepresentationScope.DECIDE,
        only_where=_("the person cannot decide this themselves, this time"),
        matters=frozenset({Matter.LIFE}),
        by_record=True,
        ends_with=_("the power being revoked"),
        law_was_read=True,
    ),
    AuthorityBasis.ATTORNEY_PROPERTY: BasisRule(
        needs=_("the registered power, read by a worker"),
        widest=RepresentationScope.PAY,
        only_where=_("it is about money"),
        matters=frozenset({Matter.MONEY}),
        ends_with=_("the power being revoked"),
        law_was_read=True,
    ),
    AuthorityBasis.DEPUTY_WELFARE: BasisRule(
        needs=_("the court’s order, read by a worker"),
        widest=RepresentationScope.DECIDE,
        only_where=_("the order names this kind of decision"),
        matters=frozenset({Matter.LIFE}),
        by_record=True,
        ends_with=_("the order’s last day"),
    ),
    AuthorityBasis.DEPUTY_PROPERTY: BasisRule(
        needs=_("the court’s order, read by a worker"),
        widest=RepresentationScope.PAY,
        only_where=_("it is about money"),
        matters=frozenset({Matter.MONEY}),
        ends_with=_("the order’s last day"),
    ),
    AuthorityBasis.NOMINATED_PERSON: BasisRule(
        needs=_("the council’s own dated record"),
        widest=RepresentationScope.PAY,
        only_where=_("it is about the direct payment"),
        matters=frozenset({Matter.MONEY}),
        ends_with=_("the council’s word"),
    ),
    AuthorityBasis.AUTHORISED_PERSON: BasisRule(
        needs=_("the council’s own dated record"),
        widest=RepresentationScope.PAY,
        only_where=_("it is about the direct payment"),
        matters=frozenset({Matter.MONEY}),
        ends_with=_("the council’s word"),
    ),
    AuthorityBasis.APPOINTEE: BasisRule(
        needs=_("the letter of appointment, read by a worker"),
        widest=RepresentationScope.SUGGEST,
        only_where=_("it is about benefits: neither a budget nor care"),
        matters=frozenset(),
        ends_with=_("the office’s word"),
    ),
}
# Those that a paper can give to two together, each of whom must say yes.
JOINT_BASES = (
    AuthorityBasis.ATTORNEY_WELFARE,
    AuthorityBasis.ATTORNEY_PROPERTY,
    AuthorityBasis.DEPUTY_WELFARE,
    AuthorityBasis.DEPUTY_PROPERTY,
)
# What a worker can say that they have seen; a person's own word is theirs alone to give.
SEEN_BASES = tuple(basis for basis in AuthorityBasis if basis != AuthorityBasis.OWN_WORD)


def basis_decides(basis: str, matter: Matter, *, is_written: bool = False) -> bool:
    """Whether somebody decides this on this basis. `is_written`: it is written down that the person
    could not decide it, this time, and why."""
    rule = BASES[AuthorityBasis(basis)]
    return matter in rule.matters and (is_written or not rule.by_record)


def matter_of(about: str) -> Matter:
    """Of "pool:7", "source:grant" or "group:12"."""
    return Matter.MONEY if about.startswith(("pool:", ABOUT_SOURCE)) else Matter.LIFE
