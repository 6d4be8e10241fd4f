"""Keys for one's own programs. Made by hand, with the browser's own session, and shown once."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.acting import Acting
from community.people.actions.api_keys import create_api_key, end_api_key
from community.people.queries import api_keys_of_login


@login_required
@never_cache
def programs(request):
    """Not redirected after a key is made: it is on this one answer and nowhere else."""
    made = ""
    if request.method == "POST":
        made = create_api_key(by=Acting(login=request.user), now=clock.now())
    keys = api_keys_of_login(request.user.pk)
    return render(request, "account/programs.html", {"keys": keys, "made": made})


@login_required
@require_POST
def end(request, begins):
    end_api_key(begins=begins, by=Acting(login=request.user), now=clock.now())
    notes.success(request, _("That key opens nothing any more."))
    return redirect("programs")


urlpatterns = [
    path("account/programs/", programs, name="programs"),
    path("account/programs/<slug:begins>/end/", end, name="end_key"),
]
