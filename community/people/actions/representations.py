"""Acting for somebody: asked for, agreed by them or seen by somebody, told, ended by either."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import end_of_day
from community.common.refusals import NotFound, or_not_found, refused_by_constraint
from community.common.shown import check_shown
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.acting import SYSTEM, Acting
from community.people.actions.approvals import request_approval, withdraw_approval_request
from community.people.actions.audit_lines import record_deed
from community.people.actions.references import use_reference
from community.people.actions.representation_notices import (
    notify_of_agreement,
    notify_of_request,
    settle_notice_of_agreement,
)
from community.people.actions.representation_states import (
    end_authority,
    transition_representation,
)
from community.people.deeds import PeopleDeed
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import addresses_of_login, roles_of
from community.people.queries.representations import AUTHORITY_ROLES, last_end_for
from community.people.rules.authority import check_any_role
from community.people.rules.how_put import check_how_it_was_put
from community.people.rules.representations import (
    NOT_OF_ONE_PROVIDER,
    WAIT_BEFORE_DECIDING,
    AlreadyRequested,
    PaidByAsker,
    check_agrees_for_other,
    check_earlier_end,
    check_held_together,
    check_may_ask_again,
    check_one_basis_to_pay,
    check_representation_request,
    check_told_on,
    check_who_was_there,
    is_plainly_own,
    scope_covered,
)
from community.people.states import (
    ApprovalPurpose,
    AuthorityBasis,
    RepresentationScope,
    RepresentationState,
)
from community.people.wording import representation_shown


@transaction.atomic
def request_representation(
    *,
    reference: str,
    kind: str,
    scope: int,
    ends_on: date,
    limit_pence: int | None = None,
    is_paid: bool = False,
    by: Acting,
    now: datetime,
) -> Representation:
    """Ask to act for whoever gave this `reference`. Nothing may be done before it is agreed.

    `is_paid`: whoever asks is paid to support them.
    """
    check_representation_request(kind, scope, limit_pence, ends_on, on=today(now))
    login = by.required_login
    person = use_reference(reference, login=login, now=now)
    check_may_ask_again(last_end_for(login.pk, person.pk), now=now)
    asked = Representation.objects.filter(
        login=login, person=person, state=RepresentationState.ASKED
    )
    if asked.exists():
        raise AlreadyRequested(_("You have already asked to act for this person."))
    representation = Representation.objects.create(
        login=login,
        person=person,
        kind=kind,
        is_paid=is_paid,
        scope=scope,
        limit_pence=limit_pence,
        starts_on=today(now),
        ends_on=ends_on,
    )
    _record(PeopleDeed.REQUEST_REPRESENTATION, representation, by, now)
    notify_of_request(representation, now=now)
    return representation


@transaction.atomic
def agree_to_representation(
    *,
    representation_id: int,
    basis: str = "",
    seen_words: str = "",
    jointly_with: int | None = None,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> Representation:
    """The person's own word; or a worker of the area, who did not ask and says what they saw.

    Agreed as far as the basis covers, no further: with nothing seen that is looking and
    suggesting. Paying waits for a second worker. `jointly_with`: the authority of another, where
    the paper says that the two decide only together.
    """
    representation = _lock_representation(representation_id)
    if _is_own(representation, by):
        basis = AuthorityBasis.OWN_WORD
    else:
        _check_sees_authority(representation, by)
        check_agrees_for_other(by, representation.login_id, seen_words)
        _check_how_it_was_put(representation, basis, how_put)
    representation.set_how_put(how_put)
    check_shown(shown_digest, representation_shown(representation))
    _end_older(representation, by, now)
    representation.held_jointly = _joint_number(representation, jointly_with, basis)
    _check_one_basis_to_pay(representation)
    representation.basis = basis or AuthorityBasis.SEEN_BY_WORKER
    representation.scope = scope_covered(representation.scope, representation.basis)
    representation.seen_words = seen_words.strip()
    representation.agreed_by, representation.agreed_at = by.login, now
    representation.agreed_in = representation.person.area
    if representation.scope != RepresentationScope.PAY:
        representation.limit_pence = None
    if basis == AuthorityBasis.OWN_WORD and _counts_at_once(representation, now):
        representation.is_own_plain_word = True
        representation.told_at = representation.deciding_starts_at = now
    with refused_by_constraint(NOT_OF_ONE_PROVIDER, PaidByAsker()):
        transition_representation(
            representation, RepresentationState.ACTIVE, *AGREEMENT_FIELDS, by=by, now=now
        )
    notify_of_agreement(representation, now=now)
    if representation.scope == RepresentationScope.PAY:
        _ask_second_person(representation, by, now)
    return representation


def _check_how_it_was_put(representation: Representation, basis: str, how_put: HowPut) -> None:
    """Of whoever has said yes to a worker, it is said how it was put. A paper speaks for itself: it
    may be of somebody who could not be asked."""
    check_how_it_was_put(
        how_put,
        is_by_other_hands=basis in ("", AuthorityBasis.SEEN_BY_WORKER),
        is_about_money=representation.scope == RepresentationScope.PAY,
    )


AGREEMENT_FIELDS = (
    "shown_words",
    "interpreted_by",
    "basis",
    "held_jointly",
    "scope",
    "limit_pence",
    "seen_words",
    "agreed_by",
    "agreed_at",
    "agreed_in",
    "is_own_plain_word",
    "told_at",
    "deciding_starts_at",
)


@transaction.atomic
def record_person_told(
    *, representation_id: int, told_on: date, with_words: str, by: Acting, now: datetime
) -> Representation:
    """A worker told the person, who was there is written down, and from then the wait runs (P1).

    Never by whoever acts for them. `told_on` is a day since it was agreed; told today, the wait
    runs from this moment, else from that day's end. Said again, the first day stands.
    """
    representation = _lock_representation(representation_id)
    _check_sees_authority(representation, by)
    check_told_on(by, representation.login_id, representation.agreed_at, told_on, now=now)
    check_who_was_there(with_words)
    if representation.told_at is not None and representation.told_by_id is not None:
        return representation
    representation.told_by, representation.told_with_words = by.login, with_words.strip()
    with refused_by_constraint(NOT_OF_ONE_PROVIDER, PaidByAsker()):
        _set_told(representation, min(now, end_of_day(told_on)), by, now)
    settle_notice_of_agreement(representation, told_on, by=by, now=now)
    return representation


@transaction.atomic
def record_told_by_message(*, representation_id: int, told_at: datetime, now: datetime) -> None:
    """What we sent to the person has gone, and the wait runs from then."""
    representation = _lock_representation(representation_id)
    if representation.told_at is None:
        _set_told(representation, told_at, SYSTEM, now)


def _set_told(representation: Representation, told_at: datetime, by: Acting, now: datetime) -> None:
    representation.told_at = representation.told_at or told_at
    if representation.deciding_starts_at is None:
        representation.deciding_starts_at = representation.told_at + WAIT_BEFORE_DECIDING
    representation.save(
        update_fields=["told_at", "told_by", "told_with_words", "deciding_starts_at"]
    )
    _record(PeopleDeed.RECORD_TOLD, representation, by, now)


@transaction.atomic
def end_representation(
    *, representation_id: int, is_end_told: bool = True, by: Acting, now: datetime
) -> Representation:
    """Either of the two, or a worker of the area, ends it; it bites at once.

    `is_end_told`: the person's to say, whether whoever acts for them hears it or finds it.
    """
    representation = _lock_representation(representation_id)
    is_theirs = by.login_id is not None and by.login_id == representation.login_id
    if not (is_theirs or _is_own(representation, by)):
        _check_sees_authority(representation, by)
    representation.is_end_told = is_end_told or not _is_own(representation, by)
    _withdraw_second(representation, by, now)
    end_authority(representation, by=by, now=now)
    return representation


@transaction.atomic
def choose_end(
    *, representation_id: int, ends_on: date, is_end_told: bool, by: Acting, now: datetime
) -> Representation:
    """The person's to say, or a worker's from paper: an earlier last day, or the same, and whether
    whoever acts hears two weeks before and at the end, or finds it (P9, P10)."""
    representation = _lock_representation(representation_id)
    if not _is_own(representation, by):
        _check_sees_authority(representation, by)
    if by.login_id == representation.login_id:
        raise NotFound(_("We cannot find that page."))
    check_earlier_end(
        representation.state, representation.starts_on, representation.ends_on, ends_on, now=now
    )
    representation.ends_on, representation.is_end_told = ends_on, is_end_told
    representation.save(update_fields=["ends_on", "is_end_told"])
    _record(PeopleDeed.CHOOSE_END, representation, by, now)
    return representation


@transaction.atomic
def end_past_its_day(*, representation_id: int, now: datetime) -> None:
    """An authority, or a request, whose last day is over."""
    representation = _lock_representation(representation_id)
    if representation.state != RepresentationState.ENDED and representation.ends_on < today(now):
        _withdraw_second(representation, SYSTEM, now)
        end_authority(representation, by=SYSTEM, now=now)


def _withdraw_second(representation: Representation, by: Acting, now: datetime) -> None:
    """Nobody is asked any more whether they may pay."""
    withdraw_approval_request(
        purpose=ApprovalPurpose.PAY_FOR_SOMEBODY,
        about=f"representation:{representation.pk}",
        by=by,
        now=now,
    )


def _end_older(representation: Representation, by: Acting, now: datetime) -> None:
    """A new agreement takes the place of what the same login held for the person."""
    older = _locked().filter(
        login_id=representation.login_id,
        person_id=representation.person_id,
        state=RepresentationState.ACTIVE,
    )
    for each in older:
        _withdraw_second(each, by, now)
        each.ended_at = now
        transition_representation(each, RepresentationState.ENDED, "ended_at", by=by, now=now)


def _joint_number(
    representation: Representation, jointly_with: int | None, basis: str
) -> UUID | None:
    """One number for those who hold one power together. Whoever held it alone until now decides
    only together from now on."""
    if jointly_with is None:
        return None
    other = or_not_found(
        _locked()
        .filter(pk=jointly_with, person_id=representation.person_id)
        .filter(state=RepresentationState.ACTIVE)
        .exclude(login_id=representation.login_id)
        .first()
    )
    check_held_together(basis, other.basis)
    if other.held_jointly is None:
        other.held_jointly = uuid4()
        other.save(update_fields=["held_jointly"])
    return other.held_jointly


def _check_one_basis_to_pay(representation: Representation) -> None:
    """Under the person's lock, so that two agreed at once are looked at one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=representation.person_id)
    others = Representation.objects.filter(
        person_id=representation.person_id,
        state=RepresentationState.ACTIVE,
        scope=RepresentationScope.PAY,
    ).exclude(pk=representation.pk)
    if representation.held_jointly is not None:
        others = others.exclude(held_jointly=representation.held_jointly)
    check_one_basis_to_pay(
        RepresentationScope(representation.scope),
        (representation.starts_on, representation.ends_on),
        list(others.values_list("starts_on", "ends_on")),
    )


def _record(deed: PeopleDeed, representation: Representation, by: Acting, now: datetime) -> None:
    record_deed(
        by=by,
        deed=deed,
        about=f"representation:{representation.pk}",
        for_person=representation.person_id,
        now=now,
    )


def _lock_representation(representation_id: int) -> Representation:
    return or_not_found(_locked().filter(pk=representation_id).first())


def _locked() -> QuerySet[Representation]:
    return Representation.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "person__area", "login", "agreed_in"
    )


def _is_own(representation: Representation, by: Acting) -> bool:
    """Said by the person it is about, and by nobody for them."""
    return (
        by.representation is None and not by.on_paper and by.person_id == representation.person_id
    )


def _check_sees_authority(representation: Representation, by: Acting) -> None:
    """Who may see why another may act: whoever works in the person's area, or in the one where it
    was agreed, wherever the person lives by now (P17)."""
    areas = {representation.person.area_id, representation.agreed_in_id} - {None}
    roles = roles_of(by.login_id)
    in_areas = {(kind, area_id) for kind, area_id in roles if area_id in areas}
    area_id = next(iter({area_id for _kind, area_id in in_areas}), None)
    check_any_role(in_areas, AUTHORITY_ROLES, area_id)


def _counts_at_once(representation: Representation, now: datetime) -> bool:
    """By a login that is plainly the person's own; never where whoever asked is paid to support
    them: then a worker speaks with the person first (P2, P8)."""
    login = representation.person.login
    if login is None or representation.is_paid:
        return False
    plan = contact_plan_of(representation.person_id)
    return is_plainly_own(
        joined_at=login.joined_at,
        changed_at=[login.email_changed_at, plan.changed_at if plan else None],
        own_addresses=addresses_of_login(login),
        asker_addresses=addresses_of_login(representation.login),
        now=now,
    )


def _ask_second_person(representation: Representation, by: Acting, now: datetime) -> None:
    area = representation.agreed_in
    if area is None:
        return  # nobody there who could; it stays at deciding
    request_approval(
        purpose=ApprovalPurpose.PAY_FOR_SOMEBODY,
        about=f"representation:{representation.pk}",
        area=area,
        person=representation.person,
        for_login=representation.login,
        words=_("%(who)s would decide and pay for %(person)s. Seen so far: %(seen)s")
        % {
            "who": representation.login.name,
            "person": representation.person.preferred_name,
            "seen": representation.seen_words or representation.get_basis_display(),
        },
        by=by,
        now=now,
    )
