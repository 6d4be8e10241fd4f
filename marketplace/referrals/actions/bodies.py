"""Bodies that refer, by the council's officer of their area (M83, P84)."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.models.logins import Login
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from community.places.models.areas import Area
from marketplace.referrals.actions.handing_over import leave_to_deputy
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.models.bodies import (
    BodyWorker,
    ReferringBody,
    SharingAgreement,
    office_days,
)
from marketplace.referrals.queries.bodies import works_for
from marketplace.referrals.rules.bodies import (
    check_agreement_days,
    check_body,
    check_is_not_of_it,
    check_is_of_it,
)


@transaction.atomic
def begin_referring_body(
    *,
    area: Area,
    name: str,
    duty_desk_words: str,
    duty_desk_phone: str,
    works_days: Collection[int] | None = None,
    works_from: time = time(9),
    works_until: time = time(17),
    by: Acting,
    now: datetime,
) -> ReferringBody:
    """Begun twice under one name, it is the one that stands."""
    check_role(roles_of(by.login_id), RoleKind.COUNCIL_OFFICER, area.pk)
    check_body(
        name=name,
        works_from=works_from,
        works_until=works_until,
        desk_words=duty_desk_words,
        desk_phone=duty_desk_phone,
    )
    body, is_new = ReferringBody.objects.get_or_create(
        area=area,
        name=name,
        ended_at=None,
        defaults={
            "works_days": office_days() if works_days is None else sorted(set(works_days)),
            "works_from": works_from,
            "works_until": works_until,
            "duty_desk_words": duty_desk_words,
            "duty_desk_phone": duty_desk_phone,
            "begun_at": now,
        },
    )
    if is_new:
        _record(by, ReferralDeed.BEGIN_REFERRING_BODY, body, now)
    return body


@transaction.atomic
def add_body_worker(*, body_id: int, login_id: int, by: Acting, now: datetime) -> BodyWorker:
    """Somebody who works in that area already; of another body they are no more from then on."""
    body = _lock_body(body_id, by)
    check_role(roles_of(login_id), RoleKind.WORKER, body.area_id)
    if works_for(body.pk, login_id):
        return BodyWorker.objects.get(body=body, login_id=login_id, ended_at=None)
    for other in BodyWorker.objects.filter(login_id=login_id, ended_at=None):
        _end_worker(other, by, now)
    worker = BodyWorker.objects.create(body=body, login_id=login_id, started_at=now)
    _record(by, ReferralDeed.ADD_BODY_WORKER, body, now)
    return worker


@transaction.atomic
def end_body_worker(*, body_id: int, login_id: int, by: Acting, now: datetime) -> None:
    """What they stayed with is the deputy's, or the duty desk's, from that moment (P84)."""
    body = _lock_body(body_id, by)
    for worker in BodyWorker.objects.filter(body=body, login_id=login_id, ended_at=None):
        _end_worker(worker, by, now)


@transaction.atomic
def name_deputy(*, body_id: int, login_id: int, by: Acting, now: datetime) -> ReferringBody:
    body = _lock_body(body_id, by)
    check_is_of_it(is_worker=works_for(body.pk, login_id))
    if body.deputy_id != login_id:
        body.deputy = Login.objects.get(pk=login_id)
        body.save(update_fields=["deputy"])
        _record(by, ReferralDeed.NAME_DEPUTY, body, now)
    return body


@transaction.atomic
def record_sharing_agreement(
    *,
    body_id: int,
    words: str,
    starts_on: date,
    ends_on: date,
    by: Acting,
    now: datetime,
) -> SharingAgreement:
    """What the council agreed with a body; of two the later one counts. By nobody of that body."""
    body = _lock_body(body_id, by)
    check_is_not_of_it(is_worker=works_for(body.pk, by.login_id))
    check_agreement_days(starts_on, ends_on)
    _live_agreements(body).update(ended_at=now)
    agreement = SharingAgreement.objects.create(
        body=body,
        area_id=body.area_id,
        words=words,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=by.login,
        recorded_at=now,
    )
    _record(by, ReferralDeed.RECORD_SHARING_AGREEMENT, body, now)
    return agreement


@transaction.atomic
def end_sharing_agreement(*, body_id: int, by: Acting, now: datetime) -> None:
    """At once. What was sent under it goes on; ended twice, it is once."""
    body = _lock_body(body_id, by)
    if _live_agreements(body).update(ended_at=now):
        _record(by, ReferralDeed.END_SHARING_AGREEMENT, body, now)


def _live_agreements(body: ReferringBody) -> QuerySet[SharingAgreement]:
    return SharingAgreement.objects.filter(body=body, area_id=body.area_id, ended_at=None)


def _lock_body(body_id: int, by: Acting) -> ReferringBody:
    bodies = ReferringBody.objects.select_for_update(no_key=True)
    body = or_not_found(bodies.filter(pk=body_id, ended_at=None).first())
    check_role(roles_of(by.login_id), RoleKind.COUNCIL_OFFICER, body.area_id)
    return body


def _end_worker(worker: BodyWorker, by: Acting, now: datetime) -> None:
    worker.ended_at = now
    worker.save(update_fields=["ended_at"])
    ReferringBody.objects.filter(pk=worker.body_id, deputy_id=worker.login_id).update(deputy=None)
    leave_to_deputy(body_id=worker.body_id, login_id=worker.login_id, by=by, now=now)
    _record(by, ReferralDeed.END_BODY_WORKER, worker.body, now)


def _record(by: Acting, deed: ReferralDeed, body: ReferringBody, now: datetime) -> None:
    record_deed(by=by, deed=deed, about=f"referring_body:{body.pk}", now=now)
