"""One form on a page: shown, or shown again with what was typed and what is wrong."""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from frontend.access import ActingRequest

MAX_ID_CHARS = 18  # what a bigint holds for certain


class EmptyForm(forms.Form):
    """A yes with nothing to fill in, where a refusal can still be shown."""


def post_data(request: ActingRequest) -> QueryDict | None:
    """What was sent, though it be nothing; None when the form is only looked at."""
    return request.POST if request.method == "POST" else None


def parse_id(text: str | None) -> int:
    """A row’s number, as an address or a box has it; 0, which no row has, for any other text."""
    return int(text) if text and text.isdecimal() and len(text) <= MAX_ID_CHARS else 0


def next_page(request: ActingRequest, usual: str) -> str:
    """Where the person came from, if that is a page of ours; else the usual one."""
    address = request.POST.get("next") or request.GET.get("next", "")
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )
    return address if is_ours else reverse(usual)


def show_form(
    request: ActingRequest, form: forms.BaseForm, template: str = "form_page.html", **context: Any
) -> HttpResponse:
    """422 when something was refused, so that no program takes it for done."""
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
