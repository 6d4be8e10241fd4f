"""“Please check this one”: asked by anybody, answered by a connector on the page of the thing."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.views import APIView

from community.common import clock
from community.common.dates import format_day
from community.common.refusals import Refused
from frontend.access import ActingRequest, RoleRequest, acting_as_login, role_required
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.shared.throttles import CheckRequestThrottle, asker_of
from providers.actions.check_requests import answer_check_request, ask_for_check
from providers.queries.check_requests import check_request_to_answer, check_requests_to_answer
from providers.queries.objections import ANSWERING_ROLES
from providers.queries.supply import public_listing
from providers.rules.objections import MAX_WORDS_CHARS

answers_required = role_required(*ANSWERING_ROLES)


class TooManyCheckRequests(Refused):
    code = "too_often"


class CheckRequestAnswerForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What is your answer?"),
        help_text=gettext_lazy(
            "It stands on the page of the thing, and everybody reads it. Like “I see them on"
            " Friday”, or “I cannot check it, because”."
        ),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_WORDS_CHARS,
    )


def please_check(request: ActingRequest, listing_id: int) -> HttpResponse:
    """Nobody has to sign in, or say who they are."""
    listing = public_listing(listing_id)
    form = EmptyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            asked = ask_for_check(
                listing_id=listing_id,
                asker=asker_of(request, request.acting.person_id),
                by=request.acting,
                now=clock.now(),
            )
            text = _("You have asked. The answer stands on this page by %(day)s.")
            messages.success(request, text % {"day": format_day(asked.answer_by)})
            return redirect("listing", listing_id)
    back = reverse("listing", args=[listing_id])
    return show_form(
        request,
        form,
        heading=_("Please check this one: %(title)s") % {"title": listing.title},
        intro=[
            _(
                "Somebody who works for the area reads how many have asked, and nobody’s name."
                " The answer stands on its page within five working days."
            ),
            _("You need not wait for it to go or to ring them yourself, where its page says so."),
        ],
        confirm=_("Please check it"),
        back=back,
        not_now=back,
    )


def _check_not_too_often(request: ActingRequest) -> None:
    if not CheckRequestThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyCheckRequests(
            _("Many of these have come from where you are in the last hour."),
            next_step=_("Please ask again in an hour."),
        )


@answers_required
def check_requests_page(request: RoleRequest) -> HttpResponse:
    context = {"check_requests": check_requests_to_answer(request.area_ids)}
    return render(request, "check_requests/check_requests.html", context)


@answers_required
def check_request_page(request: RoleRequest, check_request_id: int) -> HttpResponse:
    asked = check_request_to_answer(check_request_id, area_ids=request.area_ids)
    form = CheckRequestAnswerForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_check_request(
                check_request_id=check_request_id,
                words=form.cleaned_data["words"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("Your answer stands on its page."))
            return redirect("check_requests")
    return show_form(
        request,
        form,
        "check_requests/check_request.html",
        check_request=asked,
        back=reverse("check_requests"),
    )


urlpatterns = [
    path("find/listing/<int:listing_id>/please-check/", please_check, name="please_check"),
    path("connect/please-check/", check_requests_page, name="check_requests"),
    path("connect/please-check/<int:check_request_id>/", check_request_page, name="check_request"),
]
