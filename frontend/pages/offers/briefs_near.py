"""What groups want; one's own offers. Never the group's name, never another's offer."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import LoginRequest, login_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.group.comparison import provider_offer_rows
from frontend.pages.group.forms import OfferMessageForm
from frontend.pages.offers.brief_rows import nearby_brief_card, nearby_brief_rows
from frontend.shared.connectors import who_sees_you_text
from groups.actions.offers import answer_about_offer, withdraw_offer
from groups.models.offers import Offer
from groups.queries.brief_words import what_for_provider
from groups.queries.briefs import brief_for_provider, briefs_near
from groups.queries.decisions import is_choosing
from groups.queries.offers import (
    checks_of_provider,
    compare_offer,
    messages_about_offer,
    offer_for_provider,
    offers_of_login,
    offers_of_login_to_brief,
)
from groups.queries.rewordings import changes_for_provider, changes_since_offer
from groups.rules.offers import check_takes_messages, takes_messages
from groups.states import OfferState
from providers.queries.supply import providers_of_login, vetted_providers_of_login


@login_required
def briefs_near_me(request: LoginRequest) -> HttpResponse:
    now, today = clock.now(), clock.today()
    providers = list(providers_of_login(request.user.pk))
    context = {
        "cards": [nearby_brief_card(brief) for brief in briefs_near(request.user.pk, now)],
        "has_provider": bool(providers),
        "who_sees": who_sees_you_text(providers[0].area_id) if providers else "",
        "is_vetted": bool(vetted_providers_of_login(request.user.pk, today)),
    }
    return render(request, "offers/briefs_near_me.html", context)


@login_required
def brief_near_me(request: LoginRequest, brief_id: int) -> HttpResponse:
    today = clock.today()
    brief = brief_for_provider(brief_id, request.user.pk, clock.now())
    context = {
        "brief": brief,
        "rows": nearby_brief_rows(brief),
        "changes": changes_for_provider(brief_id, clock.now()),
        "offers": offers_of_login_to_brief(request.user.pk, brief_id),
        "providers": vetted_providers_of_login(request.user.pk, today),
    }
    return render(request, "offers/brief_near_me.html", context)


@login_required
def my_offers(request: LoginRequest) -> HttpResponse:
    return render(request, "offers/my_offers.html", {"offers": offers_of_login(request.user.pk)})


@login_required
def my_offer(request: LoginRequest, offer_id: int) -> HttpResponse:
    """One's own offer, and what the group asks about it."""
    offer = offer_for_provider(offer_id, request.user.pk)
    return _show_offer(request, offer, OfferMessageForm(prefix="say"))


@login_required
@require_POST
def answer_about_offer_page(request: LoginRequest, offer_id: int) -> HttpResponse:
    offer = offer_for_provider(offer_id, request.user.pk)
    # Where nothing is taken there is no box whose words could be missed.
    takes = takes_messages(offer.state)
    form = OfferMessageForm(request.POST, prefix="say") if takes else EmptyForm(request.POST)
    with catch_refusals(form):
        check_takes_messages(offer.state)
        if form.is_valid():
            answer_about_offer(
                offer_id=offer_id,
                text=form.cleaned_data["words"],
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("The group has your answer."))
            return redirect("my_offer", offer_id)
    return _show_offer(request, offer, form)


def _show_offer(request: LoginRequest, offer: Offer, form: forms.BaseForm) -> HttpResponse:
    checks = checks_of_provider(offer.provider_id, clock.today())
    context = {
        "offer": offer,
        "changed_since": changes_since_offer(offer, clock.now()),
        "what": what_for_provider(offer.brief_id, clock.now()),
        "rows": provider_offer_rows(compare_offer(offer, offer.brief, checks)),
        "may_answer": takes_messages(offer.state),
        "may_withdraw": offer.state == OfferState.SENT,
        "may_change": offer.state == OfferState.SENT and not is_choosing(offer.brief_id),
        "offer_messages": messages_about_offer(offer),
    }
    return show_form(request, form, "offers/my_offer.html", **context)


@login_required
def withdraw_offer_page(request: LoginRequest, offer_id: int) -> HttpResponse:
    offer = offer_for_provider(offer_id, request.user.pk)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            withdraw_offer(offer_id=offer_id, by=request.acting, now=clock.now())
            messages.success(request, _("Your offer is taken back. You can send another."))
            return redirect("brief_near_me", offer.brief_id)
    return show_form(
        request,
        form,
        heading=_("Take this offer back"),
        intro=[_("You can send another while the group is still taking offers.")],
        confirm=_("Take it back"),
        not_now=reverse("my_offer", args=[offer_id]),
    )
