"""A sheet to ask for a talk first; any other sheet's “I would like to talk first” says the same."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.people.acting import Acting
from community.people.states import TalkWay
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.own_sheets import give_to
from frontend.shared.sheet_versions import version_of_asked, with_version
from frontend.shared.talks import people_asked_by, topics_on_paper
from groups.models.members import Member


def talk_sheet(member: Member, *, by: Acting, now: datetime) -> AnswerSheet:
    """About what, how, with whom; the day stands as they write it. What it is about may change
    while it lies: nothing of it is agreed to, so its version is of its questions alone."""
    people = [each.name for each in people_asked_by(by)]
    ways = [str(each.label).capitalize() for each in TalkWay]
    topics = [topic.text for topic in topics_on_paper(member, by=by, now=now)]
    title = _("I would like to talk to someone first")
    sheet = AnswerSheet(
        title=title,
        text=_(
            "Where there is a place it is held for you until the end of that day. Nothing is"
            " decided before you say so."
        ),
        ticks=(
            *(_("About: %(what)s") % {"what": topic} for topic in topics),
            *ways,
            *(_("With %(name)s") % {"name": name} for name in people),
        ),
        lines=(_("On which day, or before which:"),),
        pictures=dict.fromkeys(ways, Picture.PEOPLE),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet, version=version_of_asked(title, *ways))
