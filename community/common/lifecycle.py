"""A life story as a table: each state, the states it may become, and the deed that each is."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules

from django.db import migrations
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from .refusals import Refused

type Pairs = Iterable[tuple[str, str]]


class TransitionRefused(Refused):
    code = "not_now"


class Lifecycle[S: TextChoices, D: TextChoices]:
    """`transitions` has one line for every state: what it may become, and as which deed.

        POOL = Lifecycle(
            PoolState,
            {
                PoolState.OPEN: {
                    PoolState.READY: PoolDeed.BECOME_READY,
                    PoolState.LAPSED: PoolDeed.LAPSE,
                },
                PoolState.LAPSED: {},
            },
        )

    Its app has one function that makes these moves, and nothing else sets the column. The row is
    locked by the caller; `fields` are what else changed with the state.

        def transition_pool(
            pool: Pool, state: PoolState, *fields: str, by: Acting, now: datetime
        ) -> None:
            deed = POOL.deed_for(pool.state, state)
            pool.state = state
            pool.save(update_fields=["state", *fields])
            record_deed(by=by, deed=deed, about=f"pool:{pool.pk}", now=now)
    """

    def __init__(self, states: type[S], transitions: Mapping[S, Mapping[S, D]]) -> None:
        self.states = states
        self.transitions = {state: dict(transitions[state]) for state in states}

    def allows(self, source: str, target: str) -> bool:
        return self.states(target) in self.transitions[self.states(source)]

    def check(self, source: str, target: str) -> None:
        """Refuse a move that the table does not have."""
        if not self.allows(source, target):
            raise TransitionRefused(
                _("This is “%(now)s” and cannot become “%(then)s”.")
                % {"now": self.states(source).label, "then": self.states(target).label},
                next_step=_("Look at the page again: it may have changed since you opened it."),
            )

    def deed_for(self, source: str, target: str) -> D:
        """The deed that this move is. A move that the table does not have is refused."""
        self.check(source, target)
        return self.transitions[self.states(source)][self.states(target)]

    @property
    def final_states(self) -> frozenset[S]:
        return frozenset(state for state, targets in self.transitions.items() if not targets)

    def pairs(self) -> list[tuple[str, str]]:
        return sorted(
            (s.value, t.value) for s, targets in self.transitions.items() for t in targets
        )

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram, for docs/lifecycles.md."""
        return "\n".join(["stateDiagram-v2", *(f"    {s} --> {t}" for s, t in self.pairs())])


def lifecycles_in(name: str) -> dict[str, Lifecycle]:
    """{its name: a table} of a module of states; of each file in it, where it is a folder."""
    files = iter_modules(getattr(import_module(name), "__path__", []))
    modules = [import_module(each) for each in (name, *(f"{name}.{file.name}" for file in files))]
    return {
        key: value
        for module in modules
        for key, value in vars(module).items()
        if isinstance(value, Lifecycle)
    }


def transition_trigger(
    name: str, table: str, pairs: Pairs, column: str = "state", *, before: Pairs | None = None
) -> migrations.RunSQL:
    """A migration step: the database itself refuses a move that is not among `pairs`.

    `pairs` is written out in the migration, as what was true then; a test compares the newest
    with the table in `states`, so that a new move cannot be forgotten here (I9 of trust).
    A later migration that states a table anew says what stood `before`, so that its way back
    restores that; without it, the way back takes the trigger away.
    """
    trigger = f"""
        CREATE OR REPLACE TRIGGER {table}_transitions BEFORE UPDATE OF {column} ON {table}
            FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column})
            EXECUTE FUNCTION lifecycle_check('{name}', '{column}');
        """
    if before is None:
        back = f"DROP TRIGGER IF EXISTS {table}_transitions ON {table};" + _clear(name)
    else:
        back = _state_anew(name, before)
    return migrations.RunSQL(_state_anew(name, pairs) + trigger, back)


def _clear(name: str) -> str:
    return f"DELETE FROM lifecycle_transition WHERE thing = '{name}';"


def _state_anew(name: str, pairs: Pairs) -> str:
    rows = ", ".join(f"('{name}', '{source}', '{target}')" for source, target in pairs)
    return f"{_clear(name)} INSERT INTO lifecycle_transition (thing, source, target) VALUES {rows};"


def not_none[T](value: T | None) -> T:
    """What a constraint says is there by now, in the state its row is in."""
    if value is None:
        raise LookupError("a constraint promised that this would be there")
    return value
