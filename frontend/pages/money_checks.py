"""Is this request for money real? For anybody, without signing in: yes or no, and whom to ring."""

from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.views import APIView

from community.common.refusals import Refused
from community.common.telephone import to_ring
from community.places.queries import open_areas
from frontend.access import ActingRequest
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from frontend.shared.throttles import MoneyCheckThrottle
from pooling.payments.queries.bank_transfers import MAX_TYPED, is_open_request


class TooManyChecks(Refused):
    code = "too_often"


class MoneyCheckForm(forms.Form):
    number = TypedText(
        label=gettext_lazy("The number on it"),
        help_text=gettext_lazy("It begins with CP and has eight letters and figures."),
        max_length=MAX_TYPED,
    )


def money_check(request: ActingRequest) -> HttpResponse:
    """The same numbers to ring whatever the answer: it tells nothing of who is asked, or where."""
    form = MoneyCheckForm(post_data(request))
    answer = []
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            answer = [_answer(is_real=is_open_request(form.cleaned_data["number"]))]
    return show_form(
        request,
        form,
        heading=_("Is this request for money from us?"),
        intro=[*answer, *_whom_to_ring()],
        confirm=_("Check this number"),
    )


def _answer(*, is_real: bool) -> str:
    if is_real:
        return _(
            "Yes: somebody is asked for money with this number. Compare the account with the one"
            " under My money; if it is another, send nothing and ring."
        )
    return _("No: nobody is asked for money with this number. Send nothing, and ring.")


def _whom_to_ring() -> list[str]:
    return [
        _("We never ring or write to ask you to send it somewhere else."),
        *(
            _("To ask a person in %(area)s: %(who)s, %(phone)s")
            % {"area": area.name, "who": area.adviser_words, "phone": to_ring(area.adviser_phone)}
            for area in open_areas()
            if area.adviser_phone
        ),
    ]


def _check_not_too_often(request: ActingRequest) -> None:
    # The API's own throttle, which reads no more of a request than any request has.
    if not MoneyCheckThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyChecks(
            _("Many numbers were tried from where you are in the last hour."),
            next_step=_("Ring instead, or try it again in an hour."),
        )


urlpatterns = [path("check-money/", money_check, name="money_check")]
