"""What is meant to differ between two documents of the API, and the first with that done to it."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.comparisons.places import Facts, Place

PAGE_FIELDS = ("count", "next", "previous")


@dataclass(frozen=True)
class Renaming:
    """`at` are the beginnings of the addresses where it holds, after the change of addresses.

    A field has to be `under` another, where one is named.
    """

    before: str
    after: str
    at: tuple[str, ...] = ()
    under: str = ""

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


@dataclass(frozen=True)
class MeantChanges:
    """`lists` are addresses that answered a bare array; `lines` are printed differences, whole."""

    addresses: tuple[Renaming, ...] = ()
    fields: tuple[Renaming, ...] = ()
    codes: tuple[Renaming, ...] = ()
    lists: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "MeantChanges":
        content = tomllib.loads(path.read_text())
        return cls(
            addresses=_renamings(content.get("addresses", [])),
            fields=_renamings(content.get("fields", [])),
            codes=_renamings(content.get("codes", [])),
            lists=tuple(content.get("lists", [])),
            lines=tuple(content.get("lines", [])),
        )


def apply_changes(meant: MeantChanges, facts: Facts) -> tuple[Facts, list[str]]:
    """The facts with all that is meant done to them, and what of it could not be done."""
    unused: list[str] = []
    for code in meant.codes:
        facts = _renamed_facts(facts, unused, _change_code, code)
    for address in meant.addresses:
        facts = _renamed_facts(facts, unused, _change_address, address)
    for field in meant.fields:
        for start in field.at:
            facts = _renamed_facts(facts, unused, _change_field, replace(field, at=(start,)))
    for list_address in meant.lists:
        paged = _in_pages(facts, list_address)
        unused += [] if paged != facts else [f"list {list_address}"]
        facts = paged
    return facts, unused


def _renamed_facts(
    facts: Facts, unused: list[str], change: Callable[[Place, Renaming], Place], one: Renaming
) -> Facts:
    changed = {change(place, one): value for place, value in facts.items()}
    if changed == facts:
        what = change.__name__.removeprefix("_change_")
        unused.append(" at ".join([f"{what} {one}", *one.at]))
    return changed


def _change_code(place: Place, code: Renaming) -> Place:
    is_it = place == Place("code", code.before)
    return Place("code", code.after) if is_it else place


def _change_address(place: Place, address: Renaming) -> Place:
    if not place.address.startswith(address.before):
        return place
    return replace(place, address=address.after + place.address.removeprefix(address.before))


def _change_field(place: Place, field: Renaming) -> Place:
    if not place.address.startswith(field.at):
        return place
    names = [name for name in place.path if name != "[]"]
    above = dict(zip(names[1:], names, strict=False))
    return replace(
        place,
        path=tuple(
            field.after if name == field.before and field.under in ("", above.get(name)) else name
            for name in place.path
        ),
    )


def _in_pages(facts: Facts, address: str) -> Facts:
    """The array in `results`, and around it what the lists have that came in pages before."""
    arrays = [Place(method, address, "answer 200", ("",)) for method in ("GET", "POST")]
    array = next((one for one in arrays if facts.get(one, "").startswith("array")), None)
    if array is None:
        return facts
    example = next(place for place in facts if place.path == ("", "previous"))
    changed = {_in_results(place, array): value for place, value in facts.items()}
    changed[array.field("results")] += ", required"
    for whole in [(""), *PAGE_FIELDS]:
        path = ("", whole) if whole else ("",)
        changed[replace(array, path=path)] = facts[replace(example, path=path)]
    page = replace(example, part="query parameter", path=("page",))
    changed[replace(page, method=array.method, address=address)] = facts[page]
    return changed


def _in_results(place: Place, array: Place) -> Place:
    if replace(place, path=()) != replace(array, path=()) or not place.path:
        return place
    return replace(place, path=("", "results", *place.path[1:]))


def _renamings(rows: list[dict[str, str | list[str]]]) -> tuple[Renaming, ...]:
    return tuple(
        Renaming(**{key: tuple(row[key]) if key == "at" else str(row[key]) for key in row})  # type: ignore[arg-type]
        for row in rows
    )
