"""A place answers a referral: from its mail, signed in, or read out to a connector (M31, P76).

With the person's own yes it becomes one visit, which the place's answer is given to: one place, one
outcome (P80). Without it nobody is named, and whoever sent it asks the person.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.messaging.actions.answer_links import use_answer_link
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.queries.getting_back_in import is_representative
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from marketplace.referrals.actions.transitions import transition_referral
from marketplace.referrals.actions.units import free_units_of, ref_of
from marketplace.referrals.answer_purposes import ReferralAnswerPurpose
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.models.answers import ReferralAnswer
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.referrals import referral_of_ref, referrals
from marketplace.referrals.rules.answers import (
    check_can_be_answered,
    check_referral_answer,
    check_time_chosen,
)
from marketplace.referrals.states import ReferralState
from providers.actions.provider_access import acting_for_provider, lock_session
from providers.actions.visit_answers import answer_visit_request
from providers.actions.visit_requests import check_still_vetted, lock_visit
from providers.actions.visit_units import lock_month_of_listing
from providers.actions.visits_told_about import make_visit_told_about
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_requests import has_times, login_of_ref
from providers.rules.listings import attending_access_of_listing
from providers.rules.visit_answers import AnswerGiven, help_that_is_declined
from providers.rules.visit_lines import clean_told_by
from providers.states import VisitAnswer, VisitRequestState

YES = (VisitAnswer.YES, VisitAnswer.YES_FROM)


@transaction.atomic
def answer_referral(
    *,
    referral_id: int,
    given: AnswerGiven,
    session_id: int | None = None,
    told_by: str = "",
    by: Acting,
    now: datetime,
) -> Referral:
    """By whoever speaks for the place; or written down by a connector, `told_by` somebody there.
    `session_id`: of its times, the one at which they can come. Only a vetted place says yes (M143).
    The first answer stands."""
    known = or_not_found(referrals().filter(pk=referral_id, listing__isnull=False).first())
    acting, told_by = _who_answers(known, told_by=told_by, by=by)
    listing = not_none(known.listing)
    lock_month_of_listing(listing.pk, now=now)
    referral = _lock(known.pk)
    answered = ReferralAnswer.objects.filter(referral=referral).first()
    check_can_be_answered(
        referral.state,
        answered.answer if answered else None,
        has_visit=answered is not None and answered.visit_id is not None,
    )
    access = attending_access_of_listing(listing)
    check_referral_answer(given, access, help_asked=referral.outline.help_asked, now=now)
    if given.answer in YES:
        check_still_vetted(listing, now=now)
    visit = _visit_of(referral, given, session_id, told_by, acting, by, now)
    if visit is None and given.answer == VisitAnswer.NOT_THIS_TIME:
        free_units_of(referral, now=now)
    _keep(referral, given, visit, told_by, now)
    _move(referral, given, visit, acting, now)
    return referral


@transaction.atomic
def answer_referral_by_link(
    *, link_id: UUID, given: AnswerGiven, session_id: int | None = None, now: datetime
) -> Referral:
    """By whoever speaks for the place, from their mail. The link is used up with the answer."""
    link = use_answer_link(
        link_id=link_id, purpose=ReferralAnswerPurpose.CAN_YOU_HAVE_THEM, now=now
    )
    by = Acting(login=login_of_ref(link.ref))
    referral = referral_of_ref(link.ref)
    return answer_referral(
        referral_id=referral.pk, given=given, session_id=session_id, by=by, now=now
    )


def _who_answers(referral: Referral, *, told_by: str, by: Acting) -> tuple[Acting, str]:
    """Nobody writes down by telephone what is answered about themselves, or what they sent."""
    listing = not_none(referral.listing)
    if not told_by:
        return acting_for_provider(by, listing.provider_id), ""
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, listing.provider.area_id)
    person = referral.person
    is_own = referral.sent_by_id == by.login_id
    if is_own or person is not None and _is_theirs(by.login_id, person.pk, person.login_id):
        or_not_found(None)
    return Acting(login=by.login), clean_told_by(told_by)


def _is_theirs(login_id: int | None, person_id: UUID, person_login_id: int | None) -> bool:
    return person_login_id == login_id or is_representative(login_id, person_id)


def _visit_of(
    referral: Referral,
    given: AnswerGiven,
    session_id: int | None,
    told_by: str,
    acting: Acting,
    by: Acting,
    now: datetime,
) -> VisitRequest | None:
    """The visit, with this answer given to it; none where nobody has agreed."""
    listing, person = not_none(referral.listing), referral.person
    if person is None:
        return None
    if given.answer == VisitAnswer.YES:
        check_time_chosen(
            has_times=has_times(listing.pk, now=now), is_chosen=session_id is not None
        )
    if session_id is not None:
        lock_session(session_id)
    visit = make_visit_told_about(
        listing_id=listing.pk,
        session_id=session_id if given.answer == VisitAnswer.YES else None,
        person_id=person.pk,
        known_as=referral.called,
        help_asked=referral.outline.help_asked,
        units_ref=ref_of(referral),
        asked_by=referral.sent_by,
        now=now,
    )
    if lock_visit(visit.pk).state == VisitRequestState.ACCEPTED:
        return visit  # they asked it themselves meanwhile, and are expected
    return answer_visit_request(
        visit_request_id=visit.pk, given=given, told_by=told_by, by=by, now=now
    )


def _keep(
    referral: Referral, given: AnswerGiven, visit: VisitRequest | None, told_by: str, now: datetime
) -> None:
    is_no = given.answer == VisitAnswer.NOT_THIS_TIME
    ReferralAnswer.objects.update_or_create(
        referral=referral,
        defaults={
            "answer": given.answer,
            "reason": given.reason if is_no else "",
            "help_declined": help_that_is_declined(given),
            "words": given.words.strip(),
            "other_day": given.other_day if given.answer == VisitAnswer.YES_FROM else None,
            "told_by": told_by,
            "answered_at": now,
            "visit": visit,
            "sender_told_at": None,
        },
    )


def _move(
    referral: Referral,
    given: AnswerGiven,
    visit: VisitRequest | None,
    by: Acting,
    now: datetime,
) -> None:
    if given.answer == VisitAnswer.NOT_THIS_TIME:
        transition_referral(referral, ReferralState.REJECTED, by=by, now=now)
    elif given.answer in YES:
        transition_referral(referral, ReferralState.ACCEPTED, by=by, now=now)
        if visit is not None and visit.state == VisitRequestState.ACCEPTED:
            transition_referral(referral, ReferralState.IN_PROGRESS, by=by, now=now)
    else:
        about = f"referral:{referral.pk}"
        record_deed(by=by, deed=ReferralDeed.ASK_ABOUT_REFERRAL, about=about, now=now)


def _lock(referral_id: int) -> Referral:
    """After its place's month."""
    locked = referrals().select_for_update(of=("self",), no_key=True)
    return or_not_found(locked.filter(pk=referral_id).first())
