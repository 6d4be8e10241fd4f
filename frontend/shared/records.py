"""What is read of records that were asked for in writing, by whoever reviews and whoever asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from community.audit.models import AuditEntry
from community.audit.subjects import subject_texts
from community.common.lifecycle import not_none
from community.messaging.wording import words_of
from community.people.acting import Acting
from community.people.models.records_requests import RecordsRequest
from community.people.queries.records_requests import copy_request_of, own_deeds
from community.people.rules.authority import scope_in_force
from community.people.wording import describe_deed
from frontend.shared.history import history_rows
from frontend.shared.sight import history_read_by, messages_shown_to
from frontend.shared.subject_access import DataCategoryRows, ExportValue, export_by_code


@dataclass(frozen=True)
class OwnDeed:
    at: datetime
    what: str


def statement_of(request: RecordsRequest) -> list[OwnDeed]:
    """What whoever asked did themselves, in the days they had authority, and nothing else (P14)."""
    entries: Sequence[AuditEntry] = list(own_deeds(not_none(request.representation)))
    subjects = subject_texts((entry.deed, entry.about) for entry in entries)
    return [
        OwnDeed(entry.at, describe_deed(entry.deed, subjects.get((entry.deed, entry.about))))
        for entry in entries
    ]


def copy_to_review(request: RecordsRequest) -> dict[str, DataCategoryRows]:
    """Everything but worries, for the data-protection contact, kind by kind: to review it, or to
    print it for the person themselves."""
    return export_by_code(request.person)


def own_copy_to_print(request: RecordsRequest, *, now: datetime) -> list[DataCategoryRows]:
    """Of somebody who has no page: what is kept, and what their page would show beside it, what
    was said to them and what was done."""
    by = Acting(person=request.person)
    said: list[dict[str, ExportValue]] = [
        {
            _("On"): message.created_at,
            _("What"): words_of(message),
            _("State"): message.state_words,
        }
        for message in messages_shown_to(by, now=now)
    ]
    done: list[dict[str, ExportValue]] = [
        {_("On"): line.at, _("What"): line.what, _("By whom"): line.by}
        for line in history_rows(list(history_read_by(by, now=now)), person=request.person)
    ]
    return [
        *copy_to_review(request).values(),
        DataCategoryRows(_("What was said to you"), said),
        DataCategoryRows(_("What was done, and by whom"), done),
    ]


def copy_read_by(
    by: Acting, *, now: datetime
) -> tuple[RecordsRequest | None, list[DataCategoryRows]]:
    """What whoever acts for a person asked for, and what was left in of it: only while their
    authority is in force."""
    representation = by.representation
    if representation is None or scope_in_force(representation, now=now) is None:
        return None, []
    request = copy_request_of(by.required_login.pk, by.required_person.pk, now=now)
    if request is None or request.answered_at is None:
        return request, []
    rows = export_by_code(by.required_person)
    return request, [rows[code] for code in request.left_in if code in rows]
