"""May whoever acts see this of the person's life, now? `scope_table` says; this asks it."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from community.people.acting import Acting
from community.people.rules.authority import NotYours, scope_in_force, scope_together
from community.people.scope_table import SCOPE_TABLE, Seen
from community.people.states import RepresentationScope

# What one of two who decide only together may stop alone (P18), and so has to see alone.
SEEN_TO_STOP = frozenset({Seen.FITS})


def may_see(by: Acting, seen: Seen, *, now: datetime) -> bool:
    """A person sees all that is theirs. By other hands without an authority, nothing is seen."""
    if by.person is None:
        return False
    if by.representation is None:
        return not by.is_by_other_hands
    find_scope = scope_together if seen in SEEN_TO_STOP else scope_in_force
    return scope_sees(find_scope(by.representation, now=now), seen)


def scope_sees(scope: RepresentationScope | None, seen: Seen) -> bool:
    smallest = SCOPE_TABLE[seen].smallest
    return scope is not None and smallest is not None and scope >= smallest


def seen_by(by: Acting, *, now: datetime) -> Collection[Seen]:
    """All that whoever acts may see."""
    return frozenset(seen for seen in Seen if may_see(by, seen, now=now))


def check_sees(by: Acting, seen: Seen, *, now: datetime) -> None:
    if may_see(by, seen, now=now):
        return
    name = by.required_person.preferred_name
    smallest = SCOPE_TABLE[seen].smallest
    if smallest is None:
        raise NotYours(
            _("Only %(person)s can see this.") % {"person": name},
            next_step=_("They can open it themselves."),
        )
    raise NotYours(
        _("This is for %(person)s, and for whoever can %(needs)s for them.")
        % {"person": name, "needs": smallest.label},
        next_step=_("Ask them to look themselves, or ask the council, or somebody who works here."),
    )
