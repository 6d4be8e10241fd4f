"""What is kept aside is kept aside against all of a person's yeses together (M55)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pooling.pools.rules.weekly_draws import Draw, most_a_week


class AmountFacts(Protocol):
    """What there is in a source, in pence a week; None where that was not said."""

    @property
    def amount_pence(self) -> int | None: ...
    @property
    def keep_aside_pence(self) -> int: ...


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
