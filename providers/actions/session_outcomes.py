"""After a session: somebody who came confirms it, or says it was otherwise, and a connector looks
into it. What pays the provider stands above and only asks what is certain."""

from datetime import datetime

from django.db import transaction

from community.common.clock import today
from community.common.refusals import or_not_found
from community.messaging.actions.telling import ask_to_tell_by
from community.messaging.queries.messages import keys_kept_back, keys_to_be_told, pending_notices
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_authority, check_may_stop, check_role
from community.people.states import RepresentationScope, RoleKind
from providers.actions.provider_access import lock_session
from providers.actions.session_notifications import (
    notify_connectors_not_recorded,
    notify_dispute_resolved,
    notify_disputed,
    notify_found,
    notify_kept_back,
    notify_not_recorded,
    notify_still_untold,
)
from providers.actions.transitions import (
    transition_bookings,
    transition_session,
    transition_session_dispute,
)
from providers.deeds import ProviderDeed
from providers.models.sessions import Booking, Session, SessionDispute
from providers.queries.hidden_dates import shown_to
from providers.queries.sessions import delivery_notice_key
from providers.rules.sessions import (
    DISPUTABLE_FOR,
    check_can_be_answered,
    check_can_be_disputed,
    check_may_confirm,
)
from providers.states import BookingState, SessionDisputeOutcome, SessionState


@transaction.atomic
def confirm_session(*, session_id: int, by: Acting, now: datetime) -> Session:
    """Somebody who came, or who decides for them, says that it happened. Once is enough. Where it
    is not recorded yet it is remembered, and counts when whoever runs it records it."""
    session = lock_session(session_id)
    booking = _own_booking(session, by, now)
    check_can_be_answered(session.state, session.ends_at, now=now)
    if session.state == SessionState.PLANNED:
        return _say_held(session, booking, by, now)
    check_may_confirm(has_come=booking.state == BookingState.CAME)
    if session.confirmed_at is None:
        session.confirmed_at = now
        session.save(update_fields=["confirmed_at"])
        _record(by, ProviderDeed.CONFIRM_SESSION, session, now)
    return session


@transaction.atomic
def raise_session_dispute(
    *, session_id: int, words: str, by: Acting, now: datetime
) -> SessionDispute:
    """Somebody with a place says it was otherwise. The connectors of the area are told; whoever
    runs it learns that somebody said so, never who."""
    session = lock_session(session_id)
    _find_booking(session, by)
    check_may_stop(by, now=now)
    check_can_be_answered(session.state, session.ends_at, now=now)
    check_can_be_disputed(session.everyone_told_at, now=now)
    dispute, is_new = SessionDispute.objects.get_or_create(
        session=session,
        person=by.required_person,
        defaults={"words": words, "raised_at": now, "raised_by": by.login},
    )
    if is_new:
        notify_disputed(session, dispute, now=now)
        _record(by, ProviderDeed.RAISE_SESSION_DISPUTE, session, now)
    return dispute


@transaction.atomic
def resolve_session_dispute(
    *, dispute_id: int, happened: bool, by: Acting, now: datetime
) -> SessionDispute:
    """A connector of the area has asked both sides. If it did not happen, the session says so."""
    dispute = or_not_found(
        SessionDispute.objects.select_related("session__provider").filter(pk=dispute_id).first()
    )
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, dispute.session.provider.area_id)
    acting = Acting(login=by.login)
    session = lock_session(dispute.session_id)
    dispute.refresh_from_db(fields=["outcome"])
    outcome = SessionDisputeOutcome.HAPPENED if happened else SessionDisputeOutcome.DID_NOT_HAPPEN
    transition_session_dispute(dispute, outcome, by=acting, now=now)
    state_before = session.state
    if session.state == SessionState.PLANNED and happened:
        _record_as_agreed(session, acting, now)
    elif session.state in (SessionState.PLANNED, SessionState.DELIVERED) and not happened:
        transition_session(session, SessionState.NOT_DELIVERED, by=acting, now=now)
    notify_dispute_resolved(session, dispute, now=now)
    if session.state != state_before:
        notify_found(session, dispute, now=now)
    return dispute


@transaction.atomic
def ask_about_session(*, session_id: int, now: datetime) -> Session:
    """The day after, where nobody has recorded it: everybody who was expected is asked whether it
    happened, and whoever runs it is reminded. Once."""
    session = lock_session(session_id)
    if session.state == SessionState.PLANNED and session.asked_at is None:
        session.asked_at = now
        session.save(update_fields=["asked_at"])
        notify_not_recorded(session, now=now)
    return session


@transaction.atomic
def tell_connector_of_session(*, session_id: int, now: datetime) -> Session:
    """It is still not recorded: the connectors of the area are told. Once."""
    session = lock_session(session_id)
    if session.state == SessionState.PLANNED and session.connector_told_at is None:
        session.connector_told_at = now
        session.save(update_fields=["connector_told_at"])
        notify_connectors_not_recorded(session, now=now)
    return session


@transaction.atomic
def start_dispute_period(*, session_id: int, now: datetime) -> Session:
    """Write down the moment from which the 14 days count, once the last of those with a place has
    been told by their contact plan, or could not be for four weeks: then whoever tells them, and
    the connectors, are asked to go while the 14 days run. Where it is kept back from somebody of
    whom it was said that they have died, the connectors hear by which day. Before that it changes
    nothing."""
    session = lock_session(session_id)
    keys = [
        delivery_notice_key(session.pk, person_id)
        for person_id in session.bookings.values_list("person_id", flat=True)
    ]
    is_due = session.state == SessionState.DELIVERED and session.everyone_told_at is None
    if is_due and not pending_notices(keys, now).exists():
        session.everyone_told_at = now
        session.save(update_fields=["everyone_told_at"])
        _ask_to_tell_in_time(session, keys, now)
    return session


def _ask_to_tell_in_time(session: Session, keys: list[str], now: datetime) -> None:
    day = today(now + DISPUTABLE_FOR)
    untold = keys_to_be_told(keys)
    tellers = [login_id for key in untold for login_id in ask_to_tell_by(key=key, day=day)]
    if untold:
        notify_still_untold(session, tellers, day=day, now=now)
    if keys_kept_back(keys):
        notify_kept_back(session, day=day, now=now)


def _say_held(session: Session, booking: Booking, by: Acting, now: datetime) -> Session:
    check_may_confirm(has_come=booking.state == BookingState.COMING)
    if booking.says_held_at is None:
        booking.says_held_at = now
        booking.save(update_fields=["says_held_at"])
        _record(by, ProviderDeed.SAY_SESSION_HELD, session, now)
    return session


def _record_as_agreed(session: Session, by: Acting, now: datetime) -> None:
    """What nobody had recorded, a connector who asked both sides found to have happened: whoever
    was expected came."""
    expected = list(session.bookings.filter(state=BookingState.COMING).order_by("pk"))
    for booking in expected:
        booking.told_at = booking.let_off_at = None
    transition_bookings(expected, BookingState.CAME, "told_at", "let_off_at", by=by, now=now)
    transition_session(session, SessionState.DELIVERED, by=by, now=now)
    session.confirmed_at = now
    session.save(update_fields=["confirmed_at"])


def _own_booking(session: Session, by: Acting, now: datetime) -> Booking:
    """The booking of the person for whom `by` acts. Somebody without one finds nothing here."""
    booking = _find_booking(session, by)
    check_authority(by, RepresentationScope.DECIDE, now=now)
    return booking


def _find_booking(session: Session, by: Acting) -> Booking:
    with_place = session.bookings.exclude(state=BookingState.ENDED)
    own = with_place.filter(person_id=or_not_found(by.person_id))
    return or_not_found(shown_to(by, own).first())


def _record(by: Acting, deed: ProviderDeed, session: Session, now: datetime) -> None:
    record_deed(by=by, deed=deed, about=f"session:{session.pk}", for_person=by.person_id, now=now)
