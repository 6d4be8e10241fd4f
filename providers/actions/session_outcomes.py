"""After a session: somebody who came confirms it, or says it was otherwise, and a connector looks
into it. What pays the provider stands above and only asks what is certain."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import NotFound
from community.messaging.queries import pending_notices
from community.people.acting import Acting
from community.people.queries import roles_of
from community.people.rules import check_authority, check_role
from community.people.states import RepresentationScope, RoleKind
from providers.actions import session_notifications as news
from providers.actions.provider_access import lock_session
from providers.models.sessions import Booking, Session, SessionDispute
from providers.queries.sessions import delivery_notice_key
from providers.rules.sessions import check_can_be_disputed, check_delivered, check_may_confirm
from providers.states import DISPUTE, SESSION, BookingState, SessionDisputeOutcome, SessionState


@transaction.atomic
def confirm_session(*, session_id: int, by: Acting, now: datetime) -> Session:
    """Somebody who came, or who decides for them, says that it happened. Once is enough."""
    session = lock_session(session_id)
    place = _own_place(session, by, now)
    check_delivered(session.state)
    check_may_confirm(came=place.state == BookingState.CAME)
    if session.confirmed_at is None:
        session.confirmed_at = now
        session.save(update_fields=["confirmed_at"])
        _record(by, "confirm_came", session, now)
    return session


@transaction.atomic
def raise_session_dispute(
    *, session_id: int, words: str, by: Acting, now: datetime
) -> SessionDispute:
    """Somebody with a place says it was otherwise. The connectors of the area are told; whoever
    runs it learns that somebody said so, never who."""
    session = lock_session(session_id)
    _own_place(session, by, now)
    check_delivered(session.state)
    check_can_be_disputed(session.told_at, now=now)
    dispute, is_new = SessionDispute.objects.get_or_create(
        session=session,
        person=by.person,
        defaults={"words": words, "raised_at": now, "raised_by": by.login},
    )
    if is_new:
        news.notify_disputed(session, dispute, now=now)
        _record(by, "raise_dispute", session, now)
    return dispute


@transaction.atomic
def resolve_session_dispute(
    *, dispute_id: int, happened: bool, by: Acting, now: datetime
) -> SessionDispute:
    """A connector of the area has asked both sides. If it did not happen, the session says so."""
    dispute = (
        SessionDispute.objects.select_related("session__provider").filter(pk=dispute_id).first()
    )
    if dispute is None:
        raise NotFound(_("We cannot find that page."))
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, dispute.session.provider.area_id)
    session = lock_session(dispute.session_id)
    dispute.refresh_from_db(fields=["outcome"])
    outcome = SessionDisputeOutcome.HAPPENED if happened else SessionDisputeOutcome.DID_NOT_HAPPEN
    DISPUTE.check(dispute.outcome, outcome)
    dispute.outcome, dispute.settled_at, dispute.settled_by = outcome, now, by.login
    dispute.save(update_fields=["outcome", "settled_at", "settled_by"])
    if not happened and session.state == SessionState.DELIVERED:
        SESSION.check(session.state, SessionState.NOT_DELIVERED)
        session.state, session.state_at = SessionState.NOT_DELIVERED, now
        session.save(update_fields=["state", "state_at"])
    news.notify_dispute_resolved(session, dispute, now=now)
    record_deed(
        by=Acting(login=by.login), deed="settle_dispute", about=f"session:{session.pk}", now=now
    )
    return dispute


@transaction.atomic
def start_dispute_period(*, session_id: int, now: datetime) -> Session:
    """Write down the moment from which the 14 days count, once the last of those with a place has
    been told by their contact plan. Before that it changes nothing."""
    session = lock_session(session_id)
    keys = [
        delivery_notice_key(session.pk, person_id)
        for person_id in session.places.values_list("person_id", flat=True)
    ]
    due = session.state == SessionState.DELIVERED and session.told_at is None
    if due and not pending_notices(keys).exists():
        session.told_at = now
        session.save(update_fields=["told_at"])
    return session


def _own_place(session: Session, by: Acting, now: datetime) -> Booking:
    place = (
        session.places.filter(person_id=by.person_id).first() if by.person_id is not None else None
    )
    if place is None:
        raise NotFound(_("We cannot find that page."))
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    return place


def _record(by: Acting, deed: str, session: Session, now: datetime) -> None:
    record_deed(by=by, deed=deed, about=f"session:{session.pk}", for_person=by.person_id, now=now)
