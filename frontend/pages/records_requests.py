"""Records asked for in writing by whoever acts, or acted, for somebody; and who answers them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.people.actions.records_requests import (
    answer_copy_request,
    give_own_copy,
    give_own_deeds,
    request_copy,
    request_own_copy,
    request_own_deeds,
)
from community.people.models.records_requests import RecordsRequest
from community.people.queries.records_requests import (
    WHO_ANSWERS,
    records_request_to_answer,
    records_requests_to_answer,
)
from community.people.states import RecordsRequestKind
from frontend.access import (
    LoginRequest,
    PersonRequest,
    RoleRequest,
    login_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
    role_required,
)
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.shared.connectors import own_deeds_text
from frontend.shared.records import copy_read_by, copy_to_review, own_copy_to_print, statement_of
from frontend.shared.subject_access import DataCategoryRows

answers_required = role_required(*WHO_ANSWERS.values())


class CopyForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What do you need it for?"),
        help_text=gettext_lazy("The person is told that you asked."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )


class ReviewForm(forms.Form):
    left_in = forms.MultipleChoiceField(
        label=gettext_lazy("What may they read?"),
        help_text=gettext_lazy(
            "Leave out what is about others, and what the person said not to tell. Nothing ticked "
            "is an answer too."
        ),
        widget=Checkboxes,
        required=False,
    )
    words = TypedText(
        label=gettext_lazy("What did you leave out, and why?"),
        help_text=gettext_lazy("They read this."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, kinds: Mapping[str, DataCategoryRows], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "left_in", [(code, kind.name) for code, kind in kinds.items()])


@person_required
def copy_page(request: PersonRequest) -> HttpResponse:
    """Asked in writing by whoever acts for the person; what was left in, once it was reviewed."""
    if request.acting.representation is None:
        return redirect("subject_access")
    row, kinds = copy_read_by(request.acting, now=clock.now())
    if row is not None:
        return render(request, "records_requests/copy.html", {"row": row, "categories": kinds})
    form = CopyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            request_copy(**form.cleaned_data, by=request.acting, now=clock.now())
            return redirect("copy")
    return show_form(
        request,
        form,
        heading=_("Ask for a copy of what is kept"),
        intro=[
            _(
                "It is the person’s own. Whoever is named here for data protection reads it first, "
                "leaves out what is about others and what the person said not to tell, and answers "
                "within a month."
            )
        ],
        confirm=_("Ask in writing"),
        not_now=reverse("home"),
    )


@login_required
@require_POST
def ask_for_own_deeds(request: LoginRequest, representation_id: int) -> HttpResponse:
    records_request = request_own_deeds(
        representation_id=representation_id, by=request.acting, now=clock.now()
    )
    messages.success(request, own_deeds_text(records_request.area_id))
    return redirect("choose_person")


@answers_required
def records_requests(request: RoleRequest) -> HttpResponse:
    return render(
        request,
        "records_requests/records_requests.html",
        {"requests": records_requests_to_answer(request.user.pk)},
    )


@answers_required
def records_request(request: RoleRequest, request_id: int) -> HttpResponse:
    row = records_request_to_answer(request_id, request.user.pk)
    if row.kind == RecordsRequestKind.COPY:
        return _review(request, row)
    if row.kind == RecordsRequestKind.OWN_COPY:
        return _print_own(request, row)
    return _give(request, row)


def _review(request: RoleRequest, row: RecordsRequest) -> HttpResponse:
    kinds = copy_to_review(row)
    form = ReviewForm(post_data(request), kinds=kinds)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_copy_request(
                request_id=row.pk,
                **form.cleaned_data,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is answered, and the person is told."))
            return redirect("records_requests")
    return show_form(
        request,
        form,
        "records_requests/review.html",
        heading=_("A copy of what is kept about %(person)s")
        % {"person": row.person.preferred_name},
        row=row,
        categories=kinds.values(),
        confirm=_("Answer"),
        not_now=reverse("records_requests"),
    )


def _print_own(request: RoleRequest, row: RecordsRequest) -> HttpResponse:
    """All of it, to print and close: the person has no page to read it on."""
    form = EmptyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            give_own_copy(request_id=row.pk, by=request.acting, now=clock.now())
            messages.success(request, _("It is noted that it is on its way, and they are told."))
            return redirect("records_requests")
    return show_form(
        request,
        form,
        "records_requests/own_copy.html",
        heading=_("What is kept about %(person)s") % {"person": row.person.preferred_name},
        row=row,
        now=clock.now(),
        categories=own_copy_to_print(row, now=clock.now()),
        confirm=_("It is closed, and on its way"),
        not_now=reverse("records_requests"),
    )


@paper_entry_required
def paper_own_copy(request: RoleRequest, code: str) -> HttpResponse:
    """Somebody who has no page asks whoever visits for all that is kept about them."""
    member, acting = member_of_sheet(code, login=request.user)
    form = EmptyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            asked = request_own_copy(by=acting, now=clock.now())
            messages.success(
                request,
                _("It is asked for. It comes closed, by %(day)s.")
                % {"day": format_day(asked.answer_by)},
            )
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("%(name)s wants a copy of what is kept about them") % {"name": member.known_as},
        intro=[
            _("It is theirs alone: you do not read it, and nobody who acts for them does."),
            _(
                "Whoever is named here for data protection prints it, closes it, and posts it or"
                " gives it to whoever goes to them, within a month."
            ),
        ],
        confirm=_("They asked me for it"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


def _give(request: RoleRequest, row: RecordsRequest) -> HttpResponse:
    form = EmptyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            give_own_deeds(request_id=row.pk, by=request.acting, now=clock.now())
            messages.success(request, _("It is noted that you gave it to them."))
            return redirect("records_requests")
    return show_form(
        request,
        form,
        "records_requests/own_deeds.html",
        heading=_("What %(who)s did for %(person)s")
        % {
            "who": not_none(row.representation).login.name,
            "person": row.person.preferred_name,
        },
        row=row,
        now=clock.now(),
        deeds=statement_of(row),
        confirm=_("I have given it to them"),
        not_now=reverse("records_requests"),
    )


urlpatterns = [
    path("paper/<str:code>/own-copy/", paper_own_copy, name="paper_own_copy"),
    path("copy/", copy_page, name="copy"),
    path("records/", records_requests, name="records_requests"),
    path("records/<int:request_id>/", records_request, name="records_request"),
    path("acting/<int:representation_id>/statement/", ask_for_own_deeds, name="ask_for_own_deeds"),
]
