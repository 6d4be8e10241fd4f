"""Who else reads what is a person's own: each by name, with how far they may go."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .models import Representation
from .rules import scope_in_force
from .scope_table import Seen
from .sight_rules import scope_sees
from .states import RepresentationScope, RepresentationState


@dataclass(frozen=True)
class Reader:
    name: str
    scope: RepresentationScope


def readers_of(person_id: UUID, seen: Seen, *, now: datetime) -> list[Reader]:
    """Those with an authority in force that lets them see this, in the order they were agreed."""
    active = Representation.objects.filter(person_id=person_id, state=RepresentationState.ACTIVE)
    in_order = active.select_related("login").order_by("agreed_at", "pk")
    scopes = [(each.login.name, scope_in_force(each, now=now)) for each in in_order]
    return [Reader(name, scope) for name, scope in scopes if scope and scope_sees(scope, seen)]
