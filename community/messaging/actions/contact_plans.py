"""How somebody is reached, who tells them, and what a text calls their groups."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.audit.actors import Actor
from community.common.changes import values_of
from community.common.shared_words import check_began_from
from community.messaging.actions.notifying import notify_each_login
from community.messaging.actions.sending import send_failed_again
from community.messaging.deeds import MessagingDeed
from community.messaging.message_kinds import MessagingMessage
from community.messaging.models import ContactPlan, ShortName
from community.messaging.queries.contact_plans import PLAN_FIELDS, contacts_of, words_of_plan
from community.messaging.states import Channel, MessageForm


@transaction.atomic
def set_contact_plan(
    *,
    person_id: UUID,
    channel: str,
    address: str = "",
    through_login_id: int | None = None,
    through_words: str = "",
    deputy_login_id: int | None = None,
    money_login_id: int | None = None,
    days_words: str = "",
    never_words: str = "",
    form: str = MessageForm.STANDARD,
    language: str = "",
    helps_by: Iterable[str] = (),
    never_interprets_words: str = "",
    hours_from: int | None = None,
    hours_until: int | None = None,
    codes_may_come: bool = False,
    only_they_read: bool = False,
    never_told_login_ids: Iterable[int] = (),
    said_on: date | None = None,
    began_from: str | None = None,
    by: Actor,
    now: datetime,
) -> ContactPlan:
    """How to reach a person, from now on, for every sender there is. `said_on`: the day on which
    they said it to whoever writes it down; None where they wrote it themselves."""
    plan = ContactPlan.objects.select_for_update(no_key=True).filter(person_id=person_id).first()
    check_began_from(began_from, words_of_plan(plan), written=PLAN_FIELDS)
    plan = plan or ContactPlan(person_id=person_id)
    before = values_of(plan)
    plan.channel, plan.address = channel, address
    plan.through_login_id, plan.through_words = through_login_id, through_words
    plan.deputy_login_id = deputy_login_id
    plan.money_login_id = money_login_id
    plan.days_words, plan.never_words = days_words, never_words
    plan.form, plan.language, plan.only_they_read = form, language, only_they_read
    plan.helps_by, plan.never_interprets_words = sorted(helps_by), never_interprets_words
    plan.codes_may_come = codes_may_come
    plan.hours_from, plan.hours_until = hours_from, hours_until
    plan.never_told_login_ids = sorted(never_told_login_ids)
    plan.said_on, plan.said_to_login_id = said_on, by.login_id if said_on else None
    if plan.pk and values_of(plan) == before:
        return plan
    plan.save()
    way = {"channel": channel, "address": address, "form": form, "language": language}
    if {name: before.get(name) for name in way} != way:
        send_failed_again(person_id, now)
    record_deed(
        by=by,
        deed=MessagingDeed.SET_CONTACT_PLAN,
        about=f"person:{person_id}",
        for_person=person_id,
        now=now,
    )
    _tell_who_is_named(plan, before, by=by, now=now)
    return plan


def _tell_who_is_named(
    plan: ContactPlan, before: Mapping[str, Any], *, by: Actor, now: datetime
) -> None:
    """Who tells a person things, stands in, or tells what is about money, and did not before: each
    hears it in their own way, but for whoever wrote it down. Of whom stands behind sign-in."""
    look = _("Who it is, and how they like to be told, stands among the people you visit.")
    places = {
        "through_login_id": _("You tell somebody things from now on."),
        "deputy_login_id": _("You stand in from now on for whoever tells somebody things."),
        "money_login_id": _("You tell somebody from now on what is about money."),
    }
    for place, words in places.items():
        named = getattr(plan, place)
        if named is None or named in (before.get(place), by.login_id):
            continue
        if named in plan.never_told_login_ids:  # and so is given nothing to say
            continue
        notify_each_login(
            [named],
            kind=MessagingMessage.NAMED_TO_TELL,
            subject=_("Who tells somebody things now"),
            text=f"{words} {look}",
            link="/visits/people/",
            key=f"plan:{plan.pk}:{place}:{now.isoformat()}",
            now=now,
        )


@transaction.atomic
def replace_contact(
    *, person_id: UUID, login_id: int, instead_ids: Sequence[int], by: Actor, now: datetime
) -> ContactPlan:
    """A login tells a person nothing any more: its deputy does, else the first of `instead_ids`,
    and the next of them is the deputy; with nobody, the person's things wait for whoever works
    there to say who."""
    plan = ContactPlan.objects.select_for_update(no_key=True).get(person_id=person_id)
    if login_id not in (plan.through_login_id, plan.deputy_login_id, plan.money_login_id):
        return plan
    if plan.money_login_id == login_id:
        plan.money_login_id = None
    others = [pk for pk in contacts_of(plan) if pk != login_id]
    free = set(instead_ids) - {login_id, *others, *plan.never_told_login_ids}
    contacts = [*others, *(pk for pk in instead_ids if pk in free)]
    if plan.through_login_id not in others:
        plan.through_words = ""
    plan.through_login_id = contacts[0] if contacts else None
    plan.deputy_login_id = contacts[1] if len(contacts) > 1 else None
    if plan.through_login_id is None and plan.channel == Channel.IN_PERSON:
        plan.channel = Channel.NONE
    plan.save()
    record_deed(
        by=by,
        deed=MessagingDeed.SET_CONTACT_PLAN,
        about=f"person:{person_id}",
        for_person=person_id,
        now=now,
    )
    return plan


def set_short_name(*, person_id: UUID, group_id: int, name: str) -> None:
    """By what short name a text to a person calls a group; with none, by none. The caller, who
    knows whose group it is, writes down the deed."""
    if not name:
        ShortName.objects.filter(person_id=person_id, group_id=group_id).delete()
        return
    ShortName.objects.update_or_create(
        person_id=person_id, group_id=group_id, defaults={"name": name}
    )
