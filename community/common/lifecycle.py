"""A life story as a table: each state, and the states it may move to."""

from collections.abc import Iterable, Mapping

from django.db import migrations
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from .refusals import Refused


class TransitionRefused(Refused):
    code = "not_now"


class Lifecycle:
    """`moves` has one line for every state; a state that is an end has an empty one."""

    def __init__(self, states: type[TextChoices], moves: Mapping):
        self.states = states
        self.moves = {state: frozenset(moves[state]) for state in states}

    def allows(self, source, target) -> bool:
        return self.states(target) in self.moves[self.states(source)]

    def check(self, source, target) -> None:
        """Refuse a move that the table does not have."""
        if not self.allows(source, target):
            raise TransitionRefused(
                _("This is “%(now)s” and cannot become “%(then)s”.")
                % {"now": self.states(source).label, "then": self.states(target).label},
                next_step=_("Look at the page again: it may have changed since you opened it."),
            )

    @property
    def ends(self) -> frozenset:
        return frozenset(state for state, targets in self.moves.items() if not targets)

    def pairs(self) -> list[tuple[str, str]]:
        return sorted((s.value, t.value) for s, targets in self.moves.items() for t in targets)

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram, for docs/lifecycles.md."""
        return "\n".join(["stateDiagram-v2", *(f"    {s} --> {t}" for s, t in self.pairs())])


def transition_trigger(
    name: str, table: str, pairs: Iterable[tuple[str, str]], column: str = "state"
) -> migrations.RunSQL:
    """A migration step: the database itself refuses a move that is not among `pairs`.

    `pairs` is written out in the migration, as what was true then; a test compares the newest
    with the table in `states.py`, so that a new move cannot be forgotten here (I9 of trust).
    """
    rows = ", ".join(f"('{name}', '{source}', '{target}')" for source, target in pairs)
    return migrations.RunSQL(
        f"""
        DELETE FROM lifecycle_move WHERE thing = '{name}';
        INSERT INTO lifecycle_move (thing, source, target) VALUES {rows};
        CREATE OR REPLACE TRIGGER {table}_moves BEFORE UPDATE OF {column} ON {table}
            FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column})
            EXECUTE FUNCTION lifecycle_check('{name}', '{column}');
        """,
        f"DROP TRIGGER IF EXISTS {table}_moves ON {table};"
        f"DELETE FROM lifecycle_move WHERE thing = '{name}';",
    )


def not_none[T](value: T | None) -> T:
    """What a constraint says is there by now, in the state its row is in."""
    if value is None:
        raise LookupError("a constraint promised that this would be there")
    return value
