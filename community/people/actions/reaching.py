"""How somebody is reached, on their word, as they said it to whoever visits them (fault G5).

Who tells them, who stands in, on which days and what never count at once. Another way or another
address is slow, as it could hide them (P17). Whoever acts for them says none of it.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.intake import take_in_address
from community.common.shared_words import check_began_from
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import ContactPlan
from community.messaging.queries.contact_plans import (
    PLAN_FIELDS,
    contact_plan_of,
    who_tells,
    words_of_plan,
)
from community.messaging.states import Channel, MessageForm
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.contacts import hold_workers, tell_who_tells
from community.people.actions.slow_changes import (
    do_slow_change,
    request_slow_change,
    stop_waiting_change,
)
from community.people.deeds import PeopleDeed
from community.people.models.approvals import SlowChange
from community.people.models.persons import Person
from community.people.queries.getting_back_in import is_representative
from community.people.queries.persons import in_person_contacts
from community.people.rules.contact_plan import (
    check_contact_plan,
    check_deputy,
    check_hours,
    check_money_contact,
    check_never_told,
    check_said_on,
    is_another_way,
    is_in_ours,
    language_as_kept,
)
from community.people.rules.getting_back_in import check_represents_nobody_here
from community.people.states import ApprovalPurpose


@transaction.atomic
def set_contact_plan_on_word(
    *,
    channel: str,
    address: str = "",
    through_login_id: int | None = None,
    deputy_login_id: int | None = None,
    money_login_id: int | None = None,
    days_words: str = "",
    never_words: str = "",
    form: str = MessageForm.STANDARD,
    language: str = "",
    helps_by: Collection[str] = (),
    never_interprets_words: str = "",
    hours_from: int | None = None,
    hours_until: int | None = None,
    codes_may_come: bool = False,
    only_they_read: bool = False,
    said_on: date,
    their_words: str = "",
    began_from: str | None = None,
    by: Acting,
    now: datetime,
) -> SlowChange | None:
    """What a person said to whoever visits them or enters their paper, which the caller has seen.

    `their_words`: what they said, where they are to be reached by another way or address. That
    waits, and comes back; the rest counts at once.
    """
    person = by.required_person
    check_represents_nobody_here(is_representative(by.login_id, person.pk))
    check_said_on(said_on, now=now)
    workers = hold_workers([through_login_id, deputy_login_id], person.area_id)
    before = contact_plan_of(person.pk)
    in_person, language = channel == Channel.IN_PERSON, language_as_kept(language)
    told_by = channel if is_in_ours(form, language) else Channel.IN_PERSON
    values: dict[str, Any] = {
        "channel": str(channel),
        "address": "" if in_person else _as_kept(channel, address),
        "through_login_id": through_login_id if told_by == Channel.IN_PERSON else None,
        "deputy_login_id": deputy_login_id,
        "money_login_id": money_login_id if told_by == Channel.IN_PERSON else None,
        "days_words": days_words,
        "never_words": never_words,
        "form": str(form),
        "language": language,
        "helps_by": sorted(helps_by),
        "never_interprets_words": never_interprets_words,
        "hours_from": hours_from,
        "hours_until": hours_until,
        "codes_may_come": codes_may_come,
        "only_they_read": only_they_read,
    }
    _check(person, before, values)
    if is_another_way(
        (before.true_channel, before.address) if before else None,
        (str(told_by), values["address"]),
        signs_in=person.login_id is not None,
        to_a_worker=through_login_id in workers,
    ):
        check_began_from(began_from, words_of_plan(before), written=PLAN_FIELDS)
        return _request(values, said_on, their_words, by, now)
    stop_waiting_change(purpose=ApprovalPurpose.REACH, about=f"person:{person.pk}", by=by, now=now)
    if before is None or any(getattr(before, name) != each for name, each in values.items()):
        _set(person, before, values, said_on, began_from, by, now)
        record_deed(by=by, deed=PeopleDeed.SET_REACH_ON_WORD, about=f"person:{person.pk}", now=now)
    return None


def _as_kept(channel: str, address: str) -> str:
    is_mail = channel == Channel.EMAIL and " " not in address
    return take_in_address(address) if is_mail else address


def _check(person: Person, before: ContactPlan | None, values: dict[str, Any]) -> None:
    """As for one's own word; "please never tell" stays theirs, and is read by nobody here."""
    channel, through, deputy = (
        values["channel"],
        values["through_login_id"],
        values["deputy_login_id"],
    )
    never_told = before.never_told_login_ids if before else []
    contacts = {login.pk for login in in_person_contacts(person)}
    is_ours = is_in_ours(values["form"], values["language"])
    told_by = channel if is_ours else Channel.IN_PERSON
    check_contact_plan(channel, values["address"], through, contacts, is_in_ours=is_ours)
    check_hours(values["hours_from"], values["hours_until"])
    check_deputy(told_by, through, deputy, contacts)
    money = values["money_login_id"]
    check_money_contact(told_by, money, contacts)
    check_never_told(told_by, (through, deputy, money), never_told, contacts | set(never_told))


def _set(
    person: Person,
    before: ContactPlan | None,
    values: dict[str, Any],
    said_on: date | None,
    began_from: str | None,
    by: Acting,
    now: datetime,
) -> None:
    names = {login.pk: login.name for login in in_person_contacts(person)}
    told_by = who_tells(before)
    plan = set_contact_plan(
        person_id=person.pk,
        **values,
        through_words=names.get(values["through_login_id"], ""),
        never_told_login_ids=before.never_told_login_ids if before else (),
        said_on=said_on,
        began_from=began_from,
        by=by,
        now=now,
    )
    if who_tells(plan) != told_by:
        tell_who_tells(plan, now=now)


def _request(
    values: dict[str, Any], said_on: date, their_words: str, by: Acting, now: datetime
) -> SlowChange:
    person = by.required_person
    names = {login.pk: login.name for login in in_person_contacts(person)}
    where = values["address"] or names.get(values["through_login_id"], "")
    facts = {"way": Channel(values["channel"]).label, "where": where}
    way = _("%(way)s, %(where)s") % facts if where else str(facts["way"])
    return request_slow_change(
        purpose=ApprovalPurpose.REACH,
        about=f"person:{person.pk}",
        words=_("Another way to reach %(person)s.") % {"person": person.preferred_name},
        second_words=_("Another way to reach %(person)s: %(way)s.")
        % {"person": person.preferred_name, "way": way},
        values=values | {"said_on": said_on.isoformat(), "said_to_login_id": by.login_id},
        what_they_showed=_("On %(day)s: %(words)s")
        % {"day": format_day(said_on), "words": their_words.strip()}
        if their_words.strip()
        else "",
        by=by,
        now=now,
    )


@transaction.atomic
def reach_as_agreed(*, change_id: int, now: datetime) -> None:
    """The person was told by the old way, a second person agreed, and the wait is over; by the new
    way they hear that it is done. Whoever tells no more is left out."""
    change = SlowChange.objects.select_related("requested_by").get(pk=change_id)
    person = Person.objects.select_for_update(no_key=True).get(pk=change.person_id)
    done = do_slow_change(change_id=change_id, now=now)
    if done is None:
        return
    values = dict(done.values)
    said_on = date.fromisoformat(values.pop("said_on"))
    values.pop("said_to_login_id")
    contacts = [login.pk for login in in_person_contacts(person)]
    for name in ("through_login_id", "deputy_login_id", "money_login_id"):
        values[name] = values[name] if values[name] in contacts else None
    if values["channel"] == Channel.IN_PERSON and values["through_login_id"] is None:
        values["channel"] = Channel.NONE
    heard = Acting(login=done.requested_by) if done.requested_by else SYSTEM
    plan = contact_plan_of(person.pk)
    _set(person, plan, values, said_on if done.requested_by else None, None, heard, now)
