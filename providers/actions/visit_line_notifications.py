"""What is told of the lines of a visit: to the place that there are some, to the person what it
answers, to a connector what it cannot do (P110)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from community.messaging.actions.answer_links import make_answer_link
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.queries.acting import logins_with_role
from community.people.states import RoleKind
from providers.actions.visit_notifications import (
    MY_VISITS_LINK,
    TO_ANSWER_WITHIN,
    VISITS_TO_ANSWER_LINK,
    what_and_when,
)
from providers.answer_purposes import AnswerPurpose
from providers.message_kinds import ProviderMessage
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.queries.supply import provider_members
from providers.wording.visit_lines import answered_text

LINES_NOT_YET_LINK = "/connect/visits/"


def notify_lines_said(visit: VisitRequest, *, key: str, now: datetime) -> None:
    """To each who speaks for the place, with a link of their own. No line stands in the mail."""
    text = _(
        "Somebody who comes to %(what)s says what would make it good for them. Please answer each"
        " line before the day: yes, like this instead, or not yet."
    )
    until = visit.session.starts_at if visit.session else now + TO_ANSWER_WITHIN
    for login in provider_members(visit.listing.provider_id):
        link = make_answer_link(
            purpose=AnswerPurpose.MAKES_IT_GOOD,
            ref=f"visit_request:{visit.pk}:login:{login.pk}",
            until=until,
            now=now,
        )
        notify_each_login(
            [login.pk],
            kind=ProviderMessage.VISIT_LINES_TO_ANSWER,
            subject=_("What would make it good for somebody"),
            text=text % {"what": what_and_when(visit)},
            link=VISITS_TO_ANSWER_LINK,
            key=f"visit_request:{visit.pk}:{key}:login",
            answer_link=link,
            now=now,
        )


def notify_lines_answered(
    visit: VisitRequest, lines: Iterable[VisitLine], *, now: datetime
) -> None:
    if visit.person_id is None:
        return
    notify_person(
        person_id=visit.person_id,
        kind=ProviderMessage.VISIT_LINES_ANSWERED,
        subject=_("What they answer to your lines"),
        text=answered_text(visit, lines),
        about=what_and_when(visit),
        link=MY_VISITS_LINK,
        key=f"visit_request:{visit.pk}:lines_answered:{now.isoformat()}",
        now=now,
    )


def notify_lines_not_yet(visit: VisitRequest, *, now: datetime) -> None:
    """To the connectors, before the visit: the lines stand on their page."""
    connectors = logins_with_role(RoleKind.CONNECTOR, visit.listing.provider.area_id)
    notify_each_login(
        [login.pk for login in connectors],
        kind=ProviderMessage.VISIT_LINE_NOT_YET,
        subject=_("Something a place cannot do yet"),
        text=_("Somebody comes to %(what)s, and the place cannot do all that would make it good.")
        % {"what": what_and_when(visit)},
        link=LINES_NOT_YET_LINK,
        key=f"visit_request:{visit.pk}:not_yet:{now.isoformat()}",
        now=now,
    )


def notify_lines_wait(visit: VisitRequest, *, key: str, now: datetime) -> None:
    """To each who speaks for the place, again. No line stands in the mail."""
    notify_each_login(
        [login.pk for login in provider_members(visit.listing.provider_id)],
        kind=ProviderMessage.VISIT_LINES_TO_ANSWER,
        subject=_("What would make it good for somebody"),
        text=_("Somebody who comes to %(what)s has no answer yet. Please answer before the day.")
        % {"what": what_and_when(visit)},
        link=VISITS_TO_ANSWER_LINK,
        key=f"visit_request:{visit.pk}:{key}:login",
        now=now,
    )


def notify_lines_unanswered(visit: VisitRequest, *, key: str, now: datetime) -> None:
    """To the connectors, before the visit: they can ask the place by telephone."""
    connectors = logins_with_role(RoleKind.CONNECTOR, visit.listing.provider.area_id)
    notify_each_login(
        [login.pk for login in connectors],
        kind=ProviderMessage.VISIT_LINE_NOT_YET,
        subject=_("Something a place cannot do yet"),
        text=_("Somebody comes to %(what)s, and the place has not answered what they said.")
        % {"what": what_and_when(visit)},
        link=LINES_NOT_YET_LINK,
        key=f"visit_request:{visit.pk}:{key}:login",
        now=now,
    )
