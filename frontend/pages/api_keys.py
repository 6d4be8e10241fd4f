"""Keys for one's own programs. Made by hand, with the browser's own session, and shown once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.actions.api_keys import create_api_key, end_api_key
from community.people.queries.acting import api_keys_of_login
from frontend.access import LoginRequest, acting_as_login, login_required


@login_required
@never_cache
def api_keys_page(request: LoginRequest) -> HttpResponse:
    """Not redirected after a key is made: it is on this one answer and nowhere else."""
    secret = ""
    if request.method == "POST":
        secret = create_api_key(by=acting_as_login(request), now=clock.now())
    api_keys = api_keys_of_login(request.user.pk)
    return render(request, "api_keys/api_keys.html", {"api_keys": api_keys, "secret": secret})


@login_required
@require_POST
def end_api_key_page(request: LoginRequest, begins: str) -> HttpResponse:
    end_api_key(key_prefix=begins, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("That key opens nothing any more."))
    return redirect("api_keys")


urlpatterns = [
    path("account/programs/", api_keys_page, name="api_keys"),
    path("account/programs/<slug:begins>/end/", end_api_key_page, name="end_api_key"),
]
