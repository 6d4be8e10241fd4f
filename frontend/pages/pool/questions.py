"""A question to one person alone: what it is about, every answer, and by which day."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from frontend.access import needs_person
from frontend.components.refusals import refused_on
from frontend.pages.pool.review_answer import review_answer
from frontend.pages.pool.texts import answers_beside_yes, if_someone_cannot_pay, talk_url
from pooling.pools.actions.private_questions import answer, check_answer
from pooling.pools.queries.pool_details import pool_for_member, question_for
from pooling.pools.queries.terms import changes_for
from pooling.pools.states import PartState, QuestionKind, QuestionState, Rail

from .changes import beside
from .forms import AnswerLow, Nothing
from .review import Step, step_of


@needs_person
def answer_one(request, pool_id, question_id):
    question = question_for(question_id=question_id, person_id=request.acting.person_id)
    if question.pledge.pool_id != pool_id:
        raise NotFound("")
    now = clock.now()
    seen = pool_for_member(pool_id=pool_id, by=request.acting, now=now)
    form, step = _form(request, question), step_of(request)
    facts = {"question_id": question_id, "by": request.acting, "now": now}
    if step and request.POST.get("answer") != "yes":
        # "Not this time" needs nothing filled in, and no second look.
        with refused_on(form):
            return _after(request, pool_id, answer(yes=False, **facts))
    elif step and step != Step.CHANGE and form.is_valid():
        facts["max_pence"] = form.cleaned_data.get("max_pence")
        with refused_on(form):
            if step == Step.YES:
                return _after(request, pool_id, answer(yes=True, **facts))
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
    if question.kind != QuestionKind.LOW_MAXIMUM:
        return Nothing(request.POST or None)
    return AnswerLow(request.POST or None, initial={"max_pence": question.pence})


def _after(request, pool_id, answered):
    if answered.state == QuestionState.YES:
        messages.success(request, _("Thank you. Your yes counts."))
    else:
        messages.success(
            request, _("Not this time, then. You are still in the group, and owe nothing.")
        )
    return redirect("pool", pool_id)


def _facts(question, seen) -> dict:
    """What the page of one kind shows besides."""
    if question.kind == QuestionKind.NEW_TERMS:
        changes = changes_for(seen.pool, question.pledge.person_id)
        return {"changes": changes, "beside": beside(changes), "prices": seen.prices}
    if question.kind == QuestionKind.MEND:
        cards = question.pledge.parts.filter(source__rail=Rail.CARD).exclude(state=PartState.ENDED)
        return {"card_sources": [part.source for part in cards.select_related("source")]}
    if question.kind == QuestionKind.LOW_MAXIMUM:
        helps = [each for each in seen.mine.helps if each.question_id == question.pk]
        return {"helps": helps, "last_part": seen.mine.parts[-1]}
    if question.kind == QuestionKind.NEW_SHARE:
        return {"within": question.pence <= question.pledge.max_pence}
    return {}
