"""Many lines on one screen, each with its answer: look, change, or send them all."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common import clock
from community.common.dates import format_day
from community.common.money import format_pounds
from community.people.states import RoleKind
from frontend.access import RoleRequest, acting_as_login, role_required
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from frontend.pages.pool.texts import support_plan_text
from pooling.payments.actions.commitments import CommitmentAnswers
from pooling.payments.queries.commitments import (
    CommitmentSummary,
    agreed_commitments,
    invoices_of_areas,
    open_commitments,
)
from pooling.payments.states.commitments import BillChange, CommitmentAnswer, RefusalReason
from pooling.pools.actions.confirmations import answer_lines

from .forms import AnswerForms, CommitmentAnswerForm

officer_required = role_required(RoleKind.COUNCIL_OFFICER)


@officer_required
def fund_holder_page(request: RoleRequest) -> HttpResponse:
    answer_forms = _answer_forms(request)
    step = review_step(request)
    if step == ReviewStep.YES and answer_forms.check() and answer_forms.filled_forms:
        return _answer(request, answer_forms)
    if step == ReviewStep.LOOK and answer_forms.filled_forms and answer_forms.check():
        return _review(request, answer_forms)
    if step == ReviewStep.LOOK and not answer_forms.filled_forms:
        messages.info(request, _("No line has an answer yet, so nothing was sent."))
    return _show(request, answer_forms)


def _answer_forms(request: RoleRequest) -> AnswerForms:
    data = post_data(request)
    return AnswerForms(
        [CommitmentAnswerForm(data, line=line) for line in open_commitments(request.area_ids)]
    )


def _show(request: RoleRequest, answer_forms: AnswerForms) -> HttpResponse:
    context = {
        "form": answer_forms,
        "answer_forms": answer_forms,
        "agreed_lines": [
            (line, commitment_plan_text(line)) for line in agreed_commitments(request.area_ids)
        ],
        "invoices": invoices_of_areas(request.area_ids),
    }
    status = 422 if answer_forms.errors else 200
    return render(request, "fund_holder/fund_holder.html", context, status=status)


def commitment_plan_text(line: CommitmentSummary) -> str:
    """A paragraph for the support plan, out of what the office may see (M66)."""
    return support_plan_text(
        what=line.service_words,
        who=line.provider_words,
        dates=line.dates_words,
        session_pence=line.most_pence_a_session,
        sessions=line.sessions,
        is_most=True,
        purpose=line.purpose_words,
        also=[_("the office that looks after the money agreed to it")],
    )


def _review(request: RoleRequest, answer_forms: AnswerForms) -> HttpResponse:
    waits = len(answer_forms.forms) - len(answer_forms.filled_forms)
    return show_review(
        request,
        heading=_("Look at your answers once more"),
        intro=[],
        rows=[Row(_who(form.line), describe_answer(form)) for form in answer_forms.filled_forms],
        what_next=[
            _("Each person is told in the way they want to be reached, in plain words."),
            _("What you agree to is paid by invoice, for what was delivered and nothing else."),
            *(
                [ngettext("%(n)d line waits.", "%(n)d lines wait.", waits) % {"n": waits}]
                if waits
                else []
            ),
        ],
        confirm=_("Send these answers"),
        not_now=request.path,
    )


def _who(line: CommitmentSummary) -> str:
    return _("%(person)s, %(provider)s") % {
        "person": line.person_called,
        "provider": line.provider_words,
    }


def describe_answer(form: CommitmentAnswerForm) -> str:
    """An answer as the review shows it."""
    answer, line = form.cleaned_data, form.line
    if answer["answer"] == CommitmentAnswer.YES:
        facts = {
            "each": format_pounds(line.most_pence_a_session),
            "all": format_pounds(line.most_pence),
        }
        return "\n".join(
            [_("Yes: at most %(each)s a session, %(all)s in all") % facts, _bill(answer)]
        )
    if answer["answer"] == CommitmentAnswer.YES_WHEN:
        yes_when = _("Yes, when: %(what)s (%(who)s, by %(day)s)") % {
            "what": answer["when_words"],
            "who": answer["when_owner"],
            "day": format_day(answer["when_on"]),
        }
        return "\n".join([yes_when, *_too_late(answer["when_on"], line.decided_on)])
    reason = str(RefusalReason(answer["refusal_reason"]).label)
    return _("No: %(reason)s") % {"reason": answer["refusal_words"] or reason}


def _too_late(when_on: date, decided_on: date | None) -> list[str]:
    """What an officer is told whose day comes after the one that decides (fault B7)."""
    if decided_on is None or when_on <= decided_on:
        return []
    return [
        _("It is looked at on %(day)s. Your day is later: that may be too late.")
        % {"day": format_day(decided_on)}
    ]


def _bill(answer: dict[str, Any]) -> str:
    if answer["bill_change"] == BillChange.YES:
        return _("Their bill changes by %(sum)s a week") % {
            "sum": format_pounds(answer["bill_change_pence"])
        }
    return str(BillChange(answer["bill_change"]).label).capitalize()


def _answer(request: RoleRequest, answer_forms: AnswerForms) -> HttpResponse:
    """Those that could be answered are; each of the others says why beside it."""
    answers = answer_lines(
        answers=[form.values() for form in answer_forms.filled_forms],
        by=acting_as_login(request),
        now=clock.now(),
    )
    count = len(answers.done)
    if count:
        messages.success(
            request,
            ngettext("%(n)d line is answered.", "%(n)d lines are answered.", count) % {"n": count},
        )
    if not answers.refused:
        return redirect("fund_holder")
    for form in answer_forms.filled_forms:
        if form.line.commitment_id in answers.refused:
            with catch_refusals(form):
                raise answers.refused[form.line.commitment_id]
    unanswered = [
        form for form in answer_forms.forms if form.line.commitment_id not in _ids(answers)
    ]
    return _show(request, AnswerForms(unanswered))


def _ids(answers: CommitmentAnswers) -> set[int]:
    return {commitment.pk for commitment in answers.done}
