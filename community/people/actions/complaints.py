"""A complaint, made by the person or entered from their sheet, and its answer (P60).

As of a note about a worry there is no line in the audit, which whoever acts for the person could
read: it may be about them.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.acting import Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.complaints import Complaint
from community.people.models.persons import Person
from community.people.queries.acting import logins_with_role
from community.people.queries.complaints import (
    area_that_answers,
    complaint_to_answer,
    logins_to_answer,
)
from community.people.rules.authority import check_acts_for_self, check_may_write
from community.people.rules.complaints import answer_due_on, check_somebody_answers
from community.people.states import ComplaintAbout, RoleKind
from community.people.wording import outside_text


@transaction.atomic
def complain(*, about: ComplaintAbout, words: str, by: Acting, now: datetime) -> Complaint:
    """In the person's own words, on a screen or on paper. The same words again, before they are
    answered, are the same complaint."""
    check_acts_for_self(by)
    # Held, so that a button pressed twice complains once.
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    of_theirs = Complaint.objects.filter(person=person, answered_at__isnull=True)
    same = of_theirs.filter(about=about, words=words).first()
    if same is not None:
        return same
    own = {login_id for login_id in (by.login_id, person.login_id) if login_id is not None}
    area = area_that_answers(person)
    readers = logins_to_answer(about, area.pk, but=own) if area else []
    check_somebody_answers(readers)
    area = not_none(area)
    complaint = Complaint.objects.create(
        person=person,
        area=area,
        about=about,
        words=words,
        on_paper=by.on_paper,
        made_by=by.login,
        made_at=now,
        answer_by=answer_due_on(now, nation=area.nation),
    )
    _notify(complaint, readers, by, now)
    return complaint


def _notify(complaint: Complaint, readers: list[int], by: Acting, now: datetime) -> None:
    """Nothing of the words leaves this site in a message."""
    day = format_day(complaint.answer_by)
    notify_each_login(
        readers,
        kind=PeopleMessage.COMPLAINT_TO_ANSWER,
        subject=_("Somebody complains, and waits for your answer"),
        text=_("Read it, ask who was there, and answer by %(day)s.") % {"day": day},
        link=f"/complaints-to-answer/{complaint.pk}/",
        key=f"complaint:{complaint.pk}",
        now=now,
    )
    notify_person(
        person_id=complaint.person_id,
        kind=PeopleMessage.COMPLAINT_TAKEN,
        subject=_("What you told us is with somebody"),
        text=_("Somebody who did not write it down for you answers by %(day)s. %(outside)s")
        % {"day": day, "outside": outside_text(complaint.area.nation)},
        link="/complain/",
        key=f"complaint:{complaint.pk}",
        not_told_by_login_id=by.login_id if by.on_paper else None,
        now=now,
    )


@transaction.atomic
def answer_complaint(*, complaint_id: int, words: str, by: Acting, now: datetime) -> Complaint:
    """By somebody who neither made it nor wrote it down. The person hears the answer; the first
    one stands."""
    check_may_write(by)
    complaint = complaint_to_answer(complaint_id, by.login_id)
    waiting = Complaint.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk=complaint.pk, answered_at__isnull=True
    )
    complaint = or_not_found(waiting.select_related("area").first())
    complaint.answer, complaint.answered_at, complaint.answered_by = words, now, by.login
    complaint.save(update_fields=["answer", "answered_at", "answered_by"])
    notify_person(
        person_id=complaint.person_id,
        kind=PeopleMessage.COMPLAINT_ANSWERED,
        subject=_("An answer to what you told us"),
        text=_("%(who)s answers: %(words)s\n%(outside)s")
        % {
            "who": by.required_login.name,
            "words": words,
            "outside": outside_text(complaint.area.nation),
        },
        link="/complain/",
        key=f"complaint:{complaint.pk}:answered",
        now=now,
    )
    return complaint


@transaction.atomic
def tell_of_late_complaint(*, complaint_id: int, now: datetime) -> Complaint:
    """Nobody answered by the day that was named: the operator is told, once, and may answer."""
    complaint = Complaint.objects.select_for_update(no_key=True).get(pk=complaint_id)
    if complaint.answered_at or complaint.late_told_at or today(now) <= complaint.answer_by:
        return complaint
    operators = [login.pk for login in logins_with_role(RoleKind.OPERATOR, complaint.area_id)]
    notify_each_login(
        operators,
        kind=PeopleMessage.COMPLAINT_LATE,
        subject=_("Somebody complained, and had no answer in time"),
        text=_("It was to be answered by %(day)s. Please answer it, or ask who does.")
        % {"day": format_day(complaint.answer_by)},
        link=f"/complaints-to-answer/{complaint.pk}/",
        urgent=True,
        key=f"complaint:{complaint.pk}:late",
        now=now,
    )
    complaint.late_told_at = now
    complaint.save(update_fields=["late_told_at"])
    return complaint
