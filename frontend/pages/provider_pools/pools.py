"""Groups that made a shared cost of one's offer: "not yet", or the dates and how many come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.money import format_pounds
from community.common.refusals import NotFound
from community.people.acting import Acting
from frontend.components.before_yes import before_provider_yes
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import show_form
from frontend.pages.pool.review import Step, review_step, show_review
from frontend.pages.pool.texts import sessions_in_words
from frontend.templatetags.formats import day_in_words
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.queries.pool_details import pool_for_provider, pools_for_provider, price_lines
from pooling.pools.queries.providers import paid_pledges
from pooling.pools.rules.terms import prices_of
from pooling.pools.states import TAKES_PLEDGES

from .forms import Nothing, Prices


def hands(request) -> Acting:
    """The login as a voice of its provider: whoever else it may act for."""
    return Acting(login=request.user)


@login_required
def mine(request):
    pools = pools_for_provider(request.user.pk)
    return render(request, "provider_pools/mine.html", {"pools": pools})


@login_required
def one(request, pool_id):
    seen = _seen(request, pool_id)
    context = {
        "seen": seen,
        "when": sessions_in_words(seen.starts),
        "prices": price_lines(seen.pool.terms),
        "people": paid_pledges(pool_id=pool_id, login_id=request.user.pk),
        "may_change_price": seen.pool.state in TAKES_PLEDGES,
        "questions": before_provider_yes(
            {
                "when_paid": _(
                    "After each session: when somebody who came says so, or two weeks after they"
                    " were asked and nobody said otherwise."
                ),
                "for_how_many": _("At least %(least)d and at most %(most)d people.")
                % {"least": seen.pool.terms["smallest"], "most": seen.pool.terms["largest"]},
                "call_off_by": _("Until %(day)s nobody has paid, and nothing is fixed.")
                % {"day": day_in_words(seen.pool.closes_at)},
            }
        ),
    }
    return render(request, "provider_pools/one.html", context)


def _seen(request, pool_id):
    return pool_for_provider(pool_id=pool_id, login_id=request.user.pk)


@login_required
def change_price(request, pool_id):
    """Another price asks everybody again; no answer means no."""
    seen = _seen(request, pool_id)
    form = Prices(request.POST or None, prices=prices_of(seen.pool.terms))
    step = review_step(request)
    if step and step != Step.CHANGE and form.is_valid():
        with catch_refusals(form):
            if step == Step.YES:
                change_prices(
                    pool_id=pool_id, prices=form.prices(), by=hands(request), now=clock.now()
                )
                messages.success(request, _("Everybody who is in is asked again."))
                return redirect("provider_pool", pool_id)
            return _review(request, seen, form)
    return show_form(
        request,
        form,
        "provider_pools/price.html",
        heading=_("Ask another price"),
        intro=[
            _("Everybody who said yes is asked again, and no answer means no."),
            _("Once people have begun to pay, the price stays as it is."),
        ],
        not_now=reverse("provider_pool", args=[pool_id]),
    )


def _review(request, seen, form):
    before = prices_of(seen.pool.terms)
    return show_review(
        request,
        heading=_("Look at it once more"),
        intro=[],
        rows=[
            Row(
                _("For %(people)d people, in all") % {"people": people},
                _("%(now)s, before %(before)s")
                % {"now": format_pounds(pence), "before": format_pounds(before[people])},
            )
            for people, pence in sorted(form.prices().items())
        ],
        what_next=[_("Each of them sees the old price beside the new, and answers by a day.")],
        confirm=_("Ask everybody again"),
        not_now=reverse("provider_pool", args=[seen.pool.pk]),
    )


@login_required
def agree_to_stop(request, pool_id, pledge_id):
    """One person stops now, and what was not held for them goes back."""
    taking = paid_pledges(pool_id=pool_id, login_id=request.user.pk)
    person = next((each for each in taking if each.pledge_id == pledge_id), None)
    if person is None:
        raise NotFound("")
    form = Nothing(request.POST or None)
    if request.method == "POST":
        with catch_refusals(form):
            back = stop_pledge_by_agreement(pledge_id=pledge_id, by=hands(request), now=clock.now())
            messages.success(
                request,
                _("%(name)s stops now. %(sum)s goes back to where it came from.")
                % {"name": person.known_as, "sum": format_pounds(back)},
            )
            return redirect("provider_pool", pool_id)
    return show_form(
        request,
        form,
        heading=_("Agree that %(name)s stops now") % {"name": person.known_as},
        intro=[
            _("The sessions that are still to come are given back to them."),
            _("You are then paid for one person fewer at those. The others pay no more."),
        ],
        confirm=_("I agree"),
        not_now=reverse("provider_pool", args=[pool_id]),
    )
