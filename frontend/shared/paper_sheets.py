"""What a member can say on paper, each on half a page with their own code: for whoever prints it
for themselves, or for somebody who asked them to (P59, M122)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.common.dates import format_day, format_moment
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.date_sheets import date_sheets
from frontend.shared.ending_sheets import ending_sheets
from frontend.shared.first_visit_sheets import first_visit_sheets
from frontend.shared.idea_sheets import idea_sheets
from frontend.shared.leaving import leaving_texts_of, name_choices_of_leaver
from frontend.shared.note_sheets import note_sheets
from frontend.shared.own_sheets import give_to, own_sheets_of_member
from frontend.shared.peers import peer_sheet
from frontend.shared.review_sheets import review_sheets
from frontend.shared.sheet_versions import (
    version_line,
    version_of_asked,
    with_how_put,
    with_version,
)
from frontend.shared.talk_sheets import talk_sheet
from frontend.shared.through_whom import through_whom
from frontend.shared.visit_words import word_that_waits
from groups.actions.decisions import note_sheet_printed
from groups.models.members import Member
from groups.queries.brief_words import held_back_briefs
from groups.queries.decisions import DecisionDetail, decision_by_id, open_decisions_of_member
from groups.queries.group_words import are_group_words_held_back
from groups.queries.motions import needs_second_text, steps_to_propose, waiting_motions_of_group
from groups.wording import offer_line_text
from pooling.pools.queries.money import open_sources_of_person
from providers.models.sessions import Booking
from providers.queries.sessions import bookings_to_answer, own_bookings
from providers.queries.visit_requests import visits_without_place
from providers.states import BookingState

LEAVE, STEPS, DATES, WORDS, IDEAS, CHANGE, THROUGH, HOW_IT_WAS, FIRST_VISIT, TALK, PEER = (
    "leave",
    "steps",
    "dates",
    "words",
    "ideas",
    "change",
    "through",
    "how-it-was",
    "first-visit",
    "talk",
    "peer",
)


def sheets_of_member(member: Member, *, by: Acting, now: datetime) -> dict[str, list[AnswerSheet]]:
    """{a name: its half pages}, of what is asked of the whole group and what a member may say by
    themselves. What is asked about money has sheets of its own."""
    sheets: dict[str, list[AnswerSheet]] = {}
    if member.is_current:
        for decision in open_decisions_of_member(member, now):
            detail = decision_by_id(decision.pk, by, now)
            if detail.is_open and detail.can_vote:
                sheets[f"choice-{decision.pk}"] = [choice_sheet(detail, member)]
        sheets[STEPS] = step_sheets(member, by)
        sheets[DATES] = date_sheets(member, now=now)
        sheets[WORDS] = note_sheets(member, by, now=now)
        sheets[IDEAS] = idea_sheets(member)
    sheets |= ending_sheets(member) | review_sheets(member, now=now)
    sheets[CHANGE] = [change_sheet(member, by, now=now)]
    if by.on_paper or may_see(by, Seen.REACH, now=now):
        sheets[THROUGH] = [through_sheet(member)]
    if afterwards := bookings_to_answer(own_bookings(by, now=now), now=now):
        sheets[HOW_IT_WAS] = [how_it_was_sheet(booking, member) for booking in afterwards]
    if visits := first_visit_sheets(member, by, now=now):
        sheets[FIRST_VISIT] = visits
    sheets[PEER] = [peer_sheet(member)]
    sheets[TALK] = [talk_sheet(member, by=by, now=now)]
    sheets[LEAVE] = [leaving_sheet(member, by)]
    return sheets | own_sheets_of_member(member)


def note_choices_printed(names: list[str], *, by: Acting, now: datetime) -> None:
    """While a choice is out on paper its counting waits for it a little (P42)."""
    for name in names:
        kind, _dash, number = name.partition("-")
        if kind == "choice":
            note_sheet_printed(decision_id=int(number), by=by, now=now)


def choice_sheet(detail: DecisionDetail, member: Member) -> AnswerSheet:
    text = _("Tick all that you would be happy with. Answer until the end of %(day)s.") % {
        "day": format_day(detail.last_day)
    }
    sheet = AnswerSheet(
        title=_("Which would you be happy with?"),
        text=text,
        pictures={text: Picture.DAY, _("None of these"): Picture.NO},
        ticks=(
            *(offer_line_text(comparison.offer) for comparison in detail.offers),
            _("None of these"),
            _("Go on without me this time"),
        ),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    # its last day may move
    return with_how_put(with_version(sheet, version=version_of_asked(*sheet.ticks)))


def through_sheet(member: Member) -> AnswerSheet:
    """Said once: what comes to them through whom. Another for money is one line (P61)."""
    lines = through_whom(member.person_id)
    return AnswerSheet(
        title=_("What comes to me, and through whom"),
        text="\n".join(
            [
                _("These things come to you:"),
                *(_("%(what)s: %(how)s") % {"what": each.what, "how": each.how} for each in lines),
            ]
        ),
        ticks=(
            _("Somebody else for money. Whom: ____________________"),
            _("Somebody else for all of it. Whom: ____________________"),
            _("Other days, or another way: ____________________"),
            _("I would like to talk first"),
        ),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )


def leaving_sheet(member: Member, by: Acting) -> AnswerSheet:
    names = [choice for _value, choice in name_choices_of_leaver(member.group_id)]
    return AnswerSheet(
        title=_("I want to leave “%(group)s”") % {"group": member.group.name},
        text=" ".join(
            [
                _("You need not say why. Nobody in the group is told."),
                *leaving_texts_of(member.group_id, by),
            ]
        ),
        ticks=(_("Please take me out of the group."), *names, _("I would like to talk first.")),
        pictures={_("I would like to talk first."): Picture.PEOPLE},
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )


def step_sheets(member: Member, by: Acting) -> list[AnswerSheet]:
    """What is proposed in the group, and what this member may propose."""
    code, group_id = format_code(member.paper_code), member.group_id
    to = give_to(member.person)
    proposed = [
        AnswerSheet(
            title=detail.purpose_text,
            text="\n".join(
                [
                    *(f"{line.key}: {line.value}" for line in detail.shown[1:]),
                    version_line(detail.version),
                ]
            ),
            version=detail.version,
            ticks=(_("I agree to this"), _("No, please not now")),
            pictures={
                _("I agree to this"): Picture.YES,
                _("No, please not now"): Picture.NO,
            },
            code=code,
            give_to=to,
        )
        for detail in waiting_motions_of_group(group_id, by)
    ]
    return [*map(with_how_put, proposed), own_steps_sheet(member)]


def own_steps_sheet(member: Member) -> AnswerSheet:
    """What this member may propose."""
    group_id = member.group_id
    sheet = AnswerSheet(
        title=_("What I propose for our group"),
        text=needs_second_text(group_id),
        ticks=(
            *(f"{each.purpose.label} ({each.what})" for each in steps_to_propose(group_id)),
            *(
                _("Please ask somebody else to look at our words (%(what)s)") % {"what": what}
                for what in _held_back(group_id)
            ),
        ),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_how_put(with_version(sheet))


def _held_back(group_id: int) -> list[str]:
    """What somebody else may be asked to look at: of the group itself, and of what it wants."""
    of_group = [_("what our group says of itself")] if are_group_words_held_back(group_id) else []
    return [*of_group, *(brief.what for brief in held_back_briefs(group_id))]


def change_sheet(member: Member, by: Acting, *, now: datetime) -> AnswerSheet:
    """What stops or protects, in one line each: no sum stands on it (P18)."""
    sources = open_sources_of_person(member.person_id)
    own = own_bookings(by, now=now)
    not_coming = [
        _("I am coming after all to %(what)s, %(day)s") % _session_facts(booking)
        if booking.state == BookingState.NOT_COMING
        else _("I am not coming to %(what)s, %(day)s") % _session_facts(booking)
        for booking in own.to_come
    ]
    visits = visits_without_place(by, now=now)
    not_coming += [
        _("I am not coming after all to %(what)s") % {"what": visit.listing.title}
        for visit in visits
        if visit.is_open
    ]
    not_coming += [
        f"{visit.listing.title}: {word.label}"
        for visit in visits
        if (word := word_that_waits(visit))
    ]
    hidden = _("A date that nobody who acts for me should see:") if own.to_come else ""
    of_money = [
        *(_("“%(money)s” has ended or changed") % {"money": each.called} for each in sources),
        *(
            _("£ ______ a week of “%(money)s” is not for this") % {"money": each.called}
            for each in sources
        ),
    ]
    elsewhere, talk = _("I am in hospital, or have moved"), _("I would like to talk first")
    return AnswerSheet(
        title=_("Something has changed for me"),
        text=_("Tick what is so. You need not say why."),
        pictures={
            **dict.fromkeys(not_coming, Picture.DAY),
            **dict.fromkeys(of_money, Picture.MONEY),
            **{elsewhere: Picture.PLACE, talk: Picture.PEOPLE},
        },
        ticks=(
            *not_coming,
            *of_money,
            elsewhere,
            _("I want to rest for now"),
            _("I am back"),
            _("I cannot sign in any more: please come"),
            _("Texts to me call this group ____________________ (short, like: Tuesday)"),
            _("I want to leave everything: every group, and all my money here"),
            talk,
        ),
        lines=(hidden,) if hidden else (),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )


def _session_facts(booking: Booking) -> dict[str, str]:
    session = booking.session
    return {"what": session.title, "day": format_moment(session.starts_at)}


def how_it_was_sheet(booking: Booking, member: Member) -> AnswerSheet:
    happened, different, talk = (
        _("It happened"),
        _("It was different"),
        _("I would like to talk first"),
    )
    return AnswerSheet(
        title=_("How it was: %(what)s, %(day)s") % _session_facts(booking),
        text="\n".join(
            [
                _("Until a connector has asked, nothing is paid for what was different."),
                _("Nobody is told it was you."),
            ]
        ),
        ticks=(happened, different, talk),
        lines=(_("What was different:"),),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
        pictures={happened: Picture.YES, different: Picture.NO, talk: Picture.PEOPLE},
    )
