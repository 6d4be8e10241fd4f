"""Telling a place about somebody, by whoever it is: the same door (M79, M86, P62)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.common.clock import today
from community.common.refusals import refused_by_constraint
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.queries.acting import addresses_of_login, has_connector, roles_of
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope, RoleKind
from marketplace.referrals.actions.agreements import person_told_of, record_consent, record_said
from marketplace.referrals.actions.handing_over import begin_to_stay
from marketplace.referrals.actions.notifications import ask_person, ask_place, tell_first_words
from marketplace.referrals.actions.units import take_units_of
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.models.bodies import ReferringBody
from marketplace.referrals.models.referrals import Referral, ReferralOutline
from marketplace.referrals.queries.bodies import agreement_with, body_of_login
from marketplace.referrals.queries.referrals import has_open, sent_lately, waiting_for_contact
from marketplace.referrals.referral_request import ReferralRequest
from marketplace.referrals.rules.referring import (
    ANSWERED_WITHIN,
    MAX_DRAFTS_FOR_CONTACT,
    called_key,
    check_care,
    check_days,
    check_grown_up,
    check_line,
    check_may_name,
    check_none_open,
    check_to_connector,
    check_way,
    clean_called,
    is_looked_at,
    not_your_body,
    open_already,
)
from marketplace.referrals.states import AgreementHow, ReachedBy, ReferralState, ReferrerKind
from providers.actions.visit_requests import check_takes_visits
from providers.actions.visit_units import check_units_for, lock_month_of_listing
from providers.models.supply import Listing
from providers.queries.supply import live_check_kinds, public_listing
from providers.rules.listings import attending_access_of_listing
from providers.rules.visit_askings import clean_contact
from providers.rules.visit_requests import clean_help_asked

ONE_OPEN = "one_open_referral_of_a_sender_for_a_name"


@transaction.atomic
def refer(*, request: ReferralRequest, by: Acting, now: datetime) -> Referral:
    """Whoever it is for is asked first, by a way of their own; and nothing leaves before. Where a
    worker has recorded that they agreed, under what the council agreed with their team, the place
    is asked at once; without either, only what names nobody goes (P62, P87). Refused to a place
    that nobody has vetted, or that nobody reads here: to it goes the sheet (P71)."""
    check_grown_up(is_under_18=request.is_under_18)
    lock_month_of_listing(request.listing_id, now=now)
    listing = public_listing(request.listing_id)
    request = _clean(request, listing, by, now)
    if request.referrer_kind == ReferrerKind.ONESELF:
        return _refer_oneself(request, listing, by, now)
    if request.referrer_kind == ReferrerKind.WORKER:
        return _refer_as_worker(request, listing, by, now)
    return _ask_first(request, listing, by, now)


@transaction.atomic
def check_referral(*, request: ReferralRequest, by: Acting, now: datetime) -> None:
    """Refused where telling it would be; nothing is written."""
    before = transaction.savepoint_create()
    refer(request=request, by=by, now=now)
    transaction.savepoint_rollback(before)


@transaction.atomic
def check_place(*, listing_id: int, help_asked: tuple[str, ...], now: datetime) -> Listing:
    """Before anything is typed: refused where telling it would be, with the day it opens again
    (M18, M92)."""
    listing = public_listing(listing_id)
    check_takes_visits(listing, now=now)
    asked = clean_help_asked(help_asked, attending_access_of_listing(listing))
    check_units_for(listing, person_id=None, help_asked=asked, now=now)
    _check_care(listing, asked, now)
    return listing


def _clean(
    request: ReferralRequest, listing: Listing, by: Acting, now: datetime
) -> ReferralRequest:
    check_takes_visits(listing, now=now)
    help_asked = clean_help_asked(request.help_asked, attending_access_of_listing(listing))
    _check_care(listing, help_asked, now)
    check_days(request.days)
    has_one = has_connector(listing.provider.area_id)
    check_to_connector(to_connector=request.to_connector, has_connector=has_one)
    names_nobody = request.reached_by == ReachedBy.NOBODY_NAMED
    contact = request.contact.strip() if request.reached_by == ReachedBy.CONTACT else ""
    if request.reached_by == ReachedBy.CONTACT:
        is_worker = request.referrer_kind == ReferrerKind.WORKER
        contact = clean_contact(contact, has_somebody_to_ring=has_one or is_worker)
    check_way(
        request.reached_by,
        contact,
        sender=request.referrer_kind,
        senders_own=addresses_of_login(by.required_login),
    )
    if not names_nobody:
        check_line(request.line)
    return replace(
        request,
        called="" if names_nobody else clean_called(request.called),
        line="" if names_nobody else request.line,
        contact=contact,
        help_asked=tuple(help_asked),
        days=tuple(sorted(set(request.days))),
    )


def _check_care(listing: Listing, help_asked: list[str], now: datetime) -> None:
    kinds = live_check_kinds(listing.provider_id, today(now))
    check_care(help_asked, at_home=listing.is_place_private, live_kinds=kinds)


def _refer_oneself(
    request: ReferralRequest, listing: Listing, by: Acting, now: datetime
) -> Referral:
    """By the person, or whoever decides with them: their yes is this press."""
    check_authority(
        by,
        RepresentationScope.DECIDE,
        matter=Matter.LIFE,
        about=f"listing:{listing.pk}",
        now=now,
    )
    request = replace(request, reached_by=ReachedBy.OWN_PLAN, contact="")
    referral = _make(request, listing, ReferralState.REQUESTED, None, by, now)
    record_consent(referral, AgreementHow.OWN_PRESS, by=by, now=now)
    _record(referral, by, now, for_person=by.required_person.pk)
    return send_to_place(referral, now=now)


def _refer_as_worker(
    request: ReferralRequest, listing: Listing, by: Acting, now: datetime
) -> Referral:
    body = _body_of(by)
    if request.reached_by == ReachedBy.NOBODY_NAMED:
        referral = _make(request, listing, ReferralState.REQUESTED, body, by, now, agreed=False)
        begin_to_stay(referral, by.login_id, now=now)
        _record(referral, Acting(login=by.login), now)
        return send_to_place(referral, now=now)
    is_shared = agreement_with(body.pk, listing.provider.area_id, today(now)) is not None
    agreement = check_may_name(request.agreement, is_shared=is_shared)
    person = person_told_of(request, body.area, by=by, now=now)
    referral = _make(request, listing, ReferralState.REQUESTED, body, by, now)
    record_said(referral, agreement, person, by=by, now=now)
    begin_to_stay(referral, by.login_id, now=now)
    _record(referral, Acting(login=by.login), now, for_person=person.pk)
    tell_first_words(referral, now)
    return send_to_place(referral, now=now)


def _ask_first(request: ReferralRequest, listing: Listing, by: Acting, now: datetime) -> Referral:
    """Whether the address is known here, and whether others wait for an answer from it, is told to
    nobody (T19)."""
    check_units_for(listing, person_id=None, help_asked=request.help_asked, now=now)
    is_known = waiting_for_contact(request.contact) >= MAX_DRAFTS_FOR_CONTACT
    check_none_open(is_open=has_open(by.login_id, called_key(request.called)))
    with refused_by_constraint(ONE_OPEN, open_already()):
        referral = _make(request, listing, ReferralState.DRAFT, None, by, now, agreed=False)
    _record(referral, Acting(login=by.login), now)
    if not is_known:
        ask_person(referral, now)
    return referral


def send_to_place(referral: Referral, *, key: str = "asked", now: datetime) -> Referral:
    """It is `requested`: takes its units, and the place is asked by its outline. The caller locked
    the month."""
    take_units_of(referral, now=now)
    ask_place(referral, key=key, now=now)
    return referral


def _make(
    request: ReferralRequest,
    listing: Listing,
    state: ReferralState,
    body: ReferringBody | None,
    by: Acting,
    now: datetime,
    *,
    agreed: bool = True,
) -> Referral:
    is_counted = body is None and request.referrer_kind != ReferrerKind.ONESELF
    referral = Referral.objects.create(
        listing=listing,
        area_id=listing.provider.area_id,
        referrer_kind=request.referrer_kind,
        sent_by=by.login,
        body=body,
        called=request.called,
        called_key=called_key(request.called) if is_counted else "",
        line=request.line,
        reached_by=request.reached_by,
        contact=request.contact,
        own_reference=request.own_reference if body else "",
        tie_words=request.tie_words,
        is_to_be_looked_at=is_counted and is_looked_at(sent_lately(by.login_id, now)),
        state=state,
        state_at=now,
        sent_at=now,
        agreed_at=now if agreed else None,
        answer_until=now + ANSWERED_WITHIN if state == ReferralState.DRAFT else None,
    )
    ReferralOutline.objects.create(
        referral=referral,
        help_asked=list(request.help_asked),
        days=list(request.days),
        outward_code=request.outward_code,
        line=request.outline_line,
        to_connector=request.to_connector,
    )
    return referral


def _body_of(by: Acting) -> ReferringBody:
    body = body_of_login(by.login_id)
    if body is None or (RoleKind.WORKER, body.area_id) not in roles_of(by.login_id):
        raise not_your_body()
    return body


def _record(
    referral: Referral, by: Acting, now: datetime, *, for_person: UUID | None = None
) -> None:
    """Of somebody told of by a worker: the first words are the word of it to them."""
    record_deed(
        by=by,
        deed=ReferralDeed.REFER,
        about=f"referral:{referral.pk}",
        for_person=for_person,
        now=now,
    )
