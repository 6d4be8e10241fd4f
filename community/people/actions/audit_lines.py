"""The line of the audit, and word of it to the person where it was done by other hands (A2).

Everything above the audit and the messages writes its deeds by these two, so that nothing is done
for somebody and not told to them: with the deed, in its transaction, in their own way.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from community.audit import actions as audit
from community.audit.deeds import Deed, deeds_by_value, is_told
from community.audit.models import AuditEntry
from community.audit.subjects import subject_texts
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_person
from community.people.acting import Acting
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.rules.authority import check_may_write
from community.people.wording import describe_deed

# "This was not me": the one thing that somebody does who may only look now.
DONE_WHILE_LOOKING = {PeopleDeed.STOP_SLOW_CHANGE, PeopleDeed.WITHDRAW_APPROVAL_REQUEST}
HISTORY = "/home/history/"
DONE_TEXT = _(
    "%(who)s did this for you: %(what)s. If you did not want it, say so on your page, or to "
    "anybody who works here."
)
FROM_PAPER_TEXT = _(
    "%(who)s entered this from your paper: %(what)s. If it is not what you wrote, say so on your "
    "page, or to anybody who works here."
)


def record_deed(
    *,
    by: Acting,
    deed: Deed,
    about: str,
    for_person: UUID | None = None,
    note: str = "",
    now: datetime,
) -> AuditEntry:
    """One line, as the audit's own; a person is told what others did for them."""
    _check_may_do(by, deed)
    entry = audit.record_deed(
        by=by, deed=deed, about=about, for_person=for_person, note=note, now=now
    )
    _tell([entry], by, now)
    return entry


def record_deeds(
    deeds: Iterable[tuple[Deed, str]], *, by: Acting, for_person: UUID | None = None, now: datetime
) -> None:
    """A line for each (deed, what it is about), in one statement; told as `record_deed` tells."""
    deeds = list(deeds)
    for deed, _about in deeds:
        _check_may_do(by, deed)
    _tell(audit.record_deeds(deeds, by=by, for_person=for_person, now=now), by, now)


def _check_may_do(by: Acting, deed: Deed) -> None:
    """Every deed has its line, so that none is done by a login that may only look now (P48)."""
    if deed not in DONE_WHILE_LOOKING:
        check_may_write(by)


def _tell(entries: list[AuditEntry], by: Acting, now: datetime) -> None:
    if not by.is_by_other_hands:
        return
    deeds = deeds_by_value()
    told = [entry for entry in entries if entry.for_person and is_told(deeds[entry.deed])]
    subjects = subject_texts((entry.deed, entry.about) for entry in told)
    for entry in told:
        _notify(entry, describe_deed(entry.deed, subjects.get((entry.deed, entry.about))), by, now)


def _notify(entry: AuditEntry, what: str, by: Acting, now: datetime) -> None:
    """What it was, about what, and by whom; no sum, and never what a ballot said (P12)."""
    values = {"who": by.required_login.name, "what": what.rstrip(".")}
    notify_person(
        person_id=not_none(entry.for_person),
        kind=PeopleMessage.DONE_FOR_YOU,
        subject=str(_("Something was done for you")),
        text=(FROM_PAPER_TEXT if by.on_paper else DONE_TEXT) % values,
        link=HISTORY,
        key=deed_key(entry.pk),
        not_told_by_login_id=by.login_id,
        now=now,
    )


def deed_key(entry_id: int) -> str:
    """Of the message by which a person hears of one deed."""
    return f"deed:{entry_id}"
