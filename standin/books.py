"""Every object the stand-in holds, by account and kind, oldest first.

An object is a plain dict in the processor's own shape. Keys that start with `_` are the
stand-in's private notes and never leave it: `_account` (whose it is, "" for the platform),
`_due` ([at, errand]: what time alone will do to it), `_card`, and so on.
"""

import heapq
from typing import Any

from standin.clock import Clock
from standin.errors import no_such
from standin.ids import Ids
from standin.keeping import Keeper

Thing = dict[str, Any]
PLATFORM = ""


class Books:
    def __init__(self, clock: Clock, ids: Ids, keeper: Keeper | None = None) -> None:
        self.clock = clock
        self.ids = ids
        self.keeper = keeper
        self.shelves: dict[tuple[str, str], dict[str, Thing]] = {}
        self.everywhere: dict[str, Thing] = {}
        self.diary: list[tuple[int, str, str]] = []
        self._changed: dict[str, Thing] = {}
        self._removed: set[str] = set()
        if keeper is not None:
            self._remember(keeper)

    def _remember(self, keeper: Keeper) -> None:
        settings = keeper.settings()
        self.clock.offset = settings.get("clock_offset", self.clock.offset)
        self.ids.given = settings.get("ids_given", self.ids.given)
        for thing in keeper.things():
            self._shelve(thing)

    def _shelve(self, thing: Thing) -> None:
        self._shelf(thing["_account"], thing["object"])[thing["id"]] = thing
        self.everywhere[thing["id"]] = thing
        self._note_due(thing)

    def _shelf(self, account: str, kind: str) -> dict[str, Thing]:
        return self.shelves.setdefault((account, kind), {})

    def _note_due(self, thing: Thing) -> None:
        if due := thing.get("_due"):
            heapq.heappush(self.diary, (due[0], due[1], thing["id"]))

    def add(self, account: str, thing: Thing) -> Thing:
        thing["_account"] = account
        self._shelve(thing)
        self._changed[thing["id"]] = thing
        return thing

    def change(self, thing: Thing, **fields: Any) -> Thing:
        """The only way to alter an object once it is held."""
        thing.update(fields)
        self._changed[thing["id"]] = thing
        if "_due" in fields:
            self._note_due(thing)
        return thing

    def remove(self, thing: Thing) -> None:
        key = thing["id"]
        self._shelf(thing["_account"], thing["object"]).pop(key, None)
        self.everywhere.pop(key, None)
        self._changed.pop(key, None)
        self._removed.add(key)

    def get(self, account: str, kind: str, key: str, param: str = "id") -> Thing:
        thing = self._shelf(account, kind).get(key)
        if thing is None:
            raise no_such(kind.rpartition(".")[2], key, param)
        return thing

    def find(self, account: str, kind: str, key: str) -> Thing | None:
        return self._shelf(account, kind).get(key)

    def every(self, account: str, kind: str) -> list[Thing]:
        return list(self._shelf(account, kind).values())

    def due(self) -> tuple[str, Thing] | None:
        """The next errand whose time has come, once, as (errand, object)."""
        while self.diary and self.diary[0][0] <= self.clock.now():
            at, errand, key = heapq.heappop(self.diary)
            thing = self.everywhere.get(key)
            if thing is not None and thing.get("_due") in ([at, errand], (at, errand)):
                self.change(thing, _due=None)
                return errand, thing
        return None

    def commit(self) -> None:
        """Put what changed into the file, when there is one."""
        if self.keeper is not None:
            settings = {"clock_offset": self.clock.offset, "ids_given": self.ids.given}
            self.keeper.save(self._changed.items(), self._removed, settings)
        self._changed.clear()
        self._removed.clear()


def public(thing: Thing) -> Thing:
    """A copy of an object as the outside may see it."""
    return {name: _copy(value) for name, value in thing.items() if not name.startswith("_")}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_copy(inner) for inner in value]
    return value
