"""A grant that ends within 30 days, told to whoever asked for what it pays in a group (M06)."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from groups.actions.notifications import notify_members
from groups.message_kinds import GroupMessage
from groups.models.briefs import Brief
from groups.states import BriefState
from providers.models.supply import Listing
from providers.wording.prices import price_text


def tell_groups_of_grant(*, listing_id: int, now: datetime) -> None:
    """What comes after it, as its provider says it now: once; and once more where that changes."""
    listing = Listing.objects.get(pk=listing_id)
    text = _("What comes after the grant that pays for “%(title)s”: %(price)s") % {
        "title": listing.title,
        "price": price_text(listing, on=today(now)),
    }
    words = hashlib.sha256(text.encode()).hexdigest()[:12]
    briefs = Brief.objects.filter(listing=listing).exclude(state=BriefState.CLOSED)
    for group_id in sorted(set(briefs.values_list("group_id", flat=True))):
        notify_members(
            group_id,
            kind=GroupMessage.GRANT_ENDS,
            subject=_("News from your group"),
            text=text,
            link=f"/find/listing/{listing.pk}/",
            key=f"listing:{listing.pk}:grant:{listing.grant_until}:{words}",
            now=now,
        )
