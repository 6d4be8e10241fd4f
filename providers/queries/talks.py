"""What a talk about a listing, or a time of one, is about (M125)."""

from datetime import timedelta

from community.common.clock import today
from community.common.dates import format_moment
from community.common.refusals import or_not_found
from community.people.rules.talks import TalkTopic
from community.people.states import TalkAbout
from providers.models.sessions import Session
from providers.queries.supply import public_listing


def topic_of_session(session_id: int) -> TalkTopic:
    """Of a listing that anybody may read; in time the day before it is."""
    sessions = Session.objects.filter(pk=session_id, listing__isnull=False)
    session = or_not_found(sessions.first())
    listing = public_listing(or_not_found(session.listing_id))
    text = f"{listing.title}, {format_moment(session.starts_at)}"
    last_day = today(session.starts_at) - timedelta(days=1)
    return TalkTopic(TalkAbout.SESSION, session.pk, text, last_day)


def topic_of_listing(listing_id: int) -> TalkTopic:
    return TalkTopic(TalkAbout.LISTING, listing_id, public_listing(listing_id).title)
