"""Ideas on paper: pictures to tick, room for words, what matters; each on half a sheet (M38)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.common.dates import format_day, last_day_before
from community.people.acting import Acting
from frontend.components.blocks import AnswerSheet, KindPicture
from frontend.drawings.kind_pictures import picture_address
from frontend.shared.own_sheets import give_to
from frontend.shared.sheet_versions import version_of_asked, with_version
from groups.actions.ideas import add_idea, say_nothing_to_add
from groups.models.ideas import IdeaRound
from groups.models.members import Member
from groups.queries.ideas import hearing_round, ideas_to_like, ideas_to_read, rounds_to_like
from groups.rules.ideas import MAX_LINES
from groups.states import IdeaPicture


def idea_sheets(member: Member) -> list[AnswerSheet]:
    """An idea, what they would like of those that are there, and what matters to them."""
    return [
        idea_sheet(member),
        *(likes_sheet(each, member) for each in rounds_to_like(member)),
        matters_sheet(member),
    ]


def idea_sheet(member: Member) -> AnswerSheet:
    sheet = AnswerSheet(
        title=_("An idea for our group"),
        text=_("Tick a picture that is like it, or write a few words, or both."),
        ticks=(*(str(each.label) for each in IdeaPicture), _("I have no idea to add")),
        lines=(_("In words:"),),
        pictures={
            str(each.label): KindPicture(picture_address(each.value)) for each in IdeaPicture
        },
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet)


def likes_sheet(idea_round: IdeaRound, member: Member) -> AnswerSheet:
    ideas, asked = ideas_to_read(idea_round), ideas_to_like(idea_round)
    sheet = AnswerSheet(
        title=_("Which of our ideas would you like?"),
        text=_(
            "Tick all that you would like. To tick none is an answer too. Answer until the end"
            " of %(day)s."
        )
        % {"day": format_day(last_day_before(idea_round.closes_at))},
        ticks=tuple(each.shown_text for each in ideas),
        pictures={
            each.shown_text: KindPicture(picture_address(each.picture))
            for each in ideas
            if each.picture
        },
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    # its last day may move
    version = version_of_asked(*(each.shown_text for each in asked))
    return with_version(sheet, version=version)


def matters_sheet(member: Member) -> AnswerSheet:
    sheet = AnswerSheet(
        title=_("What matters to me"),
        text=_("In up to three lines. The group reads it. It can be changed at any time."),
        lines=("",) * MAX_LINES,
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet)


def enter_idea(
    member: Member, *, words: str, picture: str, is_nothing: bool, by: Acting, now: datetime
) -> None:
    """What is on their sheet. Nothing to add, while nobody is asked, is nothing to enter."""
    if words or picture or not is_nothing:
        add_idea(group_id=member.group_id, words=words, picture=picture, by=by, now=now)
        return
    idea_round = hearing_round(member.group_id)
    if idea_round is not None:
        say_nothing_to_add(round_id=idea_round.pk, by=by, now=now)
