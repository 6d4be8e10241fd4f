"""What people read, before and after: every page, as a browser lays it out, as several people.

    python -m tests.comparisons.page_texts BEFORE AFTER
    python -m tests.comparisons.page_texts --dump CHECKOUT out.json
    AS="holder daughter" python -m tests.comparisons.page_texts BEFORE AFTER

BEFORE and AFTER are checkouts, each with its .venv, or dumps. Each serves the demo's world with its
own code; what is asked of it goes by address, so that names may differ. Somebody is a role of the
demo, `nobody`, `daughter-for-another` (who acts for whom she may), or `office` (the staff site).

Pages are found by links, by its own routes with values that were met in links, and by sending every
form as it stands and filled in. Two dumps of one checkout are the same, byte for byte: rows that no
query tells apart come as they lie, and nothing moves them meanwhile.
"""

import difflib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from boot.commands import stop_on_signals
from tests.comparisons.answers import buttons, default_fields
from tests.comparisons.reader import Reader, open_reader
from tests.comparisons.walk import Walk, without_passing_ids
from tests.comparisons.world import World, world_of

OFFICE, FOR_ANOTHER = "office", "daughter-for-another"
WHO = (
    "nobody",
    "holder",
    "daughter",
    FOR_ANOTHER,
    "founder",
    "museum-officer",
    "connector",
    "social-worker",
    "finance-colleague",
    "safeguarding-lead",
    "operator",
    OFFICE,
)
SIGN_IN = {OFFICE: "operator", FOR_ANOTHER: "daughter"}
CHOOSE_PERSON = "/acting/"  # a button for oneself, then one for each who may be acted for
API = "/api/"  # its addresses are for openapi.py
NO_PAGE = "(no such page)"

Texts = dict[str, dict[str, str]]


def dump(checkout: Path) -> Texts:
    people = os.environ.get("AS", " ".join(WHO)).split()
    with world_of(checkout) as world, open_reader(world.static) as reader:
        routes = world.routes()
        texts: Texts = {"routes": {one: "" for one in routes if not one.startswith(API)}}
        for who in people:
            enter(world, reader, who)
            walk = Walk(world.look, world.attempt, reader.read)
            texts[who] = without_passing_ids(walk.all_pages(routes_for(routes, who)))
            print(f"  {who}: {len(texts[who])}", file=sys.stderr, flush=True)
        return texts


def routes_for(routes: list[str], who: str) -> list[str]:
    """To all but the office each of the staff site's addresses is the same: not there."""
    return [route for route in routes if who == OFFICE or not route.startswith("/staff/")]


def enter(world: World, reader: Reader, who: str) -> None:
    world.enter(SIGN_IN.get(who, who))
    if who == OFFICE:
        world.enter_office()
    if who == FOR_ANOTHER:
        reading = reader.read(world.look(CHOOSE_PERSON).text)
        form = next(form for form in reading.forms if len(buttons(form)) > 1)
        world.press(CHOOSE_PERSON, default_fields(form) + buttons(form)[-1])


def differences(before: Texts, after: Texts) -> Iterator[str]:
    for who in sorted(before.keys() | after.keys()):
        was, now = before.get(who, {}), after.get(who, {})
        for path in sorted(was.keys() | now.keys()):
            if was.get(path) != now.get(path):
                yield f"as {who}, {path}"
                yield from difflib.unified_diff(
                    was.get(path, NO_PAGE).splitlines(),
                    now.get(path, NO_PAGE).splitlines(),
                    "before",
                    "after",
                    lineterm="",
                    n=1,
                )


def read(given: str) -> Texts:
    path = Path(given).resolve()
    if path.suffix == ".json":
        texts: Texts = json.loads(path.read_text())
        return texts
    return dump(path)


def main(words: list[str]) -> int:
    if words[0] == "--dump":
        texts = dump(Path(words[1]).resolve())
        Path(words[2]).write_text(json.dumps(texts, indent=1, sort_keys=True, ensure_ascii=False))
        return 0
    lines = list(differences(read(words[0]), read(words[1])))
    print("\n".join(lines) or "Not one difference.")
    return 1 if lines else 0


if __name__ == "__main__":
    stop_on_signals()  # or its servers would outlive it
    raise SystemExit(main(sys.argv[1:]))
