"""What is to be sent now, and what did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from community.common.lifecycle import not_none
from community.common.working_time import is_working_hour
from community.messaging.message_kinds import reminder_kinds
from community.messaging.models import ContactPlan, Message, SendingPause
from community.messaging.queries.contact_plans import is_out_of_hours
from community.messaging.states import MessageState, NotSentReason, PauseLevel

TRIES_TO_WAIT_FOR = 3  # about six minutes in which our mail server did not take it
SEND_AGAIN_WITHIN = timedelta(days=30)  # what failed longer ago is no news any more
DAY_OF_TRIES = timedelta(days=1)  # how long something is tried before it is given up
STAFF_NATION = "england"  # of a login nobody knows here in which nation it works


def unreached_logins(login_ids: Iterable[int] | None = None) -> dict[int, datetime]:
    """{login: since when mail to the address by which it signs in does not arrive}, of these or of
    all: the first that was given up for its address, and none has gone since."""
    gone_since = Message.objects.filter(
        login_id=OuterRef("login_id"), sent_at__gt=OuterRef("created_at")
    )
    failed = Message.objects.filter(
        ~Exists(gone_since),
        login_id__isnull=False,
        state=MessageState.FAILED,
        not_sent_because=NotSentReason.ADDRESS,
    )
    if login_ids is not None:
        failed = failed.filter(login_id__in=list(login_ids))
    rows = failed.values("login_id").annotate(since=Min("created_at"))
    return {not_none(each["login_id"]): each["since"] for each in rows}


@dataclass(frozen=True)
class HeldUpMail:
    """`since`: when the first of these messages was written."""

    count: int
    since: datetime


def held_up_mail() -> HeldUpMail | None:
    """What our mail server has not taken for some minutes, or until it was given up, while nothing
    that was written since has gone; None where mail goes."""
    gone = Message.objects.filter(state=MessageState.SENT).order_by("-pk").values("pk")[:1]
    held_up = Message.objects.filter(
        Q(state=MessageState.QUEUED, tries__gte=TRIES_TO_WAIT_FOR) | Q(state=MessageState.FAILED),
        pk__gt=Coalesce(Subquery(gone), 0),
        not_sent_because=NotSentReason.SERVER,
    ).aggregate(count=Count("pk"), since=Min("created_at"))
    return HeldUpMail(**held_up) if held_up["count"] else None


def given_up_while_no_mail_went(now: datetime) -> QuerySet[Message]:
    """What our mail server did not take for a day in which it took nothing, and since then it has
    taken something. Not one that it refused while others went: that would go no better. Nor what
    could not wait, to a person: whoever was to say it then says it."""
    went = Message.objects.filter(sent_at__isnull=False)
    last_went = went.order_by("-sent_at").values("sent_at")[:1]
    went_meanwhile = went.filter(
        sent_at__gt=OuterRef("try_again_at") - DAY_OF_TRIES, sent_at__lte=OuterRef("try_again_at")
    )
    return Message.objects.filter(
        Q(person_id__isnull=False, urgent=False) | Q(login_id__isnull=False),
        Q(over_at__isnull=True) | Q(over_at__gt=now),
        ~Exists(went_meanwhile),
        state=MessageState.FAILED,
        not_sent_because=NotSentReason.SERVER,
        created_at__gte=now - SEND_AGAIN_WITHIN,
        try_again_at__lt=Subquery(last_went),
    )


def is_paused() -> Q:
    """What is not said to its person for now."""
    paused = SendingPause.objects.filter(person_id=OuterRef("person_id"))
    all_paused = Exists(paused.exclude(level=PauseLevel.REMINDERS))
    return Q(all_paused) | Q(Exists(paused), kind__in=reminder_kinds())


def pause_of(person_id: UUID | None) -> PauseLevel | None:
    """What is not sent to somebody now; None where all of it is."""
    pause = SendingPause.objects.filter(person_id=person_id).first() if person_id else None
    return PauseLevel(pause.level) if pause else None


def message_ids_to_send(now: datetime) -> list[int]:
    """What is queued, in nobody's hand and due: first what is urgent, then what was tried least,
    so that one which is never taken stands before no other. Nothing leaves but what is urgent to
    whoever works here out of hours (M89), and to a person out of those that they said (P52)."""
    waiting = SendingPause.objects.filter(level=PauseLevel.WAITS, person_id=OuterRef("person_id"))
    asleep = ContactPlan.objects.filter(is_out_of_hours(now), person_id=OuterRef("person_id"))
    due = Message.objects.filter(is_due(now), ~Exists(waiting), Q(urgent=True) | ~Exists(asleep))
    if not is_working_hour(now, nation=STAFF_NATION):
        due = due.exclude(login_id__isnull=False, urgent=False)
    return list(due.order_by("-urgent", "tries", "pk").values_list("pk", flat=True))


def is_due(now: datetime) -> Q:
    """Queued, to be tried by now, and in no hand that is alive."""
    return Q(
        Q(try_again_at__isnull=True) | Q(try_again_at__lte=now),
        Q(claimed_until__isnull=True) | Q(claimed_until__lte=now),
        state=MessageState.QUEUED,
    )


def is_address_in_doubt(person_id: UUID) -> bool:
    """Whether something could not be sent to the address that is in somebody's plan now: what is
    right again is sent again."""
    failed = Message.objects.filter(person_id=person_id, state=MessageState.FAILED)
    return failed.filter(not_sent_because=NotSentReason.ADDRESS).exists()
