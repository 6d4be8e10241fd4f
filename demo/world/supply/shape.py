"""What a provider of the demo is written down as: the same words its own forms would take."""

from dataclasses import dataclass

from providers.states import CheckKind, Skill

BASIC_CHECKS = (CheckKind.IDENTITY, CheckKind.INSURANCE)
CLOSE_HELP_CHECKS = (*BASIC_CHECKS, CheckKind.DBS_ENHANCED)


@dataclass(frozen=True)
class Shop:
    """A provider, the player who speaks for it, which papers the connector has seen, and what it
    lists. Every price is an example: the area says so, and each card with it."""

    member: str
    name: str
    about: str
    listings: tuple[dict, ...]
    is_one_person: bool = False
    papers: tuple[CheckKind, ...] = BASIC_CHECKS
    month_units: int | None = None  # for new people; null: it counts nothing
    weights: tuple[tuple[str, int], ...] = ()
    skills: tuple[Skill, ...] = ()


def for_one(pence: int) -> dict[int, int]:
    return {1: pence}


def from_to(first: int, last: int, pence: int) -> dict[int, int]:
    """The same in all for each size of group."""
    return dict.fromkeys(range(first, last + 1), pence)
