"""“What stopped me”, in one press and of nobody (M88)."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import Refused, or_not_found
from frontend.access import ActingRequest
from frontend.shared.throttles import ObstacleThrottle
from marketplace.referrals.actions.obstacles import say_what_stopped_me
from marketplace.referrals.states import ObstacleReason


class TooManyObstacles(Refused):
    code = "too_many_obstacles"


@require_POST
def what_stopped_me(request: ActingRequest, listing_id: int) -> HttpResponse:
    sent = request.POST.get("reason", "")
    reason = or_not_found(next((each for each in ObstacleReason if each == sent), None))
    _check_not_too_often(request)
    say_what_stopped_me(listing_id=listing_id, reason=reason, now=clock.now())
    messages.success(request, _("Thank you. It is counted, and nobody reads that it was you."))
    return redirect("listing", listing_id)


def _check_not_too_often(request: ActingRequest) -> None:
    if not ObstacleThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyObstacles(
            _("Many of these have come from where you are in the last hour."),
            next_step=_("It is not counted again for now. You can go on as you were."),
        )
