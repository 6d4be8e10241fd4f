"""What people are told, and when: one message a deed, in words that give no one away."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from community.messaging.actions.notifying import (
    PersonMessage,
    notify_each_login,
    notify_people,
    notify_person,
)
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.states import PledgeState
from providers.queries.hidden_dates import tellers_kept_out
from providers.queries.supply import provider_members


def subject_of(kind: PoolMessage, *, is_solo: bool = False) -> str:
    """What a subject says on a shared screen: whether it is about a payment, and what is to do."""
    if kind in PoolMessage.reminders():
        return _("A reminder about a payment")
    if kind in PoolMessage.questions():
        return _("A question about a payment")
    if kind in PoolMessage.payments():
        return _("About a payment")
    if kind == PoolMessage.CALL_OFF_ASKED:
        return _("A question from your group")
    if is_solo:
        return _("News about what you arranged")
    return _("News from your group")


def about_pool(pool: Pool) -> str:
    """As who is in it knows it."""
    return _("%(group)s, %(what)s") % {"group": pool.group.name, "what": pool.terms.summary}


def notify_pledger(
    pledge: Pledge,
    kind: PoolMessage,
    text: str,
    *,
    about: str | None = None,
    key: str,
    now: datetime,
    urgent: bool = False,
    is_notice: bool = False,
) -> None:
    """One person, in private, by their own contact plan. The subject tells a payment from news, and
    nothing of why; the text begins with the group and the thing."""
    notify_person(
        person_id=pledge.person_id,
        kind=kind,
        subject=subject_of(kind, is_solo=pledge.pool.group.is_solo),
        about=about_pool(pledge.pool) if about is None else about,
        text=text,
        link=f"/pools/{pledge.pool_id}/",
        group_id=pledge.pool.group_id,
        key=f"{key}:pledge:{pledge.pk}",
        urgent=urgent,
        is_notice=is_notice,
        not_told_by_login_id=who_said_for_them([pledge]).get(pledge.pk) if is_notice else None,
        now=now,
    )


def notify_all_pledgers(
    pool: Pool,
    kind: PoolMessage,
    text: str,
    *,
    also: Collection[int] = (),
    starts: Collection[datetime] = (),
    key: str,
    now: datetime,
) -> None:
    """Everybody who is in, the same words at the same time; not whoever stopped, unless some of
    it is theirs. `starts`: when the sessions begin whose days the text may name."""
    pledges = pool.pledges.filter(Q(state=PledgeState.IN) | Q(pk__in=also)).order_by("pk")
    notify_pledgers(pool, dict.fromkeys(pledges, text), kind, starts=starts, key=key, now=now)


def notify_pledgers(
    pool: Pool,
    texts: Mapping[Pledge, str],
    kind: PoolMessage,
    *,
    starts: Collection[datetime] = (),
    key: str,
    now: datetime,
    is_notice: bool = False,
) -> None:
    """Each in private, as `notify_pledger`, in one statement however many they are. A day that
    somebody hides is told to them by nobody who acts for them (P12)."""
    said_for = who_said_for_them(texts) if is_notice else {}
    person_ids = [pledge.person_id for pledge in texts]
    kept_out = tellers_kept_out(person_ids, starts) if starts else {}

    def not_told_by(pledge: Pledge) -> int | None:
        return said_for.get(pledge.pk) or kept_out.get(pledge.person_id)

    notify_people(
        [
            PersonMessage(pledge.person_id, f"{key}:pledge:{pledge.pk}", text, not_told_by(pledge))
            for pledge, text in texts.items()
        ],
        kind=kind,
        subject=subject_of(kind, is_solo=pool.group.is_solo),
        about=about_pool(pool),
        link=f"/pools/{pool.pk}/",
        group_id=pool.group_id,
        is_notice=is_notice,
        now=now,
    )


def who_said_for_them(pledges: Iterable[Pledge]) -> dict[int, int]:
    """{pledge: the login that said this yes for somebody, and so tells them of no payment for it}.
    What came on paper is the person's own yes."""
    by_others = Pledge.objects.filter(
        pk__in=[pledge.pk for pledge in pledges], on_paper=False, said_by__isnull=False
    ).exclude(person__login=F("said_by"), person__login__isnull=False)
    return dict(by_others.values_list("pk", "said_by_id"))


def notify_provider_of_pool(
    pool: Pool, kind: PoolMessage, text: str, *, key: str, now: datetime
) -> None:
    notify_each_login(
        [login.pk for login in provider_members(pool.provider_id)],
        kind=kind,
        subject=_("News about your offer"),
        about=pool.terms.summary,
        text=text,
        link=f"/provide/pools/{pool.pk}/",
        key=f"{key}:login",
        now=now,
    )
