"""That there are two lines to read before a first visit at a home, and none of them (P69)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.messaging.actions.notifying import notify_each_login
from providers.actions.visit_notifications import VISITS_TO_ANSWER_LINK, what_and_when
from providers.message_kinds import ProviderMessage
from providers.models.visit_requests import VisitRequest
from providers.queries.supply import provider_members


def notify_safety_lines(visit: VisitRequest, *, key: str, now: datetime) -> None:
    """To each who speaks for the place; the lines stand on its page alone."""
    notify_each_login(
        [login.pk for login in provider_members(visit.listing.provider_id)],
        kind=ProviderMessage.SAFETY_LINES_SAID,
        subject=_("Before a first visit at a home"),
        text=_(
            "Before %(what)s, please read, signed in, what is said so that you are both safe. It"
            " stands there until the visit."
        )
        % {"what": what_and_when(visit)},
        link=VISITS_TO_ANSWER_LINK,
        key=f"visit_request:{visit.pk}:{key}:login",
        now=now,
    )
