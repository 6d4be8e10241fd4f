""" "Not this time", for oneself; and calling off, for the provider or a connector (P40)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.money import format_pounds_and_pence
from community.people.states import TalkAbout
from frontend.access import (
    LoginRequest,
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    login_required,
    person_required,
    stops,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.pool.texts import talk_url
from frontend.shared.stops import ASKED_FIRST_TEXT
from pooling.pools.actions.ending import cancel_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.queries.pool_lists import pool_to_call_off, pools_to_call_off
from pooling.pools.queries.refunds import refundable_pool_pence
from pooling.pools.states import PAID_POOL_STATES, CallOffReason, PledgeState
from pooling.pools.wording.agreements import taking_back_text

from .forms import CallOffForm


@person_required
@stops
def pool_leave(request: PersonRequest, pool_id: int) -> HttpResponse:
    pool_detail = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            left = leave_pool(pool_id=pool_id, by=request.acting, now=clock.now())
            said = _("Not this time, then. You are still in the group, and owe nothing.")
            messages.success(request, ASKED_FIRST_TEXT if left.state == PledgeState.IN else said)
            return redirect("pool", pool_id)
    return show_form(
        request,
        form,
        heading=_("Not this time"),
        intro=leaving_texts(pool_detail),
        confirm=_("Not this time"),
        not_now=reverse("pool", args=[pool_id]),
        not_now_text=_("Stay in"),
        talk=talk_url(TalkAbout.POOL, pool_id),
    )


def leaving_texts(pool_detail: PoolDetail) -> list[str]:
    if pool_detail.pool.group.is_solo:
        return [_what_was_paid_text(pool_detail), _("You need not say why.")]
    return [
        _what_was_paid_text(pool_detail),
        _("You need not say why. You stay in the group, and can say yes another time."),
        _("The others may see that a place is not covered. They never see whose."),
    ]


def _what_was_paid_text(pool_detail: PoolDetail) -> str:
    left = pool_detail.mind_left
    if left is not None:
        return taking_back_text(left.pence, left.until)
    if pool_detail.pool.state in PAID_POOL_STATES:
        return _("What is already paid for stays paid, and you can still go to it.")
    return _("Nothing was taken, and nothing will be.")


@login_required
def pool_cancel(request: LoginRequest, pool_id: int) -> HttpResponse:
    """For the provider, and for a connector in an emergency; not for whoever opened it."""
    pool = pool_to_call_off(pool_id, request.user.pk)
    form = CallOffForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cancel_pool(
                pool_id=pool_id,
                typed=form.cleaned_data["typed"],
                reason=CallOffReason(form.cleaned_data["reason"]),
                why_words=form.cleaned_data["why_words"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(
                request,
                _(
                    "It is cancelled. What was paid for the times still to come goes back to where"
                    " it came from."
                ),
            )
            return redirect("home")
    refund = format_pounds_and_pence(refundable_pool_pence(pool, now=clock.now()))
    return show_form(
        request,
        form,
        heading=_("Call off “%(what)s”") % {"what": pool.terms.summary},
        intro=[
            _("This ends it for everybody who is in."),
            _(
                "What was paid for the times still to come goes back to where it came from:"
                " %(sum)s in all. What was held before is still paid for."
            )
            % {"sum": refund},
            _("To say that you mean it, type that sum: %(sum)s") % {"sum": refund},
        ],
        confirm=_("Call it off for everybody"),
        not_now=reverse("home"),
    )


@connector_required
def connector_pools(request: RoleRequest) -> HttpResponse:
    """Shared costs in your areas that have not ended."""
    context = {"pools": pools_to_call_off(request.area_ids)}
    return render(request, "pool/connector_pools.html", context)
