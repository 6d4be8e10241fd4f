"""What is told of a visit: to whoever runs it, and to whoever comes. Each is told once, by its
key; a name only of whoever is expected (P77)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.dates import format_moment
from community.common.lifecycle import not_none
from community.messaging.actions.answer_links import make_answer_link
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.messaging.models import AnswerLink
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from providers.answer_purposes import AnswerPurpose
from providers.message_kinds import ProviderMessage
from providers.models.visit_requests import VisitRequest
from providers.queries.supply import provider_members
from providers.states import AttendingAccess
from providers.wording.first_visits import first_visit_text

VISITS_TO_ANSWER_LINK = "/provide/visits/"
MY_VISITS_LINK = "/my-sessions/"
NOT_COMING_WITHIN = timedelta(days=365)  # where it is of no day
TO_ANSWER_WITHIN = timedelta(days=28)  # as before


def notify_visit_to_answer(visit: VisitRequest, *, key: str = "asked", now: datetime) -> None:
    """Without the name, and without what help is asked. Each who speaks for the place has a link of
    their own, by which they answer without signing in (P76)."""
    text = _(
        "Somebody asks whether they can come to %(what)s. Please say yes, on which other day,"
        " or not this time. You read who it is, signed in, once you have said yes."
    )
    until = visit.session.starts_at if visit.session else now + TO_ANSWER_WITHIN
    for login in provider_members(visit.listing.provider_id):
        link = make_answer_link(
            purpose=AnswerPurpose.CAN_THEY_COME,
            ref=f"visit_request:{visit.pk}:login:{login.pk}",
            until=until,
            now=now,
        )
        notify_each_login(
            [login.pk],
            kind=ProviderMessage.VISIT_TO_ANSWER,
            subject=_("Somebody asks to come"),
            text=text % {"what": what_and_when(visit)},
            link=VISITS_TO_ANSWER_LINK,
            key=f"visit_request:{visit.pk}:{key}:login",
            answer_link=link,
            now=now,
        )


def notify_visit_said(visit: VisitRequest, *, now: datetime) -> None:
    may = visit.attending_access == AttendingAccess.JUST_COME
    text = _("%(who)s may come to %(what)s.") if may else _("%(who)s is coming to %(what)s.")
    _notify_provider(
        visit,
        kind=ProviderMessage.VISIT_SAID,
        subject=_("Somebody may come") if may else _("Somebody is coming"),
        text=text % {"who": visit.known_as, "what": what_and_when(visit)},
        key=f"said:{now.isoformat()}",
        now=now,
    )


def notify_visit_agreed(visit: VisitRequest, *, now: datetime) -> None:
    """To whoever comes: when, where, and whom to look for."""
    if visit.person_id is None:
        return
    listing = visit.listing
    place = visit.session.place_words if visit.session else listing.place_words
    link = _not_coming_link(visit, now)
    lines = [
        _("They know that you may come to %(what)s.")
        if visit.attending_access == AttendingAccess.JUST_COME
        else _("You are expected at %(what)s."),
        _("Where: %(place)s.") if place else "",
        _("If you do not come after all, say so by the link. Nobody asks why.")
        if link
        else _("If you do not come after all, one press on your page says so. Nobody asks why."),
    ]
    facts = {
        "what": what_and_when(visit),
        "place": place.rstrip("."),
    }
    first_visit = first_visit_text(listing).splitlines()
    notify_person(
        person_id=visit.person_id,
        kind=ProviderMessage.VISIT_AGREED,
        subject=_("When and where you are expected"),
        text=" ".join([*(line % facts for line in lines if line), *first_visit]),
        link=MY_VISITS_LINK,
        key=f"visit_request:{visit.pk}:agreed",
        answer_link=link,
        over_at=visit.session.ends_at if visit.session else None,
        now=now,
    )


def _not_coming_link(visit: VisitRequest, now: datetime) -> AnswerLink | None:
    """For whoever is reached by mail and has no page here, where one press would say it."""
    person = not_none(visit.person)
    plan = contact_plan_of(person.pk)
    if person.login_id is not None or plan is None or plan.true_channel != Channel.EMAIL:
        return None
    return make_answer_link(
        purpose=AnswerPurpose.NOT_COMING,
        ref=f"visit_request:{visit.pk}",
        # “Not today” is an answer at the door too.
        until=visit.session.ends_at if visit.session else now + NOT_COMING_WITHIN,
        now=now,
    )


def notify_visit_not_coming(visit: VisitRequest, *, was_expected: bool, now: datetime) -> None:
    """The name where they had read it."""
    who = visit.known_as if was_expected else _("somebody who had asked")
    _notify_provider(
        visit,
        kind=ProviderMessage.VISIT_NOT_COMING,
        subject=_("Somebody is not coming after all"),
        text=_("%(who)s is not coming to %(what)s after all.")
        % {"who": who, "what": what_and_when(visit)},
        key=f"not_coming:{now.isoformat()}",
        now=now,
    )


def what_and_when(visit: VisitRequest) -> str:
    title = f"“{visit.listing.title}”"
    if visit.session is None:
        return title
    return _("%(what)s on %(moment)s") % {
        "what": title,
        "moment": format_moment(visit.session.starts_at),
    }


def _notify_provider(
    visit: VisitRequest, *, kind: ProviderMessage, subject: str, text: str, key: str, now: datetime
) -> None:
    notify_each_login(
        [login.pk for login in provider_members(visit.listing.provider_id)],
        kind=kind,
        subject=subject,
        text=text,
        link=VISITS_TO_ANSWER_LINK,
        key=f"visit_request:{visit.pk}:{key}:login",
        now=now,
    )
