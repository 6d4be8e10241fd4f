"""The number by which somebody may ask to act for a person: given by them, used once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.codes import new_code, parse_code
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import NeverRepresents, RepresentationReference
from community.people.rules.authority import check_acts_for_self
from community.people.rules.representations import REFERENCE_LASTS, NoSuchReference


@transaction.atomic
def make_reference(*, by: Acting, now: datetime) -> RepresentationReference:
    """By the person, on a screen or on paper, and by nobody for them. An older one that was not
    used stops working."""
    check_acts_for_self(by)
    person = by.required_person
    RepresentationReference.objects.filter(person=person, used_at=None, runs_out_at__gt=now).update(
        runs_out_at=now
    )
    reference = RepresentationReference.objects.create(
        code=new_code(),
        person=person,
        made_by=by.login,
        made_at=now,
        runs_out_at=now + REFERENCE_LASTS,
    )
    record_deed(by=by, deed=PeopleDeed.GIVE_REFERENCE, about=f"person:{person.pk}", now=now)
    return reference


def use_reference(code: str, *, login: Login, now: datetime) -> Person:
    """Whose it is, in the caller's transaction, and from then on nobody's.

    One that was used, ran out, or was never given, one's own, one that this login made for
    somebody on paper, and one of a person who said "never this one": the same refusal.
    """
    reference = (
        RepresentationReference.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .filter(code=parse_code(code), used_at=None, runs_out_at__gt=now)
        .first()
    )
    if reference is None or not _may_use(reference, login):
        raise NoSuchReference(
            _("We cannot find that number."),
            next_step=_("Ask them for a new one: each works once, for two weeks."),
        )
    reference.used_at = now
    reference.save(update_fields=["used_at"])
    return reference.person


def _may_use(reference: RepresentationReference, login: Login) -> bool:
    is_own = login.pk in (reference.person.login_id, reference.made_by_id)
    never = NeverRepresents.objects.filter(person=reference.person, login=login)
    return not is_own and not never.exists()


@transaction.atomic
def refuse_for_good(*, login_id: int, by: Acting, now: datetime) -> None:
    """ "Never this one": whatever this login asks of this person from now on is not there."""
    check_acts_for_self(by)
    _never, is_new = NeverRepresents.objects.get_or_create(
        person=by.required_person, login_id=login_id, defaults={"since": now}
    )
    if is_new:
        record_deed(by=by, deed=PeopleDeed.NEVER_THIS_ONE, about=f"person:{by.person_id}", now=now)
