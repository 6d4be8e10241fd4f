"""Acting for somebody: asked for, agreed by them or seen by somebody, ended by either."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import or_not_found
from community.messaging.actions import notify_each_login, notify_person
from community.people.acting import Acting
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.models import Person, Representation
from community.people.queries import representations_of_login, roles_of
from community.people.rules import (
    AlreadyRequested,
    NoSuchReference,
    check_any_role,
    check_basis,
    check_representation_request,
)
from community.people.states import (
    REPRESENTATION,
    AuthorityBasis,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)

AUTHORITY_ROLES = (RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER)


@transaction.atomic
def request_representation(
    *,
    person_id: UUID,
    kind: str,
    scope: int,
    ends_on: date,
    limit_pence: int | None = None,
    by: Acting,
    now: datetime,
) -> Representation:
    """Ask to act for a person. Nothing may be done before somebody else, or they, agree."""
    check_representation_request(scope, limit_pence, ends_on, on=today(now))
    person = _lock_somebody_else(person_id, by)
    own = representations_of_login(by.required_login.pk)
    if any(representation.person_id == person.pk for representation in own):
        raise AlreadyRequested(_("You have already asked to act for this person."))
    representation = Representation.objects.create(
        login=by.required_login,
        person=person,
        kind=kind,
        scope=scope,
        limit_pence=limit_pence,
        starts_on=today(now),
        ends_on=ends_on,
    )
    record_deed(
        by=by,
        deed=PeopleDeed.REQUEST_REPRESENTATION,
        about=f"representation:{representation.pk}",
        for_person=person_id,
        now=now,
    )
    _notify_of_request(representation, by, now)
    return representation


def _lock_somebody_else(person_id: UUID, by: Acting) -> Person:
    """Held, so that asking twice at once is asking once. Oneself is not there to be asked for."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if person is None or person.login_id == by.login_id:
        raise NoSuchReference(
            _("We cannot find that reference."),
            next_step=_("Ask them to read it to you from their own page once more."),
        )
    return person


@transaction.atomic
def agree_to_representation(
    *, representation_id: int, basis: str = "", by: Acting, now: datetime
) -> Representation:
    """The person's own word, or a connector or officer of the area who has seen the basis."""
    representation = _lock_representation(representation_id)
    own_word = _is_own(representation, by)
    if not own_word:
        _check_sees_authority(representation.person, by)
    check_basis(RepresentationScope(representation.scope), basis, own_word=own_word)
    representation.basis = basis or AuthorityBasis.OWN_WORD
    representation.agreed_by, representation.agreed_at = by.login, now
    transition_representation(
        representation,
        RepresentationState.ACTIVE,
        "basis",
        "agreed_by",
        "agreed_at",
        by=by,
        now=now,
    )
    _notify_of_agreement(representation, now)
    return representation


@transaction.atomic
def end_representation(*, representation_id: int, by: Acting, now: datetime) -> Representation:
    """Either of the two, or a connector or officer of the area, ends it; it bites at once."""
    representation = _lock_representation(representation_id)
    is_theirs = by.login_id is not None and by.login_id == representation.login_id
    if not (is_theirs or _is_own(representation, by)):
        _check_sees_authority(representation.person, by)
    representation.ended_at = now
    transition_representation(representation, RepresentationState.ENDED, "ended_at", by=by, now=now)
    return representation


def transition_representation(
    representation: Representation,
    state: RepresentationState,
    *fields: str,
    by: Acting,
    now: datetime,
) -> None:
    """One move of a representation whose row the caller has locked; `fields` changed with it."""
    deed = REPRESENTATION.deed_for(representation.state, state)
    representation.state = state
    representation.save(update_fields=["state", *fields])
    record_deed(
        by=by,
        deed=deed,
        about=f"representation:{representation.pk}",
        for_person=representation.person_id,
        now=now,
    )


def _lock_representation(representation_id: int) -> Representation:
    return or_not_found(
        Representation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .filter(pk=representation_id)
        .first()
    )


def _is_own(representation: Representation, by: Acting) -> bool:
    """Said by the person it is about, and by nobody for them."""
    return by.representation is None and by.person == representation.person


def _check_sees_authority(person: Person, by: Acting) -> None:
    """Who may see, in the person's area, why another may act for them."""
    check_any_role(roles_of(by.login_id), AUTHORITY_ROLES, person.area_id)


def _notify_of_request(representation: Representation, by: Acting, now: datetime) -> None:
    notify_person(
        person_id=representation.person_id,
        kind=PeopleMessage.REPRESENTATION_REQUESTED,
        subject=_("Somebody asked something"),
        text=_("%(who)s asked to act for you. Nothing happens unless you agree.")
        % {"who": representation.login.name},
        link="/acting/for-me/",
        key=f"representation:{representation.pk}:asked",
        now=now,
    )


def _notify_of_agreement(representation: Representation, now: datetime) -> None:
    notify_each_login(
        [representation.login_id],
        kind=PeopleMessage.REPRESENTATION_AGREED,
        subject=_("You asked to act for somebody"),
        text=_("It was agreed. You can choose who you act for on your page."),
        link="/acting/",
        key=f"representation:{representation.pk}:agreed",
        now=now,
    )
