"""Who asks to come, or says that they do, to whoever runs it; and the answer (P77, P78)."""

from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_moment
from community.people.queries.acting import has_connector
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.fields import DateInWords, set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from frontend.pages.form_page import post_data, show_form
from marketplace.referrals.queries.answers import referrals_asked_of
from marketplace.referrals.wording import outline_lines
from providers.actions.visit_answers import answer_visit_request
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_requests import (
    next_times,
    summary_for_provider,
    visit_to_answer,
    visits_of_provider,
)
from providers.rules.visit_answers import MAX_WORDS_CHARS, AnswerGiven
from providers.states import DeclineReason, HelpAsked, VisitAnswer, VisitRequestState
from providers.wording.visit_answers import law_text


class AskedOfPlace(Protocol):
    """What is asked of a place: a visit, or what somebody tells it of somebody."""

    @property
    def listing_id(self) -> int: ...
    @property
    def session_id(self) -> int | None: ...
    @property
    def help_asked(self) -> list[str]: ...


class VisitAnswerForm(forms.Form):
    needed_for_some: tuple[str, ...] = (
        *("other_session_id", "other_day", "reason", "help_declined", "words"),
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Can they come?"),
        choices=[(each.value, capfirst(str(each.label))) for each in VisitAnswer],
        widget=Radios,
    )
    other_session_id = forms.TypedChoiceField(
        label=gettext_lazy("If on another day: which time?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=Radios,
    )
    other_day = DateInWords(label=gettext_lazy("If on another day: which?"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("If not this time: why?"),
        help_text=gettext_lazy("They read it."),
        choices=[(each.value, capfirst(str(each.label))) for each in DeclineReason],
        widget=Radios,
        required=False,
    )
    help_declined = forms.MultipleChoiceField(
        label=gettext_lazy("Which help is not safe for you to give?"),
        widget=Checkboxes,
        required=False,
    )
    words = TypedText(
        label=gettext_lazy("What you would like to ask, or what would make it possible"),
        max_length=MAX_WORDS_CHARS,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, visit: AskedOfPlace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        times = [
            each.session
            for each in next_times(visit.listing_id, now=clock.now())
            if not each.is_full and each.session.pk != visit.session_id
        ]
        if times:
            del self.fields["other_day"]
            choices = [(each.pk, format_moment(each.starts_at)) for each in times]
            set_choices(self, "other_session_id", choices)
        else:
            del self.fields["other_session_id"]
        helps = [(each, capfirst(str(HelpAsked(each).label))) for each in visit.help_asked]
        if helps:
            set_choices(self, "help_declined", helps)
        else:
            del self.fields["help_declined"]
            reasons = [each for each in DeclineReason if each != DeclineReason.HELP]
            set_choices(self, "reason", [(each, capfirst(str(each.label))) for each in reasons])

    def given(self) -> AnswerGiven:
        said = self.cleaned_data
        return AnswerGiven(**said | {"answer": VisitAnswer(said["answer"])})


@login_required
def provider_visits(request: LoginRequest) -> HttpResponse:
    """What waits for an answer first; a name only of whoever is expected."""
    visits = visits_of_provider(request.user.pk, now=clock.now())
    waiting = [each for each in visits if each.state == VisitRequestState.REQUESTED]
    others = [each for each in visits if each.state != VisitRequestState.REQUESTED]
    context = {
        "waiting": waiting,
        "others": others,
        "referrals": [(each, outline_lines(each)) for each in referrals_asked_of(request.user.pk)],
    }
    return render(request, "provide/provider_visits.html", context)


@login_required
def provider_visit(request: LoginRequest, visit_request_id: int) -> HttpResponse:
    visit = visit_to_answer(visit_request_id, login_id=request.user.pk)
    form = VisitAnswerForm(post_data(request), visit=visit)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answered = answer_visit_request(
                visit_request_id=visit.pk,
                given=form.given(),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _after_text(answered))
            return redirect("provider_visits")
    back = reverse("provider_visits")
    return show_form(
        request,
        form,
        "provide/provider_visit.html",
        visit=summary_for_provider(visit, now=clock.now()),
        heading=_("Somebody asks to come"),
        law=law_text(),
        has_connector=has_connector(visit.listing.provider.area_id),
        confirm=_("Send this answer"),
        back=back,
        not_now=back,
    )


def _after_text(visit: VisitRequest) -> str:
    if visit.state == VisitRequestState.ACCEPTED:
        return _("They are told that they are expected. You may call them %(name)s.") % {
            "name": visit.known_as
        }
    return _("They are told your answer in their own way.")
