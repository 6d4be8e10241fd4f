"""Hiding words for oneself, and reporting them, by whoever reads them: of a person, of a group, or
for a provider (P117)."""

from datetime import datetime

from django.db import transaction

from community.conversations.actions import reports
from community.conversations.deeds import ConversationDeed
from community.conversations.models import MessageReport
from community.conversations.states import ReportWrong
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from groups.queries.reading import is_read_by, login_ids_of_sides, reading_to_press
from groups.rules.conversations import check_is_on_their_sheet


@transaction.atomic
def hide_message(*, message_id: int, is_hidden: bool = True, by: Acting, now: datetime) -> None:
    """For its reader alone, always; and shown again. Nobody is told."""
    reading = reading_to_press(message_id, by, now=now)
    reports.set_hidden(reading.message, is_hidden=is_hidden, reader=reading.reader)
    record_deed(
        by=reading.reader,
        deed=ConversationDeed.HIDE_WORDS,
        about=reading.message.conversation.about,
        now=now,
    )


def report_message(
    *, message_id: int, wrong: ReportWrong, by: Acting, now: datetime
) -> MessageReport:
    """Somebody who is neither of the two looks, and answers both within two working days."""
    reading = reading_to_press(message_id, by, now=now)
    return reports.report_message(
        message_id=message_id,
        wrong=wrong,
        is_own=reading.is_own,
        reader=reading.reader,
        link=reading.link,
        not_for_login_ids=login_ids_of_sides(reading.message.conversation),
        by=reading.reader,
        now=now,
    )


def report_by_number(
    *, message_id: int, wrong: ReportWrong, by: Acting, now: datetime
) -> MessageReport:
    """On paper, by the number on their sheet: one that is not theirs to read is said beside it."""
    check_is_on_their_sheet(is_there=is_read_by(message_id, by))
    return report_message(message_id=message_id, wrong=wrong, by=by, now=now)


def ask_for_another_look(*, message_id: int, by: Acting, now: datetime) -> None:
    """Somebody else looks: for whoever wrote what was taken down, or reported what was left."""
    reading = reading_to_press(message_id, by, now=now)
    reports.ask_for_another_look(
        message_id=message_id,
        is_own=reading.is_own,
        link=reading.link,
        not_for_login_ids=login_ids_of_sides(reading.message.conversation),
        by=reading.reader,
        now=now,
    )
