"""Getting back in after a lost mailbox or telephone (P48): asked for by the person, face to face or
on paper; done by two who work here; told by the old address and by a second way; after 72 hours."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.intake import take_in_address
from community.common.lifecycle import not_none
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import CountedDays, notify_each_login
from community.messaging.queries.contact_plans import contact_plan_of, words_of_plan
from community.messaging.states import Channel
from community.people.acting import SYSTEM, Acting
from community.people.actions.slow_changes import do_slow_change, request_slow_change
from community.people.actions.ways_in import replace_ways_in
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import SlowChange
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.queries.acting import PAPER_ENTRY_ROLES, roles_of
from community.people.queries.getting_back_in import (
    addresses_of_others,
    is_address_shown,
    is_address_taken,
    is_representative,
    not_me_token,
    old_address_key,
    works_here,
)
from community.people.rules.authority import check_any_role
from community.people.rules.getting_back_in import (
    check_has_a_way_in,
    check_new_address,
    check_represents_nobody_here,
)
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.states import ApprovalPurpose


@transaction.atomic
def request_way_back(
    *, email: str, what_they_showed: str, has_met: bool, by: Acting, now: datetime
) -> SlowChange:
    """By a worker of the person's area, who acts for them in nothing else. Nothing changes yet.

    `what_they_showed`: how the person asked for it; `has_met`: the worker has met them before.
    """
    person = by.required_person
    check_any_role(roles_of(by.login_id), PAPER_ENTRY_ROLES, person.area_id)
    check_represents_nobody_here(is_representative(by.login_id, person.pk))
    login = _check_way_in(person)
    email = take_in_address(email)
    check_new_address(
        email,
        addresses_of_others(person, by.required_login),
        is_taken=is_address_taken(email, but_of=login),
    )
    change = request_slow_change(
        purpose=ApprovalPurpose.GET_BACK_IN,
        about=f"login:{login.pk}",
        words=_("Another address to sign in with."),
        values={"email": email, "has_first_met": has_met},
        what_they_showed=what_they_showed,
        by=by,
        now=now,
    )
    _tell_old_address(change, login, now)
    return change


def _check_way_in(person: Person) -> Login:
    login = person.login
    check_has_a_way_in(
        signs_in=login is not None, works_here=login is not None and works_here(login)
    )
    return not_none(login)


def _tell_old_address(change: SlowChange, login: Login, now: datetime) -> None:
    """To whoever reads it: the person, or whoever has their telephone. So it names nobody and not
    the new address, and one press stops it."""
    notify_each_login(
        [login.pk],
        kind=PeopleMessage.WAY_BACK_REQUESTED,
        subject=_("Was it you who asked for another way to sign in?"),
        text=_(
            "Somebody who works here wrote down that you asked to sign in by another address, as"
            " you cannot read this one. If it was not you, stop it here. It takes one press, and"
            " you need not sign in. If it was you, do nothing: once it counts, this address signs"
            " you in no more."
        ),
        counts=CountedDays(WAIT_BEFORE_DECIDING.days, _("It counts on %(day)s at the earliest.")),
        link=f"/back-in/{not_me_token(change.pk)}/",
        urgent=True,
        key=old_address_key(change.pk),
        now=now,
    )


@transaction.atomic
def get_back_in_as_agreed(*, change_id: int, now: datetime) -> None:
    """Told, looked at, waited for, and the code that came to the new address was typed: then the
    old ways end. Where it was stopped meanwhile, nothing changes."""
    change = SlowChange.objects.select_related("person__login").get(pk=change_id)
    if not is_address_shown(change):
        return
    done = do_slow_change(change_id=change_id, now=now)
    if done is None:
        return
    old_address = not_none(change.person.login).email
    login = replace_ways_in(done, now=now)
    _send_messages_there(done, old_address, now)
    _tell_new_address(done, login, now)


def _send_messages_there(change: SlowChange, old_address: str, now: datetime) -> None:
    """Messages that went to the lost mailbox go to the new one. Any other way stays as it is, but
    a code to sign in may come: that is what was asked for."""
    plan = contact_plan_of(change.person_id)
    if plan is None:
        return
    values = dict(words_of_plan(plan)) | {"codes_may_come": True}
    if (plan.channel, plan.address.lower()) == (Channel.EMAIL, old_address):
        values["address"] = change.values["email"]
    set_contact_plan(
        person_id=change.person_id,
        **values,
        through_words=plan.through_words,
        by=SYSTEM,
        now=now,
    )


def _tell_new_address(change: SlowChange, login: Login, now: datetime) -> None:
    notify_each_login(
        [login.pk],
        kind=PeopleMessage.WAY_BACK_ENDED,
        subject=_("You can sign in by this address"),
        text=_(
            "You asked for it, and from now on it is the only one. Every other address, telephone,"
            " second factor and program that signed you in does so no more."
        ),
        link="/home/",
        key=f"slow_change:{change.pk}:new_address",
        now=now,
    )
