"""A place answers whether it can have somebody, from its mail: by the outline, and without a name
(P76, P77, M31). The name is read signed in, once there is a yes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_moment
from community.common.lifecycle import not_none
from community.messaging.models import AnswerLink
from frontend.pages.answers_shape import Answer, Question
from marketplace.referrals.actions.answers import answer_referral_by_link
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.answers import times_for, waits_for_answer
from marketplace.referrals.queries.referrals import referral_of_ref
from marketplace.referrals.wording import outline_lines
from providers.rules.listings import attending_access_of_listing
from providers.rules.visit_answers import AnswerGiven
from providers.states import AttendingAccess, DeclineReason, HelpAsked, VisitAnswer
from providers.wording.visit_answers import law_text

TIMES_SHOWN = 4


def can_you_have_them(link: AnswerLink) -> Question:
    referral = referral_of_ref(link.ref)
    return Question(
        heading=_("Can you have somebody?"),
        intro=[
            *(f"{what}: {words}" for what, words in outline_lines(referral)),
            _("You read who it is, signed in, once you have said yes."),
            law_text(),
        ],
        listing=not_none(referral.listing),
        session=None,
        answers=dict(_answers(referral)) if waits_for_answer(referral) else {},
    )


def _answers(referral: Referral) -> Iterator[tuple[str, Answer]]:
    yield from _yes(referral)
    if attending_access_of_listing(not_none(referral.listing)) == AttendingAccess.ASK_FIRST:
        yield from _not_this_time(referral)
    yield (
        "ask",
        _answer(
            AnswerGiven(VisitAnswer.ASK_ME, words=_("We would like to talk with you first.")),
            button=_("Ask me: I would like to talk first"),
            what_next=_("They read that, and answer you through us."),
        ),
    )


def _yes(referral: Referral) -> Iterator[tuple[str, Answer]]:
    """Where the place says its times, each of the next: a yes on the days that were asked for, and
    a yes from another day."""
    times = times_for(referral, now=clock.now())
    expected = _("They are told that they are expected.")
    if not times.all:
        yield (
            "yes",
            _answer(AnswerGiven(VisitAnswer.YES), button=_("Yes"), what_next=expected),
        )
        return
    for session in times.on_their_days[:TIMES_SHOWN]:
        yield (
            f"yes-{session.pk}",
            _answer(
                AnswerGiven(VisitAnswer.YES),
                session_id=session.pk,
                button=_("Yes, on %(moment)s") % {"moment": format_moment(session.starts_at)},
                what_next=expected,
            ),
        )
    for session in times.on_other_days[:TIMES_SHOWN]:
        yield (
            f"from-{session.pk}",
            _answer(
                AnswerGiven(VisitAnswer.YES_FROM, other_session_id=session.pk),
                button=_("Yes, from %(moment)s") % {"moment": format_moment(session.starts_at)},
                what_next=_("They are told that day, and say whether they take it."),
            ),
        )


def _not_this_time(referral: Referral) -> Iterator[tuple[str, Answer]]:
    reads = _("They read this reason, and may say that it is not fair.")
    for reason in (DeclineReason.FULL, DeclineReason.NOT_THOSE_DAYS):
        given = AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason=reason)
        button = _("Not this time: %(reason)s") % {"reason": reason.label}
        yield reason.value, _answer(given, button=button, what_next=reads)
    for each in referral.outline.help_asked:
        given = AnswerGiven(
            VisitAnswer.NOT_THIS_TIME, reason=DeclineReason.HELP, help_declined=[each]
        )
        button = _("Not this time: I cannot give this help safely: %(help)s")
        yield (
            f"help-{each}",
            _answer(given, button=button % {"help": HelpAsked(each).label}, what_next=reads),
        )
    reason = DeclineReason.CONFLICT_OR_SAFETY
    yield (
        reason.value,
        _answer(
            AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason=reason),
            button=_("Not this time: %(reason)s") % {"reason": reason.label},
            what_next=_("They read only that you cannot say yes."),
        ),
    )


def _answer(
    given: AnswerGiven, *, session_id: int | None = None, button: str, what_next: str
) -> Answer:
    def give(link: AnswerLink) -> str:
        answer_referral_by_link(
            link_id=link.pk, given=given, session_id=session_id, now=clock.now()
        )
        return _("Thank you: they are told your answer. Nothing more is asked of you, no report.")

    return Answer(button=button, confirm=_("Send this answer"), what_next=what_next, give=give)
