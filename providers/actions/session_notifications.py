"""What is said about a session, and to whom. Each is told once, by its key."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.messaging.actions import notify_login, notify_person
from community.people.queries import logins_with_role
from community.people.states import RoleKind
from providers.models.sessions import Session, SessionDispute
from providers.queries.sessions import delivery_notice_key

MY_SESSIONS = "/my-sessions/"


def notify_delivered(session: Session, *, now: datetime) -> None:
    """A notice: until each is told, by their own contact plan, the 14 days do not begin."""
    for place in session.places.all():
        notify_person(
            person_id=place.person_id,
            kind="session_happened",
            subject=_("How was it?"),
            text=_(
                "%(provider)s says that %(session)s on %(day)s happened. If it did, you need not"
                " do anything. If it did not, or something was wrong, tell us within 14 days."
            )
            % _facts(session),
            link=MY_SESSIONS,
            key=delivery_notice_key(session.pk, place.person_id),
            is_notice=True,
            now=now,
        )


def notify_not_delivered(session: Session, *, now: datetime) -> None:
    for place in session.places.all():
        notify_person(
            person_id=place.person_id,
            kind="session_not_delivered",
            subject=_("It did not happen"),
            text=_(
                "%(provider)s says that %(session)s on %(day)s did not happen."
                " Nobody pays for it: what was paid here already goes back."
            )
            % _facts(session),
            link=MY_SESSIONS,
            key=f"session:{session.pk}:not_delivered:{place.person_id}",
            now=now,
        )


def notify_called_off(session: Session, *, now: datetime) -> None:
    for place in session.places.all():
        notify_person(
            person_id=place.person_id,
            kind="session_called_off",
            subject=_("It is called off"),
            text=_(
                "%(session)s on %(day)s is called off. Please do not set out."
                " Nobody pays for it: what was paid here already goes back."
            )
            % _facts(session),
            link=MY_SESSIONS,
            key=f"session:{session.pk}:called_off:{place.person_id}",
            urgent=True,
            now=now,
        )


def notify_disputed(session: Session, dispute: SessionDispute, *, now: datetime) -> None:
    for login in logins_with_role(RoleKind.CONNECTOR, session.provider.area_id):
        notify_login(
            login_id=login.pk,
            kind="dispute",
            subject=_("Somebody says a session went otherwise"),
            text=_("It is about %(session)s on %(day)s. Please ask both sides.") % _facts(session),
            link="/connect/disputes/",
            key=f"dispute:{dispute.pk}:{login.pk}",
            now=now,
        )
    _notify_provider(
        session,
        kind="dispute",
        subject=_("Somebody says it went otherwise"),
        text=_("It is about %(session)s on %(day)s. A connector will talk with you.")
        % _facts(session),
        key=f"dispute:{session.pk}",
        now=now,
    )


def notify_dispute_resolved(session: Session, dispute: SessionDispute, *, now: datetime) -> None:
    text = _("A connector has looked into %(session)s on %(day)s. What was found: %(outcome)s.") % (
        _facts(session) | {"outcome": dispute.get_outcome_display()}
    )
    notify_person(
        person_id=dispute.person_id,
        kind="dispute_settled",
        subject=_("What the connector found"),
        text=text,
        link=MY_SESSIONS,
        key=f"dispute:{dispute.pk}:settled",
        now=now,
    )
    _notify_provider(
        session,
        kind="dispute_settled",
        subject=_("What the connector found"),
        text=text,
        key=f"dispute:{dispute.pk}:settled",
        now=now,
    )


def _notify_provider(
    session: Session, *, kind: str, subject: str, text: str, key: str, now: datetime
) -> None:
    for login_id in session.provider.members.values_list("login_id", flat=True):
        notify_login(
            login_id=login_id,
            kind=kind,
            subject=subject,
            text=text,
            link=f"/provide/sessions/{session.pk}/",
            key=f"{key}:voice:{login_id}",
            now=now,
        )


def _facts(session: Session) -> dict[str, str]:
    return {
        "provider": session.provider.name,
        "session": session.title,
        "day": format_day(session.starts_at),
    }
