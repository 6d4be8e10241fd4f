"""“What would make it good for you?”, once the place is theirs; and the place's answers, by its
page or, read out by telephone, by a connector's (P110, P53)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.states import RepresentationScope
from frontend.access import (
    LoginRequest,
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    login_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from providers.actions.visit_lines import answer_visit_lines, say_what_makes_it_good
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_lines import line_of_area, line_to_answer, plan_lines_of
from providers.queries.visit_requests import visit_of_person
from providers.rules.visit_answers import MAX_WORDS_CHARS
from providers.rules.visit_lines import MAX_LINE_CHARS, MAX_LINES, MAX_TOLD_BY_CHARS, LineAnswer
from providers.states import VisitLineAnswer
from providers.wording.visit_answers import law_text


class GoodLinesForm(forms.Form):
    needed_for_some = ("lines",)
    lines = TypedText(
        label=gettext_lazy("What would make it good for you?"),
        help_text=gettext_lazy(
            "One thing on each line, like “a chair near the door”. They answer each before the day."
        ),
        max_length=MAX_LINES * (MAX_LINE_CHARS + 1),
        widget=forms.Textarea({"rows": 5}),
        required=False,
    )
    plan_travels = forms.BooleanField(
        label=gettext_lazy("Tell them how I am told things best"), required=False
    )

    def __init__(self, *args: Any, visit: VisitRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = plan_lines_of(visit.person_id) if visit.person_id else []
        if plan:
            self.fields["plan_travels"].help_text = " ".join(f"“{line}”" for line in plan)
        else:
            del self.fields["plan_travels"]

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data | {"lines": self.cleaned_data["lines"].splitlines()}


@person_required
@takes(RepresentationScope.DECIDE)
def visit_good(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    visit = visit_of_person(visit_request_id, by=request.acting)
    form = GoodLinesForm(post_data(request), visit=visit)
    to = reverse("visit", args=[visit.pk])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            said = {**form.answers(), "by": request.acting, "now": clock.now()}
            say_what_makes_it_good(visit_request_id=visit.pk, **said)
            messages.success(request, _("They are asked, line by line. The place stays yours."))
            return redirect(to)
    return _show_lines(request, form, visit, confirm=_("Send it to them"), to=to)


@paper_entry_required
def paper_visit_good(request: RoleRequest, code: str, visit_request_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    visit = visit_of_person(visit_request_id, by=acting)
    form = GoodLinesForm(post_data(request), visit=visit)
    to = reverse("paper_stops", args=[member.paper_code])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            said = {**form.answers(), "by": acting, "now": clock.now()}
            say_what_makes_it_good(visit_request_id=visit.pk, **said)
            messages.success(request, _("It is entered."))
            return redirect(to)
    return _show_lines(request, form, visit, confirm=_("Enter this"), to=to)


def _show_lines(
    request: PersonRequest | RoleRequest,
    form: GoodLinesForm,
    visit: VisitRequest,
    *,
    confirm: str,
    to: str,
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=_("What would make it good: %(what)s") % {"what": visit.listing.title},
        intro=[_("The place is yours already, and stays yours whatever you say here.")],
        confirm=confirm,
        back=to,
        not_now=to,
    )


class LineAnswerForm(forms.Form):
    needed_for_some = ("words",)
    answer = forms.ChoiceField(
        label=gettext_lazy("Can you do it?"),
        choices=[(each.value, capfirst(str(each.label))) for each in VisitLineAnswer],
        widget=Radios,
    )
    words = TypedText(
        label=gettext_lazy("How instead, or why not yet"),
        max_length=MAX_WORDS_CHARS,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )


class ToldByForm(forms.Form):
    """Beside what a place answers, where somebody read it out by telephone."""

    told_by = TypedText(
        label=gettext_lazy("Who at the place told you this?"),
        help_text=gettext_lazy(
            "In a word or two, like “the caretaker”. It stands beside the answer."
        ),
        max_length=MAX_TOLD_BY_CHARS,
    )


class ToldLineAnswerForm(ToldByForm, LineAnswerForm):
    field_order = ("answer", "words", "told_by")


@login_required
def visit_line(request: LoginRequest, visit_line_id: int) -> HttpResponse:
    line = line_to_answer(visit_line_id, login_id=request.user.pk)
    form = LineAnswerForm(post_data(request))
    to = reverse("provider_visits")
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _answer(line, form, by=acting_as_login(request))
            messages.success(request, _("They are told your answer in their own way."))
            return redirect(to)
    return _show_line(request, form, line, to=to)


@connector_required
def visit_line_told(request: RoleRequest, visit_line_id: int) -> HttpResponse:
    """As the place said it by telephone."""
    line = line_of_area(visit_line_id, area_ids=request.area_ids)
    form = ToldLineAnswerForm(post_data(request))
    to = reverse("unfair_answers")
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            told_by = form.cleaned_data["told_by"]
            _answer(line, form, told_by=told_by, by=acting_as_login(request))
            messages.success(request, _("It is written down, and they are told."))
            return redirect(to)
    return _show_line(request, form, line, to=to)


def _answer(line: VisitLine, form: forms.Form, **said: Any) -> None:
    given = LineAnswer(form.cleaned_data["answer"], form.cleaned_data["words"])
    answer_visit_lines(
        visit_request_id=line.visit_id, answers={line.pk: given}, now=clock.now(), **said
    )


def _show_line(
    request: LoginRequest | RoleRequest, form: forms.Form, line: VisitLine, *, to: str
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=_("What would make it good for them"),
        intro=[line.visit.listing.title, f"“{line.words}”", law_text()],
        confirm=_("Send this answer"),
        back=to,
        not_now=to,
    )
