"""The keys of a body, and the one that a program shows."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from knox.crypto import hash_token

from marketplace.referrals.models.bodies import BodyWorker
from marketplace.referrals.models.keys import BodyKey


def live_body_keys(body_id: int, now: datetime) -> list[BodyKey]:
    """Those not ended, and whoever answers for each; a page says where nobody does."""
    live = _not_ended(now).filter(body_id=body_id)
    return list(live.select_related("answers_for_it").order_by("name", "pk"))


def body_key_of(secret: str, now: datetime) -> BodyKey | None:
    """None for one that is not there, is ended, or for which nobody of its body answers now."""
    answers = BodyWorker.objects.filter(
        body_id=OuterRef("body_id"), login_id=OuterRef("answers_for_it_id"), ended_at=None
    )
    rows = _not_ended(now).filter(
        Exists(answers), body__ended_at=None, answers_for_it__is_active=True
    )
    rows = rows.select_related("body__area", "answers_for_it")
    return rows.filter(digest=hash_token(secret)).first()


def _not_ended(now: datetime) -> QuerySet[BodyKey]:
    return BodyKey.objects.filter(ended_at=None, expires_at__gt=now)
