"""Complaining, and answering: who answers, by when, and whom to turn to who is not us (P60)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
from community.people.acting import Acting
from community.people.actions.complaints import answer_complaint, complain
from community.people.models.complaints import Complaint
from community.people.queries.complaints import (
    ANSWERING_ROLES,
    complaint_to_answer,
    complaints_of_person,
    complaints_to_answer,
)
from community.people.scope_table import Seen
from community.people.states import ComplaintAbout
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    role_required,
    shows,
)
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.own_sheets import COMPLAINT, check_own_sheet, complaint_texts

answers_required = role_required(*ANSWERING_ROLES)


class ComplaintForm(forms.Form):
    about = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), choices=ComplaintAbout.choices, widget=Radios
    )
    words = TypedText(
        label=gettext_lazy("What went wrong, and what should be done?"),
        help_text=gettext_lazy("In any words, and in any language. A few are enough."),
        widget=forms.Textarea({"rows": 6}),
        max_length=5000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(each.value, str(each.label).capitalize()) for each in ComplaintAbout]
        set_choices(self, "about", kinds)


class ComplaintAnswerForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What is your answer?"),
        help_text=gettext_lazy("They read it as you write it, or somebody reads it to them."),
        widget=forms.Textarea({"rows": 6}),
        max_length=5000,
    )


def _made(form: ComplaintForm, by: Acting) -> Complaint:
    return complain(
        about=ComplaintAbout(form.cleaned_data["about"]),
        words=form.cleaned_data["words"],
        by=by,
        now=clock.now(),
    )


@person_required
@shows(Seen.WORRIES)
def complain_page(request: PersonRequest) -> HttpResponse:
    """A box to complain in; and below, what one complained about and the answers."""
    form = ComplaintForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            complaint = _made(form, request.acting)
            day = {"day": format_day(complaint.answer_by)}
            messages.success(request, _("It is with somebody, who answers by %(day)s.") % day)
            return redirect("complain")
    return show_form(
        request,
        form,
        "complaints/complain.html",
        heading=_("Complain"),
        intro=complaint_texts(request.acting.person, now=clock.now()),
        confirm=_("Send this"),
        not_now=reverse("home"),
        complaints=complaints_of_person(request.acting.person_id),
    )


@paper_entry_required
def paper_complain(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    form = ComplaintForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_own_sheet(member, COMPLAINT, take_version(form))
            complaint = _made(form, acting)
            day = {"day": format_day(complaint.answer_by)}
            messages.success(
                request, _("It is with somebody else than you, who answers by %(day)s.") % day
            )
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What does %(name)s complain about?") % {"name": member.known_as},
        intro=[
            _("Enter what they wrote, and nothing else, also where it is about you."),
            _("Somebody else than you answers it, and you do not read it again here."),
        ],
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


@answers_required
def complaints_to_answer_page(request: RoleRequest) -> HttpResponse:
    waiting: Sequence[Complaint] = complaints_to_answer(request.user.pk)
    return render(request, "complaints/complaints_to_answer.html", {"complaints": waiting})


@answers_required
def complaint_to_answer_page(request: RoleRequest, complaint_id: int) -> HttpResponse:
    complaint = complaint_to_answer(complaint_id, request.user.pk)
    form = ComplaintAnswerForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_complaint(
                complaint_id=complaint.pk,
                **form.cleaned_data,
                by=Acting(login=request.user),
                now=clock.now(),
            )
            messages.success(request, _("It is answered, and they are told."))
            return redirect("complaints_to_answer")
    return show_form(
        request,
        form,
        "complaints/complaint_to_answer.html",
        heading=_("A complaint of %(name)s") % {"name": complaint.person.preferred_name},
        complaint=complaint,
        confirm=_("Answer"),
        not_now=reverse("complaints_to_answer"),
    )


urlpatterns = [
    path("complain/", complain_page, name="complain"),
    path("paper/<str:code>/complaint/", paper_complain, name="paper_complain"),
    path("complaints-to-answer/", complaints_to_answer_page, name="complaints_to_answer"),
    path(
        "complaints-to-answer/<int:complaint_id>/",
        complaint_to_answer_page,
        name="complaint_to_answer",
    ),
]
