"""A question to one person alone: what it is about, every answer, and by which day."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from frontend.access import person_required
from frontend.components.refusals import catch_refusals
from frontend.pages.pool.review_answer import review_answer
from frontend.pages.pool.texts import answers_beside_yes, if_someone_cannot_pay, talk_url
from pooling.pools.actions.private_questions import answer_question, check_answer
from pooling.pools.queries.pool_details import pool_for_member, question_for
from pooling.pools.queries.terms import changes_for
from pooling.pools.states import PartState, PrivateQuestionKind, PrivateQuestionState, Rail

from .changes import compare_terms
from .forms import LowMaximumForm, Nothing
from .review import Step, review_step


@person_required
def answer_one(request, pool_id, question_id):
    question = question_for(question_id=question_id, person_id=request.acting.person_id)
    if question.pledge.pool_id != pool_id:
        raise NotFound("")
    now = clock.now()
    seen = pool_for_member(pool_id=pool_id, by=request.acting, now=now)
    form, step = _form(request, question), review_step(request)
    facts = {"question_id": question_id, "by": request.acting, "now": now}
    if step and request.POST.get("answer") != "yes":
        # "Not this time" needs nothing filled in, and no second look.
        with catch_refusals(form):
            return _after(request, pool_id, answer_question(yes=False, **facts))
    elif step and step != Step.CHANGE and form.is_valid():
        facts["max_pence"] = form.cleaned_data.get("max_pence")
        with catch_refusals(form):
            if step == Step.YES:
                return _after(request, pool_id, answer_question(yes=True, **facts))
            return review_answer(request, question, seen, check_answer(**facts))
    context = {
        "question": question,
        "seen": seen,
        "form": form,
        "gap": if_someone_cannot_pay(seen.terms),
        "questions": answers_beside_yes(seen.pool.offer, seen.pool.area),
        "talk": talk_url(),
        **_facts(question, seen),
    }
    return render(
        request, f"pool/ask_{question.kind}.html", context, status=422 if form.errors else 200
    )


def _form(request, question):
    if question.kind != PrivateQuestionKind.LOW_MAXIMUM:
        return Nothing(request.POST or None)
    return LowMaximumForm(request.POST or None, initial={"max_pence": question.pence})


def _after(request, pool_id, answered):
    if answered.state == PrivateQuestionState.YES:
        messages.success(request, _("Thank you. Your yes counts."))
    else:
        messages.success(
            request, _("Not this time, then. You are still in the group, and owe nothing.")
        )
    return redirect("pool", pool_id)


def _facts(question, seen) -> dict:
    """What the page of one kind shows besides."""
    if question.kind == PrivateQuestionKind.NEW_TERMS:
        changes = changes_for(seen.pool, question.pledge.person_id)
        return {"changes": changes, "beside": compare_terms(changes), "prices": seen.prices}
    if question.kind == PrivateQuestionKind.MEND:
        cards = question.pledge.parts.filter(source__rail=Rail.CARD).exclude(state=PartState.ENDED)
        return {"card_sources": [part.source for part in cards.select_related("source")]}
    if question.kind == PrivateQuestionKind.LOW_MAXIMUM:
        helps = [each for each in seen.mine.helps if each.question_id == question.pk]
        return {"helps": helps, "last_part": seen.mine.parts[-1]}
    if question.kind == PrivateQuestionKind.NEW_SHARE:
        return {"within": question.pence <= question.pledge.max_pence}
    return {}
