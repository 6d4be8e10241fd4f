"""Talking first about a time that one may come to: the place is held till then (M125)."""

from datetime import datetime

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.talks import ask_to_talk
from community.people.models.talks import TalkRequest
from community.people.rules.talks import TalkChoice
from providers.actions.provider_access import lock_session
from providers.queries.talks import topic_of_session
from providers.queries.visit_requests import has_place_in, places_taken
from providers.rules.visit_requests import has_place, is_time_to_come


@transaction.atomic
def ask_to_talk_about_session(
    *, session_id: int, choice: TalkChoice, by: Acting, now: datetime
) -> TalkRequest:
    """Under the session's lock, so that the last place is one person's. Whoever has a place keeps
    it; where all are taken there is a talk, and no place."""
    session = lock_session(session_id)
    topic = topic_of_session(session_id)
    holds_place = (
        is_time_to_come(session.state, session.starts_at, now=now)
        and not has_place_in(session.pk, by.required_person.pk)
        and has_place(session.places, places_taken(session.pk))
    )
    return ask_to_talk(topic=topic, choice=choice, holds_place=holds_place, by=by, now=now)
