"""What is queued goes out: claimed by one, sent and marked; tried again, or given up in words."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actors import NOBODY
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_each_login
from community.messaging.actions.transitions import transition_message
from community.messaging.message_kinds import MessagingMessage, reminder_kinds
from community.messaging.models import ContactPlan, Message, SendingPause
from community.messaging.queries.contact_plans import is_sent_by
from community.messaging.queries.sending import (
    SEND_AGAIN_WITHIN,
    TRIES_TO_WAIT_FOR,
    given_up_while_no_mail_went,
    is_due,
    pause_of,
)
from community.messaging.queries.telling import tellers_of
from community.messaging.queries.urgent import heard_of, is_said_or_over, through_key
from community.messaging.states import Channel, MessageState, NotSentReason, PauseLevel

log = logging.getLogger(__name__)

CLAIM_FOR = timedelta(minutes=2)  # well beyond what one call to the post may take
TRY_AGAIN_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=16),
)
MAX_TRIES = len(TRY_AGAIN_AFTER) + 1
# What cannot wait does not wait for hours after our mail server is back; it too ends after a day.
URGENT_AGAIN_AFTER = timedelta(minutes=30)
MAX_TRIES_OF_URGENT = 3 + sum(TRY_AGAIN_AFTER, timedelta()) // URGENT_AGAIN_AFTER
MAX_TRIES_OF_ADDRESS = 3  # an address that its own server does not know


class NotSent(Exception):
    """The post did not take a message: for its address, or because no mail goes now."""

    def __init__(self, because: NotSentReason, said: str = "") -> None:
        super().__init__(said or because)
        self.because = because


type Send = Callable[[Message, str | None], None]


def plan_of_message(message: Message) -> ContactPlan | None:
    """How the person it is written to is reached; a login is reached by its e-mail."""
    if message.person_id is None:
        return None
    return ContactPlan.objects.filter(person_id=message.person_id).first()


def send_message(*, message_id: int, send: Send, now: datetime) -> Message:
    """Send one message that is due, by its reader's contact plan; `send` is the post (see tasks).

    Claimed in one commit, handed to the post outside any transaction, and marked in another. So a
    slow post holds no row, and of two workers one sends. One that is killed in between leaves a
    claim that runs out: then it is sent once more, under the same Message-ID; never lost.
    """
    claimed = claim_message(message_id=message_id, now=now)
    if claimed is None:
        return Message.objects.get(pk=message_id)
    message, address = claimed
    try:
        send(message, address)
    except NotSent as error:
        message = mark_not_sent(message=message, because=error.because, now=now)
        if error.because == NotSentReason.SERVER:
            raise
        return message
    except Exception:
        mark_not_sent(message=message, because=NotSentReason.SERVER, now=now)
        raise
    return mark_sent(message=message, now=now)


@transaction.atomic(durable=True)
def claim_message(*, message_id: int, now: datetime) -> tuple[Message, str | None] | None:
    """The message in this worker's hand, and to which address; None where there is nothing to send:
    another has it, it is not due, or it is for whoever tells its reader. A try counts from here, so
    that also one which kills its worker has an end."""
    message = (
        Message.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(is_due(now), pk=message_id)
        .first()
    )
    if message is None:
        return None
    pause = pause_of(message.person_id)
    if pause == PauseLevel.WAITS:
        return None
    plan = plan_of_message(message)
    if pause == PauseLevel.ENDED or pause and message.kind in reminder_kinds():
        _let_go(message, MessageState.WITHHELD, now=now)
        return None
    if message.person_id and not is_sent_by(plan):
        _keep_for_next_visit(message, plan, now)
        return None
    if message.tries >= _most_tries(message):
        _give_up(message, message.not_sent_because or NotSentReason.SERVER, now)
        return None
    message.channel = plan.channel if plan else Channel.EMAIL
    message.tries += 1
    message.claimed_by, message.claimed_until = uuid4(), now + CLAIM_FOR
    message.save(update_fields=["channel", "tries", "claimed_by", "claimed_until"])
    return message, plan.address if plan else message.address or None


@transaction.atomic(durable=True)
def mark_sent(*, message: Message, now: datetime) -> Message:
    """The post has taken it."""
    claimed = _still_claimed(message)
    if claimed is not None:
        claimed.sent_at, claimed.not_sent_because = now, ""
        fields = "sent_at", "not_sent_because"
        _let_go(claimed, MessageState.SENT, *fields, now=now)
        _say_it_went(claimed, now)
    return claimed or message


@transaction.atomic(durable=True)
def mark_not_sent(*, message: Message, because: NotSentReason, now: datetime) -> Message:
    """The post has not taken it: it waits to be tried again, longer each time, or is given up."""
    claimed = _still_claimed(message)
    if claimed is None:
        return message
    is_address = because == NotSentReason.ADDRESS
    if claimed.tries >= (MAX_TRIES_OF_ADDRESS if is_address else _most_tries(claimed)):
        _give_up(claimed, because, now)
        return claimed
    claimed.claimed_by = claimed.claimed_until = None
    claimed.not_sent_because = because
    claimed.try_again_at = now + _wait_after(claimed)
    claimed.save(update_fields=["claimed_by", "claimed_until", "not_sent_because", "try_again_at"])
    if claimed.tries >= TRIES_TO_WAIT_FOR:
        _tell_contacts(claimed, plan_of_message(claimed), now)
    return claimed


def _most_tries(message: Message) -> int:
    return MAX_TRIES_OF_URGENT if message.urgent else MAX_TRIES


def _wait_after(message: Message) -> timedelta:
    """Until it is tried again: longer each time, what is urgent never longer than half an hour."""
    wait = TRY_AGAIN_AFTER[min(message.tries, len(TRY_AGAIN_AFTER)) - 1]
    return min(wait, URGENT_AGAIN_AFTER) if message.urgent else wait


def _still_claimed(message: Message) -> Message | None:
    """The row, where this claim on it still stands: another may have taken it up since."""
    if message.claimed_by is None:
        return None
    messages = Message.objects.select_for_update(no_key=True)
    return messages.filter(pk=message.pk, claimed_by=message.claimed_by).first()


def _let_go(message: Message, state: MessageState, *fields: str, now: datetime) -> None:
    """Out of this worker's hand, for good: whoever has no page here is forgotten."""
    message.claimed_by = message.claimed_until = None
    message.address = ""
    fields = ("claimed_by", "claimed_until", "address", *fields)
    transition_message(message, state, *fields, by=NOBODY, now=now)


def _give_up(message: Message, because: str, now: datetime) -> None:
    """Its reader reads why; whoever tells them things can say it, and hears at once of what is
    urgent."""
    message.not_sent_because = because
    _let_go(message, MessageState.FAILED, "not_sent_because", now=now)
    log.error("message %s was given up: %s", message.pk, because)
    _tell_contacts(message, plan_of_message(message), now)


def send_failed_again(person_id: UUID, now: datetime) -> None:
    """To the address that is right now, what could not be sent lately."""
    failed = Message.objects.select_for_update(no_key=True).filter(
        person_id=person_id,
        state=MessageState.FAILED,
        created_at__gte=now - SEND_AGAIN_WITHIN,
    )
    for message in failed.order_by("pk"):
        _queue_again(message, now)


@transaction.atomic
def send_held_up_again(*, message_id: int, now: datetime) -> None:
    """Our mail works again: one that was given up while it did not. What somebody was to say, and
    has said meanwhile, they are asked for no more."""
    failed = given_up_while_no_mail_went(now).select_for_update(no_key=True)
    message = failed.filter(pk=message_id).first()
    if message is not None and not is_said_or_over(message):
        _queue_again(message, now)


def _queue_again(message: Message, now: datetime) -> None:
    message.tries, message.try_again_at = 0, None
    transition_message(message, MessageState.QUEUED, "tries", "try_again_at", by=NOBODY, now=now)


def pause_sending(*, person_id: UUID, level: PauseLevel | None, now: datetime) -> None:
    """From now on less is sent to somebody, or nothing; with no `level` all of it again. The
    caller, who knows why, has written down the deed."""
    if level is None:
        SendingPause.objects.filter(person_id=person_id).delete()
        return
    SendingPause.objects.update_or_create(
        person_id=person_id, defaults={"level": level, "since": now}
    )


def _keep_for_next_visit(message: Message, plan: ContactPlan | None, now: datetime) -> None:
    """To be told face to face, or written by whoever tells it; they hear at once of what is
    urgent."""
    message.channel = plan.true_channel if plan else Channel.IN_PERSON
    _let_go(message, MessageState.FOR_NEXT_VISIT, "channel", now=now)
    _tell_contacts(message, plan, now)


def _say_it_went(message: Message, now: datetime) -> None:
    """Whoever was to say it hears that it went by mail after all; who has not heard of it yet never
    does."""
    if not message.urgent or message.person_id is None:
        return
    login_ids = []
    for each in heard_of(message).select_for_update(no_key=True).order_by("pk"):
        if each.state == MessageState.QUEUED and each.claimed_by is None:
            _let_go(each, MessageState.WITHHELD, now=now)
        else:
            login_ids.append(not_none(each.login_id))
    notify_each_login(
        login_ids,
        kind=MessagingMessage.URGENT_WENT,
        subject=_("Nobody needs to go and tell someone"),
        text=_("It went to them by e-mail after all: “%(text)s”") % {"text": message.text},
        link="/visits/",
        urgent=True,
        key=f"{message.key}:went",
        now=now,
    )


def _tell_contacts(message: Message, plan: ContactPlan | None, now: datetime) -> None:
    notify_each_login(
        tellers_of(message, plan) if message.urgent else [],
        kind=MessagingMessage.URGENT_FOR_SOMEONE,
        subject=_("Please tell someone today"),
        text=_(
            "One of the people you visit is to hear this today: “%(text)s” Their name stands first"
            " on the page, and who has told them."
        )
        % {"text": message.text},
        link="/visits/",
        urgent=True,
        key=through_key(message.key),
        now=now,
    )
