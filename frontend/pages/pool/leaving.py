""" "Not this time", for oneself; and cancelling, for whoever opened it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.money import format_pounds_and_pence
from community.common.refusals import NotFound
from frontend.access import person_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import show_form
from frontend.pages.pool.texts import talk_url
from pooling.pools.actions.ending import cancel_pool, refundable_pool_pence
from pooling.pools.actions.pledging import leave
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.states import PoolState

from .forms import ConfirmSumForm, Nothing

PAID = (PoolState.FUNDED, PoolState.RUNNING)


@person_required
def leave_pool(request, pool_id):
    seen = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    form = Nothing(request.POST or None)
    if request.method == "POST":
        with catch_refusals(form):
            leave(pool_id=pool_id, by=request.acting, now=clock.now())
            messages.success(
                request, _("Not this time, then. You are still in the group, and owe nothing.")
            )
            return redirect("pool", pool_id)
    return show_form(
        request,
        form,
        heading=_("Not this time"),
        intro=leaving_words(seen.pool),
        confirm=_("Not this time"),
        not_now=reverse("pool", args=[pool_id]),
        talk=talk_url(),
    )


def leaving_words(pool) -> list[str]:
    paid = pool.state in PAID
    return [
        _("What is already paid for stays paid, and you can still go to it.")
        if paid
        else _("Nothing was taken, and nothing will be."),
        _("You need not say why. You stay in the group, and can say yes another time."),
        _("The others may see that a place is not covered. They never see whose."),
    ]


@person_required
def cancel(request, pool_id):
    seen = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    if not seen.organises:
        raise NotFound("")
    form = ConfirmSumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cancel_pool(pool_id=pool_id, **form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(
                request, _("It is cancelled. What was not spent goes back to where it came from.")
            )
            return redirect("pool", pool_id)
    back = format_pounds_and_pence(refundable_pool_pence(seen.pool))
    return show_form(
        request,
        form,
        heading=_("Cancel “%(what)s”") % {"what": seen.terms["summary"]},
        intro=[
            _("This ends it for everybody who is in: %(people)d of you now.")
            % {"people": seen.cover.said_yes},
            _("What was paid and not yet spent goes back to where it came from: %(sum)s in all.")
            % {"sum": back},
            _("To say that you mean it, type that sum: %(sum)s") % {"sum": back},
        ],
        confirm=_("Cancel it for everybody"),
        not_now=reverse("pool", args=[pool_id]),
        talk=talk_url(),
    )
