"""One form on a page: shown, or shown again with what was typed and what is wrong."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def post_data(request):
    """What was sent, though it be nothing; None when the form is only looked at."""
    return request.POST if request.method == "POST" else None


def next_page(request, usual: str) -> str:
    """Where the person came from, if that is a page of ours; else the usual one."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if asked and is_ours else reverse(usual)


def show_form(request, form, template="form_page.html", **context):
    """422 when something was refused, so that no program takes it for done."""
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
