"""Who else reads what is a person's own: each by name, with how far they may go."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.people.acting import Acting
from community.people.models.persons import AdjustmentSuggestion
from community.people.models.representations import Representation
from community.people.rules.authority import scope_in_force
from community.people.rules.sight import scope_sees
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, RepresentationState


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


def suggestions_to_answer(person_id: UUID) -> list[AdjustmentSuggestion]:
    """What might help, as somebody who may go no further suggests it, the newest first."""
    waiting = AdjustmentSuggestion.objects.filter(person_id=person_id, answered_at__isnull=True)
    return list(waiting.select_related("suggested_by").order_by("-suggested_at", "-pk"))


def suggester_shown_to(suggestion: AdjustmentSuggestion, by: Acting) -> str:
    """To the person, who it was; to whoever acts for them, only that it was themselves."""
    is_own = suggestion.suggested_by_id == by.login_id
    return suggestion.suggested_by.name if is_own or not by.is_by_other_hands else ""
