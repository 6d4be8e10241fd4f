"""By what a mail is answered without signing in: opened as often as one likes, answered once, in
two presses (P76)."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_moment
from community.common.refusals import Refused
from community.messaging.models import AnswerLink
from community.messaging.queries.answer_links import link_of_token
from community.messaging.rules.answer_links import has_run_out
from frontend.access import ActingRequest
from frontend.components.blocks import Row
from frontend.pages.answers_of_persons import do_you_want_it, end_it
from frontend.pages.answers_of_places import can_they_come, makes_it_good
from frontend.pages.answers_of_referrals import can_you_have_them
from frontend.pages.answers_shape import Answer, Question
from frontend.pages.find.result_cards import result_cards
from frontend.pages.look_over import is_looked_over, show_what_happens
from frontend.shared.named_contact import named_contact_text
from marketplace.referrals.answer_purposes import ReferralAnswerPurpose
from marketplace.search.queries.similar import with_similar
from providers.actions.visit_askings import confirm_by_link, not_coming_by_link, refuse_by_link
from providers.answer_purposes import AnswerPurpose
from providers.queries.visit_askings import asking_of_ref
from providers.queries.visit_requests import visit_of_ref
from providers.rules.visit_requests import VisitFull
from providers.states import VisitRequestState

TOKEN_FIELD = "link"
TWO_LIKE_IT = 2


def answer_page(request: ActingRequest) -> HttpResponse:
    link = link_of_token(request.GET.get(TOKEN_FIELD, ""))
    question = QUESTIONS[link.purpose](link)
    if link.answered_at is not None or not question.answers:
        return _said(request, _("This is answered"), [_("Nothing more is to be done.")])
    if has_run_out(link.until, now=clock.now()):
        return _run_out(request, question)
    answer = question.answers.get(request.POST.get("answer", ""))
    if request.method != "POST" or answer is None:
        return _kept_nowhere(render(request, "answers/answer.html", _context(question)))
    if not is_looked_over(request):
        return _kept_nowhere(
            show_what_happens(
                request,
                heading=answer.button,
                intro=[answer.what_next],
                confirm=answer.confirm,
                not_now=request.get_full_path(),
                kept=[("answer", [request.POST["answer"]])],
            )
        )
    return _give(request, link, question, answer)


def _give(
    request: ActingRequest, link: AnswerLink, question: Question, answer: Answer
) -> HttpResponse:
    try:
        return _said(request, _("Thank you"), [answer.give(link)])
    except VisitFull as refusal:
        found = with_similar(question.listing)
        cards = result_cards(found.similar, found.near) if found.near else []
        lines = [refusal.message, *_whom_to_ring(question)]
        return _said(request, _("The places are taken"), lines, status=409, cards=cards)
    except Refused as refusal:
        lines = [refusal.message, refusal.next_step, *_whom_to_ring(question)]
        return _said(request, _("Nothing was done"), lines, status=409)


def _run_out(request: ActingRequest, question: Question) -> HttpResponse:
    lines = [_("The day for this answer has passed, so nothing goes on.")]
    return _said(request, _("This link has run out"), [*lines, *_whom_to_ring(question)])


def _whom_to_ring(question: Question) -> list[str]:
    phone = question.listing.phone
    place = _("You can say it by telephone: %(phone)s. By relay: 18001, and then the number.")
    asked = named_contact_text(question.listing.provider.area.authority_code)
    return [place % {"phone": phone}] * bool(phone) + [asked]


def _context(question: Question) -> dict[str, object]:
    listing, session = question.listing, question.session
    rows = [
        Row(_("What"), listing.title),
        Row(_("When"), format_moment(session.starts_at) if session else listing.when_words),
        Row(_("Where"), listing.postcode.split(" ")[0]),
    ]
    return {"question": question, "rows": [row for row in rows if row.value]}


def _said(
    request: ActingRequest,
    heading: str,
    lines: list[str],
    *,
    status: int = 200,
    cards: list | None = None,
) -> HttpResponse:
    context = {
        "heading": heading,
        "lines": [line for line in lines if line],
        "cards": (cards or [])[:TWO_LIKE_IT],
        "find": reverse("find"),
    }
    return _kept_nowhere(render(request, "answers/said.html", context, status=status))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """Whoever uses this browser next does not find it."""
    response["Cache-Control"] = "no-store"
    return response


def _was_this_you(link: AnswerLink) -> Question:
    asking = asking_of_ref(link.ref)

    def confirm(link: AnswerLink) -> str:
        visit = confirm_by_link(link_id=link.pk, now=clock.now())
        if visit.state == VisitRequestState.REQUESTED:
            return _("They are asked. Their answer comes to this address.")
        return _("You are expected. When and where comes to this address.")

    def refuse(link: AnswerLink) -> str:
        refuse_by_link(link_id=link.pk, now=clock.now())
        return _("Nothing of it is kept, and nobody there has heard of it.")

    asks = (
        _("Somebody asked this for you, and said that you know of it.")
        if asking.is_for_somebody
        else _("Somebody gave this address, and would like to come.")
    )
    return Question(
        heading=_("Was this you?"),
        intro=[asks, _("Nobody there hears of it before you say yes. Nothing binds you.")],
        listing=asking.listing,
        session=asking.session,
        answers={
            "yes": Answer(
                button=_("Yes, I would like to come"),
                confirm=_("Yes, tell them"),
                what_next=_("They are told the name that was given to be called by, and no more."),
                give=confirm,
            ),
            "no": Answer(
                button=_("No, that was not me"),
                confirm=_("No, forget it"),
                what_next=_("What was given is forgotten. Nobody there is told."),
                give=refuse,
            ),
        },
    )


def _not_coming(link: AnswerLink) -> Question:
    visit = visit_of_ref(link.ref)

    def give(link: AnswerLink) -> str:
        not_coming_by_link(link_id=link.pk, now=clock.now())
        return _("That is fine. They are told, and nobody asks why.")

    return Question(
        heading=_("Are you not coming after all?"),
        intro=[_("You need not do anything if you come.")],
        listing=visit.listing,
        session=visit.session,
        answers={
            "no": Answer(
                button=_("I am not coming"),
                confirm=_("Tell them"),
                what_next=_("They are told that you are not coming. Nobody asks why."),
                give=give,
            ),
        },
    )


QUESTIONS: dict[str, Callable[[AnswerLink], Question]] = {
    AnswerPurpose.WAS_THIS_YOU: _was_this_you,
    AnswerPurpose.CAN_THEY_COME: can_they_come,
    AnswerPurpose.MAKES_IT_GOOD: makes_it_good,
    AnswerPurpose.NOT_COMING: _not_coming,
    ReferralAnswerPurpose.CAN_YOU_HAVE_THEM: can_you_have_them,
    ReferralAnswerPurpose.DO_YOU_WANT_IT: do_you_want_it,
    ReferralAnswerPurpose.END_IT: end_it,
}

urlpatterns = [path("answer/", answer_page, name="answer")]
