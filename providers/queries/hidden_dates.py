"""Single dates that a person keeps from whoever acts for them: nowhere to be found for these (P12).

The person, and whoever works there or runs it, find them where they always were.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from community.audit.models import AuditEntry
from community.messaging.models import Message
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.acting import Acting
from community.people.actions.audit_lines import deed_key
from community.people.queries.getting_back_in import (
    is_representative,
    is_through_representative,
)
from providers.models.sessions import Booking, Session, SessionDispute
from providers.models.visit_requests import VisitRequest


def keeps_dates_from(by: Acting) -> bool:
    """By the hands of somebody who acts for the person, or has asked to; on paper too. Whoever runs
    it still sees who is coming."""
    if by.representation is not None:
        return True
    by_record = by.on_paper or by.decision is not None
    return by_record and is_representative(by.login_id, by.required_person.pk)


def shown_to(by: Acting, bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.filter(hidden_at=None) if keeps_dates_from(by) else bookings


def session_ids_hidden_from(by: Acting) -> frozenset[int]:
    """Of the sessions in which the person has a place, those that whoever reads does not find."""
    return _hidden_session_ids(by.required_person.pk) if keeps_dates_from(by) else frozenset()


def starts_hidden_from(by: Acting) -> frozenset[datetime]:
    """When those sessions begin: days and hours that stand nowhere for whoever reads."""
    sessions = Session.objects.filter(pk__in=session_ids_hidden_from(by))
    return frozenset(sessions.values_list("starts_at", flat=True))


def messages_but_of_hidden(messages: QuerySet[Message], person_id: UUID) -> QuerySet[Message]:
    """What was said to a person, without what is about those dates."""
    return messages.exclude(_is_message_about(person_id, _hidden_session_ids(person_id)))


def lines_but_of_hidden(entries: QuerySet[AuditEntry], person_id: UUID) -> QuerySet[AuditEntry]:
    """What was done for a person, without what is about those dates."""
    return entries.exclude(about__in=_abouts(person_id, _hidden_session_ids(person_id)))


def messages_about(booking: Booking) -> QuerySet[Message]:
    """All that was written to its person about one place."""
    about = _is_message_about(booking.person_id, frozenset([booking.session_id]))
    return Message.objects.filter(about, person_id=booking.person_id)


def _hidden_session_ids(person_id: UUID) -> frozenset[int]:
    hidden = Booking.objects.filter(person_id=person_id, hidden_at__isnull=False)
    return frozenset(hidden.values_list("session_id", flat=True))


def _abouts(person_id: UUID, session_ids: frozenset[int]) -> list[str]:
    """By what the lines of the audit, and the keys of messages, begin."""
    if not session_ids:
        return []
    bookings = Booking.objects.filter(person_id=person_id, session_id__in=session_ids)
    disputes = SessionDispute.objects.filter(person_id=person_id, session_id__in=session_ids)
    visits = VisitRequest.objects.filter(person_id=person_id, session_id__in=session_ids)
    return [
        *(f"session:{pk}" for pk in sorted(session_ids)),
        *(f"booking:{pk}" for pk in bookings.values_list("pk", flat=True)),
        *(f"session_dispute:{pk}" for pk in disputes.values_list("pk", flat=True)),
        *(f"visit_request:{pk}" for pk in visits.values_list("pk", flat=True)),
    ]


def _is_message_about(person_id: UUID, session_ids: frozenset[int]) -> Q:
    abouts = _abouts(person_id, session_ids)
    deeds = AuditEntry.objects.filter(for_person=person_id, about__in=abouts)
    about_them = Q(key__in=[deed_key(pk) for pk in deeds.values_list("pk", flat=True)])
    for about in abouts:
        about_them |= Q(key__startswith=f"{about}:")
    return about_them


def tellers_kept_out(person_ids: Collection[UUID], starts: Collection[datetime]) -> dict[UUID, int]:
    """{person: the login that may not tell them of these days}: through which they are told things,
    where it acts for them and one of the days is hidden from it. Somebody else tells it."""
    hidden = Booking.objects.filter(
        person_id__in=person_ids, session__starts_at__in=starts, hidden_at__isnull=False
    )
    kept_out = {each.person_id: teller_kept_out(each) for each in hidden}
    return {person_id: login_id for person_id, login_id in kept_out.items() if login_id}


def teller_kept_out(booking: Booking) -> int | None:
    """The login through which its person is told things, where that one acts for them and the
    date is hidden: somebody else tells it."""
    if booking.hidden_at is None:
        return None
    plan = contact_plan_of(booking.person_id)
    return plan.through_login_id if plan and is_through_representative(plan) else None
