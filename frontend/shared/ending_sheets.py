"""A group ends, on paper: that a member proposes it, and what is next for them (P125)."""

from django.utils.translation import gettext as _

from community.common.codes import format_code
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.own_sheets import ROOM_TO_WRITE, give_to
from frontend.shared.sheet_versions import check_version, with_how_put, with_version
from groups.models.members import Member
from groups.queries.endings import ending_for_member
from groups.rules.endings import is_alive
from groups.states import EndReason, NextStepKind
from groups.wording_of_endings import (
    asked_until_text,
    ending_means,
    has_ended_text,
    who_reads_text,
)

END, NEXT_STEP = "end", "next-step"


def ending_sheets(member: Member) -> dict[str, list[AnswerSheet]]:
    """{a name: its half page}: that it ends, while it does not; else what is next for them."""
    if is_alive(member.group.state):
        return {END: [end_sheet(member)]} if member.is_current else {}
    sheet = next_step_sheet(member)
    return {NEXT_STEP: [sheet]} if sheet else {}


def end_sheet(member: Member) -> AnswerSheet:
    sheet = AnswerSheet(
        title=_("I propose that “%(group)s” ends, because:") % {"group": member.group.name},
        text="\n".join(ending_means(member.group)),
        ticks=tuple(str(each.label) for each in EndReason),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_how_put(with_version(sheet))


def next_step_sheet(member: Member) -> AnswerSheet | None:
    """None where the group does not end."""
    detail = ending_for_member(member)
    if detail is None:
        return None
    ending = detail.ending
    talk = str(NextStepKind.TALK.label)
    sheet = AnswerSheet(
        title=_("What is next for me, as “%(group)s” ends") % {"group": member.group.name},
        text="\n".join(
            [
                has_ended_text(ending) or asked_until_text(ending.closes_at),
                who_reads_text(member.group),
            ]
        ),
        ticks=tuple(str(each.label) for each in NextStepKind),
        lines=(_("More to say:"), *ROOM_TO_WRITE[:1]),
        pictures={talk: Picture.PEOPLE, str(NextStepKind.NO_THANKS.label): Picture.NO},
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet)


def check_end_sheet(member: Member, sheet_version: str) -> None:
    if sheet_version:
        check_version(sheet_version, end_sheet(member))


def check_next_step_sheet(member: Member, sheet_version: str) -> None:
    sheet = next_step_sheet(member)
    if sheet_version and sheet is not None:
        check_version(sheet_version, sheet)
