"""Becoming a person here, and saying what helps."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.intake import take_in_address
from community.common.lifecycle import not_none
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import ContactPlan
from community.messaging.states import Channel, MessageForm
from community.people.acting import SYSTEM, Acting
from community.people.actions.adjustments import set_or_suggest_adjustments
from community.people.actions.approvals import request_approval, withdraw_approval_request
from community.people.actions.audit_lines import record_deed
from community.people.actions.contacts import deputy_in_area, hold_workers, tell_who_tells
from community.people.actions.moving import set_where
from community.people.actions.slow_changes import (
    do_slow_change,
    request_slow_change,
    stop_waiting_change,
)
from community.people.bases import Matter
from community.people.deeds import PeopleDeed
from community.people.models.approvals import SlowChange
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.queries.acting import roles_of
from community.people.queries.persons import in_person_contacts, is_name_known_on_paper
from community.people.rules.authority import (
    check_acts_for_self,
    check_any_role,
    check_authority,
    check_may_write,
)
from community.people.rules.contact_plan import (
    check_contact_plan,
    check_deputy,
    check_hours,
    check_money_contact,
    check_never_told,
    is_in_ours,
    language_as_kept,
)
from community.people.rules.same_person import check_is_another
from community.people.states import ApprovalPurpose, RepresentationScope, RoleKind
from community.places.models.areas import Area
from community.places.queries import area_of_location, find_location


@transaction.atomic
def create_person_with_login(
    *,
    email: str,
    preferred_name: str,
    area: Area | None = None,
    outward_code: str = "",
    now: datetime,
) -> Person:
    """A person with a login of their own. Asking no more than a name and how to reach them."""
    login = Login.objects.create_user(email, name=preferred_name, joined_at=now)
    return create_person_for_login(login=login, area=area, outward_code=outward_code, now=now)


@transaction.atomic
def create_person_for_login(
    *, login: Login, area: Area | None = None, outward_code: str = "", now: datetime
) -> Person:
    """The person of a new login, reached by its e-mail until they say otherwise. Asked twice, also
    at once, it is the same one (fault H14)."""
    Login.objects.select_for_update(no_key=True).get(pk=login.pk)
    if begun := Person.objects.filter(login=login).first():
        return begun
    person = Person.objects.create(
        preferred_name=login.name, login=login, area=area, outward_code=outward_code, created_at=now
    )
    set_contact_plan(
        person_id=person.pk,
        channel=Channel.EMAIL,
        address=login.email,
        by=Acting(login=login, person=person),
        now=now,
    )
    return person


@transaction.atomic
def set_name(*, called: str, by: Acting, now: datetime) -> Login:
    """What a login, and its own person, are called from now on. By that login alone: in a group
    each is called what they chose there."""
    if by.person is not None:
        check_acts_for_self(by)
    check_may_write(by)
    login = Login.objects.select_for_update(no_key=True).get(pk=not_none(by.login_id))
    if login.name == called:
        return login
    login.name = called
    login.save(update_fields=["name"])
    person = Person.objects.filter(login=login).first()
    Person.objects.filter(login=login).update(preferred_name=called)
    record_deed(
        by=by,
        deed=PeopleDeed.SET_NAME,
        about=f"login:{login.pk}",
        for_person=person.pk if person else None,
        now=now,
    )
    return login


def name_if_unnamed(person_id: UUID, called: str) -> None:
    """Whoever came in by an invitation was asked one name, the one their group reads: it serves
    until they say another. A part of the deed that brought them in."""
    unnamed = Person.objects.filter(pk=person_id, preferred_name="")
    login_ids = list(unnamed.values_list("login_id", flat=True))
    if unnamed.update(preferred_name=called):
        Login.objects.filter(pk__in=login_ids, name="").update(name=called)


@transaction.atomic
def create_person_on_paper(
    *,
    preferred_name: str,
    area: Area,
    outward_code: str = "",
    contact: dict,
    is_another: bool = False,
    by: Acting,
    now: datetime,
) -> Person:
    """A person with no login, entered by a worker or connector who knows them.

    `contact` holds the fields of their contact plan; `by` needs a role in the area. `is_another`:
    asked where somebody of that name is there already, it is another person (M77).
    """
    tells = (contact.get("through_login_id"), contact.get("deputy_login_id"))
    workers = hold_workers([by.login_id, *tells], area.pk)
    check_any_role(roles_of(by.login_id), RoleKind, area.pk)
    is_known = is_name_known_on_paper(preferred_name, area.pk)
    check_is_another(is_known=is_known, is_another=is_another)
    person = Person.objects.create(
        preferred_name=preferred_name, area=area, outward_code=outward_code, created_at=now
    )
    _set_first_plan(person, contact, workers, by, now)
    record_deed(
        by=by,
        deed=PeopleDeed.CREATE_PERSON_ON_PAPER,
        about=f"person:{person.pk}",
        for_person=person.pk,
        now=now,
    )
    return person


@transaction.atomic
def create_person_by_mail(
    *, preferred_name: str, area: Area | None, address: str, now: datetime
) -> Person:
    """Somebody without an account, who answered a message to this address: reached by it."""
    person = Person.objects.create(preferred_name=preferred_name, area=area, created_at=now)
    set_contact_plan(
        person_id=person.pk,
        channel=Channel.EMAIL,
        address=address,
        by=Acting(person=person),
        now=now,
    )
    return person


def _set_first_plan(
    person: Person, contact: dict, workers: set[int], by: Acting, now: datetime
) -> None:
    """As they said it today to whoever enters it; with a deputy from the start, where somebody
    else works there (fault G5)."""
    channel, through = contact["channel"], contact.get("through_login_id")
    deputy = contact.get("deputy_login_id")
    check_deputy(channel, through, deputy, workers)
    is_chosen_here = channel == Channel.IN_PERSON and deputy is None
    if is_chosen_here:
        deputy = deputy_in_area(not_none(person.area_id), but=through)
    plan = set_contact_plan(
        person_id=person.pk,
        said_on=today(now),
        by=by,
        now=now,
        **contact | {"deputy_login_id": deputy},
    )
    if is_chosen_here and deputy is not None:
        tell_who_tells(plan, now=now)


@transaction.atomic
def set_own_contact_plan(
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
    never_told_login_ids: Collection[int] = (),
    began_from: str | None = None,
    by: Acting,
    now: datetime,
) -> ContactPlan:
    """How a person is reached, from now on. Their own word only: nobody who acts for them may
    turn their messages elsewhere."""
    check_acts_for_self(by)
    person = by.required_person
    contacts = {login.pk: login.name for login in in_person_contacts(person)}
    if channel == Channel.EMAIL and " " not in address:
        address = take_in_address(address)
    language = language_as_kept(language)
    is_ours = is_in_ours(form, language)
    told_by = channel if is_ours else Channel.IN_PERSON
    check_contact_plan(channel, address, through_login_id, set(contacts), is_in_ours=is_ours)
    check_hours(hours_from, hours_until)
    check_deputy(told_by, through_login_id, deputy_login_id, set(contacts))
    check_money_contact(told_by, money_login_id, set(contacts))
    tells = (through_login_id, deputy_login_id, money_login_id)
    check_never_told(told_by, tells, never_told_login_ids, set(contacts))
    in_person = channel == Channel.IN_PERSON
    contact_id = through_login_id if told_by == Channel.IN_PERSON else None
    return set_contact_plan(
        person_id=person.pk,
        channel=channel,
        address="" if in_person else address,
        through_login_id=contact_id,
        through_words=contacts[contact_id] if contact_id else "",
        deputy_login_id=deputy_login_id,
        money_login_id=money_login_id,
        days_words=days_words,
        never_words=never_words,
        form=form,
        language=language,
        helps_by=helps_by,
        never_interprets_words=never_interprets_words,
        hours_from=hours_from,
        hours_until=hours_until,
        codes_may_come=codes_may_come,
        only_they_read=only_they_read,
        never_told_login_ids=never_told_login_ids,
        began_from=began_from,
        by=by,
        now=now,
    )


@transaction.atomic
def set_home_area(
    *, postcode: str, what_they_showed: str = "", by: Acting, now: datetime
) -> SlowChange | None:
    """Where a person lives: the first half of a postcode, and whose area that is, are all that is
    kept. No area when nobody there takes part yet.

    Their own word counts at once; into another area that takes part, once somebody there has said
    yes (P21). By other hands, out of the area is slow (P17): what they said
    or showed is written down, and the change that waits comes back. So is nobody hidden from those
    who could end an authority over them.
    """
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    location = find_location(postcode)
    area = area_of_location(location)
    # Before the person's row is held: who answers holds them in this order.
    _withdraw_move(by.required_person, by, now)
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    if by.is_by_other_hands and person.area_id is not None and area != person.area:
        return _request_move(person, location.outward_code, area, what_they_showed, by, now)
    stop_waiting_change(
        purpose=ApprovalPurpose.MOVE_AWAY, about=f"person:{person.pk}", by=by, now=now
    )
    _move(person, location.outward_code, area, by, now)
    return None


def _request_move(
    person: Person,
    outward_code: str,
    area: Area | None,
    what_they_showed: str,
    by: Acting,
    now: datetime,
) -> SlowChange:
    where = area.council if area else _("a council that does not take part here")
    return request_slow_change(
        purpose=ApprovalPurpose.MOVE_AWAY,
        about=f"person:{person.pk}",
        words=_("%(person)s lives elsewhere: in %(code)s, which is %(where)s.")
        % {"person": person.preferred_name, "code": outward_code, "where": where},
        values={"outward_code": outward_code, "area_id": area.pk if area else None},
        what_they_showed=what_they_showed,
        by=by,
        now=now,
    )


@transaction.atomic
def move_as_agreed(*, change_id: int, now: datetime) -> None:
    """The person was told, a second person agreed, and the wait is over."""
    person_id = SlowChange.objects.values_list("person_id", flat=True).get(pk=change_id)
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    change = do_slow_change(change_id=change_id, now=now)
    if change is None:
        return
    area = Area.objects.filter(pk=change.values["area_id"]).first()
    _withdraw_move(person, SYSTEM, now)
    asked_by = change.requested_by
    _move(person, change.values["outward_code"], area, SYSTEM, now, for_login=asked_by)


def _move(
    person: Person,
    outward_code: str,
    area: Area | None,
    by: Acting,
    now: datetime,
    for_login: Login | None = None,
) -> None:
    """Into another area that takes part, only once somebody who works there has said yes (P21):
    until then the person is of the old one, and nothing of theirs is read in the new one."""
    if person.area is None or area is None or area == person.area:
        set_where(person, outward_code, area, by=by, now=now)
        return
    set_where(person, outward_code, person.area, by=by, now=now)
    request_approval(
        purpose=ApprovalPurpose.MOVE_HERE,
        about=f"person:{person.pk}",
        area=area,
        person=person,
        words=_("%(person)s lives in your area now, and agrees that you hear of it.")
        % {"person": person.preferred_name},
        for_login=for_login,
        by=by,
        now=now,
    )


def _withdraw_move(person: Person, by: Acting, now: datetime) -> None:
    withdraw_approval_request(
        purpose=ApprovalPurpose.MOVE_HERE, about=f"person:{person.pk}", by=by, now=now
    )


@transaction.atomic
def update_profile(
    *,
    called: str | None = None,
    adjustments: list[str] | None = None,
    helps_began_from: str | None = None,
    contact_plan: dict | None = None,
    postcode: str | None = None,
    what_they_showed: str = "",
    by: Acting,
    now: datetime,
) -> None:
    """All at once, or nothing; what is not given stays as it is. `what_they_showed`: of where they
    live, where somebody else says it."""
    if called is not None:
        set_name(called=called, by=by, now=now)
    if postcode is not None:
        set_home_area(postcode=postcode, what_they_showed=what_they_showed, by=by, now=now)
    if adjustments is not None:
        set_or_suggest_adjustments(
            adjustments=adjustments, began_from=helps_began_from, by=by, now=now
        )
    if contact_plan is not None:
        set_own_contact_plan(**contact_plan, by=by, now=now)
