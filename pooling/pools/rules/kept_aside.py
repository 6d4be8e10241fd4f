"""What is kept aside is kept aside against all of a person's yeses together (M55)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from pooling.pools.rules.weekly_draws import Draw, most_a_week


class KeptAsideAlready(Refused):
    code, field = "kept_aside_already", "keep_aside_pence"


class NotMore(Refused):
    code, field = "not_more", "more_pence"


class AmountNotSaid(Refused):
    code, field = "amount_not_said", "more_pence"


class AmountFacts(Protocol):
    """What there is in a source, in pence a week; None where that was not said."""

    @property
    def amount_pence(self) -> int | None: ...
    @property
    def keep_aside_pence(self) -> int: ...


@dataclass(frozen=True)
class Amounts:
    """What somebody says of a source: what there is, and what of it is kept aside."""

    amount_pence: int | None
    keep_aside_pence: int


def frees_money(before: AmountFacts, after: AmountFacts) -> bool:
    """Where something is kept aside, whether more may be used afterwards than before (P17)."""
    if not before.keep_aside_pence or before.amount_pence is None:
        return False
    if after.amount_pence is None:
        return True
    free_before = before.amount_pence - before.keep_aside_pence
    return after.amount_pence - after.keep_aside_pence > free_before


def check_keeps_more(more_pence: int) -> None:
    if more_pence <= 0:
        raise NotMore(
            _("This only keeps more aside than now."),
            next_step=_("Less is for the person, or for whoever may pay for them."),
        )


def with_more_aside(source: AmountFacts, more_pence: int) -> Amounts:
    """Never more than there is. Refused where nobody said how much that is."""
    if source.amount_pence is None:
        raise AmountNotSaid(
            _("Nobody has said how much there is, so nothing can be kept of it."),
            next_step=_("“My money has changed” stops all that is taken from it."),
        )
    aside = min(source.amount_pence, source.keep_aside_pence + more_pence)
    return Amounts(source.amount_pence, aside)


def check_no_way_round(others: Iterable[AmountFacts], new: AmountFacts) -> None:
    """`others`: the person's sources of the same kind. Said by other hands, another one of which
    more may be used would free what is kept aside in one of them, at once."""
    if any(frees_money(other, new) for other in others):
        raise KeptAsideAlready(
            _("Some money of this kind is kept aside already."),
            next_step=_("Change that one: they are told, and it counts after three days."),
        )


@dataclass
class PartDraws:
    """What one part has paid or is paying just now, and what it is still to pay."""

    paid: list[Draw] = field(default_factory=list)
    to_come: list[Draw] = field(default_factory=list)


def over_what_is_free(source: AmountFacts, draw: Draw, others: Iterable[Draw] = ()) -> int:
    """By how many pence a week they go over what is free, in the fullest week of `draw`; not more
    than nothing where they fit, or where how much there is was not said."""
    if source.amount_pence is None:
        return 0
    return most_a_week(draw, others) - (source.amount_pence - source.keep_aside_pence)


def which_no_longer_fit(source: AmountFacts, parts: Mapping[int, PartDraws]) -> set[int]:
    """Of the parts, in the order in which they were said, those for which those before them, and
    what is paid already, leave too little. What is paid is never undone."""
    fits: list[Draw] = [draw for part in parts.values() for draw in part.paid]
    too_much: set[int] = set()
    for part_id, part in parts.items():
        if _is_too_much(source, part.to_come, fits):
            too_much.add(part_id)
        else:
            fits += part.to_come
    return too_much


def _is_too_much(source: AmountFacts, draws: Sequence[Draw], others: Sequence[Draw]) -> bool:
    for number, draw in enumerate(draws):
        siblings = [*draws[:number], *draws[number + 1 :]]
        if over_what_is_free(source, draw, [*others, *siblings]) > 0:
            return True
    return False
