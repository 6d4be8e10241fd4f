"""A line of the audit as its person reads it: what was done, and by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.audit.models import AuditEntry
from community.audit.queries import audit_entries
from community.audit.subjects import subject_texts
from community.common.dates import format_moment
from community.people.models.persons import Person
from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.persons import login_names, preferred_names
from community.people.wording import describe_deed


@dataclass(frozen=True)
class HistoryRow:
    id: int
    at: datetime
    what: str
    by: str
    by_somebody_else: bool  # for the person, by who may act for them or from their paper


def history_rows(entries: Sequence[AuditEntry], *, person: Person | None) -> list[HistoryRow]:
    """The entries as their person reads them: what was done, about what, and by whom. A statement
    a kind of thing that they are about, however many."""
    names = login_names({entry.login_id for entry in entries if entry.login_id})
    subjects = subject_texts((entry.deed, entry.about) for entry in entries)
    own_login_id = person.login_id if person else None
    return [
        HistoryRow(
            id=entry.pk,
            at=entry.at,
            what=describe_deed(entry.deed, subjects.get((entry.deed, entry.about))),
            by=_by_text(entry, names, own_login_id),
            by_somebody_else=entry.representation_id is not None or entry.on_paper,
        )
        for entry in entries
    ]


def deeds_of_concerns(concerns: Iterable[SafeguardingConcern]) -> dict[int, str]:
    """{line: the line}, of each that somebody did not want, as the safeguarding lead reads it:
    what, when, for whom, and by whose hands."""
    entries = list(audit_entries(each.about_deed_id for each in concerns if each.about_deed_id))
    names = login_names({entry.login_id for entry in entries if entry.login_id})
    called = preferred_names({entry.for_person for entry in entries if entry.for_person})
    subjects = subject_texts((entry.deed, entry.about) for entry in entries)
    return {
        entry.pk: _deed_text(entry, subjects.get((entry.deed, entry.about)), names, called)
        for entry in entries
    }


def _deed_text(
    entry: AuditEntry, subject: str | None, names: dict[int, str], called: dict[UUID, str]
) -> str:
    values = {
        "what": describe_deed(entry.deed, subject),
        "when": format_moment(entry.at),
        "for": called.get(entry.for_person, "") if entry.for_person else "",
        "who": names.get(entry.login_id, "") if entry.login_id else _("nobody"),
    }
    if entry.on_paper:
        return _("%(what)s. For %(for)s, from paper, entered by %(who)s, %(when)s.") % values
    return _("%(what)s. For %(for)s, by %(who)s, %(when)s.") % values


def _by_text(entry: AuditEntry, names: dict[int, str], own_login_id: int | None) -> str:
    if entry.login_id is None:
        return _("by itself, on its day")
    name = names.get(entry.login_id, "")
    if entry.on_paper:
        return _("on paper, entered by %(name)s") % {"name": name}
    if entry.login_id == own_login_id:
        return _("by you")
    if entry.representation_id:
        return _("by %(name)s, for you") % {"name": name}
    return _("by %(name)s") % {"name": name}
