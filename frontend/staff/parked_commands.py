"""Payments that were set aside because what happened is not certain: looked at by a person, and
taken up again with one press. The site's door has asked for a second factor (site.py)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.money import format_pounds_and_pence
from community.people.acting import Acting
from pooling.payments.actions import commands as errands
from pooling.payments.queries import commands as work

WHAT = {
    "payment": gettext_lazy("A card payment of %(sum)s to %(provider)s"),
    "refund": gettext_lazy("%(sum)s on its way back to a card, from %(provider)s"),
    "payout": gettext_lazy("%(sum)s on its way to the bank of %(provider)s"),
}


def waiting(request):
    lines = [
        (
            each,
            WHAT[each.kind]
            % {"sum": format_pounds_and_pence(each.pence), "provider": each.provider},
        )
        for each in work.set_aside()
    ]
    return render(request, "staff/set_aside.html", {"lines": lines})


@require_POST
def take_up_again(request, kind, errand_id):
    errands.resume_command(
        kind=kind, errand_id=errand_id, by=Acting(login=request.user), now=clock.now()
    )
    messages.success(request, _("It is taken up again. The card company is asked first."))
    return redirect("admin:set_aside")
