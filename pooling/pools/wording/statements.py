"""The words of a statement's line, and whose deed the yes behind it was."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import PoolSession
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import StatementLineKind
from providers.models.sessions import Session
from providers.states import SessionState


def line_text(kind: StatementLineKind, rail: Rail, session: Session | None) -> str:
    """`session`: the one that it is for, where it is for one."""
    day = format_day(session.starts_at) if session is not None else ""
    if kind == StatementLineKind.SPENT:
        return _("Session on %(day)s") % {"day": day} if day else _("Session held")
    if kind == StatementLineKind.REFUNDED:
        return _("Given back: session on %(day)s") % {"day": day} if day else _("Given back")
    if rail == Rail.COMMITMENT:
        return _("Agreed by the office for the next sessions")
    return _("Paid for the next sessions")


def session_money_text(row: PoolSession, *, now: datetime) -> str:
    """What became of a session's money, or why it still waits (fault C5)."""
    session = row.session
    if row.released_at is not None:
        return _("Held, and paid")
    did_not_happen = session.state in (SessionState.CALLED_OFF, SessionState.NOT_DELIVERED)
    if row.refunded_at is not None:
        return (
            _("Did not happen, given back")
            if did_not_happen
            else _("Nobody could say that it happened: given back")
        )
    if session.state == SessionState.DELIVERED:
        return _("Held: paid once nobody says otherwise")
    if session.state == SessionState.PLANNED and session.ends_at > now:
        return _("Paid for, to come")
    return _("Did not happen, goes back") if did_not_happen else _("Paid for, not recorded yet")


def acted_text(pledge: Pledge) -> str:
    """Whose deed the yes was: the person's own, or somebody's for them."""
    person, by = pledge.person, pledge.said_by
    if by is None or by.pk == person.login_id:
        return person.preferred_name
    facts = {"by": by.name, "person": person.preferred_name}
    if pledge.on_paper:
        return _("%(by)s, on paper, for %(person)s") % facts
    return _("%(by)s, for %(person)s") % facts
