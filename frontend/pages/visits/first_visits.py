"""One's own visit: what one wants to know before it, and afterwards how it was (P112, P80)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.acting import Acting
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from providers.actions.first_visits import say_how_visit_was
from providers.models.visit_requests import VisitRequest
from providers.queries.safety_lines import own_safety_lines, takes_safety_lines
from providers.queries.visit_lines import good_lines_of
from providers.queries.visit_requests import visit_of_person
from providers.rules.first_visits import has_been, is_at_the_door
from providers.states import DidNotHappenBecause, VisitLineAnswer, VisitOutcome, VisitRequestState
from providers.wording.first_visits import lines_of_visit
from providers.wording.visit_lines import cannot_text, line_text

HAPPENED, DID_NOT = "yes", "no"


class HowVisitForm(forms.Form):
    happened = forms.ChoiceField(
        label=gettext_lazy("Did it happen?"),
        choices=[
            (HAPPENED, gettext_lazy("Yes, it happened")),
            (DID_NOT, gettext_lazy("No, it did not")),
        ],
        widget=Radios,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("If it did: was it for you?"),
        choices=[(each.value, capfirst(str(each.label))) for each in VisitOutcome],
        widget=Radios,
        required=False,
    )
    because = forms.ChoiceField(
        label=gettext_lazy("If it did not: why, if you like?"),
        choices=[(each.value, capfirst(str(each.label))) for each in DidNotHappenBecause],
        widget=Radios,
        required=False,
    )

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data | {"happened": self.cleaned_data["happened"] == HAPPENED}


@person_required
@shows(Seen.PLANS)
def visit_page(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    visit = visit_of_person(visit_request_id, by=request.acting)
    now = clock.now()
    starts_at = visit.session.starts_at if visit.session else None
    lines = lines_of_visit(visit)
    good = good_lines_of(visit.pk)
    not_yet = any(line.answer == VisitLineAnswer.NOT_YET for line in good)
    context = {
        "visit": visit,
        "known": [line for line in lines if line.words],
        "not_known": [line for line in lines if not line.words],
        "ask_url": f"{reverse('listing', args=[visit.listing_id])}#ask",
        "is_at_the_door": is_at_the_door(starts_at, now=now),
        "can_say_how": can_say_how(visit),
        "good_lines": [(line.words, line_text(line)) for line in good],
        "cannot": cannot_text(visit) if not_yet else "",
        "is_theirs": visit.state == VisitRequestState.ACCEPTED,
        "safety_lines": own_safety_lines(visit, by=request.acting, now=now),
        "takes_safety_lines": takes_safety_lines(visit, now=now),
    }
    return render(request, "visits/visit.html", context)


def can_say_how(visit: VisitRequest) -> bool:
    starts_at = visit.session.starts_at if visit.session else None
    is_expected = visit.state == VisitRequestState.ACCEPTED
    return is_expected and has_been(starts_at, visit.day, now=clock.now())


@person_required
@takes(RepresentationScope.DECIDE)
def visit_how(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    visit = visit_of_person(visit_request_id, by=request.acting)
    form = HowVisitForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _say(visit, form, request.acting)
            messages.success(request, _("Thank you for saying so."))
            return redirect("my_sessions")
    return _ask_how(request, form, visit, confirm=_("Say this"), to=reverse("my_sessions"))


@paper_entry_required
def paper_visit_how(request: RoleRequest, code: str, visit_request_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    visit = visit_of_person(visit_request_id, by=acting)
    form = HowVisitForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _say(visit, form, acting)
            messages.success(request, _("It is entered."))
            return redirect("paper_stops", member.paper_code)
    to = reverse("paper_stops", args=[member.paper_code])
    return _ask_how(request, form, visit, confirm=_("Enter this"), to=to)


def _say(visit: VisitRequest, form: HowVisitForm, by: Acting) -> None:
    say_how_visit_was(visit_request_id=visit.pk, **form.answers(), by=by, now=clock.now())


def _ask_how(
    request: PersonRequest | RoleRequest,
    form: HowVisitForm,
    visit: VisitRequest,
    *,
    confirm: str,
    to: str,
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=_("How was it: %(what)s") % {"what": visit.listing.title},
        intro=[
            _("It ends nothing: you can come, or ask, again. It is counted for nobody."),
            _("Whoever runs it is not told."),
        ],
        confirm=confirm,
        back=to,
        not_now=to,
    )
