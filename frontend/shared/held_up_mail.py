"""That our mail server takes nothing: said where no mail is needed to hear of it."""

from community.messaging.queries.sending import HeldUpMail, held_up_mail
from community.people.models.logins import Login
from community.people.queries.acting import roles_of
from community.people.states import RoleKind


def held_up_mail_read_by(login: Login) -> HeldUpMail | None:
    """To whoever runs the site or works in its office; to others it is None, whatever is so."""
    is_theirs = login.is_staff or RoleKind.OPERATOR in {kind for kind, _area in roles_of(login.pk)}
    return held_up_mail() if is_theirs else None
