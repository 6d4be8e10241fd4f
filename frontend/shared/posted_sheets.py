"""Sheets that go by post: which of somebody's, and with the way back on them (P59)."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.queries.acting import acting_on_paper
from frontend.components.blocks import AnswerSheet
from frontend.shared.money_sheets import all_sheets_of_member
from frontend.shared.paper_sheets import note_choices_printed
from groups.models.members import Member
from groups.models.posted_sheets import PostedSheet

ALL_SHEETS = "all"


def names_of_sheets(member: Member, *, by: Acting, now: datetime) -> dict[str, str]:
    """{a name: what stands above it}, of what can be posted to them now."""
    sheets = all_sheets_of_member(member, by=by, now=now)
    return {ALL_SHEETS: _("All their sheets"), **{name: sheets[name][0].title for name in sheets}}


def sheets_with_way_back(posted: PostedSheet, *, login: Login, now: datetime) -> list[AnswerSheet]:
    """To print and to post. One that was asked for, and is over since, is not there."""
    by = acting_on_paper(login=login, person=posted.member.person)
    sheets = all_sheets_of_member(posted.member, by=by, now=now)
    if posted.sheet != ALL_SHEETS:
        sheets = {posted.sheet: or_not_found(sheets.get(posted.sheet))}
    note_choices_printed(list(sheets), by=by, now=now)
    way_back = _(
        "Put this in the stamped envelope that came with it. It goes back to: %(address)s"
    ) % {"address": " ".join(posted.way_back.split())}
    return [replace(sheet, give_to=way_back) for of_name in sheets.values() for sheet in of_name]
