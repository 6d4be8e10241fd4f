"""Sheets that go by post: which of somebody's, and with the way back on them (P59)."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.queries.acting import acting_on_paper
from frontend.components.blocks import AnswerSheet
from frontend.shared.money_sheets import all_sheets_of_member
from frontend.shared.paper_sheets import note_choices_printed
from groups.models.members import Member
from groups.models.posted_sheets import PostedSheet
from groups.queries.posted_sheets import posted_sheets_of
from groups.rules.posted_sheets import check_ready_to_post

ALL_SHEETS = "all"


def names_of_sheets(member: Member, *, by: Acting, now: datetime) -> dict[str, str]:
    """{a name: what stands above it}, of what can be posted to them now."""
    sheets = all_sheets_of_member(member, by=by, now=now)
    return {
        ALL_SHEETS: _("All of these sheets"),
        **{name: sheets[name][0].title for name in sheets},
    }


def posted_texts(member: Member) -> list[str]:
    """To the person: what waits to be posted to them, and what was."""
    return [
        _("A sheet was posted to you on %(day)s, by %(name)s.")
        % {"day": format_day(posted.posted_at), "name": posted.posted_by.name}
        if posted.posted_at and posted.posted_by
        else _("A sheet is to be posted to you by %(name)s. It is not sent yet.")
        % {"name": posted.worker.name}
        for posted in posted_sheets_of(member)
    ]


def sheets_with_way_back(posted: PostedSheet, *, login: Login, now: datetime) -> list[AnswerSheet]:
    """To print and to post. One that was asked for, and is over since, is not there."""
    check_ready_to_post(says_where=posted.says_where)
    by = acting_on_paper(login=login, person=posted.member.person)
    sheets = all_sheets_of_member(posted.member, by=by, now=now)
    if posted.sheet != ALL_SHEETS:
        sheets = {posted.sheet: or_not_found(sheets.get(posted.sheet))}
    note_choices_printed(list(sheets), by=by, now=now)
    way_back = _(
        "Put this in the stamped envelope that came with it. It goes back to: %(address)s"
    ) % {"address": " ".join(posted.way_back.split())}
    return [replace(sheet, give_to=way_back) for of_name in sheets.values() for sheet in of_name]
