"""Words are hidden for one reader, reported, looked at, and looked at again by somebody else
(P117). Who may read them, and who belongs to which side, is asked by the app that knows the sides.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.conversations.deeds import ConversationDeed
from community.conversations.message_kinds import ConversationMessage
from community.conversations.models import HiddenMessage, MessageReport, RelayedMessage
from community.conversations.queries.reports import looks_at
from community.conversations.rules.reports import (
    check_is_others,
    check_may_ask_again,
    check_was_looked_at,
    hides_at_once,
)
from community.conversations.states import ReportWrong
from community.messaging.actions.notifying import PersonMessage, notify_each_login, notify_people
from community.moderation.actions.items import hold_back_words, pass_words, submit_reported_words
from community.moderation.models import ModerationItem
from community.moderation.states import HeldBackReason, ModerationState
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed


def set_hidden(message: RelayedMessage, *, is_hidden: bool, reader: Acting) -> None:
    """For one reader alone: a person, or a login that speaks for a provider. Twice is once."""
    whose = _reader(reader)
    if is_hidden:
        HiddenMessage.objects.bulk_create(
            [HiddenMessage(message=message, **whose)], ignore_conflicts=True
        )
    else:
        HiddenMessage.objects.filter(message=message, **whose).delete()


@transaction.atomic
def report_message(
    *,
    message_id: int,
    wrong: ReportWrong,
    is_own: bool,
    reader: Acting,
    link: str,
    not_for_login_ids: Collection[int],
    by: Acting,
    now: datetime,
) -> MessageReport:
    """By one of its readers. What P117 names is hidden from all at once, anything else stays until
    somebody has looked. The same again by the same reader changes nothing. `not_for_login_ids` are
    of both sides: none of them looks."""
    message = lock_message(message_id)
    check_is_others(is_own=is_own)
    report, is_new = MessageReport.objects.get_or_create(
        message=message, **_reader(reader), defaults={"wrong": wrong, "reported_at": now}
    )
    if not is_new:
        return report
    if hides_at_once(wrong) and message.hidden_at is None:
        message.hidden_at = now
        message.save(update_fields=["hidden_at"])
    if not looks_at(message.pk):
        _ask_to_look(message, wrong, link, not_for_login_ids, None, by=by, now=now)
    record_deed(
        by=by, deed=ConversationDeed.REPORT_WORDS, about=message.conversation.about, now=now
    )
    return report


@transaction.atomic
def ask_for_another_look(
    *,
    message_id: int,
    is_own: bool,
    link: str,
    not_for_login_ids: Collection[int],
    by: Acting,
    now: datetime,
) -> None:
    """By whoever wrote the words, once they were taken down; by whoever reported them, once they
    were left. It stays as it is until somebody else has looked."""
    message = lock_message(message_id)
    looks = looks_at(message.pk)
    check_was_looked_at(looks)
    last = looks[-1]
    against = ModerationState.HELD_BACK if is_own else ModerationState.PASSED
    check_may_ask_again(
        is_answered=last.state != ModerationState.WAITING,
        looks=len(looks),
        is_theirs=last.state == against,
    )
    wrong = message.reports.order_by("pk").values_list("wrong", flat=True)[0]
    _ask_to_look(message, wrong, link, not_for_login_ids, last, by=by, now=now)
    record_deed(
        by=by,
        deed=ConversationDeed.ASK_AGAIN_ABOUT_WORDS,
        about=message.conversation.about,
        now=now,
    )


@transaction.atomic
def let_words_stay(
    *, item_id: int, shown_digest: str | None = None, by: Acting, now: datetime
) -> ModerationItem:
    """Words that were looked at, whatever app they are of; where they were reported, both are told
    that they stay."""
    item = pass_words(item_id=item_id, shown_digest=shown_digest, by=by, now=now)
    if item.is_reported and item.looked_at == now:
        _answer(item, hidden_at=None, now=now)
    return item


@transaction.atomic
def take_words_down(
    *,
    item_id: int,
    reason: HeldBackReason,
    why_words: str,
    is_paid_by_whom_it_is_about: bool = False,
    bodies: Collection[str],
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> ModerationItem:
    """The same, held back: of reported ones both are told why."""
    item = hold_back_words(
        item_id=item_id,
        reason=reason,
        why_words=why_words,
        is_paid_by_whom_it_is_about=is_paid_by_whom_it_is_about,
        bodies=bodies,
        shown_digest=shown_digest,
        by=by,
        now=now,
    )
    is_decided = item.state == ModerationState.HELD_BACK and item.looked_at == now
    if item.is_reported and is_decided:
        _answer(item, hidden_at=now, now=now)
    return item


def lock_message(message_id: int) -> RelayedMessage:
    messages = RelayedMessage.objects.select_for_update(no_key=True, of=("self",))
    return or_not_found(messages.select_related("conversation__area").filter(pk=message_id).first())


def _reader(reader: Acting) -> dict[str, object]:
    if reader.person is not None:
        return {"person": reader.person, "login": None}
    return {"person": None, "login": reader.required_login}


def _ask_to_look(
    message: RelayedMessage,
    wrong: str,
    link: str,
    not_for_login_ids: Collection[int],
    before: ModerationItem | None,
    *,
    by: Acting,
    now: datetime,
) -> None:
    number = len(looks_at(message.pk)) + 1
    submit_reported_words(
        about=f"message:{message.pk}:{number}",
        words=message.words,
        reported_as=str(ReportWrong(wrong).label),
        area=message.conversation.area,
        link=link,
        written_by=message.sent_by,
        not_for_login_ids=not_for_login_ids,
        before=before,
        now=now,
    )


def _answer(item: ModerationItem, *, hidden_at: datetime | None, now: datetime) -> None:
    """To both: whoever wrote the words, and whoever reported them."""
    message = lock_message(int(item.about.split(":")[1]))
    message.hidden_at = hidden_at
    message.save(update_fields=["hidden_at"])
    stays = _("Somebody looked at words that were reported. They stay, and everybody reads them.")
    down = _("Somebody looked at words that were reported, and took them down. They hold %(why)s.")
    label = HeldBackReason(item.reason).label if item.reason else ""
    text = down % {"why": f"{label}: “{item.why_words}”"} if hidden_at else stays
    again = _("You can ask somebody else to look, on the same page.")
    reports = list(message.reports.all())
    writers = [message.for_person_id, *(each.person_id for each in reports)]
    persons = {each for each in writers if each is not None}
    logins = {each.login_id for each in reports if each.login_id is not None}
    if message.for_person_id is None and message.sent_by_id is not None:
        logins.add(message.sent_by_id)
    text = f"{text} {again}"
    notify_people(
        [
            PersonMessage(person_id, f"look:{item.pk}:{person_id}", text)
            for person_id in sorted(persons)
        ],
        kind=ConversationMessage.REPORT_ANSWERED,
        subject=_("What was reported was looked at"),
        link=item.link,
        now=now,
    )
    notify_each_login(
        sorted(logins),
        kind=ConversationMessage.REPORT_ANSWERED,
        subject=_("What was reported was looked at"),
        text=text,
        link=item.link,
        key=f"look:{item.pk}",
        now=now,
    )
