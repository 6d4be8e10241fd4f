"""What a group wrote, on paper for one of its people, and what they would like to say (P121)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.codes import format_code
from community.common.dates import format_day
from community.conversations.states import ReportWrong
from community.people.acting import Acting
from frontend.components.blocks import AnswerSheet
from frontend.shared.own_sheets import ROOM_TO_WRITE, give_to
from frontend.shared.sheet_versions import with_version
from groups.models.members import Member
from groups.queries.conversations import MessageDetail
from groups.queries.notes import everybody_of, notes_on_paper, printer_of, printings_for
from groups.states import CURRENT_STATES

MAX_SHEET_CHARS = 700  # of words, on half a page in the usual type


def who_reads_texts(everybody: Iterable[Member]) -> list[str]:
    """Said above the words, on the page and on paper."""
    members = [each for each in everybody if each.state in CURRENT_STATES]
    people = len(members)
    count = {"people": people, "number": apnumber(people)}
    reads = ngettext(
        "Nobody but you is in the group now. Whoever comes in reads this, and who helps one of you"
        " read.",
        "The %(number)s of you read this, and who helps one of you read.",
        people,
    )
    reported = _("If something is reported, who looks into it reads that.")
    return [f"{reads % count} {reported}", *_printed_texts(members)]


def _printed_texts(members: Sequence[Member]) -> list[str]:
    texts = []
    for each in printings_for(members):
        text = ngettext(
            "One of us reads this on paper: %(name)s prints it.",
            "%(number)s of us read this on paper: %(name)s prints it.",
            each.people,
        )
        texts.append(text % {"name": each.name, "number": capfirst(str(apnumber(each.people)))})
    return texts


def may_print_words(member: Member, by: Acting) -> bool:
    """On paper, only by whom the member chose, or by whoever tells them things: the group reads
    who that is."""
    return not by.on_paper or by.login_id == printer_of(member)


def note_sheets(member: Member, by: Acting, *, now: datetime) -> list[AnswerSheet]:
    """What was written, made for this member; and their own words."""
    digest = digest_sheets(member, by, now=now) if may_print_words(member, by) else []
    return [*digest, own_words_sheet(member)]


def digest_sheets(member: Member, by: Acting, *, now: datetime) -> list[AnswerSheet]:
    """As this member may read it; nothing where nobody wrote."""
    lines = [_line(each) for each in notes_on_paper(member, by, now=now)]
    title = _("What was written in “%(group)s”") % {"group": member.group.name}
    pages = _pages(lines)
    if pages:
        pages[0] = [*who_reads_texts(everybody_of(member.group_id)), *pages[0]]
    return [AnswerSheet(title=title, text="\n".join(page), code="") for page in pages]


def own_words_sheet(member: Member) -> AnswerSheet:
    sheet = AnswerSheet(
        title=_("What I would like to say to our group"),
        text=_("Everybody in the group reads it, under the name that you have there."),
        ticks=(
            _("Tell me once a week, and not each day, that something was written"),
            _("Do not tell me that something was written"),
            _("Somebody else prints it for me. Whom: ____________________"),
            *(
                _("I report number ______. It holds %(wrong)s") % {"wrong": each.label}
                for each in ReportWrong
            ),
            _("Do not show me what this person writes: ____________________"),
            _("Show me again what this person writes: ____________________"),
        ),
        lines=(_("My words:"), *ROOM_TO_WRITE),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet)


def _line(note: MessageDetail) -> str:
    day = format_day(note.message.sent_at)
    number = "" if note.is_own else f" ({_('number')} {note.pk})"
    return f"{capfirst(note.who)}, {day}{number}: {note.hidden_text or note.words}"


def _pages(lines: list[str]) -> list[list[str]]:
    """As many whole lines on each as half a page holds; a longer one stands alone."""
    pages: list[list[str]] = []
    for line in lines:
        if pages and sum(map(len, pages[-1])) + len(line) <= MAX_SHEET_CHARS:
            pages[-1].append(line)
        else:
            pages.append([line])
    return pages
