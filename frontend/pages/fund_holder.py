"""The office that looks after people's money: many lines on one screen, each with its answer.

An officer sees person, provider, dates, price and purpose; never the group (M129).
"""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.common import clock
from community.common.dates import format_day
from community.common.money import format_pounds
from community.people.acting import Acting
from community.people.states import RoleKind
from frontend.access import role_required
from frontend.components.blocks import Row
from frontend.components.bound_field import PlainBoundField
from frontend.components.fields import DateInWords, PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Money
from frontend.pages.pool.review import Step, review_step, show_review
from frontend.pages.pool.texts import support_plan_text
from frontend.shared.files import invoice_file
from pooling.payments.queries.commitments import (
    CommitmentSummary,
    agreed_commitments,
    invoice_page,
    invoices_of_area,
    open_commitments,
)
from pooling.payments.rules import check_answer
from pooling.payments.states import BillChange, RefusalReason
from pooling.pools.actions.confirmations import answer_lines

LATER = "later"
officers = role_required(RoleKind.COUNCIL_OFFICER)


class BesideAnswer(PlainBoundField):
    """What each answer needs differs, so no box says that it may stay empty."""

    is_optional = False


class AnswerLine(forms.Form):
    """One line's answer. What each answer needs is for the rule to say."""

    bound_field_class = BesideAnswer
    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            (LATER, gettext_lazy("Leave it for now")),
            ("yes", gettext_lazy("Yes")),
            ("yes_when", gettext_lazy("Yes, when something is done first")),
            ("no", gettext_lazy("No")),
        ],
        initial=LATER,
        required=False,
    )
    bill_change = forms.ChoiceField(
        label=gettext_lazy("If yes: does what they pay the council themselves change?"),
        choices=[("", gettext_lazy("Choose")), *BillChange.choices],
        required=False,
    )
    bill_change_pence = PenceField(
        label=gettext_lazy("If it changes: by how much?"),
        required=False,
        widget=Money(suffix=gettext_lazy("a week")),
    )
    when_words = forms.CharField(
        label=gettext_lazy("What has to be done first?"), max_length=200, required=False
    )
    when_owner = forms.CharField(label=gettext_lazy("Who does it?"), max_length=120, required=False)
    when_on = DateInWords(label=gettext_lazy("By which day?"), required=False)
    refusal_reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"),
        choices=[("", gettext_lazy("Choose")), *RefusalReason.choices],
        required=False,
    )
    refusal_words = forms.CharField(
        label=gettext_lazy("The reason in words"),
        help_text=gettext_lazy("The person reads it."),
        max_length=200,
        required=False,
    )

    def __init__(self, data=None, *, line: CommitmentSummary, **kwargs):
        super().__init__(data, prefix=f"line{line.commitment_id}", **kwargs)
        self.line = line

    @property
    def is_filled(self) -> bool:
        return self.is_bound and self["answer"].value() not in (None, "", LATER)

    def words(self) -> dict:
        return {"commitment_id": self.line.commitment_id, **self.cleaned_data}

    def check(self) -> None:
        """The rule's no, before the review, beside the box it is about."""
        words = dict(self.cleaned_data)
        with catch_refusals(self):
            check_answer(words.pop("answer"), **words)

    @property
    def yes_fields(self):
        return [self["bill_change"], self["bill_change_pence"]]

    @property
    def when_fields(self):
        return [self["when_words"], self["when_owner"], self["when_on"]]

    @property
    def no_fields(self):
        return [self["refusal_reason"], self["refusal_words"]]


@dataclass
class Screen:
    """Every line's form, read by the page's summary of faults as if it were one form."""

    lines: list[AnswerLine]

    @property
    def filled(self) -> list[AnswerLine]:
        return [form for form in self.lines if form.is_filled]

    @property
    def errors(self) -> list:
        return [form.errors for form in self.filled if form.errors]

    @property
    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self.filled for error in form.non_field_errors()]

    @property
    def next_step(self) -> str:
        return next((step for form in self.filled if (step := getattr(form, "next_step", ""))), "")

    def __iter__(self):
        return (field for form in self.filled for field in form)

    def check(self) -> bool:
        for form in self.filled:
            if form.is_valid():
                form.check()
        return not self.errors


@officers
def lines(request):
    screen = _screen(request)
    step = review_step(request)
    if step == Step.YES and screen.check() and screen.filled:
        return _answer(request, screen)
    if step == Step.LOOK and screen.filled and screen.check():
        return _review(request, screen)
    if step == Step.LOOK and not screen.filled:
        messages.info(request, _("No line has an answer yet, so nothing was sent."))
    return _show(request, screen)


def _screen(request) -> Screen:
    data = request.POST or None
    return Screen([AnswerLine(data, line=line) for line in open_commitments(request.area_ids)])


def _show(request, screen: Screen):
    context = {
        "form": screen,
        "screen": screen,
        "agreed": [
            (line, commitment_plan_text(line)) for line in agreed_commitments(request.area_ids)
        ],
        "invoices": invoices_of_area(request.area_ids),
    }
    status = 422 if screen.errors else 200
    return render(request, "office/lines.html", context, status=status)


def commitment_plan_text(line: CommitmentSummary) -> str:
    """A paragraph for the support plan, out of what the office may see (M66)."""
    return support_plan_text(
        what=line.purpose_words,
        who=line.provider_words,
        dates=line.dates_words,
        most_pence=line.most_pence_a_session,
        sessions=line.sessions,
        purpose="",
        also=_("the office that looks after the money agreed to it"),
    )


def _review(request, screen: Screen):
    waits = len(screen.lines) - len(screen.filled)
    return show_review(
        request,
        heading=_("Look at your answers once more"),
        intro=[],
        rows=[Row(_who(form.line), describe_answer(form)) for form in screen.filled],
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


def describe_answer(form: AnswerLine) -> str:
    """An answer as the review shows it."""
    said, line = form.cleaned_data, form.line
    if said["answer"] == "yes":
        facts = {
            "each": format_pounds(line.most_pence_a_session),
            "all": format_pounds(line.most_pence),
        }
        return "\n".join(
            [_("Yes: at most %(each)s a session, %(all)s in all") % facts, _bill(said)]
        )
    if said["answer"] == "yes_when":
        return _("Yes, when: %(what)s (%(who)s, by %(day)s)") % {
            "what": said["when_words"],
            "who": said["when_owner"],
            "day": format_day(said["when_on"]),
        }
    reason = str(RefusalReason(said["refusal_reason"]).label)
    return _("No: %(reason)s") % {"reason": said["refusal_words"] or reason}


def _bill(said: dict) -> str:
    if said["bill_change"] == BillChange.YES:
        return _("Their bill changes by %(sum)s a week") % {
            "sum": format_pounds(said["bill_change_pence"])
        }
    return str(BillChange(said["bill_change"]).label).capitalize()


def _answer(request, screen: Screen):
    """Those that could be answered are; each of the others says why beside it."""
    answered = answer_lines(
        answers=[form.words() for form in screen.filled], by=hands(request), now=clock.now()
    )
    count = len(answered.done)
    if count:
        messages.success(
            request,
            ngettext("%(n)d line is answered.", "%(n)d lines are answered.", count) % {"n": count},
        )
    if not answered.refused:
        return redirect("office")
    for form in screen.filled:
        if form.line.commitment_id in answered.refused:
            with catch_refusals(form):
                raise answered.refused[form.line.commitment_id]
    left = [form for form in screen.lines if form.line.commitment_id not in _ids(answered)]
    return _show(request, Screen(left))


def _ids(answered) -> set[int]:
    return {commitment.pk for commitment in answered.done}


def hands(request) -> Acting:
    """The login in its role: whoever else it may act for."""
    return Acting(login=request.user)


@officers
def invoice(request, invoice_id):
    page = invoice_page(invoice_id, login_id=request.user.pk)
    context = {"page": page, "pdf_name": "office_invoice_pdf", "invoice_id": invoice_id}
    return render(request, "office/invoice.html", context)


@officers
def invoice_pdf(request, invoice_id):
    page = invoice_page(invoice_id, login_id=request.user.pk)
    return invoice_file(page)


urlpatterns = [
    path("office/", lines, name="office"),
    path("office/invoices/<int:invoice_id>/", invoice, name="office_invoice"),
    path("office/invoices/<int:invoice_id>.pdf", invoice_pdf, name="office_invoice_pdf"),
]
