"""A question to one person alone: what it is about, every answer, and by which day."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.common import clock
from community.common.lifecycle import not_none
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import TalkAbout
from frontend.access import PersonRequest, person_required, shows
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data
from frontend.pages.how_put import HowPutForm
from frontend.pages.pool.review_answer import offices_of_answer, review_answer
from frontend.pages.pool.texts import (
    answers_beside_yes,
    ask_url,
    if_someone_cannot_pay,
    kinds_of_pledge,
    talk_url,
)
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.terms_texts import compare_terms
from pooling.pools.actions.private_questions import (
    answer_question,
    check_answer,
    share_of_question,
)
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.money import card_sources_of_pledge
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.queries.private_questions import question_of_person
from pooling.pools.queries.terms import changes_for
from pooling.pools.queries.visits import last_day_to_answer
from pooling.pools.rules.pledging import TermsHaveChanged
from pooling.pools.states import PrivateQuestionKind, PrivateQuestionState

from .changes import changes_since_shown
from .forms import LowMaximumForm
from .review import ReviewStep, review_step


@person_required
@shows(Seen.QUESTIONS)
def pool_question(request: PersonRequest, pool_id: int, question_id: int) -> HttpResponse:
    question = question_of_person(question_id=question_id, person_id=request.acting.person_id)
    if question.pledge.pool_id != pool_id:
        raise NotFound("")
    now = clock.now()
    pool_detail = pool_for_member(pool_id=pool_id, by=request.acting, now=now)
    form, step = _form(request, question, now), review_step(request)
    arguments: dict[str, Any] = {"question_id": question_id, "by": request.acting, "now": now}
    if step and request.POST.get("answer") != "yes":
        # "Not this time" needs nothing filled in, and no second look.
        with catch_refusals(form):
            return _after(request, pool_id, answer_question(yes=False, **arguments))
    elif step and step != ReviewStep.CHANGE and form.is_valid():
        arguments["max_pence"] = form.cleaned_data.get("max_pence")
        arguments["how_put"] = form.how_put()
        with catch_refusals(form):
            if step == ReviewStep.YES:
                return _say_yes(request, question, pool_detail, arguments)
            return review_answer(request, question, pool_detail, check_answer(**arguments))
    context = {
        "question": question,
        "last_day": last_day_to_answer(question),
        "shows_sums": may_see(request.acting, Seen.SUMS, now=now),
        "fits": _share(question, pool_detail) <= question.pledge.max_pence,
        "pool_detail": pool_detail,
        "form": form,
        "gap": if_someone_cannot_pay(pool_detail.terms),
        "questions": answers_beside_yes(
            pool_detail.terms,
            pool_detail.pool.provider,
            pool_detail.pool.area,
            kinds=kinds_of_pledge(pool_detail),
            ask_url=ask_url(pool_detail.pool.offer_id),
        ),
        "talk": talk_url(TalkAbout.POOL, pool_id),
        **_facts(question, pool_detail, request.acting),
    }
    return render(
        request, f"pool/ask_{question.kind}.html", context, status=422 if form.errors else 200
    )


def _share(question: PrivateQuestion, pool_detail: PoolDetail) -> int:
    if question.kind == PrivateQuestionKind.LOW_MAXIMUM:
        return share_of_question(question, pool_detail.coverage)
    return question.pence or 0


def _form(request: PersonRequest, question: PrivateQuestion, now: datetime) -> HowPutForm:
    for_somebody = request.acting.is_by_other_hands
    if question.kind != PrivateQuestionKind.LOW_MAXIMUM:
        return HowPutForm(post_data(request), for_somebody=for_somebody)
    shows_sums = may_see(request.acting, Seen.SUMS, now=now)
    initial = {"max_pence": question.pledge.max_pence} if shows_sums else {}
    return LowMaximumForm(post_data(request), initial=initial, for_somebody=for_somebody)


def _say_yes(
    request: PersonRequest,
    question: PrivateQuestion,
    pool_detail: PoolDetail,
    arguments: dict[str, Any],
) -> HttpResponse:
    """To what was shown. Where that has changed, both are shown and nothing is said yet (B1)."""
    pool, digest = pool_detail.pool, digest_shown(request)
    try:
        answer = answer_question(yes=True, shown_digest=digest, **arguments)
    except TermsHaveChanged:
        pool_detail = pool_for_member(pool_id=pool.pk, by=request.acting, now=arguments["now"])
        pledge_request = check_answer(**arguments)
        offices = offices_of_answer(question, pledge_request)
        comparison = changes_since_shown(pool_detail.pool, digest, request.acting, offices)
        return review_answer(request, question, pool_detail, pledge_request, comparison)
    return _after(request, pool.pk, answer)


def _after(request: PersonRequest, pool_id: int, question: PrivateQuestion) -> HttpResponse:
    if question.state == PrivateQuestionState.YES:
        messages.success(request, _("Thank you. Your yes counts."))
    else:
        messages.success(
            request, _("Not this time, then. You are still in the group, and owe nothing.")
        )
    return redirect("pool", pool_id)


def _facts(question: PrivateQuestion, pool_detail: PoolDetail, by: Acting) -> dict[str, Any]:
    """What the page of one kind shows besides."""
    if question.kind == PrivateQuestionKind.NEW_TERMS:
        changes = changes_for(pool_detail.pool, by)
        return {
            "changes": changes,
            "comparison": compare_terms(changes),
            "prices": pool_detail.prices,
        }
    if question.kind == PrivateQuestionKind.FAILED_PAYMENT:
        return {"card_sources": card_sources_of_pledge(question.pledge_id)}
    if question.kind == PrivateQuestionKind.LOW_MAXIMUM:
        my_pledge = not_none(pool_detail.my_pledge)
        return {"helps": my_pledge.helps_about(question.pk), "last_part": my_pledge.parts[-1]}
    return {}
