"""The one place where somebody else's hands change how a login signs in (P48): two people, three
days after it was told. Nothing else here gives a login an address, a key or a second factor."""

from datetime import date, datetime
from hashlib import sha256

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from knox.models import AuthToken

from community.common.clock import today
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_person
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.queries.getting_back_in import (
    has_second_way,
    is_representative,
    way_back_of_approval,
)
from community.people.rules.getting_back_in import (
    check_represents_nobody_here,
    check_second_way,
    check_somebody_met_them,
    told_face_to_face_at,
)


def open_new_way(change: SlowChange, *, by: Acting, now: datetime) -> None:
    """The new address lets them look. By whichever address, nothing more is done until it counts.

    `change` is locked, or its approval is; the login is locked here, after them.
    """
    login = _lock_login(change)
    EmailAddress.objects.create(user=login, email=change.values["email"])
    login.looks_only_since = now
    login.save(update_fields=["looks_only_since"])
    _record(PeopleDeed.LET_LOOK_AGAIN, change, by, now)


def say_at_visit(*, person: Person, words: str, now: datetime) -> None:
    """What a mail of sign-in would have said, for whoever tells a person things: nothing is sent
    to them. The same words once a day, however often somebody types their address."""
    notify_person(
        person_id=person.pk,
        kind=PeopleMessage.SIGN_IN_NOT_SENT,
        subject=_("News about how you sign in"),
        text=words,
        key=f"sign_in:{person.pk}:{today(now)}:{sha256(words.encode()).hexdigest()[:8]}",
        now=now,
    )


def check_second_of_way_back(
    approval: StaffApproval,
    *,
    has_met: bool,
    told_on: date | None,
    by: Acting,
    now: datetime,
) -> None:
    """The second of the two: acts for nobody here, and one of the two has met them. What they said
    is written beside the change."""
    change = way_back_of_approval(approval)
    check_represents_nobody_here(is_representative(by.login_id, change.person_id))
    check_somebody_met_them(has_first=change.values["has_first_met"], has_second=has_met)
    check_second_way(
        has_second_way=has_second_way(change),
        told_on=told_on,
        requested_at=change.requested_at,
        now=now,
    )
    if told_on is not None:
        told_at = told_face_to_face_at(told_on, now=now)
        change.values["told_face_to_face_at"] = told_at.isoformat()
    change.values["has_second_met"] = has_met
    change.save(update_fields=["values"])


def close_new_way(change: SlowChange, *, now: datetime) -> None:
    """It was not them, or a newer one takes its place: whoever signed in by it is signed out."""
    login = _lock_login(change)
    if login.looks_only_since is None:
        return
    EmailAddress.objects.filter(user=login, email=change.values["email"]).delete()
    login.looks_only_since = None
    _end_sessions(login)
    login.save(update_fields=["looks_only_since", "password"])


def replace_ways_in(change: SlowChange, *, now: datetime) -> Login:
    """From now on the new address alone. Old addresses, second factors, programs' keys and open
    browsers end. That the address is theirs they show by the code that comes to it."""
    login = _lock_login(change)
    EmailAddress.objects.filter(user=login).delete()
    Authenticator.objects.filter(user=login).delete()
    AuthToken.objects.filter(user=login).delete()
    login.email, login.looks_only_since = change.values["email"], None
    _end_sessions(login)
    login.save(update_fields=["email", "looks_only_since", "password"])
    _record(PeopleDeed.GET_BACK_IN, change, SYSTEM, now)
    return login


def sign_out_everywhere(login_id: int) -> None:
    """Of a person who leaves: no browser stays signed in, and no program has a key."""
    login = Login.objects.select_for_update(no_key=True).get(pk=login_id)
    AuthToken.objects.filter(user=login).delete()
    _end_sessions(login)
    login.save(update_fields=["password"])


def _end_sessions(login: Login) -> None:
    """A browser's session bears a mark of the password, which is another one now."""
    login.set_unusable_password()


def _lock_login(change: SlowChange) -> Login:
    login_id = not_none(change.person.login_id)
    return Login.objects.select_for_update(no_key=True).get(pk=login_id)


def _record(deed: PeopleDeed, change: SlowChange, by: Acting, now: datetime) -> None:
    about, for_person = f"slow_change:{change.pk}", change.person_id
    record_deed(by=by, deed=deed, about=about, for_person=for_person, now=now)
