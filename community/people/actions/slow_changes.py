"""What frees money or hides somebody, asked for by other hands: told, looked at, waited for (P17).

Whoever asks says what the person said or showed. The app that the change is of does it, by
`do_slow_change`, once it counts; the person, whoever may decide for them, or a worker stops it in
one press.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.refusals import NotFound, or_not_found
from community.messaging.actions.notifying import (
    CountedDays,
    notify_each_login,
    notify_person,
)
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.acting import SYSTEM, Acting
from community.people.actions.approvals import request_approval, withdraw_approval_request
from community.people.actions.audit_lines import record_deed
from community.people.actions.ways_in import close_new_way
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import SlowChange
from community.people.models.persons import Person
from community.people.queries.acting import roles_of
from community.people.queries.getting_back_in import is_through_representative
from community.people.queries.representations import AUTHORITY_ROLES
from community.people.queries.slow_changes import NOT_FOR_WHO_ACTS, counts_now
from community.people.rules.authority import check_any_role, check_may_stop
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.rules.slow_changes import NobodyLooksThere, check_showed, check_still_waits
from community.people.states import (
    SLOW_CHANGE,
    ApprovalPurpose,
    SlowChangeState,
)
from community.people.wording import not_in_force_text
from community.places.models.areas import Area


@transaction.atomic
def request_slow_change(
    *,
    purpose: ApprovalPurpose,
    about: str,
    words: str,
    values: dict[str, Any],
    what_they_showed: str,
    second_words: str = "",
    by: Acting,
    now: datetime,
) -> SlowChange:
    """Nothing changes yet. The caller has asked how far whoever asks may go. One that waits about
    the same is over: this takes its place, and its wait begins anew. `second_words`: what would
    change, where the second person reads more of it than the messages say."""
    check_slow_change(what_they_showed, by=by)
    area = _area_of_second(by)
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    stop_waiting_change(purpose=purpose, about=about, by=by, now=now)
    change = SlowChange.objects.create(
        purpose=purpose,
        about=about,
        person=person,
        words=words,
        values=values,
        what_they_showed=what_they_showed.strip(),
        requested_by=by.login,
        requested_at=now,
    )
    record_deed(
        by=by, deed=PeopleDeed.REQUEST_SLOW_CHANGE, about=f"slow_change:{change.pk}", now=now
    )
    _notify_of_request(change, now)
    _request_second(change, second_words or words, area, by, now)
    return change


def check_slow_change(what_they_showed: str, *, by: Acting) -> None:
    """What asking for one is refused for, before anybody looks it over (fault B8)."""
    check_showed(what_they_showed)
    _area_of_second(by)


def _area_of_second(by: Acting) -> Area:
    """Where somebody works who can look: where the person lives, or where the authority was
    agreed."""
    agreed_in = by.representation.agreed_in if by.representation else None
    area = by.required_person.area or agreed_in
    if area is None:
        raise NobodyLooksThere(
            _("Nobody works there who could look at this."),
            next_step=_("They can do it themselves, or say where they live first."),
        )
    return area


def _request_second(change: SlowChange, what: str, area: Area, by: Acting, now: datetime) -> None:
    request_approval(
        purpose=ApprovalPurpose(change.purpose),
        about=f"slow_change:{change.pk}",
        area=area,
        person=change.person,
        words=_("%(what)s %(person)s said or showed: %(showed)s")
        % {
            "what": what,
            "person": capfirst(change.person.preferred_name),
            "showed": change.what_they_showed,
        },
        for_login=by.login,
        by=by,
        now=now,
    )


@transaction.atomic
def stop_slow_change(*, change_id: int, by: Acting, now: datetime) -> SlowChange:
    """ "I do not want this": one press, by the person, by whoever may decide for them, from paper,
    or by a worker of their area (P18). Stopped twice, it is stopped once."""
    change = _lock(change_id)
    if by.person_id == change.person_id:
        _check_may_stop(change, by, now)
    else:
        check_any_role(roles_of(by.login_id), AUTHORITY_ROLES, change.person.area_id)
    if change.state != SlowChangeState.NOT_WANTED:
        check_still_waits(change.state)
        _stop(change, by, now)
    return change


def _check_may_stop(change: SlowChange, by: Acting, now: datetime) -> None:
    if change.purpose not in NOT_FOR_WHO_ACTS:
        check_may_stop(by, now=now)
    elif by.representation is not None:
        raise NotFound(_("We cannot find that page."))  # how they sign in and are reached: P12


def stop_waiting_change(*, purpose: ApprovalPurpose, about: str, by: Acting, now: datetime) -> None:
    """What has been changed since is no longer waited for. If nothing waits, nothing changes."""
    waiting = SlowChange.objects.select_for_update(no_key=True, of=("self",)).filter(
        purpose=purpose, about=about, state=SlowChangeState.WAITING
    )
    for change in waiting.select_related("person", "requested_by"):
        _stop(change, by, now)


def _stop(change: SlowChange, by: Acting, now: datetime) -> None:
    withdraw_approval_request(
        purpose=ApprovalPurpose(change.purpose), about=f"slow_change:{change.pk}", by=by, now=now
    )
    transition_slow_change(change, SlowChangeState.NOT_WANTED, by=by, now=now)
    if change.purpose == ApprovalPurpose.GET_BACK_IN:
        close_new_way(change, now=now)
    _notify_of_end(change, now)


@transaction.atomic
def refuse_slow_change(*, change_id: int, now: datetime) -> None:
    """A second person has said no."""
    change = _lock(change_id)
    if change.state == SlowChangeState.WAITING:
        transition_slow_change(change, SlowChangeState.REFUSED, by=SYSTEM, now=now)
        _notify_of_end(change, now)


def do_slow_change(*, change_id: int, now: datetime) -> SlowChange | None:
    """The one that counts now, as done, in the transaction of whoever does it, after its other
    locks; None where it was stopped or done meanwhile."""
    change = _lock(change_id)
    if not counts_now(change_id, now):
        return None
    change.done_at = now
    transition_slow_change(change, SlowChangeState.DONE, "done_at", by=SYSTEM, now=now)
    _notify_of_end(change, now)
    return change


@transaction.atomic
def record_told_of_change(*, change_id: int, told_at: datetime, now: datetime) -> None:
    """What was sent has gone, or was said at a visit; the wait runs from then."""
    change = _lock(change_id)
    if change.told_at is None:
        change.told_at = told_at
        change.save(update_fields=["told_at"])


@transaction.atomic
def stop_by_link(*, change_id: int, now: datetime) -> None:
    """By the link in the message to the address that was theirs: nobody is signed in (P48)."""
    change = _lock(change_id)
    if change.state != SlowChangeState.NOT_WANTED:
        check_still_waits(change.state)
        _stop(change, SYSTEM, now)


def _lock(change_id: int) -> SlowChange:
    changes = SlowChange.objects.select_for_update(no_key=True, of=("self",))
    return or_not_found(
        changes.select_related("person", "requested_by").filter(pk=change_id).first()
    )


def transition_slow_change(
    change: SlowChange, state: SlowChangeState, *fields: str, by: Acting, now: datetime
) -> None:
    deed = SLOW_CHANGE.deed_for(change.state, state)
    change.state = state
    change.save(update_fields=["state", *fields])
    about, for_person = f"slow_change:{change.pk}", change.person_id
    record_deed(by=by, deed=deed, about=about, for_person=for_person, now=now)


def asked_key(change_id: int) -> str:
    """Of the message by which a person hears what was asked for: from then the wait runs."""
    return f"slow_change:{change_id}:asked"


def _notify_of_request(change: SlowChange, now: datetime) -> None:
    """In the way in which the person is reached so far, and never by whoever asked."""
    if not _is_told_by_plan(change):
        return
    who = change.requested_by.name if change.requested_by else ""
    notify_person(
        person_id=change.person_id,
        kind=_kind(change, PeopleMessage.SLOW_CHANGE_REQUESTED),
        subject=_("Somebody asked to change something of yours"),
        text=_(
            "%(who)s asked for this: %(what)s They wrote that you said or showed: “%(showed)s”."
            " Nothing has changed. A second person looks at it. If you do not want it, say so on"
            " your page, or to anybody who works here."
        )
        % {"who": who, "what": change.words, "showed": change.what_they_showed},
        link=f"/changes/{change.pk}/",
        is_notice=True,
        counts=CountedDays(WAIT_BEFORE_DECIDING.days, _("It waits at least until %(day)s.")),
        key=asked_key(change.pk),
        not_told_by_login_id=_not_told_by(change),
        now=now,
    )


def _notify_of_end(change: SlowChange, now: datetime) -> None:
    """Done, or over without it. Whoever asked hears the second without why (P9)."""
    is_done = change.state == SlowChangeState.DONE
    text = _("This is done now: %(what)s") if is_done else _("This does not happen: %(what)s")
    if _is_told_by_plan(change):
        notify_person(
            person_id=change.person_id,
            kind=_kind(change, PeopleMessage.SLOW_CHANGE_ENDED),
            subject=_("What somebody asked to change"),
            text=text % {"what": change.words},
            link=f"/changes/{change.pk}/",
            key=f"slow_change:{change.pk}:{change.state}",
            not_told_by_login_id=_not_told_by(change),
            now=now,
        )
    asker = [change.requested_by_id] if change.requested_by_id else []
    notify_each_login(
        asker,
        kind=PeopleMessage.SLOW_CHANGE_ENDED,
        subject=_("What you asked to change for somebody"),
        text=_("It is done.") if is_done else not_in_force_text(change.person.area_id),
        link="/home/",
        key=f"slow_change:{change.pk}:asker",
        now=now,
    )


def _is_told_by_plan(change: SlowChange) -> bool:
    """How somebody signs in is never told through whoever acts for them (P12)."""
    plan = contact_plan_of(change.person_id)
    is_way_back = change.purpose == ApprovalPurpose.GET_BACK_IN
    return not (is_way_back and plan is not None and is_through_representative(plan))


def _kind(change: SlowChange, usual: PeopleMessage) -> PeopleMessage:
    """How they are reached is read by nobody who acts for them (P12)."""
    is_reach = change.purpose == ApprovalPurpose.REACH
    return PeopleMessage.REACH_TO_CHANGE if is_reach else usual


def _not_told_by(change: SlowChange) -> int | None:
    """Never by whoever asked; nor by whoever acts for them, that they are to be reached
    otherwise."""
    plan = contact_plan_of(change.person_id)
    is_reach = change.purpose == ApprovalPurpose.REACH
    if is_reach and plan is not None and is_through_representative(plan):
        return plan.through_login_id
    return change.requested_by_id
