"""The demo's own world: made once, on a fresh database, through the same actions as anyone's."""

from collections.abc import Callable

from community.common import clock
from community.common.refusals import Refused
from community.places.models import Area

from .cast import acting
from .ground import make_area, make_people
from .supply import make_supply


class AlreadyThere(Refused):
    code = "world_already_there"


def check_empty() -> None:
    if Area.objects.exists():
        raise AlreadyThere("There is a world here already, so nothing was loaded.")


def load(say: Callable[[str], None]) -> None:
    """Make all of it; `say` is told of each step. Raises at the first thing that goes wrong."""
    check_empty()
    now = clock.now()
    say("One area, and who lives and works there")
    area = make_area()
    make_people(area, now=now)
    say("Providers and what they list")
    make_supply(area, now=now)
    say("A group")
    _make_group(now)


def _make_group(now) -> None:
    from groups import actions

    by = acting("founder")
    group = actions.start_group(
        name="Being with people I know",
        postcode="BS2 8AG",
        how_often="Once a week",
        purposes=["company"],
        known_as="Kettle on",
        agrees=True,
        is_findable=True,
        by=by,
        now=now,
    )
    invite = actions.make_invite(group_id=group.pk, by=by, now=now)
    for slug in ("reader", "whistler", "knitter"):
        actions.join_by_code(code=invite.code, known_as=slug, agrees=True, by=acting(slug), now=now)
