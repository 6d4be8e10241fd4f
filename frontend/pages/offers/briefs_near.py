"""What groups want; one's own offers. Never the group's name, never another's offer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.comparison import provider_offer_rows
from frontend.pages.group.forms import Nothing, ToSay
from groups.actions.offers import answer_about_offer, withdraw_offer
from groups.queries.briefs import brief_for_provider, briefs_near
from groups.queries.decisions import is_choosing
from groups.queries.offers import (
    checks_of_provider,
    compare_offer,
    messages_about_offer,
    offer_for_provider,
    offers_of_login,
)
from groups.states import OfferState, Requirement
from providers.queries.supply import providers_of_login, vetted_providers


@login_required
def briefs(request):
    today = clock.today()
    providers = providers_of_login(request.user.pk)
    context = {
        "briefs": briefs_near(request.user.pk, today),
        "has_provider": providers.exists(),
        "is_vetted": vetted_providers(today).filter(members__login=request.user).exists(),
    }
    return render(request, "offers/briefs.html", context)


@login_required
def brief(request, brief_id):
    today = clock.today()
    seen = brief_for_provider(brief_id, request.user.pk, today)
    context = {
        "brief": seen,
        "points": [Requirement(point).label for point in seen.points],
        "mine": offers_of_login(request.user.pk).filter(brief_id=brief_id),
        "providers": vetted_providers(today).filter(members__login=request.user),
    }
    return render(request, "offers/brief.html", context)


@login_required
def mine(request):
    return render(request, "offers/mine.html", {"offers": offers_of_login(request.user.pk)})


@login_required
def offer(request, offer_id):
    """One's own offer, and what the group asks about it."""
    found = offer_for_provider(offer_id, request.user.pk)
    return _shown(request, found, ToSay(prefix="say"))


@login_required
@require_POST
def answer(request, offer_id):
    found = offer_for_provider(offer_id, request.user.pk)
    form = ToSay(request.POST, prefix="say")
    if form.is_valid():
        with catch_refusals(form):
            answer_about_offer(
                offer_id=offer_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, _("The group has your answer."))
            return redirect("my_offer", offer_id)
    return _shown(request, found, form)


def _shown(request, found, form):
    checks = checks_of_provider(found.provider_id, clock.today())
    context = {
        "offer": found,
        "lines": provider_offer_rows(compare_offer(found, found.brief, checks)),
        "may_withdraw": found.state == OfferState.SENT,
        "may_change": found.state == OfferState.SENT and not is_choosing(found.brief),
        "said": messages_about_offer(found),
    }
    return show_form(request, form, "offers/offer.html", **context)


@login_required
def withdraw(request, offer_id):
    found = offer_for_provider(offer_id, request.user.pk)
    form = Nothing(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            withdraw_offer(offer_id=offer_id, by=request.acting, now=clock.now())
            messages.success(request, _("Your offer is taken back. You can send another."))
            return redirect("brief_near_me", found.brief_id)
    return show_form(
        request,
        form,
        heading=_("Take this offer back"),
        intro=[_("You can send another while the group is still taking offers.")],
        confirm=_("Take it back"),
        not_now=reverse("my_offer", args=[offer_id]),
    )
