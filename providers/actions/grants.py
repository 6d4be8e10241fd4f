"""A grant that ends within 30 days: its provider is asked what comes next (M06, fault C10)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_each_login
from providers.message_kinds import ProviderMessage
from providers.models.supply import Listing
from providers.queries.supply import provider_members
from providers.wording.prices import price_text


def ask_what_comes_after_grant(*, listing_id: int, now: datetime) -> None:
    """Once for each day that a grant may end on, however often it is called."""
    listing = Listing.objects.get(pk=listing_id)
    until = not_none(listing.grant_until)
    notify_each_login(
        [login.pk for login in provider_members(listing.provider_id)],
        kind=ProviderMessage.GRANT_ENDS,
        subject=_("A grant ends: what comes next?"),
        text=_(
            "The grant for “%(title)s” ends on %(day)s. People read today: %(price)s If something"
            " else comes next, write it down now: whoever asked for it in a group is told."
        )
        % {
            "title": listing.title,
            "day": format_day(until),
            "price": price_text(listing, on=today(now)),
        },
        link=f"/provide/listings/{listing.pk}/",
        key=f"listing:{listing.pk}:grant_ends:{until.isoformat()}",
        now=now,
    )
