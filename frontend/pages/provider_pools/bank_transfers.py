"""How a provider is paid by bank transfer: where to, what has come, what goes back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.money import format_pounds_and_pence
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.queries.bank_details import (
    bank_details_of_providers,
    undecided_bank_details,
)
from pooling.payments.queries.bank_transfers import (
    open_bank_transfer,
    open_bank_transfers,
    transfer_to_send_back,
    transfers_to_send_back,
)
from providers.queries.supply import provider_ids_of_login, providers_of_login

from .forms import ArrivalForm, TransferRefundForm


@login_required
def provider_transfers(request: LoginRequest) -> HttpResponse:
    providers = list(providers_of_login(request.user.pk))
    provider_ids = [provider.pk for provider in providers]
    payees = bank_details_of_providers(provider_ids)
    undecided = undecided_bank_details(provider_ids)
    context = {
        "payees": [
            (provider, payees.get(provider.pk), undecided.get(provider.pk))
            for provider in providers
        ],
        "waiting": open_bank_transfers(provider_ids=provider_ids),
        "to_send": transfers_to_send_back(provider_ids=provider_ids),
    }
    return render(request, "provider_pools/provider_transfers.html", context)


@login_required
def provider_transfer(request: LoginRequest, transfer_id: int) -> HttpResponse:
    provider_ids = provider_ids_of_login(request.user.pk)
    transfer = open_bank_transfer(transfer_id, provider_ids=provider_ids)
    now = clock.now()
    initial = {"pence": transfer.still_to_come, "arrived_on": clock.today(now)}
    form = ArrivalForm(post_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_arrival(
                transfer_id=transfer_id, **form.cleaned_data, by=acting_as_login(request), now=now
            )
            messages.success(request, _("It is written down."))
            return redirect("provider_transfers")
    return show_form(
        request,
        form,
        heading=_("Money with the reference %(reference)s") % {"reference": transfer.reference},
        intro=[
            _("%(sum)s is still to come.")
            % {"sum": format_pounds_and_pence(transfer.still_to_come)},
            _("Write down only what you see in your account, with exactly this reference."),
        ],
        confirm=_("Write it down"),
        not_now=reverse("provider_transfers"),
    )


@login_required
def provider_transfer_back(request: LoginRequest, refund_id: int) -> HttpResponse:
    provider_ids = provider_ids_of_login(request.user.pk)
    refund = transfer_to_send_back(refund_id, provider_ids=provider_ids)
    form = TransferRefundForm(post_data(request), initial={"sent_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_transfer_refund(
                refund_id=refund.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is written down."))
            return redirect("provider_transfers")
    return show_form(
        request,
        form,
        heading=_("Money you have sent back"),
        confirm=_("Write it down"),
        not_now=reverse("provider_transfers"),
    )
