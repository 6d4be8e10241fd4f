"""What is told of waiting: to whoever waits, and to whoever runs it, without a name (P77)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_moment
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import CountedDays, notify_each_login, notify_person
from providers.actions.visit_notifications import MY_VISITS_LINK
from providers.message_kinds import ProviderMessage
from providers.models.waiting import WaitingListEntry, WaitingListInvitation
from providers.queries.supply import provider_members
from providers.rules.waiting import OFFERED_DAYS

WAITING_LINK = "/provide/waiting/"


def notify_place_offered(invitation: WaitingListInvitation, *, now: datetime) -> None:
    """The three days begin with the day on which they are told (P75)."""
    entry = invitation.entry
    notify_person(
        person_id=entry.person_id,
        kind=ProviderMessage.WAITING_PLACE_OFFERED,
        subject=_("A place that you waited for"),
        text=_(
            "There is room for you at %(what)s. Say yes, or not this time, on your page. If you do"
            " not answer, the place goes to the next, and you keep your turn."
        )
        % {"what": f"“{entry.listing.title}”"},
        link=MY_VISITS_LINK,
        counts=CountedDays(OFFERED_DAYS, _("It is kept for you until the end of %(day)s.")),
        key=invitation.key,
        now=now,
    )


def notify_somebody_waits(entry: WaitingListEntry, *, now: datetime) -> None:
    """Too little is left for what they ask, and more than nothing (P72)."""
    notify_each_login(
        [login.pk for login in provider_members(entry.listing.provider_id)],
        kind=ProviderMessage.WAITING_TO_ANSWER,
        subject=_("Somebody waits: now, or when you open again?"),
        text=_(
            "Somebody asks for more of %(what)s than you have left this month. Would you take them"
            " now, over your limit, or first when it opens again? What is left is kept for them"
            " until %(until)s, and then goes to others."
        )
        % {
            "what": f"“{entry.listing.title}”",
            "until": format_moment(not_none(entry.kept_until)),
        },
        link=WAITING_LINK,
        key=f"waiting_entry:{entry.pk}:login",
        now=now,
    )
