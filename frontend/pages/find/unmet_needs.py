from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import Refused
from community.places.queries import area_of_location, find_location
from frontend.components.refusals import catch_refusals
from frontend.pages.find.forms import MissingForm
from groups.actions.unmet_needs import report_unmet_need


class TooManyNeeds(Refused):
    code = "too_often"


class NeedThrottle(SimpleRateThrottle):
    """So many lines an hour from one address of the network, by page and API together. The address
    is forgotten after the hour, and is never beside a line."""

    scope, rate = "missing", "30/hour"

    def get_cache_key(self, request, view):
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


@require_POST
def tell(request):
    """Keep one line about what could not be found. Nobody has to sign in, or say who they are."""
    form = MissingForm(request.POST)
    if form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            report_unmet_need(
                words=form.cleaned_data["words"],
                searched=form.cleaned_data["searched"],
                **where_of(form.cleaned_data["postcode"]),
                by=request.acting,
                now=clock.now(),
            )
            return redirect("missing_told")
    return render(request, "find/missing.html", {"form": form}, status=422)


def _check_not_too_often(request) -> None:
    if not NeedThrottle().allow_request(request, APIView()):
        raise TooManyNeeds(
            _("Many lines have come from where you are in the last hour."),
            next_step=_("What you wrote is still in the box. Please send it again in an hour."),
        )


def thanks(request):
    steps = [
        _("The community connector reads it."),
        _("People who run things see how many asked for something like it, never who."),
        _("Look here again: new things come."),
    ]
    return render(request, "find/missing_told.html", {"next_steps": steps})


def where_of(postcode: str) -> dict:
    """The area and first half of a postcode, as far as they are known: the line counts anyway."""
    try:
        place = find_location(postcode)
    except Refused:
        return {"outward_code": "", "area": None}
    return {"outward_code": place.outward_code, "area": area_of_location(place)}
