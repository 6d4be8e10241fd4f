"""The person's yes to us, before any name leaves (P6, P62)."""

from datetime import datetime
from uuid import UUID

from community.common.refusals import or_not_found
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.consent import give_consent
from community.people.actions.decision_records import use_decision
from community.people.actions.persons import create_person_on_paper
from community.people.bases import Matter
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.decisions import DecisionRecord
from community.people.models.persons import Person
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from community.places.models.areas import Area
from marketplace.referrals.models.referrals import Referral, ReferralAgreement
from marketplace.referrals.referral_request import AgreementSaid, ReferralRequest
from marketplace.referrals.states import AgreementHow, ReachedBy
from marketplace.referrals.wording import agreement_text

CONSENT_PURPOSE = "referral"


def record_consent(
    referral: Referral,
    how: AgreementHow,
    *,
    how_put: HowPut = SAID_BY_THEMSELVES,
    by: Acting,
    now: datetime,
) -> ReferralAgreement:
    """By the person, who acts for them, or who enters what they said."""
    consent = give_consent(
        purpose=CONSENT_PURPOSE,
        about=f"referral:{referral.pk}",
        words=agreement_text(referral.target_title),
        how_put=how_put,
        by=by,
        now=now,
    )
    return ReferralAgreement.objects.create(
        referral=referral,
        how=how,
        agreed_on=now.date(),
        recorded_by=by.login if by.is_by_other_hands else None,
        consent=consent,
    )


def record_said(
    referral: Referral, said: AgreementSaid, person: Person, *, by: Acting, now: datetime
) -> ReferralAgreement:
    """As a worker recorded it: what the person said or showed, or a decision that counts."""
    record = said_decision(said, person, by)
    if record is None:
        acting = Acting(login=by.login, person=person, on_paper=True)
        agreement = record_consent(referral, said.how, how_put=said.how_put, by=acting, now=now)
        agreement.agreed_on = said.agreed_on
        agreement.save(update_fields=["agreed_on"])
        return agreement
    acting = Acting(login=by.login, person=person, decision=record)
    about = about_decision(referral)
    check_authority(acting, RepresentationScope.DECIDE, matter=Matter.LIFE, about=about, now=now)
    use_decision(about, by=acting, now=now)
    return ReferralAgreement.objects.create(
        referral=referral,
        how=AgreementHow.DECISION,
        agreed_on=said.agreed_on,
        recorded_by=by.login,
        decision=record,
    )


def said_decision(said: AgreementSaid, person: Person, by: Acting) -> DecisionRecord | None:
    """Only one that this worker wrote down about this person."""
    if said.decision_id is None:
        return None
    records = DecisionRecord.objects.filter(pk=said.decision_id, person=person)
    return or_not_found(records.filter(by_login=by.login).first())


def about_decision(referral: Referral) -> str:
    return f"listing:{referral.listing_id}" if referral.listing_id else f"group:{referral.group_id}"


def person_told_of(request: ReferralRequest, area: Area, *, by: Acting, now: datetime) -> Person:
    """Whom a worker tells of: somebody they know here, or somebody new, reached as was said."""
    if request.person_id is not None:
        return _person_known(request.person_id, by)
    return create_person_on_paper(
        preferred_name=request.called,
        area=area,
        outward_code=request.outward_code,
        contact=_first_plan(request, by),
        is_another=request.is_another,
        by=Acting(login=by.login),
        now=now,
    )


def _person_known(person_id: UUID, by: Acting) -> Person:
    person = or_not_found(Person.objects.select_related("area").filter(pk=person_id).first())
    acting_on_paper(login=by.required_login, person=person)
    return person


def _first_plan(request: ReferralRequest, by: Acting) -> dict:
    if request.reached_by == ReachedBy.CONTACT and "@" in request.contact:
        return {"channel": Channel.EMAIL, "address": request.contact}
    return {
        "channel": Channel.IN_PERSON,
        "through_login_id": by.login_id,
        "through_words": request.contact or by.required_login.name,
    }
