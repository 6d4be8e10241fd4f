from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from community.common.dates import end_of_day
from community.common.lifecycle import not_none
from community.common.shared_words import Words
from community.common.working_time import is_working_hour

from .message_kinds import MessageKind, kinds_seen_to, payment_kinds, reminder_kinds
from .models import ContactPlan, Message, NextVisitor, SendingPause, ShortName
from .states import (
    OUR_FORMS,
    SENT_CHANNELS,
    TO_BE_TOLD,
    Channel,
    MessageForm,
    MessageState,
    NotSentReason,
    PauseLevel,
)

TELLING_ENDS_AFTER = timedelta(days=28)  # two visits of a worker who comes once a fortnight
TRIES_TO_WAIT_FOR = 3  # about six minutes in which our mail server did not take it
STAFF_NATION = "england"  # of a login nobody knows here in which nation it works
NOBODY_S_LOGIN = 0  # which no row has
PLAN_FIELDS = (
    "channel",
    "address",
    "through_login_id",
    "deputy_login_id",
    "money_login_id",
    "days_words",
    "never_words",
    "form",
    "language",
    "only_they_read",
    "never_told_login_ids",
)
IS_IN_OURS = Q(form__in=OUR_FORMS, language="")


MAX_NEVER_CHARS = 120


def joined_never_words(stays: ContactPlan | None, goes: ContactPlan | None) -> str:
    """ "Please never", of two who are one person."""
    never_words = [plan.never_words for plan in (stays, goes) if plan and plan.never_words]
    return "; ".join(dict.fromkeys(never_words))


def is_never_told(person_id: UUID, login_id: int | None) -> bool:
    """ "Please never tell …": this login reads nothing of what is said to the person."""
    plans = ContactPlan.objects.filter(person_id=person_id)
    return plans.filter(never_told_login_ids__contains=[login_id]).exists()


def never_words_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """ "Please never", as each person said it, for whoever meets or reaches them."""
    plans = ContactPlan.objects.filter(person_id__in=person_ids).exclude(never_words="")
    return dict(plans.values_list("person_id", "never_words"))


@dataclass(frozen=True)
class ReachWords:
    """What somebody said of how to reach them, for whoever does: a text to be written is the one of
    a lock screen, but where only they read it."""

    never: str = ""
    days: str = ""
    channel: str = Channel.IN_PERSON
    address: str = ""
    form: str = MessageForm.STANDARD
    language: str = ""
    only_they_read: bool = False


def reach_words_of(person_ids: Iterable[UUID]) -> dict[UUID, ReachWords]:
    """ "Please never", on which days, by what way, and in which form and language."""
    fields = ("never_words", "days_words", "channel", "address", "form", "language")
    plans = ContactPlan.objects.filter(person_id__in=person_ids)
    rows = plans.values_list("person_id", *fields, "only_they_read")
    return {person_id: ReachWords(*words) for person_id, *words in rows}


def short_names_of(person_ids: Iterable[UUID]) -> dict[tuple[UUID, int], str]:
    """{(person, group): its short name}, of each that somebody gave one."""
    rows = ShortName.objects.filter(person_id__in=person_ids)
    return {
        (person_id, group_id): name
        for person_id, group_id, name in rows.values_list("person_id", "group_id", "name")
    }


def short_name_of(person_id: UUID, group_id: int) -> str:
    return short_names_of([person_id]).get((person_id, group_id), "")


def words_of_short_name(person_id: UUID, group_id: int) -> Words:
    """It, as it is written."""
    return {"short_name": short_name_of(person_id, group_id)}


def form_of(person_id: UUID | None) -> str:
    """In which form whoever is written to takes it in; who works here, as most people."""
    plan = contact_plan_of(person_id) if person_id else None
    return plan.form if plan else MessageForm.STANDARD


def messages_for(person_id: UUID) -> QuerySet[Message]:
    """Everything that was said to a person, newest first: to be shown a page at a time."""
    messages = Message.objects.filter(person_id=person_id).exclude(state=MessageState.WITHHELD)
    return messages.order_by("-created_at", "-pk")


def messages_not_kept_from(
    person_id: UUID, login_id: int | None, *, but_kinds: Iterable[MessageKind]
) -> QuerySet[Message]:
    """What somebody who acts for a person reads of it: nothing that tells of their own deeds, and
    none of `but_kinds`."""
    return messages_for(person_id).filter(_may_be_told_by(login_id)).exclude(kind__in=but_kinds)


def words_of_plan(plan: ContactPlan | None) -> Words:
    """What a person says of how to reach them, as it is written."""
    return {name: getattr(plan, name) if plan else None for name in PLAN_FIELDS}


def contact_plan_of(person_id: UUID) -> ContactPlan | None:
    return ContactPlan.objects.filter(person_id=person_id).first()


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
        _may_be_told_by(login_id),
        ~Exists(never),
        _is_told_by(login_id)
        | Q(person_id__in=stands_in_for) & (~Exists(others) | Q(tell_by__isnull=False)),
        waits_to_be_said(),
    )
    return list(items.exclude(_is_paused()).order_by("person_id", "created_at", "pk"))


def told_items(login_id: int, *, on: date) -> list[Message]:
    """What the people reached through this worker were told face to face on a day, by whomever of
    their plan: so each of the two reads whether the other has said it."""
    never = ContactPlan.objects.filter(
        person_id=OuterRef("person_id"), never_told_login_ids__contains=[login_id]
    )
    told = Message.objects.filter(
        _may_be_told_by(login_id),
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


def urgent_items(login_id: int, *, person_ids: QuerySet[Any, Any]) -> list[Message]:
    """What cannot wait and nobody has said yet, of these persons, for a login that says it where
    those who usually do are not at work; not what it did itself."""
    plans = ContactPlan.objects.filter(person_id=OuterRef("person_id"))
    items = Message.objects.filter(
        _may_be_told_by(login_id),
        ~Exists(plans.filter(never_told_login_ids__contains=[login_id])),
        waits_to_be_said(),
        person_id__in=person_ids,
        urgent=True,
    )
    return list(items.exclude(_is_paused()).order_by("person_id", "created_at", "pk"))


@dataclass(frozen=True)
class UnsaidUrgent:
    """What cannot wait and has not reached somebody. `has_teller`: somebody of their plan may say
    it, and was told of it at once; `may_still_go`: our mail tries it again."""

    message_id: int
    key: str
    person_id: UUID
    text: str
    since: datetime
    has_teller: bool
    may_still_go: bool
    not_told_by_login_id: int | None


def unsaid_urgent(now: datetime, message_id: int | None = None) -> list[UnsaidUrgent]:
    """What is still news of the last weeks; not what its sender sees to where somebody may say
    it."""
    messages = Message.objects.filter(
        Q(over_at__isnull=True) | Q(over_at__gt=now),
        Q(pk=message_id) if message_id is not None else Q(),
        waits_to_be_said(),
        person_id__isnull=False,
        urgent=True,
        created_at__gt=now - TELLING_ENDS_AFTER,
    ).exclude(_is_paused())
    messages = messages.order_by("pk")
    plans = {
        plan.person_id: plan
        for plan in ContactPlan.objects.filter(person_id__in=messages.values("person_id"))
    }
    unsaid, seen_to = [], kinds_seen_to()
    for message in messages:
        person_id = not_none(message.person_id)
        has_teller = bool(tellers_of(message, plans.get(person_id)))
        if has_teller and message.kind in seen_to:
            continue
        unsaid.append(
            UnsaidUrgent(
                message.pk,
                message.key,
                person_id,
                message.text,
                message.created_at,
                has_teller,
                message.may_still_go,
                message.not_told_by_login_id,
            )
        )
    return unsaid


def contacts_of(plan: ContactPlan | None) -> list[int]:
    """The logins that tell a person things face to face, and the first of them first; nobody
    whom they said never to tell."""
    if plan is None:
        return []
    contacts = [pk for pk in (plan.through_login_id, plan.deputy_login_id) if pk is not None]
    return [pk for pk in contacts if pk not in plan.never_told_login_ids]


def contacts_in_plans(person_id: UUID | None = None) -> list[tuple[UUID, int]]:
    """(a person, each login by which they are told things face to face), of one person or of all;
    of nobody to whom nothing is said any more."""
    ended = SendingPause.objects.filter(level=PauseLevel.ENDED)
    plans = ContactPlan.objects.exclude(person_id__in=ended.values("person_id"))
    if person_id is not None:
        plans = plans.filter(person_id=person_id)
    names = ("through_login_id", "deputy_login_id", "money_login_id")
    rows = plans.order_by("person_id").values_list("person_id", *names)
    return [(pk, login_id) for pk, *logins in rows for login_id in logins if login_id]


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


def through_key(key: str) -> str:
    """Of what those of the plan hear who are to say the message with this key."""
    return f"{key}:through"


def unsaid_key(key: str) -> str:
    """Of what others hear, where nobody of the plan has said it."""
    return f"{key}:unsaid"


def heard_of(message: Message) -> QuerySet[Message]:
    """What those were told, or are to be, who are to say this to its person."""
    keys = [through_key(message.key), unsaid_key(message.key)]
    begins = Q(key__startswith=f"{keys[0]}:") | Q(key__startswith=f"{keys[1]}:")
    return Message.objects.filter(begins, login_id__isnull=False)


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


def persons_visited_by(login_id: int) -> set[UUID]:
    """Who is told things in person by this worker and asked that something please never be done,
    whether or not anything is to be said to them."""
    through = Q(through_login_id=login_id) | Q(deputy_login_id=login_id)
    plans = ContactPlan.objects.filter(
        Q(channel__in=[Channel.IN_PERSON, Channel.NONE]) | ~IS_IN_OURS, through
    )
    plans = plans.exclude(never_words="").exclude(never_told_login_ids__contains=[login_id])
    paused = SendingPause.objects.exclude(level=PauseLevel.REMINDERS)
    plans = plans.exclude(person_id__in=paused.values("person_id"))
    return set(plans.values_list("person_id", flat=True))


def persons_told_by(login_id: int) -> set[UUID]:
    """Who is told things face to face by this login: all of it, in another's stead, or what is
    about money."""
    through = Q(through_login_id=login_id) | Q(deputy_login_id=login_id)
    through |= Q(money_login_id=login_id)
    plans = ContactPlan.objects.filter(through, channel__in=[Channel.IN_PERSON, Channel.NONE])
    plans = plans.exclude(never_told_login_ids__contains=[login_id])
    ended = SendingPause.objects.filter(level=PauseLevel.ENDED)
    plans = plans.exclude(person_id__in=ended.values("person_id"))
    return set(plans.values_list("person_id", flat=True))


def _is_paused() -> Q:
    """What is not said to its person for now."""
    paused = SendingPause.objects.filter(person_id=OuterRef("person_id"))
    all_paused = Exists(paused.exclude(level=PauseLevel.REMINDERS))
    return Q(all_paused) | Q(Exists(paused), kind__in=reminder_kinds())


def pause_of(person_id: UUID | None) -> PauseLevel | None:
    """What is not sent to somebody now; None where all of it is."""
    pause = SendingPause.objects.filter(person_id=person_id).first() if person_id else None
    return PauseLevel(pause.level) if pause else None


def _may_be_told_by(login_id: int | None) -> Q:
    """Whoever did it does not tell of it."""
    return Q(not_told_by_login_id__isnull=True) | ~Q(not_told_by_login_id=login_id)


def pending_notices(keys: list[str], now: datetime) -> QuerySet[Message]:
    """Of these notices, those that do not count yet: they were not sent, and nobody has told them
    face to face. What is a line for whoever tells them, and has been for `TELLING_ENDS_AFTER`, is
    waited for no more: somebody else's pay does not hang on it for ever. What is kept back from
    somebody in hospital waits with them (P20)."""
    arrived = Q(state__in=[MessageState.SENT, MessageState.TOLD, MessageState.WITHHELD])
    waited_long = Q(state__in=TO_BE_TOLD, created_at__lte=now - TELLING_ENDS_AFTER)
    return Message.objects.filter(key__in=keys, is_notice=True).exclude(arrived | waited_long)


def keys_to_be_told(keys: Iterable[str]) -> list[str]:
    """Of these, what somebody has still to say face to face."""
    waiting = Message.objects.filter(key__in=list(keys), state__in=TO_BE_TOLD)
    return list(waiting.order_by("pk").values_list("key", flat=True))


def untold_keys(keys: Iterable[str]) -> set[str]:
    """Of these notices of money, those that reached nobody by any way, or were never written: for
    them nothing is taken."""
    arrived = Message.objects.filter(
        key__in=list(keys), state__in=[MessageState.SENT, MessageState.TOLD]
    )
    return set(keys) - set(arrived.values_list("key", flat=True))


def keys_to_tell_sooner(keys: Iterable[str]) -> set[str]:
    """Of these messages, those that somebody has still to say, and about which nobody was asked yet
    who can go sooner."""
    waiting = Message.objects.filter(key__in=list(keys), state__in=TO_BE_TOLD, tell_by__isnull=True)
    return set(waiting.values_list("key", flat=True))


def message_ids_to_send(now: datetime) -> list[int]:
    """What is queued, in nobody's hand and due: first what is urgent, then what was tried least,
    so that one which is never taken stands before no other. To whoever works here nothing leaves
    out of hours but what is urgent (M89)."""
    waiting = SendingPause.objects.filter(level=PauseLevel.WAITS, person_id=OuterRef("person_id"))
    due = Message.objects.filter(is_due(now), ~Exists(waiting))
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


def told_at_visits(keys: Iterable[str]) -> dict[str, datetime | None]:
    """Of these messages, those that somebody tells face to face: by the end of which day it was
    told; None until then."""
    by_somebody = ContactPlan.objects.exclude(IS_IN_OURS, channel__in=SENT_CHANNELS)
    messages = Message.objects.filter(
        Q(state__in=[*TO_BE_TOLD, MessageState.TOLD])
        | Q(state=MessageState.QUEUED, person_id__in=by_somebody.values("person_id")),
        key__in=list(keys),
    )
    return {
        message.key: end_of_day(message.told_on) if message.told_on else None
        for message in messages
    }


def waiting_to_be_told_since(keys: Iterable[str]) -> datetime | None:
    """Since when the first of these waits for somebody to say it face to face; None where none
    does."""
    waiting = Message.objects.filter(waits_to_be_said(), key__in=list(keys))
    return waiting.order_by("created_at").values_list("created_at", flat=True).first()


def is_sent_by(plan: ContactPlan | None) -> bool:
    """Whether a machine sends what goes to this person; else somebody tells them."""
    return plan is not None and plan.true_channel in SENT_CHANNELS


def is_address_in_doubt(person_id: UUID) -> bool:
    """Whether something could not be sent to the address that is in somebody's plan now: what is
    right again is sent again."""
    failed = Message.objects.filter(person_id=person_id, state=MessageState.FAILED)
    return failed.filter(not_sent_because=NotSentReason.ADDRESS).exists()


def message_with_key(key: str) -> Message | None:
    """The message with this key, as far as it has come."""
    return Message.objects.filter(key=key).first()


@dataclass(frozen=True)
class Told:
    """Whether and when somebody was told one thing. `at` is None until then; `is_lost`: they could
    not be told; `is_at_visits`: face to face."""

    at: datetime | None
    is_lost: bool
    is_at_visits: bool


def told_by_key(keys: Iterable[str]) -> dict[str, Told]:
    """Of each of these messages, how far it has come. What was told on a day is told by its end."""
    return {message.key: _told(message) for message in Message.objects.filter(key__in=list(keys))}


def _told(message: Message) -> Told:
    at = end_of_day(message.told_on) if message.told_on else message.sent_at
    return Told(
        at=at,
        is_lost=message.state in (MessageState.FAILED, MessageState.WITHHELD),
        is_at_visits=message.state in (MessageState.FOR_NEXT_VISIT, MessageState.TOLD),
    )
