"""What other hands stop for somebody is looked at by whoever works there (P18); the second time in
a month by the same hands, before it is so (P19)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.acting import Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StopByOthers
from community.people.queries.acting import PAPER_ENTRY_ROLES, logins_with_role

SECOND_STOP_WITHIN = timedelta(days=30)


def hold_second_stop(*, about: str, what: str, by: Acting, now: datetime) -> bool:
    """Whether whoever works there is asked first, as the same hands stopped something of the
    person's less than a month ago. They enter it from paper where the person wants it, and the
    person hears of it. Else the caller stops it now, which is remembered of these hands; so too
    where nobody works there. `what`: "That … has ended"."""
    if not by.is_by_other_hands:
        return False
    worker_ids = _others_who_work_there(by)
    if not worker_ids or not _stopped_lately(by, now):
        StopByOthers.objects.create(person=by.required_person, stopped_by=by.login, stopped_at=now)
        return False
    key = f"stop:{about}:{by.login_id}:{now:%Y%m%d}"
    values = {
        "who": by.required_login.name,
        "person": by.required_person.preferred_name,
        "what": what,
    }
    notify_each_login(
        worker_ids,
        kind=PeopleMessage.STOP_TO_LOOK_AT,
        subject=_("Something of somebody’s is to be stopped"),
        text=_(
            "%(who)s says for %(person)s: %(what)s. It is the second time in a month, so nothing"
            " has stopped yet. Ask %(person)s, and enter it from paper if it is what they want."
        )
        % values,
        link="/paper/",
        key=f"{key}:first",
        now=now,
    )
    notify_person(
        person_id=by.required_person.pk,
        kind=PeopleMessage.STOP_TO_LOOK_AT,
        subject=_("Somebody wants to stop something of yours"),
        text=_(
            "%(who)s says: %(what)s. Nothing has stopped. Somebody who works here asks you first."
        )
        % values,
        link="/home/history/",
        key=f"{key}:person",
        not_told_by_login_id=by.login_id,
        now=now,
    )
    return True


def notify_workers_of_stop(*, what: str, key: str, by: Acting, now: datetime) -> None:
    """It has stopped already; they see that it is what the person wants. Nothing where the person
    stopped it themselves."""
    if not by.is_by_other_hands:
        return
    notify_each_login(
        _others_who_work_there(by),
        kind=PeopleMessage.STOP_TO_LOOK_AT,
        subject=_("Something was stopped for somebody"),
        text=_("%(who)s said for %(person)s: %(what)s. Please see that it is what they want.")
        % {
            "who": by.required_login.name,
            "person": by.required_person.preferred_name,
            "what": what,
        },
        link="/paper/",
        key=f"{key}:workers",
        now=now,
    )


def _stopped_lately(by: Acting, now: datetime) -> bool:
    return StopByOthers.objects.filter(
        person=by.required_person, stopped_by=by.login, stopped_at__gt=now - SECOND_STOP_WITHIN
    ).exists()


def _others_who_work_there(by: Acting) -> list[int]:
    area_id = by.required_person.area_id
    if area_id is None:
        return []
    there = {login.pk for kind in PAPER_ENTRY_ROLES for login in logins_with_role(kind, area_id)}
    return sorted(there - {by.login_id})
