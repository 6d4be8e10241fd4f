"""Somebody at the door, where a session is called off and somebody could not be told (P51)."""

from datetime import datetime

from django.db import transaction

from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from providers.actions.provider_access import lock_own_session, lock_session
from providers.actions.session_notifications import notify_door_asked, notify_door_promised
from providers.deeds import ProviderDeed
from providers.models.sessions import Session
from providers.queries.sessions import is_door_needed
from providers.rules.sessions import check_door_was_asked
from providers.states import SessionState


@transaction.atomic
def ask_for_door(*, session_id: int, now: datetime) -> Session:
    """Ask whoever runs it, and tell the area's out-of-hours role, once. Who was told meanwhile is
    not asked for."""
    session = lock_session(session_id)
    is_off = session.state == SessionState.CALLED_OFF and session.door_asked_at is None
    if not is_off or not is_door_needed(session, now):
        return session
    session.door_asked_at = now
    session.save(update_fields=["door_asked_at"])
    record_deed(by=SYSTEM, deed=ProviderDeed.ASK_FOR_DOOR, about=f"session:{session.pk}", now=now)
    notify_door_asked(session, now=now)
    return session


@transaction.atomic
def promise_door(*, session_id: int, by: Acting, now: datetime) -> Session:
    """ "I will": somebody is at the door. Said twice, it is said once."""
    session, acting = lock_own_session(session_id, by)
    check_door_was_asked(session.door_asked_at)
    if session.door_promised_at is not None:
        return session
    session.door_promised_at, session.door_promised_by = now, acting.login
    session.save(update_fields=["door_promised_at", "door_promised_by"])
    record_deed(by=acting, deed=ProviderDeed.PROMISE_DOOR, about=f"session:{session.pk}", now=now)
    notify_door_promised(session, now=now)
    return session
