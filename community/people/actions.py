from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.common.clock import today
from community.common.refusals import NotFound
from community.messaging.actions import set_contact_plan, tell_login
from community.messaging.models import Channel
from community.places.models import Area

from . import rules
from .acting import Acting
from .models import Consent, DecisionRecord, Login, Person, Representation, Worry
from .queries import logins_with_role, roles_of
from .states import REPRESENTATION, RepresentationState, RoleKind, Scope


@transaction.atomic
def join(
    *, email: str, called: str, area: Area | None = None, outward_code: str = "", now: datetime
) -> Person:
    """A person with a login of their own. Asking no more than a name and how to reach them."""
    login = Login.objects.create_user(email, name=called, joined_at=now)
    return begin_as_person(login=login, area=area, outward_code=outward_code, now=now)


@transaction.atomic
def begin_as_person(
    *, login: Login, area: Area | None = None, outward_code: str = "", now: datetime
) -> Person:
    """The person of a new login, reached by its e-mail until they say otherwise."""
    person = Person.objects.create(
        called=login.name, login=login, area=area, outward_code=outward_code, created_at=now
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
def enter_person(
    *, called: str, area: Area, outward_code: str = "", contact: dict, by, now: datetime
) -> Person:
    """A person with no login, entered by a worker or connector who knows them.

    `contact` holds the fields of their contact plan; `by` needs a role in the area.
    """
    if not any(area_id == area.pk for _kind, area_id in roles_of(by.login_id)):
        raise NotFound(_("We cannot find that page."))
    person = Person.objects.create(
        called=called, area=area, outward_code=outward_code, created_at=now
    )
    set_contact_plan(person_id=person.pk, by=by, now=now, **contact)
    record(by=by, deed="enter_person", about=f"person:{person.pk}", for_person=person.pk, now=now)
    return person


@transaction.atomic
def ask_to_act_for(
    *,
    person_id: UUID,
    kind: str,
    scope: int,
    ends_on: date,
    limit_pence: int | None = None,
    by,
    now: datetime,
) -> Representation:
    """Ask to act for a person. Nothing may be done before somebody else, or they, agree."""
    if (
        Representation.objects.filter(login=by.login, person_id=person_id)
        .exclude(state=RepresentationState.ENDED)
        .exists()
    ):
        raise rules.AlreadyAsked(_("You have already asked to act for this person."))
    grant = Representation.objects.create(
        login=by.login,
        person_id=person_id,
        kind=kind,
        scope=scope,
        limit_pence=limit_pence,
        starts_on=today(now),
        ends_on=ends_on,
    )
    record(
        by=by,
        deed="ask_to_act_for",
        about=f"representation:{grant.pk}",
        for_person=person_id,
        now=now,
    )
    return grant


@transaction.atomic
def agree_to_representation(
    *, representation_id: int, basis: str = "", by, now: datetime
) -> Representation:
    """The person's own word, or a connector or officer of the area who has seen the basis."""
    grant = (
        Representation.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=representation_id)
        .first()
    )
    own_word = grant is not None and by.representation is None and by.person == grant.person
    if grant is None or not (own_word or _may_see_authority(by, grant.person)):
        raise NotFound(_("We cannot find that page."))
    rules.check_basis(Scope(grant.scope), basis, own_word=own_word)
    REPRESENTATION.check(grant.state, RepresentationState.ACTIVE)
    grant.state, grant.basis = RepresentationState.ACTIVE, basis or "own_word"
    grant.agreed_by, grant.agreed_at = by.login, now
    grant.save()
    record(
        by=by,
        deed="agree_to_representation",
        about=f"representation:{grant.pk}",
        for_person=grant.person_id,
        now=now,
    )
    return grant


def _may_see_authority(by, person: Person) -> bool:
    held = roles_of(by.login_id)
    return any(
        (kind, person.area_id) in held for kind in (RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER)
    )


@transaction.atomic
def end_representation(*, representation_id: int, by, now: datetime) -> Representation:
    """Either of the two, or a connector or officer of the area, ends it; it bites at once."""
    grant = (
        Representation.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=representation_id)
        .first()
    )
    own = grant is not None and by.representation is None and by.person == grant.person
    theirs = grant is not None and by.login_id == grant.login_id
    if grant is None or not (own or theirs or _may_see_authority(by, grant.person)):
        raise NotFound(_("We cannot find that page."))
    REPRESENTATION.check(grant.state, RepresentationState.ENDED)
    grant.state, grant.ended_at = RepresentationState.ENDED, now
    grant.save()
    record(
        by=by,
        deed="end_representation",
        about=f"representation:{grant.pk}",
        for_person=grant.person_id,
        now=now,
    )
    return grant


def record_decision(
    *,
    about: str,
    question: str,
    chosen: str,
    basis: str,
    what_they_showed: str = "",
    who_was_asked: str = "",
    review_on: date | None = None,
    by,
    now: datetime,
) -> DecisionRecord:
    """How one decision was reached; for a best-interests one, what the person showed (M70)."""
    return DecisionRecord.objects.create(
        person=by.person,
        about=about,
        question=question,
        chosen=chosen,
        basis=basis,
        what_they_showed=what_they_showed,
        who_was_asked=who_was_asked,
        review_on=review_on,
        by_login=by.login,
        at=now,
    )


def give_consent(*, purpose: str, about: str, words: str, by, now: datetime) -> Consent:
    """Explicit, separate, naming the data; asked again only if it was withdrawn."""
    consent, _created = Consent.objects.get_or_create(
        person=by.person,
        purpose=purpose,
        about=about,
        withdrawn_at=None,
        defaults={"words": words, "given_at": now, "given_by": by.login},
    )
    return consent


def withdraw_consent(*, purpose: str, about: str, by, now: datetime) -> None:
    Consent.objects.filter(
        person=by.person, purpose=purpose, about=about, withdrawn_at=None
    ).update(withdrawn_at=now)


@transaction.atomic
def tell_a_worry(
    *, area: Area, words: str, about_page: str = "", reach_me: str = "", by, now: datetime
) -> Worry:
    """To the area's safeguarding lead and deputy, and to nobody else: no audit line, no history
    that an organiser, a representative or a provider could open (M140)."""
    worry = Worry.objects.create(
        area=area,
        words=words,
        about_page=about_page,
        reach_me=reach_me,
        by_login=by.login,
        written_at=now,
    )
    for kind in (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY):
        for login in logins_with_role(kind, area.pk):
            tell_login(
                login_id=login.pk,
                kind="worry",
                subject=_("A note is waiting for you"),
                text=_("Somebody left a note that needs you to read it today."),
                link=f"/worries/{worry.pk}/",
                urgent=True,
                key=f"worry:{worry.pk}:{login.pk}",
                now=now,
            )
    return worry
