"""Asking the connectors of an area to help one person with a cost.

Nobody in the group and nobody of the provider is told: a connector who is one of them does not
see it either.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from community.messaging.actions import notify_login
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import HelpRequest
from pooling.pools.queries.help_requests import connectors_for
from pooling.pools.states import HelpRequestKind


def request_how_to_pay(pledge: Pledge, *, by, now: datetime) -> HelpRequest:
    """Somebody said yes and is not sure with which money: a connector helps them find out (M46)."""
    asked, is_new = HelpRequest.objects.get_or_create(
        pledge=pledge,
        kind=HelpRequestKind.HOW_TO_PAY,
        defaults={"asked_at": now, "asked_by": by.login, "on_paper": by.on_paper},
    )
    if is_new:
        notify_connectors(asked, now)
    return asked


def notify_connectors(asked: HelpRequest, now: datetime) -> None:
    """No name in the message: their own page says who, which cost, and by which day."""
    for login_id in connectors_for(asked.pledge):
        notify_login(
            login_id=login_id,
            kind="help_asked",
            subject=_("News for you"),
            text=_(
                "Somebody in your area asks for help with a cost. Your page says who, and by"
                " which day. Nobody in their group knows."
            ),
            link="/connect/help/",
            key=f"help:{asked.pk}:login:{login_id}",
            now=now,
        )
