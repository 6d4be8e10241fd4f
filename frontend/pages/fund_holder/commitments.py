"""Many lines on one screen, each with its answer: look, change, or send them all."""

from dataclasses import dataclass
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
from community.common.shown import Shown, ShownHasChanged
from community.people.states import RoleKind
from community.places.queries import areas_by_id
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
    commitment_shown,
    lines_in_place_of,
    open_commitments,
)
from pooling.payments.queries.invoices import invoices_of_areas
from pooling.payments.states.commitments import BillChange, CommitmentAnswer, RefusalReason
from pooling.pools.actions.confirmations import answer_lines

from .forms import AnswerForms, Change, CommitmentAnswerForm, answered_ids

officer_required = role_required(RoleKind.COUNCIL_OFFICER)


@officer_required
def fund_holder_page(request: RoleRequest) -> HttpResponse:
    answer_forms = _answer_forms(request)
    step = review_step(request)
    replaced = _replaced_lines(request, answer_forms)
    if step == ReviewStep.YES and answer_forms.check() and answer_forms.filled_forms:
        return _answer(request, answer_forms, replaced)
    if replaced:
        return _show(request, answer_forms, replaced)
    if step == ReviewStep.LOOK and answer_forms.filled_forms and answer_forms.check():
        if any(form.is_to_other_words for form in answer_forms.filled_forms):
            return _show(request, AnswerForms([_if_changed(form) for form in answer_forms.forms]))
        return _review(request, answer_forms)
    if step == ReviewStep.LOOK and not answer_forms.filled_forms:
        messages.info(request, _("No line has an answer yet, so nothing was sent."))
    return _show(request, answer_forms)


def _answer_forms(request: RoleRequest) -> AnswerForms:
    data = post_data(request)
    return AnswerForms(
        [CommitmentAnswerForm(data, line=line) for line in open_commitments(request.area_ids)]
    )


@dataclass(frozen=True)
class ReplacedLine:
    """A line that was answered and is asked no more: `changes` (question, then, now) in the one
    that is asked in its place, none where none is."""

    who: str
    changes: list[Change]


def _replaced_lines(request: RoleRequest, answer_forms: AnswerForms) -> list[ReplacedLine]:
    """What changed between the look and the press: another line is asked then (fault B1)."""
    open_ids = {form.line.commitment_id for form in answer_forms.forms}
    gone_ids = answered_ids(request.POST) - open_ids
    return [
        ReplacedLine(
            who=f"{line.person.preferred_name}, {line.provider_words}",
            changes=(
                _changes(commitment_shown(line), commitment_shown(replacement))
                if replacement
                else []
            ),
        )
        for line, replacement in lines_in_place_of(gone_ids, request.area_ids)
    ]


def _changes(shown_before: Shown, shown_now: Shown) -> list[Change]:
    before, now = dict(shown_before), dict(shown_now)
    keys = before | now
    return [
        (key, before.get(key, ""), now.get(key, ""))
        for key in keys
        if before.get(key) != now.get(key)
    ]


def _show(
    request: RoleRequest, answer_forms: AnswerForms, replaced: list[ReplacedLine] | None = None
) -> HttpResponse:
    context = {
        "form": answer_forms,
        "replaced": replaced,
        "answer_forms": answer_forms,
        "agreed_lines": [
            (line, commitment_plan_text(line)) for line in agreed_commitments(request.area_ids)
        ],
        "invoices": invoices_of_areas(request.area_ids),
        "areas": areas_by_id(request.area_ids),
    }
    status = 422 if answer_forms.errors else 409 if replaced else 200
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


def _answer(
    request: RoleRequest, answer_forms: AnswerForms, replaced: list[ReplacedLine]
) -> HttpResponse:
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
    if not answers.refused and not replaced:
        return redirect("fund_holder")
    left = [form for form in answer_forms.forms if form.line.commitment_id not in _ids(answers)]
    shown_again = [_after_refusal(form, answers) for form in left]
    return _show(request, AnswerForms(shown_again), replaced)


def _if_changed(form: CommitmentAnswerForm) -> CommitmentAnswerForm:
    """Nobody looks over a yes to what the last press would refuse (fault B8)."""
    if not form.is_to_other_words:
        return form
    return _asked_anew(form, ShownHasChanged(form.line.shown))


def _asked_anew(form: CommitmentAnswerForm, refusal: ShownHasChanged) -> CommitmentAnswerForm:
    anew = CommitmentAnswerForm(line=form.line)
    anew.changed_message = refusal.message
    if before := form.shown_before():
        anew.changes = _changes(before, refusal.present)
    return anew


def _after_refusal(form: CommitmentAnswerForm, answers: CommitmentAnswers) -> CommitmentAnswerForm:
    """Why it was not answered, beside it. Where it has changed it is asked anew, as it is now."""
    refusal = answers.refused.get(form.line.commitment_id)
    if isinstance(refusal, ShownHasChanged):
        return _asked_anew(form, refusal)
    if refusal:
        with catch_refusals(form):
            raise refusal
    return form


def _ids(answers: CommitmentAnswers) -> set[int]:
    return {commitment.pk for commitment in answers.done}
