"""The one owner of a life event's moves; what is sent meanwhile; and what a second person's look
at a death brings about (P20, P22)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.messaging.actions.notifying import notify_each_login
from community.messaging.actions.sending import pause_sending
from community.messaging.states import PauseLevel
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.representation_states import end_authority
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.life_events import LifeEvent
from community.people.models.representations import Representation
from community.people.queries.acting import logins_with_role
from community.people.queries.life_events import death_of_approval, open_life_events
from community.people.states import (
    LIFE_EVENT,
    ApprovalState,
    LifeEventKind,
    LifeEventState,
    RepresentationState,
    RoleKind,
)


def transition_life_event(
    event: LifeEvent, state: LifeEventState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of an event whose row the caller has locked; `fields` changed with it."""
    deed = LIFE_EVENT.deed_for(event.state, state)
    event.state = state
    event.save(update_fields=["state", *fields])
    record_deed(
        by=by, deed=deed, about=f"life_event:{event.pk}", for_person=event.person_id, now=now
    )


def set_sending(person_id: UUID, *, now: datetime) -> None:
    """As much as may be sent to somebody after what was said of them, and is not over."""
    states = {event.kind: event.state for event in open_life_events(person_id)}
    level = None
    if LifeEventKind.DIED in states:
        is_seen = states[LifeEventKind.DIED] == LifeEventState.SEEN
        level = PauseLevel.ENDED if is_seen else PauseLevel.WAITS
    elif LifeEventKind.HOSPITAL in states:
        level = PauseLevel.REMINDERS
    pause_sending(person_id=person_id, level=level, now=now)


def settle_death(approval: StaffApproval, *, by: Acting, now: datetime) -> None:
    """A second person has seen that somebody has died, or that it is not so."""
    event = death_of_approval(approval)
    if event.state != LifeEventState.SAID:
        return  # taken back while the second person was asked
    if approval.state == ApprovalState.AGREED:
        transition_life_event(event, LifeEventState.SEEN, by=by, now=now)
        _end_every_authority(event, now)
        _notify_connectors(event, now)
    else:
        event.ended_at = now
        transition_life_event(event, LifeEventState.NOT_SO, "ended_at", by=by, now=now)
    set_sending(event.person_id, now=now)


def _end_every_authority(event: LifeEvent, now: datetime) -> None:
    """Agreed or only asked for: with a death all of it ends."""
    live = Representation.objects.select_for_update(no_key=True, of=("self",)).exclude(
        state=RepresentationState.ENDED
    )
    rows = live.filter(person_id=event.person_id).order_by("pk")
    for representation in rows.select_related("person__area", "login", "agreed_in"):
        end_authority(representation, by=SYSTEM, now=now)


def _notify_connectors(event: LifeEvent, now: datetime) -> None:
    """A person tells the group and the provider, never a message (P22): theirs to do."""
    if event.person.area_id is None:
        return
    notify_each_login(
        [login.pk for login in logins_with_role(RoleKind.CONNECTOR, event.person.area_id)],
        kind=PeopleMessage.DEATH_TO_TELL,
        subject=_("Others are to be told by you"),
        text=_("Somebody in your area has died. Your page says who is to be told, and how."),
        link="/connect/life/",
        key=f"life_event:{event.pk}:tell",
        now=now,
    )
