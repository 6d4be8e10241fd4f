"""Bodies that refer, and who works for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from community.common.clock import today
from community.common.refusals import NotFound, or_not_found
from community.people.models.logins import Login
from community.people.queries.acting import logins_with_role
from community.people.states import RoleKind
from marketplace.referrals.models.bodies import BodyWorker, ReferringBody, SharingAgreement
from marketplace.referrals.models.keys import BodyKey
from marketplace.referrals.queries.keys import live_body_keys


def body_of_login(login_id: int | None) -> ReferringBody | None:
    """For which a login works now."""
    if login_id is None:
        return None
    live = BodyWorker.objects.filter(
        login_id=login_id, ended_at=None, login__is_active=True, body__ended_at=None
    )
    row = live.select_related("body", "body__area").first()
    return row.body if row else None


def works_for(body_id: int, login_id: int | None) -> bool:
    live = BodyWorker.objects.filter(body_id=body_id, ended_at=None)
    return login_id is not None and live.filter(login_id=login_id).exists()


def workers_of_body(body_id: int) -> list[Login]:
    """By name; never in an order, and with no number, of what they sent (P82)."""
    live = Login.objects.filter(pk__in=_live(body_id).values("login_id"), is_active=True)
    return list(live.order_by("name", "pk"))


def _live(body_id: int) -> QuerySet[BodyWorker]:
    return BodyWorker.objects.filter(body_id=body_id, ended_at=None)


def bodies_of_areas(area_ids: Collection[int]) -> list[ReferringBody]:
    bodies = ReferringBody.objects.filter(area_id__in=area_ids, ended_at=None)
    return list(bodies.select_related("area", "deputy").order_by("name", "pk"))


def agreement_with(body_id: int, area_id: int, on: date) -> SharingAgreement | None:
    """The one that holds on a day."""
    live = SharingAgreement.objects.filter(
        body_id=body_id, area_id=area_id, ended_at=None, starts_on__lte=on, ends_on__gte=on
    )
    return live.first()


@dataclass(frozen=True)
class BodyDetail:
    """A body as the council's officer of its area has it, or whoever works for it; `may_change`:
    the officer."""

    body: ReferringBody
    workers: list[Login]
    agreement: SharingAgreement | None
    keys: list[BodyKey]
    may_change: bool

    @property
    def worker_ids(self) -> set[int]:
        return {worker.pk for worker in self.workers}


def body_detail(
    body_id: int, *, login_id: int | None, area_ids: Collection[int], now: datetime
) -> BodyDetail:
    """`area_ids`: where the login is a council's officer. Not there for anybody else."""
    bodies = ReferringBody.objects.select_related("area", "deputy")
    body = or_not_found(bodies.filter(pk=body_id, ended_at=None).first())
    may_change = body.area_id in area_ids
    if not may_change and not works_for(body.pk, login_id):
        raise NotFound("")
    return BodyDetail(
        body=body,
        workers=workers_of_body(body.pk),
        agreement=agreement_with(body.pk, body.area_id, today(now)),
        keys=live_body_keys(body.pk, now),
        may_change=may_change,
    )


def who_may_join_body(body: ReferringBody) -> list[Login]:
    """Who works in its area, and not for it yet."""
    theirs = [worker.pk for worker in workers_of_body(body.pk)]
    others = logins_with_role(RoleKind.WORKER, body.area_id).exclude(pk__in=theirs)
    return list(others.order_by("name", "pk").distinct())
