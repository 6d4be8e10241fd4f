"""A line of the audit as its person reads it: what was done, and by whose hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.audit.deeds import deed_text
from community.audit.models import AuditEntry
from community.people.models import Person
from community.people.queries import login_names

# Deeds that their app does not name by an enum yet; see community/audit/deeds.py.
DEED_TEXTS = {
    "ask_about_offer": gettext_lazy("Asked about an offer for the group"),
    "add_source": gettext_lazy("Said where money comes from"),
    "answer_bill_change": gettext_lazy("Answered a question about money"),
    "answer_help": gettext_lazy("Looked for another way to pay"),
    "answer_line": gettext_lazy("Answered a question about money"),
    "answer_low_maximum": gettext_lazy("Answered a question about money"),
    "answer_mend": gettext_lazy("Answered a question about money"),
    "answer_new_share": gettext_lazy("Answered a question about money"),
    "answer_new_terms": gettext_lazy("Answered a question about money"),
    "ask_another_way": gettext_lazy("Asked for another way to pay"),
    "cancel_pool": gettext_lazy("Called off a shared cost"),
    "cast_ballot": gettext_lazy("Answered what the group is choosing"),
    "change_source": gettext_lazy("Changed where money comes from"),
    "close_brief": gettext_lazy("Closed what the group asked for"),
    "compare_offers": gettext_lazy("Stopped taking answers for the group"),
    "end_source": gettext_lazy("Said that some money has ended"),
    "group_forming": gettext_lazy("Opened the group to new people"),
    "group_full": gettext_lazy("Closed the group to new people for now"),
    "join_group": gettext_lazy("Came into a group"),
    "leave_group": gettext_lazy("Left a group"),
    "leave_pool": gettext_lazy("Left a shared cost"),
    "make_invite": gettext_lazy("Made an invitation to the group"),
    "open_decision": gettext_lazy("Asked the group to choose"),
    "open_pool": gettext_lazy("Began a shared cost"),
    "pledge": gettext_lazy("Said “I’m in”"),
    "publish_brief": gettext_lazy("Asked for offers for the group"),
    "start_brief": gettext_lazy("Began to write what the group wants"),
    "start_group": gettext_lazy("Started a group"),
    "stop_invite": gettext_lazy("Stopped an invitation"),
    "write_brief": gettext_lazy("Wrote what the group wants"),
}


@dataclass(frozen=True)
class HistoryRow:
    at: datetime
    what: str
    by: str
    by_somebody_else: bool  # for the person, by who may act for them or from their paper


def history_rows(entries: Sequence[AuditEntry], *, person: Person | None) -> list[HistoryRow]:
    """The entries as their person reads them. One statement, however many."""
    names = login_names({entry.login_id for entry in entries if entry.login_id})
    own_login_id = person.login_id if person else None
    return [history_row(entry, names, own_login_id=own_login_id) for entry in entries]


def history_row(
    entry: AuditEntry, names: dict[int, str], *, own_login_id: int | None
) -> HistoryRow:
    """`names` are those of the logins; `own_login_id` is the person's own, when they have one."""
    return HistoryRow(
        at=entry.at,
        what=str(DEED_TEXTS.get(entry.deed) or deed_text(entry.deed)),
        by=_by_text(entry, names, own_login_id),
        by_somebody_else=entry.representation_id is not None or entry.on_paper,
    )


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
