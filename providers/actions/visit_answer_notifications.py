"""What is told of an answer to whoever asked to come, and to a connector where it is theirs."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day, format_moment
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.queries.acting import has_connector, logins_with_role
from community.people.states import RoleKind
from providers.actions.visit_notifications import MY_VISITS_LINK, what_and_when
from providers.message_kinds import ProviderMessage
from providers.models.visit_requests import UnfairAnswer, VisitRequest
from providers.wording.visit_answers import declined_text, other_day_text, question_text

UNFAIR_LINK = "/connect/visits/"


def notify_visit_answered(visit: VisitRequest, *, now: datetime) -> None:
    """Another day, not this time, or a question: to whoever asked, in their own way."""
    if visit.person_id is None:
        return
    notify_person(
        person_id=visit.person_id,
        kind=ProviderMessage.VISIT_ANSWERED,
        subject=_("An answer about coming"),
        text=_answer_text(visit),
        about=what_and_when(visit),
        link=MY_VISITS_LINK,
        key=f"visit_request:{visit.pk}:answered:{now.isoformat()}",
        now=now,
    )


def _answer_text(visit: VisitRequest) -> str:
    if visit.decline_reason:
        is_there = has_connector(visit.listing.provider.area_id)
        return declined_text(visit, has_connector=is_there)
    if visit.other_session is not None:
        return other_day_text(visit, format_moment(visit.other_session.starts_at))
    if visit.other_day is not None:
        return other_day_text(visit, format_day(visit.other_day))
    return question_text(visit)


def notify_conflict_or_safety(visit: VisitRequest, *, now: datetime) -> None:
    """To the connectors alone, without a name: it stands on their page (P78)."""
    _notify_connectors(
        visit,
        subject=_("Somebody could not be let come"),
        text=_(
            "A place said that it cannot let somebody come to %(what)s, because of a conflict or of"
            " safety. Please ask the place, and whoever asked."
        )
        % {"what": what_and_when(visit)},
        key=f"visit_request:{visit.pk}:conflict_or_safety",
        now=now,
    )


def notify_unfair(said: UnfairAnswer, *, now: datetime) -> None:
    _notify_connectors(
        said.visit,
        subject=_("Somebody thinks an answer is not fair"),
        text=_("It is about %(what)s. Please answer by %(day)s.")
        % {"what": what_and_when(said.visit), "day": format_day(said.answer_by)},
        key=f"visit_request:{said.visit_id}:unfair",
        now=now,
    )


def notify_unfair_answered(said: UnfairAnswer, *, now: datetime) -> None:
    if said.visit.person_id is None:
        return
    notify_person(
        person_id=said.visit.person_id,
        kind=ProviderMessage.UNFAIR_ANSWERED,
        subject=_("What the connector says"),
        text=said.answer_words,
        about=what_and_when(said.visit),
        link=MY_VISITS_LINK,
        key=f"visit_request:{said.visit_id}:unfair_answered",
        now=now,
    )


def _notify_connectors(
    visit: VisitRequest, *, subject: str, text: str, key: str, now: datetime
) -> None:
    connectors = logins_with_role(RoleKind.CONNECTOR, visit.listing.provider.area_id)
    notify_each_login(
        [login.pk for login in connectors],
        kind=ProviderMessage.UNFAIR_TO_ANSWER,
        subject=subject,
        text=text,
        link=UNFAIR_LINK,
        key=key,
        now=now,
    )
