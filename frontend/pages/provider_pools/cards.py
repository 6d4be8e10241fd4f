"""How a provider is paid by card: through an account of its own at the card company."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.shared.asks_outside import asks_outside
from pooling.payments.actions.provider_accounts import (
    open_provider_account,
    refresh_provider_account,
)
from pooling.payments.queries.cards import provider_accounts
from providers.queries.supply import provider_of_login, providers_of_login


@login_required
def provider_cards(request: LoginRequest) -> HttpResponse:
    providers = list(providers_of_login(request.user.pk))
    accounts = provider_accounts([provider.pk for provider in providers])
    context = {"providers": [(provider, accounts.get(provider.pk)) for provider in providers]}
    return render(request, "provider_pools/provider_cards.html", context)


@login_required
@asks_outside
def provider_open_account(request: LoginRequest, provider_id: int) -> HttpResponse:
    """To the card company's own page. Opened again by it when its link has run out."""
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    if request.method != "POST":
        return render(request, "provider_pools/provider_open_account.html", {"provider": provider})
    address = open_provider_account(
        provider_id=provider_id,
        return_url=request.build_absolute_uri(reverse("provider_cards_back", args=[provider_id])),
        refresh_url=request.build_absolute_uri(
            reverse("provider_open_account", args=[provider_id])
        ),
        by=acting_as_login(request),
        now=clock.now(),
    )
    return redirect(address)


@login_required
def provider_cards_back(request: LoginRequest, provider_id: int) -> HttpResponse:
    account = refresh_provider_account(
        provider_id=provider_id, by=acting_as_login(request), now=clock.now()
    )
    if account.is_active:
        messages.success(request, _("People can pay you with a card now."))
    else:
        messages.info(request, _("The card company needs a little more before cards can be used."))
    return redirect("provider_cards")
