"""Acting for somebody: asked for, agreed by them or seen by somebody, ended by either."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import NotFound
from community.messaging.actions import notify_login, notify_person
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.models import Person, Representation
from community.people.queries import roles_of
from community.people.rules import (
    AlreadyRequested,
    NoSuchReference,
    check_basis,
    check_representation_request,
)
from community.people.states import (
    REPRESENTATION,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)


@transaction.atomic
def request_representation(
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
    check_representation_request(scope, limit_pence, ends_on, on=today(now))
    # Held, so that asking twice at once is asking once.
    person = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if person is None or person.login_id == by.login_id:
        raise NoSuchReference(
            _("We cannot find that reference."),
            next_step=_("Ask them to read it to you from their own page once more."),
        )
    if (
        Representation.objects.filter(login=by.login, person_id=person_id)
        .exclude(state=RepresentationState.ENDED)
        .exists()
    ):
        raise AlreadyRequested(_("You have already asked to act for this person."))
    grant = Representation.objects.create(
        login=by.login,
        person_id=person_id,
        kind=kind,
        scope=scope,
        limit_pence=limit_pence,
        starts_on=today(now),
        ends_on=ends_on,
    )
    record_deed(
        by=by,
        deed=PeopleDeed.REQUEST_REPRESENTATION,
        about=f"representation:{grant.pk}",
        for_person=person_id,
        now=now,
    )
    notify_person(
        person_id=person_id,
        kind=PeopleMessage.REPRESENTATION_REQUESTED,
        subject=_("Somebody asked something"),
        text=_("%(who)s asked to act for you. Nothing happens unless you agree.")
        % {"who": by.login.name},
        link="/acting/for-me/",
        key=f"representation:{grant.pk}:asked",
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
    check_basis(RepresentationScope(grant.scope), basis, own_word=own_word)
    REPRESENTATION.check(grant.state, RepresentationState.ACTIVE)
    grant.state, grant.basis = RepresentationState.ACTIVE, basis or "own_word"
    grant.agreed_by, grant.agreed_at = by.login, now
    grant.save()
    notify_login(
        login_id=grant.login_id,
        kind=PeopleMessage.REPRESENTATION_AGREED,
        subject=_("You asked to act for somebody"),
        text=_("It was agreed. You can choose who you act for on your page."),
        link="/acting/",
        key=f"representation:{grant.pk}:agreed",
        now=now,
    )
    record_deed(
        by=by,
        deed=PeopleDeed.AGREE_TO_REPRESENTATION,
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
    record_deed(
        by=by,
        deed=PeopleDeed.END_REPRESENTATION,
        about=f"representation:{grant.pk}",
        for_person=grant.person_id,
        now=now,
    )
    return grant
