"""A group’s next times on paper: each on half a sheet, with “I’m coming” and “Not this time”."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.common.refusals import or_not_found
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.own_sheets import give_to
from frontend.shared.sheet_versions import check_version, version_of_asked, with_version
from groups.models.gatherings import Gathering
from groups.models.members import Member
from groups.queries.gatherings import gatherings_on_paper
from groups.states import AttendanceState
from groups.wording import gathering_when_text


def date_sheets(member: Member, *, now: datetime) -> list[AnswerSheet]:
    """The next ones, and one on which a member says a date that they would like."""
    asked = [date_sheet(each, member) for each in gatherings_on_paper(member, now=now)]
    return [*asked, own_date_sheet(member)]


def date_sheet(gathering: Gathering, member: Member) -> AnswerSheet:
    coming, not_coming = AttendanceState.COMING.label, AttendanceState.NOT_COMING.label
    lines = [gathering_when_text(gathering), gathering.place_words, gathering.words]
    sheet = AnswerSheet(
        title=_("Next time: %(title)s") % {"title": gathering.title},
        text="\n".join(
            [
                *(line for line in lines if line),
                _("Nobody asks why. That you do not come is told to nobody."),
            ]
        ),
        ticks=(str(coming), str(not_coming)),
        lines=(_("I bring, if anything:"),),
        pictures={
            gathering_when_text(gathering): Picture.DAY,
            gathering.place_words: Picture.PLACE,
            str(coming): Picture.YES,
            str(not_coming): Picture.NO,
        },
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    # What is good to know may change: when and where may not.
    version = version_of_asked(sheet.title, gathering_when_text(gathering), gathering.place_words)
    return with_version(sheet, version=version)


def own_date_sheet(member: Member) -> AnswerSheet:
    sheet = AnswerSheet(
        title=_("A date that I would like for our group"),
        text=_("The others hear of it, and each says for themselves whether they come."),
        ticks=(_("That is at somebody’s home"), _("It costs something")),
        lines=(
            _("What we do:"),
            _("On which day, from when until when:"),
            _("Where we meet:"),
            _("What is good to know:"),
        ),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet)


def check_date_sheet(
    member: Member, gathering_id: int, sheet_version: str, *, now: datetime
) -> None:
    """What is entered from a sheet is of the time and place that stood on it."""
    asked = {each.pk: each for each in gatherings_on_paper(member, now=now)}
    gathering = or_not_found(asked.get(gathering_id))
    check_version(sheet_version, date_sheet(gathering, member))
