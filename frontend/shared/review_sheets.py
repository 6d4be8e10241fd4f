"""“Do you want it to go on?” on half a sheet, while the group is asked (M07)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.common.dates import format_day, last_day_before
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.own_sheets import give_to
from frontend.shared.sheet_versions import version_of_asked, with_version
from groups.actions.reviews import what_follows_text
from groups.models.members import Member
from groups.models.reviews import GroupReview
from groups.queries.reviews import open_review
from groups.rules.motions import check_sheet
from groups.states import MemberState, ReviewWish

REVIEW = "review"


def review_sheets(member: Member, *, now: datetime) -> dict[str, list[AnswerSheet]]:
    """{its name: its half page}, while it is asked of who is in the group and here."""
    review = open_review(member.group_id, now=now)
    if review is None or member.state != MemberState.IN:
        return {}
    return {REVIEW: [_sheet(member, review)]}


def _sheet(member: Member, review: GroupReview) -> AnswerSheet:
    ticks = tuple(str(each.label) for each in ReviewWish)
    sheet = AnswerSheet(
        title=_("Do you want “%(group)s” to go on?") % {"group": member.group.name},
        text="\n".join(
            [
                _("Answer until the end of %(day)s.")
                % {"day": format_day(last_day_before(review.closes_at))},
                _("You need not say why. Nobody in the group reads what you answer."),
                what_follows_text(),
            ]
        ),
        ticks=ticks,
        pictures={ticks[0]: Picture.YES, ticks[1]: Picture.NO},
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet, version=_version(member.group_id))


def _version(group_id: int) -> str:
    """Of the question alone: only the day on it is another each time."""
    return version_of_asked("review", str(group_id), *ReviewWish.values)


def check_review_sheet(member: Member, sheet_version: str) -> None:
    check_sheet(sheet_version, _version(member.group_id))
