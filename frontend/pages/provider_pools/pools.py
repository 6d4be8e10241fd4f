"""Groups that made a shared cost of one's offer: "not yet", or the dates and how many come."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_day
from community.common.money import format_pounds, format_pounds_and_pence
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.before_yes import before_provider_yes
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from frontend.shared.form_guard.guards import digest_shown
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.actions.terms_changes import change_prices, check_new_prices
from pooling.pools.queries.pool_details import price_lines
from pooling.pools.queries.providers import (
    ProviderPoolSummary,
    paid_pledge,
    paid_pledges,
    pool_for_provider,
    pools_for_provider,
)
from pooling.pools.states import PLEDGEABLE_STATES
from pooling.pools.wording.sessions import format_sessions

from .forms import PricesForm


@login_required
def provider_pools(request: LoginRequest) -> HttpResponse:
    pools = pools_for_provider(request.user.pk)
    return render(request, "provider_pools/provider_pools.html", {"pools": pools})


@login_required
def provider_pool(request: LoginRequest, pool_id: int) -> HttpResponse:
    summary = _summary(request, pool_id)
    context = {
        "pool_detail": summary,
        "when": format_sessions(summary.starts),
        "prices": price_lines(summary.pool.terms),
        "people": paid_pledges(pool_id=pool_id, login_id=request.user.pk, now=clock.now()),
        "may_change_price": summary.pool.state in PLEDGEABLE_STATES,
        "questions": before_provider_yes(
            {
                "when_paid": _(
                    "After each session: when somebody who came says so, or two weeks after they"
                    " were asked and nobody said otherwise."
                ),
                "for_how_many": _("At least %(least)d and at most %(most)d people.")
                % {
                    "least": summary.pool.terms.smallest,
                    "most": summary.pool.terms.largest,
                },
                "call_off_by": _("Until %(day)s nobody has paid, and nothing is fixed.")
                % {"day": format_day(summary.pool.closes_at)},
            }
        ),
    }
    return render(request, "provider_pools/provider_pool.html", context)


def _summary(request: LoginRequest, pool_id: int) -> ProviderPoolSummary:
    return pool_for_provider(pool_id=pool_id, login_id=request.user.pk)


@login_required
def provider_pool_price(request: LoginRequest, pool_id: int) -> HttpResponse:
    """Another price asks everybody again; no answer means no."""
    summary = _summary(request, pool_id)
    form = PricesForm(post_data(request), prices=summary.pool.terms.group_prices)
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        arguments: dict[str, Any] = {
            "pool_id": pool_id,
            "prices": form.prices(),
            "by": acting_as_login(request),
            "now": clock.now(),
        }
        with catch_refusals(form):
            if step == ReviewStep.YES:
                change_prices(**arguments)
                messages.success(request, _("Everybody who is in is asked again."))
                return redirect("provider_pool", pool_id)
            check_new_prices(**arguments)
            return _review(request, summary, form)
    return show_form(
        request,
        form,
        heading=_("Ask another price"),
        intro=[
            _("Everybody who said yes is asked again, and no answer means no."),
            _("Once people have begun to pay, the price stays as it is."),
        ],
        confirm=_("Look it over"),
        not_now=reverse("provider_pool", args=[pool_id]),
    )


def _review(request: LoginRequest, summary: ProviderPoolSummary, form: PricesForm) -> HttpResponse:
    previous = summary.pool.terms.group_prices
    return show_review(
        request,
        heading=_("Look at it once more"),
        intro=[],
        rows=[
            Row(
                _("For %(people)d people, in all") % {"people": people},
                _("%(now)s, before %(before)s")
                % {"now": format_pounds(pence), "before": format_pounds(previous[people])},
            )
            for people, pence in sorted(form.prices().items())
        ],
        what_next=[_("Each of them sees the old price beside the new, and answers by a day.")],
        confirm=_("Ask everybody again"),
        not_now=reverse("provider_pool", args=[summary.pool.pk]),
    )


@login_required
def provider_pool_stop(request: LoginRequest, pool_id: int, pledge_id: int) -> HttpResponse:
    """One person stops now, and what was paid for what has not begun goes back to them."""
    now = clock.now()
    row = paid_pledge(pool_id=pool_id, pledge_id=pledge_id, login_id=request.user.pk, now=now)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            refund_pence = stop_pledge_by_agreement(
                pledge_id=pledge_id,
                shown_digest=digest_shown(request),
                by=acting_as_login(request),
                now=now,
            )
            messages.success(
                request,
                _("%(name)s stops now. %(sum)s goes back to where it came from.")
                % {"name": row.known_as, "sum": format_pounds_and_pence(refund_pence)},
            )
            return redirect("provider_pool", pool_id)
    return show_form(
        request,
        form,
        heading=_("Agree that %(name)s stops now") % {"name": row.known_as},
        intro=[
            _("The sessions that are still to come are given back to them."),
            _("You are then paid for one person fewer at those. The others pay no more."),
            _("What has begun stays as it is: you are paid for it once it is certain that it was."),
        ],
        shown=row.shown,
        confirm=_("I agree"),
        not_now=reverse("provider_pool", args=[pool_id]),
    )
