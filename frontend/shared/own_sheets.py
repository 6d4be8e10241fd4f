"""What somebody says of themselves, and what they begin, each on a sheet of paper (M72, fault G4).

A sheet asks the same as its page. What was said before does not stand on it: whoever enters it need
not read that.
"""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.codes import format_code
from community.common.dates import format_day
from community.people.models.persons import Person
from community.people.queries.complaints import area_that_answers
from community.people.rules.complaints import WORKING_DAYS_TO_ANSWER, answer_due_on
from community.people.states import Adjustment, ComplaintAbout
from community.people.wording import outside_text
from community.places.models.areas import Area
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.connectors import give_to_text, who_answers_text
from frontend.shared.sheet_versions import check_version, with_how_put, with_version
from groups.models.members import Member
from groups.models.offers import Offer
from groups.queries.offers import offers_to_ask_about
from groups.states import GroupBeginning, Purpose, Requirement
from groups.wording import offer_line_text, peer_consent_text, voting_rule_text
from pooling.pools.states import SourceKind
from providers.states import HelpAsked

COMPLAINT, HELPS, REACH, NEW_MONEY, START_GROUP, BRIEF, ASK, COME = (
    "complaint",
    "helps",
    "reach",
    "new-money",
    "start-group",
    "brief",
    "ask",
    "come",
)


ROOM_TO_WRITE = ("", "", "")  # more lines of the same answer


def give_to(person: Person) -> str:
    return give_to_text(person.area_id)


def own_sheets_of_member(member: Member) -> dict[str, list[AnswerSheet]]:
    """{a name: its half pages}. What is asked together with the group, once it has begun for
    them (P44)."""
    sheets = {
        HELPS: helps_sheet(member),
        REACH: reach_sheet(member),
        NEW_MONEY: new_money_sheet(member),
        START_GROUP: start_group_sheet(member),
        COME: come_sheet(member),
        COMPLAINT: complaint_sheet(member),
    }
    if member.is_current:
        sheets[BRIEF] = brief_sheet(member)
        if offers := offers_to_ask_about(member.group_id):
            sheets[ASK] = ask_sheet(member, offers)
    own = {name: [with_version(sheet)] for name, sheet in sheets.items()}
    return own | {START_GROUP: [with_how_put(sheet) for sheet in own[START_GROUP]]}


def check_own_sheet(member: Member, name: str, sheet_version: str) -> None:
    """What is entered from one of these is to what it asks now."""
    if sheet_version:
        [sheet] = own_sheets_of_member(member)[name]
        check_version(sheet_version, sheet)


def helps_sheet(member: Member) -> AnswerSheet:
    return AnswerSheet(
        title=_("What helps me"),
        text="\n".join(
            [
                _("Tick all that helps. It takes the place of what you said before."),
                _("Whoever runs what you choose is told, so that you need not say it again."),
            ]
        ),
        ticks=(
            *(str(each.label) for each in Adjustment),
            _("I want back what I had said before"),
        ),
        lines=(_("Something else that helps:"),),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
        pictures={
            str(Adjustment.COMPANION.label): Picture.PEOPLE,
            str(Adjustment.KNOWN_FACE.label): Picture.PEOPLE,
            str(Adjustment.STEP_FREE.label): Picture.PLACE,
            str(Adjustment.SEAT.label): Picture.PLACE,
            str(Adjustment.QUIET.label): Picture.PLACE,
            str(Adjustment.REMINDER.label): Picture.DAY,
        },
    )


def reach_sheet(member: Member) -> AnswerSheet:
    in_person = _("Only in person, through somebody I choose")
    nothing = _("Not at all. I look here myself")
    days, never = _("On which days, or at what time:"), _("Please never:")
    return AnswerSheet(
        title=_("How to reach me"),
        text="\n".join(
            [
                _("Tick one. It holds for everybody who would tell you something from here."),
                _("Whoever meets or reaches you reads what you write at “Please never”."),
            ]
        ),
        ticks=(_("By e-mail"), _("By text"), _("By letter"), in_person, nothing),
        lines=(
            _("Where to, or who tells me:"),
            _("And when they are away:"),
            days,
            never,
            _("My language or sign language, by its name, and in which form:"),
            _("With which help, and who must not interpret for me:"),
        ),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
        pictures={in_person: Picture.PEOPLE, nothing: Picture.NO},
    )


def new_money_sheet(member: Member) -> AnswerSheet:
    """My money has changed: there is some more. That some has ended stands on another sheet."""
    kinds = [str(capfirst(kind.label)) for kind in SourceKind]
    return AnswerSheet(
        title=_("My money has changed: there is new money"),
        text="\n".join(
            [
                _("Tick where it comes from. You need not prove anything, and nothing moves."),
                _("Nobody in your groups sees it."),
                _("For money that has ended, use the sheet “Something has changed for me”."),
            ]
        ),
        ticks=tuple(kinds),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
        pictures=dict.fromkeys(kinds, Picture.MONEY),
    )


def start_group_sheet(member: Member) -> AnswerSheet:
    agree = _("I agree to this")
    return AnswerSheet(
        title=_("I want to start a group"),
        text="\n".join([peer_consent_text(), *voting_rule_text()]),
        ticks=(
            *(str(each.label) for each in Purpose),
            _("People near here may find the group and come in"),
            _("It begins for somebody new: %(when)s") % {"when": GroupBeginning.HELLO.label},
            agree,
        ),
        lines=(
            _("What we call the group:"),
            _("The postcode of where:"),
            _("How often:"),
            _("What brings us together, in my own words:"),
            _("What the others call me:"),
        ),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
        pictures={agree: Picture.YES, str(Purpose.COMPANY.label): Picture.PEOPLE},
    )


def come_sheet(member: Member) -> AnswerSheet:
    """To something that anybody may come to: a place at once, or a question, as it says itself."""
    helps = [str(capfirst(each.label)) for each in HelpAsked]
    return AnswerSheet(
        title=_("I would like to come to something"),
        text="\n".join(
            [
                _("Write what it is, and its number, which stands on its own sheet."),
                _("They are told the name that you write here, and nothing else of you."),
                _("Tick help only if it says “ask first”. They read that before your name."),
            ]
        ),
        ticks=tuple(helps),
        lines=(_("What, and its number:"), _("Which time:"), _("What they may call me:")),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
        pictures=dict.fromkeys(helps, Picture.PEOPLE),
    )


def brief_sheet(member: Member) -> AnswerSheet:
    return AnswerSheet(
        title=_("What I would like our group to ask for"),
        text="\n".join(
            [
                _("Name nobody: people who run things will read this."),
                _("Anybody in the group can go on with it."),
                _("It is asked when a second person of the group agrees."),
            ]
        ),
        ticks=tuple(str(each.label) for each in Requirement),
        lines=(
            _("What:"),
            _("When:"),
            _("Where:"),
            _("Anything else that matters for somebody to take part:"),
            _("What would make it good:"),
            _("About how many people, and answers until which day:"),
        ),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
        pictures={
            str(Requirement.STEP_FREE.label): Picture.PLACE,
            str(Requirement.COMPANION.label): Picture.PEOPLE,
            str(Requirement.KNOWN_FACE.label): Picture.PEOPLE,
        },
    )


def ask_sheet(member: Member, offers: list[Offer]) -> AnswerSheet:
    return AnswerSheet(
        title=_("Not known? I would like to ask"),
        text="\n".join(
            [
                _("Tick what it is about, and write what you would like to know. Name nobody."),
                _("Whoever offers it reads no name. The whole group is told the answer."),
            ]
        ),
        ticks=tuple(offer_line_text(offer) for offer in offers),
        lines=(_("What I would like to know:"), *ROOM_TO_WRITE),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )


def complaint_texts(person: Person, *, now: datetime | None = None) -> list[str]:
    """Who answers, by when, and whom to turn to who is not us (P60): on the page and the sheet.
    `now`: where it is said today, and so the day is known."""
    area = area_that_answers(person)
    return [
        _("Nothing is taken away from you because you complain."),
        who_answers_text(area.pk if area else None),
        _answered_by_text(area, now),
        *([outside_text(area.nation)] if area else []),
    ]


def _answered_by_text(area: Area | None, now: datetime | None) -> str:
    if area is not None and now is not None:
        day = format_day(answer_due_on(now, nation=area.nation))
        return _("If you send it today, you have an answer by %(day)s.") % {"day": day}
    return ngettext(
        "You have an answer within %(days)d working day of when somebody enters it, and hear by"
        " which day.",
        "You have an answer within %(days)d working days of when somebody enters it, and hear by"
        " which day.",
        WORKING_DAYS_TO_ANSWER,
    ) % {"days": WORKING_DAYS_TO_ANSWER}


def complaint_sheet(member: Member) -> AnswerSheet:
    kinds = [_("It is about %(what)s") % {"what": each.label} for each in ComplaintAbout]
    talk = _("I would like to talk first")
    return AnswerSheet(
        title=_("I want to complain"),
        text="\n".join(complaint_texts(member.person)),
        ticks=(*kinds, talk),
        lines=(_("What went wrong, and what should be done:"), *ROOM_TO_WRITE),
        code=format_code(member.paper_code),
        give_to=_(
            "Give this to anybody who works here whom you trust, or post it to your council and"
            " name Common Purse."
        ),
        pictures={
            kinds[0]: Picture.DAY,
            kinds[1]: Picture.MONEY,
            kinds[2]: Picture.PEOPLE,
            kinds[3]: Picture.PEOPLE,
            talk: Picture.PEOPLE,
        },
    )
