"""The yes or no of whoever a place might be told about; ending, letting wait and going on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.messaging.actions.answer_links import use_answer_link
from community.messaging.states import Channel
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.consent import withdraw_consent
from community.people.actions.persons import create_person_by_mail, create_person_on_paper
from community.people.queries.acting import addresses_of_login, roles_of
from community.people.rules.authority import check_any_role, check_authority
from community.people.states import RepresentationScope
from marketplace.referrals.actions.agreements import CONSENT_PURPOSE, record_consent
from marketplace.referrals.actions.handing_over import begin_to_stay
from marketplace.referrals.actions.notifications import tell_first_words, tell_place_withdrawn
from marketplace.referrals.actions.referring import send_to_place
from marketplace.referrals.actions.transitions import transition_referral
from marketplace.referrals.actions.units import free_units_of
from marketplace.referrals.answer_purposes import ReferralAnswerPurpose
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.lines import visit_of
from marketplace.referrals.queries.referrals import (
    referral_of_person,
    referral_of_ref,
    referral_of_sender,
)
from marketplace.referrals.rules.referring import check_way
from marketplace.referrals.states import AgreementHow, ReachedBy, ReferralState, ReferrerKind
from providers.actions.visit_requests import check_takes_visits, withdraw_visit
from providers.actions.visit_units import lock_month_of_listing
from providers.models.visit_requests import VisitRequest
from providers.queries.objections import ANSWERING_ROLES
from providers.rules.visit_askings import check_is_waiting, clean_contact


@transaction.atomic
def agree_by_link(*, link_id: UUID, now: datetime) -> Referral:
    """“Yes, ask them”, by the link in the one message. Where the place takes nobody any more it is
    refused, and the link still answers."""
    link = use_answer_link(link_id=link_id, purpose=ReferralAnswerPurpose.DO_YOU_WANT_IT, now=now)
    referral = _lock_draft(referral_of_ref(link.ref).pk, now)
    person = create_person_by_mail(
        preferred_name=referral.called, area=referral.area, address=referral.contact, now=now
    )
    return _agreed(referral, AgreementHow.OWN_PRESS, by=Acting(person=person), now=now)


@transaction.atomic
def refuse_by_link(*, link_id: UUID, now: datetime) -> None:
    """“No”: nothing of it is kept. Whoever told us reads no more than before, until its day."""
    link = use_answer_link(link_id=link_id, purpose=ReferralAnswerPurpose.DO_YOU_WANT_IT, now=now)
    _forget(_lock_draft(referral_of_ref(link.ref).pk, now), now)


@transaction.atomic
def end_by_link(*, link_id: UUID, now: datetime) -> Referral:
    """“End it”, by the link in the first words."""
    link = use_answer_link(link_id=link_id, purpose=ReferralAnswerPurpose.END_IT, now=now)
    referral = referral_of_ref(link.ref)
    by = Acting(person=referral.person)
    return withdraw_referral(referral_id=referral.pk, by=by, now=now)


@transaction.atomic
def answer_told_connector(
    *, referral_id: int, wants_it: bool, contact: str = "", by: Acting, now: datetime
) -> Referral | None:
    """What they said to whoever rang them, who asks again how they are reached: `contact`, where
    it is another way (P62)."""
    referral = _lock_draft(referral_id, now)
    check_any_role(roles_of(by.login_id), ANSWERING_ROLES, referral.area_id)
    if not wants_it:
        _forget(referral, now)
        return None
    reached = clean_contact(contact or referral.contact, has_somebody_to_ring=True)
    own = addresses_of_login(referral.sent_by) if referral.sent_by else []
    check_way(ReachedBy.CONTACT, reached, sender=ReferrerKind.FAMILY, senders_own=own)
    by_mail = "@" in reached
    person = create_person_on_paper(
        preferred_name=referral.called,
        area=referral.area,
        outward_code=referral.outline.outward_code,
        contact={"channel": Channel.EMAIL, "address": reached}
        if by_mail
        else {
            "channel": Channel.IN_PERSON,
            "through_login_id": by.login_id,
            "through_words": _("by telephone: %(number)s") % {"number": reached},
        },
        is_another=True,
        by=Acting(login=by.login),
        now=now,
    )
    acting = Acting(login=by.login, person=person, on_paper=True)
    begin_to_stay(referral, by.login_id, now=now)
    return _agreed(referral, AgreementHow.TOLD_CONNECTOR, by=acting, now=now)


@transaction.atomic
def withdraw_referral(*, referral_id: int, by: Acting, now: datetime) -> Referral:
    """By the person, or whoever decides with them: in one press, without a reason."""
    referral = referral_of_person(referral_id, by.required_person.pk)
    check_authority(by, RepresentationScope.DECIDE, now=now, stops=True)
    referral = _lock(referral.pk, now)
    if not referral.is_open:
        return referral
    if referral.agreement.consent_id is not None:
        about = f"referral:{referral.pk}"
        withdraw_consent(purpose=CONSENT_PURPOSE, about=about, by=by, now=now)
    return _end(referral, by, now)


@transaction.atomic
def take_referral_back(*, referral_id: int, by: Acting, now: datetime) -> Referral:
    """By whoever sent it, or stays with it. The person is told; of a draft nobody has heard, and
    nothing of it is kept."""
    found = referral_of_sender(referral_id, by.login_id)
    referral = _lock(found.pk, now)
    if not referral.is_open:
        return referral
    person = referral.person
    is_own = person is None or person.login_id == by.login_id
    acting = Acting(login=by.login) if is_own else Acting(login=by.login, person=person)
    return _end(referral, acting, now)


@transaction.atomic
def hold_referral(*, referral_id: int, by: Acting, now: datetime) -> Referral:
    """Hospital, or not yet (P20, P81): by the person or whoever decides with them. Its units are
    free meanwhile."""
    referral = _own_locked(referral_id, by, now)
    if referral.state != ReferralState.ON_HOLD:
        for_person = not_none(referral.person).pk
        state = ReferralState.ON_HOLD
        transition_referral(referral, state, by=by, for_person=for_person, now=now)
        free_units_of(referral, now=now)
        tell_place_withdrawn(referral, now)
    return referral


@transaction.atomic
def resume_referral(*, referral_id: int, by: Acting, now: datetime) -> Referral:
    """It goes on as if it were asked today."""
    referral = _own_locked(referral_id, by, now)
    if referral.state == ReferralState.ON_HOLD:
        check_takes_visits(not_none(referral.listing), now=now)
        for_person = not_none(referral.person).pk
        state = ReferralState.REQUESTED
        transition_referral(referral, state, by=by, for_person=for_person, now=now)
        send_to_place(referral, key=f"resumed:{now.isoformat()}", now=now)
    return referral


@transaction.atomic
def forget_draft(*, referral_id: int, now: datetime) -> None:
    """Its day has passed without a yes."""
    referral = _lock(referral_id, now)
    if referral.state == ReferralState.DRAFT and not_none(referral.answer_until) <= now:
        _forget(referral, now)
        transition_referral(referral, ReferralState.CANCELLED, by=SYSTEM, now=now)


def _agreed(referral: Referral, how: AgreementHow, *, by: Acting, now: datetime) -> Referral:
    listing = not_none(referral.listing)
    check_takes_visits(listing, now=now)
    record_consent(referral, how, by=by, now=now)
    referral.agreed_at, referral.contact = now, ""
    fields = ("agreed_at", "contact")
    person_id = by.required_person.pk
    state = ReferralState.REQUESTED
    transition_referral(referral, state, *fields, by=by, for_person=person_id, now=now)
    tell_first_words(referral, now)
    return send_to_place(referral, now=now)


def _end(referral: Referral, by: Acting, now: datetime) -> Referral:
    was_sent = referral.state != ReferralState.DRAFT
    if not was_sent and referral.forgotten_at is None:
        _forget(referral, now)
    state, person = ReferralState.CANCELLED, by.person_id
    transition_referral(referral, state, by=by, for_person=person, now=now)
    visit = visit_of(referral.pk)
    if visit is not None:
        _end_visit(visit, by, now)
    elif was_sent:
        free_units_of(referral, now=now)
        tell_place_withdrawn(referral, now)
    return referral


def _end_visit(visit: VisitRequest, by: Acting, now: datetime) -> None:
    """By the person, or whoever decides with them. Whoever told the place takes no place away."""
    if by.person_id == visit.person_id and visit.is_open:
        withdraw_visit(visit_request_id=visit.pk, by=by, now=now)


def _forget(referral: Referral, now: datetime) -> None:
    """All that was typed of somebody; that something was asked, and of which place, stays."""
    referral.called = referral.called_key = referral.line = referral.contact = ""
    referral.own_reference = referral.tie_words = ""
    referral.forgotten_at = referral.forgotten_at or now
    referral.save()
    referral.outline.line, referral.outline.help_asked, referral.outline.days = "", [], []
    referral.outline.save()
    record_deed(
        by=SYSTEM,
        deed=ReferralDeed.FORGET_REFERRAL,
        about=f"referral:{referral.pk}",
        now=now,
    )


def _lock_draft(referral_id: int, now: datetime) -> Referral:
    referral = _lock(referral_id, now)
    waits = referral.state == ReferralState.DRAFT and referral.forgotten_at is None
    check_is_waiting(is_waiting=waits and now < not_none(referral.answer_until))
    return referral


def _own_locked(referral_id: int, by: Acting, now: datetime) -> Referral:
    found = referral_of_person(referral_id, by.required_person.pk)
    check_authority(by, RepresentationScope.DECIDE, now=now, stops=True)
    return _lock(found.pk, now)


def _lock(referral_id: int, now: datetime) -> Referral:
    """After its place's month."""
    listing_ids = Referral.objects.filter(pk=referral_id, listing__isnull=False)
    for listing_id in listing_ids.values_list("listing_id", flat=True):
        lock_month_of_listing(listing_id, now=now)
    referrals = Referral.objects.select_for_update(of=("self",), no_key=True)
    related = referrals.select_related("outline", "agreement", "listing__provider__area", "area")
    return or_not_found(related.filter(pk=referral_id).first())
