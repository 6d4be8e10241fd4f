"""Bodies that refer, and who works for them."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from community.people.models.logins import Login
from marketplace.referrals.models.bodies import BodyWorker, ReferringBody, SharingAgreement


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
