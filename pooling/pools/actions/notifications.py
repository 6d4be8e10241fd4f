"""What people are told, and when: one message a deed, in words that give no one away."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.messaging.actions import notify_login, notify_person
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.states import PledgeState
from providers.models.supply import ProviderMember


def notify_pledger(
    pledge: Pledge,
    kind: str,
    text: str,
    *,
    key: str,
    now: datetime,
    urgent: bool = False,
    is_notice: bool = False,
) -> None:
    """One person, in private, by their own contact plan. The subject says nothing of why."""
    notify_person(
        person_id=pledge.person_id,
        kind=kind,
        subject=_("News for you"),
        text=text,
        link=f"/pools/{pledge.pool_id}/",
        key=f"{key}:pledge:{pledge.pk}",
        urgent=urgent,
        is_notice=is_notice,
        now=now,
    )


def notify_all_pledgers(pool: Pool, kind: str, text: str, *, key: str, now: datetime) -> None:
    """Everybody who is in, the same words at the same time."""
    for pledge in pool.pledges.exclude(state=PledgeState.OUT).order_by("pk"):
        notify_pledger(pledge, kind, text, key=key, now=now)


def notify_provider_of_pool(pool: Pool, kind: str, text: str, *, key: str, now: datetime) -> None:
    for login_id in ProviderMember.objects.filter(provider_id=pool.provider_id).values_list(
        "login_id", flat=True
    ):
        notify_login(
            login_id=login_id,
            kind=kind,
            subject=_("News for you"),
            text=text,
            link=f"/provide/pools/{pool.pk}/",
            key=f"{key}:login:{login_id}",
            now=now,
        )
