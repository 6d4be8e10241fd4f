"""What a person says to a place's answer; and the connector who hears that it is not fair (P78)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_day
from community.people.queries.acting import has_connector
from community.people.states import RepresentationScope
from community.people.wording import no_connector_text
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    person_required,
    stops,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from marketplace.referrals.queries.answers import referrals_to_ring
from marketplace.referrals.wording import outline_lines
from providers.actions.visit_answers import (
    answer_unfair,
    reply_about_visit,
    say_unfair,
    take_other_day,
)
from providers.queries.visit_lines import lines_not_yet, lines_waiting
from providers.queries.visit_requests import (
    held_back_for_safety,
    unfair_answer,
    unfair_to_answer,
    visit_of_person,
    visits_waiting,
)
from providers.rules.visit_answers import MAX_WORDS_CHARS
from providers.wording.visit_answers import helpline_text


class VisitReplyForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What do you say to that?"),
        max_length=MAX_WORDS_CHARS,
        widget=forms.Textarea({"rows": 3}),
    )


class UnfairForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("Why, if you like"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )


class UnfairAnswerForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What do you say to them?"),
        help_text=gettext_lazy("They read it. The place does not."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


@person_required
@require_POST
def visit_other_day(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    take_other_day(visit_request_id=visit_request_id, by=request.acting, now=clock.now())
    messages.success(request, _("You are expected. When and where stands here."))
    return redirect("my_sessions")


@person_required
@takes(RepresentationScope.DECIDE)
def visit_reply(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    visit = visit_of_person(visit_request_id, by=request.acting)
    form = VisitReplyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            reply_about_visit(
                visit_request_id=visit.pk,
                **form.cleaned_data,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("They have your words, and not your name."))
            return redirect("my_sessions")
    url = reverse("my_sessions")
    return show_form(
        request,
        form,
        heading=_("They ask you something"),
        intro=[visit.listing.title, f"“{visit.answer_words}”"],
        confirm=_("Send it to them"),
        back=url,
        not_now=url,
    )


@person_required
@stops
def visit_unfair(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    visit = visit_of_person(visit_request_id, by=request.acting)
    form = UnfairForm(post_data(request))
    area = visit.listing.provider.area
    asks = has_connector(area.pk)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            said = say_unfair(
                visit_request_id=visit.pk,
                **form.cleaned_data,
                by=request.acting,
                now=clock.now(),
            )
            text = _("A connector answers you by %(day)s.") % {"day": format_day(said.answer_by)}
            messages.success(request, f"{_('Thank you.')} {text if asks else no_connector_text()}")
            return redirect("my_sessions")
    url = reverse("my_sessions")
    return show_form(
        request,
        form,
        heading=_("I think that is not fair"),
        intro=[
            visit.listing.title,
            _("A connector reads it, asks the place, and answers you.")
            if asks
            else no_connector_text(),
            _("The place does not read your words."),
            helpline_text(area.nation),
        ],
        confirm=_("Say this"),
        back=url,
        not_now=url,
    )


@connector_required
def unfair_answers(request: RoleRequest) -> HttpResponse:
    """What waits for an answer, theirs or a place's by telephone; where a place said a conflict or
    safety; and what it cannot do yet, before the visit."""
    context = {
        "unfair": unfair_to_answer(request.area_ids),
        "held_back": held_back_for_safety(request.area_ids),
        "waiting": visits_waiting(request.area_ids, now=clock.now()),
        "referrals": [(each, outline_lines(each)) for each in referrals_to_ring(request.area_ids)],
        "lines": lines_waiting(request.area_ids, now=clock.now()),
        "not_yet": lines_not_yet(request.area_ids, now=clock.now()),
    }
    return render(request, "visits/unfair_answers.html", context)


@connector_required
def unfair_answer_page(request: RoleRequest, unfair_answer_id: int) -> HttpResponse:
    said = unfair_answer(unfair_answer_id, area_ids=request.area_ids)
    form = UnfairAnswerForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_unfair(
                unfair_answer_id=said.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("They are told."))
            return redirect("unfair_answers")
    visit = said.visit
    return show_form(
        request,
        form,
        heading=_("Somebody thinks an answer is not fair"),
        intro=[
            f"{visit.listing.title}, {visit.listing.provider.name}",
            _("Who says so: %(name)s") % {"name": visit.known_as},
            str(visit.get_decline_reason_display()),
            said.words or _("They wrote nothing besides."),
            said.answer_words,
        ],
        confirm=_("Send this answer"),
        back=reverse("unfair_answers"),
    )
