"""What is to be said face to face, by whom."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from community.messaging.message_kinds import payment_kinds
from community.messaging.models import ContactPlan, Message, NextVisitor
from community.messaging.queries.contact_plans import contacts_of
from community.messaging.queries.sending import TRIES_TO_WAIT_FOR, is_paused
from community.messaging.states import TO_BE_TOLD, MessageState

TELLING_ENDS_AFTER = timedelta(days=28)  # two visits of a worker who comes once a fortnight
NOBODY_S_LOGIN = 0  # which no row has


def waits_to_be_said() -> Q:
    """What somebody may say face to face. Also what cannot wait and our mail has not taken until
    now: it is tried again, and goes unless it was said before."""
    is_held_up = Q(
        state=MessageState.QUEUED,
        urgent=True,
        person_id__isnull=False,
        tries__gte=TRIES_TO_WAIT_FOR,
    )
    return Q(state__in=TO_BE_TOLD) | is_held_up


def next_visit_items(
    login_id: int, *, stands_in_for: QuerySet[Any, Any] | Collection[UUID] = ()
) -> list[Message]:
    """What the people reached through this worker have still to be told, oldest first; not what
    the worker did themselves.

    `stands_in_for`: the persons to whom the worker may also say what nobody of their plan may, and
    what should be told sooner than anybody of it goes.
    """
    plans = ContactPlan.objects.filter(person_id=OuterRef("person_id"))
    never = plans.filter(never_told_login_ids__contains=[login_id])
    whoever_did_it = Coalesce(OuterRef("not_told_by_login_id"), NOBODY_S_LOGIN)
    others = plans.filter(
        Q(through_login_id__isnull=False) & ~Q(through_login_id=whoever_did_it)
        | Q(deputy_login_id__isnull=False) & ~Q(deputy_login_id=whoever_did_it)
    )
    items = Message.objects.filter(
        may_be_told_by(login_id),
        ~Exists(never),
        _is_told_by(login_id)
        | Q(person_id__in=stands_in_for) & (~Exists(others) | Q(tell_by__isnull=False)),
        waits_to_be_said(),
    )
    return list(items.exclude(is_paused()).order_by("person_id", "created_at", "pk"))


def told_items(login_id: int, *, on: date) -> list[Message]:
    """What the people reached through this worker were told face to face on a day, by whomever of
    their plan: so each of the two reads whether the other has said it."""
    never = ContactPlan.objects.filter(
        person_id=OuterRef("person_id"), never_told_login_ids__contains=[login_id]
    )
    told = Message.objects.filter(
        may_be_told_by(login_id),
        ~Exists(never),
        _is_told_by(login_id),
        state=MessageState.TOLD,
        told_on=on,
    )
    return list(told.order_by("person_id", "-urgent", "created_at", "pk"))


def _is_told_by(login_id: int) -> Q:
    """Whether a message is this login's to say, by its person's plan: what is about money through
    whom they chose for it, unless it is of that one's own deed; the rest through who tells them;
    and all of it through who stands in (P61)."""
    plans = ContactPlan.objects.filter(person_id=OuterRef("person_id"))
    whoever_did_it = Coalesce(OuterRef("not_told_by_login_id"), NOBODY_S_LOGIN)
    tells = Exists(plans.filter(through_login_id=login_id))
    stands_in = Exists(plans.filter(deputy_login_id=login_id))
    of_another = Exists(
        plans.filter(money_login_id__isnull=False).exclude(
            Q(money_login_id=login_id) | Q(money_login_id=whoever_did_it)
        )
    )
    is_money = Q(kind__in=payment_kinds())
    tells_money = Exists(plans.filter(money_login_id=login_id))
    return Q(stands_in) | Q(tells) & ~(is_money & Q(of_another)) | is_money & Q(tells_money)


def who_goes_to(person_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Of each person, the login that has said that it goes to them next."""
    visitors = NextVisitor.objects.filter(person_id__in=person_ids)
    return dict(visitors.values_list("person_id", "login_id"))


def past_message_ids(now: datetime) -> list[int]:
    """What waits to be said, and is no news any more; not where money hangs on it."""
    past = Message.objects.filter(state__in=TO_BE_TOLD, is_notice=False, over_at__lte=now)
    return list(past.order_by("pk").values_list("pk", flat=True))


def tellers_of(message: Message, plan: ContactPlan | None) -> list[int]:
    """Whose it is to say, as `_is_told_by`: of money, whom the person chose for it, and who stands
    in."""
    others = [pk for pk in contacts_of(plan) if pk != message.not_told_by_login_id]
    of_money = plan.money_login_id if plan and message.kind in payment_kinds() else None
    if plan is None or of_money is None:
        return others
    if of_money in (message.not_told_by_login_id, *plan.never_told_login_ids):
        return others
    stands_in = [pk for pk in others if pk == plan.deputy_login_id]
    return list(dict.fromkeys([of_money, *stands_in]))


def may_be_told_by(login_id: int | None) -> Q:
    """Whoever did it does not tell of it."""
    return Q(not_told_by_login_id__isnull=True) | ~Q(not_told_by_login_id=login_id)
