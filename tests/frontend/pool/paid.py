"""A shared cost that is paid for: its provider, and a time of it that was held."""

from datetime import timedelta

from community.people.acting import Acting
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import record_delivered
from tests.factories.pools import look
from tests.frontend.visiting import set_clock


def voice_of(pool) -> Acting:
    return Acting(login=pool.provider.members.get().login)


def hold_one(pool, person) -> None:
    row = pool.sessions.order_by("session__starts_at").first()
    ended = row.session.ends_at + timedelta(hours=1)
    places = [place.pk for place in row.session.bookings.all()]
    record_delivered(session_id=row.session_id, came=places, by=voice_of(pool), now=ended)
    confirm_session(session_id=row.session_id, by=person, now=ended)
    set_clock(ended)
    look(pool, ended)
