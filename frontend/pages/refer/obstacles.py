"""“What stopped me”, in one press and of nobody (M88)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import or_not_found
from frontend.access import ActingRequest
from marketplace.referrals.actions.obstacles import say_what_stopped_me
from marketplace.referrals.states import ObstacleReason


@require_POST
def what_stopped_me(request: ActingRequest, listing_id: int) -> HttpResponse:
    sent = request.POST.get("reason", "")
    reason = or_not_found(next((each for each in ObstacleReason if each == sent), None))
    say_what_stopped_me(listing_id=listing_id, reason=reason, now=clock.now())
    messages.success(request, _("Thank you. It is counted, and nobody reads that it was you."))
    return redirect("listing", listing_id)
