"""“So that you are both safe”: two lines before a first visit at a home (P69)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.states import RepresentationScope
from frontend.access import PersonRequest, person_required, takes
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from providers.actions.safety_lines import say_safety_lines, take_safety_lines_back
from providers.queries.visit_requests import visit_of_person
from providers.rules.safety_lines import MAX_SAFETY_CHARS, MAX_WHY_CHARS, SafetyWords
from providers.states import SafetyBasis


class SafetyLinesForm(forms.Form):
    needed_for_some = ("basis", "why_words")
    first = TypedText(
        label=gettext_lazy("First line"),
        help_text=gettext_lazy("Like “the dog is in the kitchen: ring first”."),
        max_length=MAX_SAFETY_CHARS,
    )
    second = TypedText(
        label=gettext_lazy("Second line, if you like"),
        max_length=MAX_SAFETY_CHARS,
        required=False,
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Do they agree that this is told?"),
        choices=[(each.value, capfirst(str(each.label))) for each in SafetyBasis],
        widget=Radios,
    )
    why_words = TypedText(
        label=gettext_lazy("If not: why is it told all the same?"),
        help_text=gettext_lazy(
            "Whoever runs it reads that they did not agree, and not why. The person reads why."
        ),
        max_length=MAX_WHY_CHARS,
        required=False,
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["basis"], self.fields["why_words"]


@person_required
@takes(RepresentationScope.DECIDE)
def visit_safety(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    visit = visit_of_person(visit_request_id, by=request.acting)
    form = SafetyLinesForm(post_data(request), is_own=request.acting.representation is None)
    to = reverse("visit", args=[visit.pk])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_safety_lines(
                visit_request_id=visit.pk,
                words=SafetyWords(**form.cleaned_data),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Whoever runs it can read it until the visit."))
            return redirect(to)
    return show_form(
        request,
        form,
        heading=_("So that you are both safe"),
        intro=[
            visit.listing.title,
            _("Whoever runs it reads these lines before the first visit."),
            _("They are deleted when the visit is over."),
        ],
        confirm=_("Let them read it"),
        back=to,
        not_now=to,
    )


@person_required
@require_POST
def visit_safety_back(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    take_safety_lines_back(visit_request_id=visit_request_id, by=request.acting, now=clock.now())
    messages.success(request, _("The lines are deleted."))
    return redirect("visit", visit_request_id)
