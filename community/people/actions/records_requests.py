"""Records that whoever acts, or acted, for somebody asks for in writing, and who answers."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.refusals import Refused, or_not_found
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.models.records_requests import RecordsRequest
from community.people.models.representations import Representation
from community.people.queries.acting import logins_with_role
from community.people.queries.records_requests import (
    DAYS_AN_ANSWER_IS_READ,
    WHO_ANSWERS,
    records_request_to_answer,
)
from community.people.rules.authority import check_acts_for_self, check_authority
from community.people.states import (
    RecordsRequestKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)
from community.places.models.areas import Area

ANSWERED_WITHIN = timedelta(days=30)


class OwnCopy(Refused):
    code = "your_own_copy"


class NobodyToAsk(Refused):
    code = "nobody_to_ask"


@transaction.atomic
def request_copy(*, words: str, by: Acting, now: datetime) -> RecordsRequest:
    """Anybody else with authority asks in writing; the person is told that it was asked (P13).
    Asked twice, it is asked once."""
    check_authority(by, RepresentationScope.LOOK, now=now)
    if by.representation is None:
        raise OwnCopy(
            _("What is kept about you is yours to read at once."),
            next_step=_("Open “What is kept about you” on your page."),
        )
    return _request(RecordsRequestKind.COPY, by.representation, words, by, now)


@transaction.atomic
def request_own_deeds(*, representation_id: int, by: Acting, now: datetime) -> RecordsRequest:
    """By whoever acted for somebody and may no more: a statement of what they did (P14). One that
    was never agreed reads as one that ended, here too (P9)."""
    representation = or_not_found(
        Representation.objects.select_related("person__area", "agreed_in")
        .filter(pk=representation_id, login=by.login)
        .first()
    )
    is_over = representation.state == RepresentationState.ENDED
    or_not_found(representation if is_over or representation.ends_on < today(now) else None)
    acting = Acting(login=by.login)
    return _request(RecordsRequestKind.OWN_DEEDS, representation, "", acting, now)


@transaction.atomic
def request_own_copy(*, by: Acting, now: datetime) -> RecordsRequest:
    """On paper, by somebody who has no page to read it on: all that is kept, closed, and read by
    nobody on the way but whoever is named for data protection. Asked twice, it is asked once."""
    check_acts_for_self(by)
    person = by.required_person
    request, is_new = RecordsRequest.objects.get_or_create(
        kind=RecordsRequestKind.OWN_COPY,
        person=person,
        answered_at=None,
        defaults={
            "area": _area_or_refuse(person.area),
            "requested_by": by.login,
            "requested_at": now,
            "answer_by": today(now) + ANSWERED_WITHIN,
        },
    )
    if is_new:
        _record(PeopleDeed.REQUEST_OWN_COPY, request, by, now)
        _notify_who_answers(request, now)
        notify_person(
            person_id=person.pk,
            kind=PeopleMessage.OWN_COPY,
            subject=_("Your copy on paper"),
            text=_(
                "It was entered that you want a copy of all that is kept about you. It comes"
                " closed, by %(day)s. If you did not ask for it, say so to anybody who works here."
            )
            % {"day": format_day(request.answer_by)},
            key=f"records:{request.pk}:own",
            now=now,
        )
    return request


def _area_or_refuse(area: Area | None) -> Area:
    if area is None:
        raise NobodyToAsk(
            _("Nobody here can answer this."), next_step=_("Ask the council of the person.")
        )
    return area


def _request(
    kind: RecordsRequestKind,
    representation: Representation,
    words: str,
    by: Acting,
    now: datetime,
) -> RecordsRequest:
    area = _area_or_refuse(representation.agreed_in or representation.person.area)
    request, is_new = RecordsRequest.objects.get_or_create(
        kind=kind,
        representation=representation,
        answered_at=None,
        defaults={
            "person": representation.person,
            "area": area,
            "words": words,
            "requested_by": by.login,
            "requested_at": now,
            "answer_by": today(now) + ANSWERED_WITHIN,
        },
    )
    if is_new:
        is_copy = kind == RecordsRequestKind.COPY
        deed = PeopleDeed.REQUEST_COPY if is_copy else PeopleDeed.REQUEST_OWN_DEEDS
        _record(deed, request, by, now)
        _notify_who_answers(request, now)
    return request


def _notify_who_answers(request: RecordsRequest, now: datetime) -> None:
    """Whoever holds the role there; where nobody does, the operator, who must find somebody."""
    kind = RecordsRequestKind(request.kind)
    there = list(logins_with_role(WHO_ANSWERS[kind], request.area_id))
    operators = list(logins_with_role(RoleKind.OPERATOR, request.area_id))
    notify_each_login(
        [login.pk for login in there or operators if login.pk != request.requested_by_id],
        kind=PeopleMessage.RECORDS_REQUESTED,
        subject=_("Somebody asks for records"),
        text=_("Somebody asked in writing for %(what)s. It is to be answered by %(day)s.")
        % {"what": kind.label, "day": format_day(request.answer_by)},
        link=f"/records/{request.pk}/",
        key=f"records:{request.pk}:asked",
        now=now,
    )


@transaction.atomic
def answer_copy_request(
    *, request_id: int, left_in: Collection[str], words: str = "", by: Acting, now: datetime
) -> RecordsRequest:
    """The data-protection contact has read it and says what is left in: no worry, nothing of third
    parties, nothing that the person said not to tell. The person hears that it was answered."""
    request = _lock(request_id, RecordsRequestKind.COPY, by)
    request.left_in = sorted(left_in)
    request.answer_words = words.strip()
    _answer(request, by, now)
    _record(PeopleDeed.ANSWER_COPY_REQUEST, request, by, now)
    notify_person(
        person_id=request.person_id,
        kind=PeopleMessage.COPY_ANSWERED,
        subject=_("Somebody asked for a copy about you"),
        text=_("%(who)s asked for a copy of what is kept about you. %(by)s looked at it first.")
        % {
            "who": not_none(request.representation).login.name,
            "by": capfirst(by.required_login.name),
        },
        link="/home/history/",
        key=f"records:{request.pk}:answered",
        not_told_by_login_id=request.requested_by_id,
        now=now,
    )
    notify_each_login(
        [not_none(request.representation).login_id],
        kind=PeopleMessage.RECORDS_ANSWERED,
        subject=_("Your request was answered"),
        text=_("What you asked for in writing was answered. You can read it before %(day)s.")
        % {"day": format_day(today(now + timedelta(days=DAYS_AN_ANSWER_IS_READ)))},
        link="/copy/",
        key=f"records:{request.pk}:answered",
        now=now,
    )
    return request


@transaction.atomic
def give_own_deeds(*, request_id: int, by: Acting, now: datetime) -> RecordsRequest:
    """A connector has printed the statement and given it to whoever asked."""
    request = _lock(request_id, RecordsRequestKind.OWN_DEEDS, by)
    _answer(request, by, now)
    _record(PeopleDeed.GIVE_OWN_DEEDS, request, by, now)
    return request


@transaction.atomic
def give_own_copy(*, request_id: int, by: Acting, now: datetime) -> RecordsRequest:
    """Whoever is named for data protection printed it, closed it, and sent it on its way."""
    request = _lock(request_id, RecordsRequestKind.OWN_COPY, by)
    _answer(request, by, now)
    _record(PeopleDeed.GIVE_OWN_COPY, request, by, now)
    notify_person(
        person_id=request.person_id,
        kind=PeopleMessage.OWN_COPY,
        subject=_("Your copy on paper"),
        text=_(
            "The copy of all that is kept about you is on its way, closed, with your name on it."
            " If it comes opened, or not at all, say so to anybody who works here."
        ),
        key=f"records:{request.pk}:answered",
        now=now,
    )
    return request


def _lock(request_id: int, kind: RecordsRequestKind, by: Acting) -> RecordsRequest:
    """One that this login may answer, locked; one that was answered is not there."""
    request = records_request_to_answer(request_id, by.login_id)
    locked = RecordsRequest.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk=request.pk, kind=kind, answered_at__isnull=True
    )
    return or_not_found(locked.select_related("representation__login").first())


def _answer(request: RecordsRequest, by: Acting, now: datetime) -> None:
    request.answered_by, request.answered_at = by.login, now
    request.save(update_fields=["answered_by", "answered_at", "left_in", "answer_words"])


def _record(deed: PeopleDeed, request: RecordsRequest, by: Acting, now: datetime) -> None:
    record_deed(
        by=by,
        deed=deed,
        about=f"representation:{request.representation_id}"
        if request.representation_id
        else f"person:{request.person_id}",
        for_person=request.person_id,
        now=now,
    )
