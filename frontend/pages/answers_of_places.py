"""A place answers whoever asks to come from its mail: yes, another day, not this time with one of
the reasons, or a question first (P76, P78). The name is not here: it is read signed in (P77)."""

from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_moment
from community.common.telephone import to_ring
from community.messaging.models import AnswerLink
from frontend.pages.answers_shape import Answer, Question
from providers.actions.visit_answers import answer_visit_by_link
from providers.actions.visit_lines import answer_lines_by_link
from providers.models.visit_requests import VisitRequest, help_words
from providers.queries.visit_lines import lines_that_wait
from providers.queries.visit_requests import next_times, visit_of_ref
from providers.rules.visit_answers import ANSWERABLE, AnswerGiven
from providers.states import DeclineReason, HelpAsked, VisitAnswer, VisitRequestState
from providers.wording.visit_answers import law_text

OTHER_TIMES = 3


def can_they_come(link: AnswerLink) -> Question:
    visit = visit_of_ref(link.ref)
    asked = _("What is asked of you: %(help)s.") % {"help": help_words(visit.help_asked)}
    return Question(
        heading=_("Can somebody come?"),
        intro=[
            _("You read who it is, signed in, once you have said yes."),
            *([asked] if visit.help_asked else []),
            law_text(),
        ],
        listing=visit.listing,
        session=visit.session,
        answers=_answers(visit) if visit.state in ANSWERABLE else {},
    )


def makes_it_good(link: AnswerLink) -> Question:
    """What would make it good for somebody who comes: yes to all of it. What can be otherwise, or
    not yet, is said in words, signed in or by telephone (P110)."""
    visit = visit_of_ref(link.ref)
    lines = lines_that_wait(visit.pk) if visit.state == VisitRequestState.ACCEPTED else []

    def give(link: AnswerLink) -> str:
        answer_lines_by_link(link_id=link.pk, now=clock.now())
        return _("They are told your answer in their own way.")

    yes = Answer(
        button=_("Yes, I can do all of this"),
        confirm=_("Send this answer"),
        what_next=_("They read a yes to each line."),
        give=give,
    )
    area = visit.listing.provider.area
    whom = {"name": area.adviser_words, "phone": to_ring(area.adviser_phone)}
    return Question(
        heading=_("What would make it good for somebody who comes?"),
        intro=[
            *(f"“{line.words}”" for line in lines),
            _("Like this instead, or not yet? Say so signed in, or tell %(name)s on %(phone)s.")
            % whom,
            _("The place is theirs, whatever you answer."),
        ],
        listing=visit.listing,
        session=visit.session,
        answers={"yes": yes} if lines else {},
    )


def _answers(visit: VisitRequest) -> dict[str, Answer]:
    return {
        "yes": _answer(
            AnswerGiven(VisitAnswer.YES),
            button=_("Yes, they can come"),
            what_next=_("They are told that they are expected."),
        ),
        **_other_times(visit),
        **_reasons(visit),
        "ask": _answer(
            AnswerGiven(VisitAnswer.ASK_ME, words=_("We would like to talk with you first.")),
            button=_("I would like to talk with them first"),
            what_next=_("They read that, and answer you through us."),
        ),
    }


def _other_times(visit: VisitRequest) -> dict[str, Answer]:
    """Of the listing's own that have places."""
    times = [
        each.session
        for each in next_times(visit.listing_id, now=clock.now())
        if not each.is_full and each.session.pk != visit.session_id
    ]
    return {
        f"time-{session.pk}": _answer(
            AnswerGiven(VisitAnswer.YES_FROM, other_session_id=session.pk),
            button=_("Yes, but on %(moment)s") % {"moment": format_moment(session.starts_at)},
            what_next=_("They are told that day, and say whether they take it."),
        )
        for session in times[:OTHER_TIMES]
    }


def _reasons(visit: VisitRequest) -> dict[str, Answer]:
    """A no for help is of one help that was asked."""
    reads = _("They read this reason, and may say that it is not fair.")
    plain = {
        reason.value: _answer(
            AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason=reason),
            button=_("Not this time: %(reason)s") % {"reason": reason.label},
            what_next=reads,
        )
        for reason in (DeclineReason.FULL, DeclineReason.NOT_THOSE_DAYS)
    }
    of_help = {
        f"help-{each}": _answer(
            AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason=DeclineReason.HELP, help_declined=[each]),
            button=_("Not this time: I cannot give this help safely: %(help)s")
            % {"help": HelpAsked(each).label},
            what_next=reads,
        )
        for each in visit.help_asked
    }
    held_back = _answer(
        AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason=DeclineReason.CONFLICT_OR_SAFETY),
        button=_("Not this time: %(reason)s") % {"reason": DeclineReason.CONFLICT_OR_SAFETY.label},
        what_next=_("They read only that you cannot say yes."),
    )
    return {**plain, **of_help, DeclineReason.CONFLICT_OR_SAFETY.value: held_back}


def _answer(given: AnswerGiven, *, button: str, what_next: str) -> Answer:
    def give(link: AnswerLink) -> str:
        visit = answer_visit_by_link(link_id=link.pk, given=given, now=clock.now())
        if visit.state == VisitRequestState.ACCEPTED:
            return _("They are told that they are expected. Sign in to read who comes.")
        return _("They are told your answer in their own way.")

    return Answer(button=button, confirm=_("Send this answer"), what_next=what_next, give=give)
