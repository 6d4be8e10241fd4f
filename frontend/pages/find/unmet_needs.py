from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import Refused
from frontend.components.refusals import catch_refusals
from frontend.pages.find.forms import MissingForm
from frontend.shared.throttles import NeedThrottle
from frontend.shared.unmet_needs import rough_location
from groups.actions.unmet_needs import report_unmet_need


class TooManyNeeds(Refused):
    code = "too_often"


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
                **rough_location(form.cleaned_data["postcode"]),
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
