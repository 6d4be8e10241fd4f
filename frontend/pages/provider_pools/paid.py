"""How a provider is paid: cards through an account of its own, bank transfers, invoices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.money import format_pounds_and_pence
from community.common.refusals import NotFound, or_not_found
from frontend.access import LoginRequest, acting_as_login
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import show_form
from frontend.shared.files import invoice_file
from pooling.payments.actions.bank_details import give_bank_details
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.actions.invoices import make_invoice
from pooling.payments.actions.provider_accounts import (
    open_provider_account,
    refresh_provider_account,
)
from pooling.payments.models.bank_transfers import BankTransferRefund
from pooling.payments.queries.bank_transfers import (
    BankTransferSummary,
    bank_details_of_providers,
    open_bank_transfers,
    transfers_to_send_back,
)
from pooling.payments.queries.cards import provider_accounts
from pooling.payments.queries.commitments import (
    invoice_page,
    invoices_due,
    invoices_of_providers,
)
from providers.queries.supply import provider_ids_of_login, provider_of_login, providers_of_login

from .forms import ArrivalForm, BankDetailsForm, InvoiceForm, TransferRefundForm


@login_required
def provider_cards(request: LoginRequest) -> HttpResponse:
    providers = list(providers_of_login(request.user.pk))
    accounts = provider_accounts([provider.pk for provider in providers])
    context = {"providers": [(provider, accounts.get(provider.pk)) for provider in providers]}
    return render(request, "provider_pools/provider_cards.html", context)


@login_required
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


@login_required
def provider_transfers(request: LoginRequest) -> HttpResponse:
    providers = list(providers_of_login(request.user.pk))
    provider_ids = [provider.pk for provider in providers]
    payees = bank_details_of_providers(provider_ids)
    context = {
        "payees": [(provider, payees.get(provider.pk)) for provider in providers],
        "waiting": open_bank_transfers(provider_ids=provider_ids),
        "to_send": transfers_to_send_back(provider_ids=provider_ids),
    }
    return render(request, "provider_pools/provider_transfers.html", context)


@login_required
def provider_bank_details(request: LoginRequest, provider_id: int) -> HttpResponse:
    """Where people send their transfers. Nobody sees it but those who are asked to send one."""
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    form = BankDetailsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            give_bank_details(
                provider_id=provider_id,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is written down. Transfers go there from now on."))
            return redirect("provider_transfers")
    return show_form(
        request,
        form,
        heading=_("The bank account of %(name)s") % {"name": provider.name},
        intro=[
            _("People who pay you by bank transfer send it there. We never hold it."),
            _("Only those who are asked to send something see it."),
            _("Everybody who speaks for you here is told that it was written down or changed."),
        ],
        confirm=_("Write it down"),
        not_now=reverse("provider_transfers"),
        back=reverse("provider_transfers"),
    )


@login_required
def provider_transfer(request: LoginRequest, transfer_id: int) -> HttpResponse:
    line = _open_transfer(request, transfer_id)
    now = clock.now()
    initial = {"pence": line.still_to_come, "arrived_on": clock.today(now)}
    form = ArrivalForm(request.POST or None, initial=initial)
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
        heading=_("Money with the reference %(reference)s") % {"reference": line.reference},
        intro=[
            _("%(sum)s is still to come.") % {"sum": format_pounds_and_pence(line.still_to_come)},
            _("Write down only what you see in your account, with exactly this reference."),
        ],
        confirm=_("Write it down"),
        not_now=reverse("provider_transfers"),
    )


def _open_transfer(request: LoginRequest, transfer_id: int) -> BankTransferSummary:
    for transfer in open_bank_transfers(provider_ids=provider_ids_of_login(request.user.pk)):
        if transfer.transfer_id == transfer_id:
            return transfer
    raise NotFound("")


def _to_send_back(request: LoginRequest, refund_id: int) -> BankTransferRefund:
    refunds = transfers_to_send_back(provider_ids=provider_ids_of_login(request.user.pk))
    return or_not_found(next((refund for refund in refunds if refund.pk == refund_id), None))


@login_required
def provider_transfer_back(request: LoginRequest, refund_id: int) -> HttpResponse:
    refund = _to_send_back(request, refund_id)
    form = TransferRefundForm(request.POST or None, initial={"sent_on": clock.today()})
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


@login_required
def provider_invoices(request: LoginRequest) -> HttpResponse:
    form = InvoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        with catch_refusals(form):
            invoice = make_invoice(
                **form.cleaned_data, until=clock.today(now), by=acting_as_login(request), now=now
            )
            return redirect("provider_invoice", invoice.pk)
    providers = list(providers_of_login(request.user.pk))
    provider_ids = [provider.pk for provider in providers]
    due, invoices = invoices_due(provider_ids), invoices_of_providers(provider_ids)
    rows = [
        (
            provider,
            [invoice_due for invoice_due in due if invoice_due.provider_id == provider.pk],
            [invoice for invoice in invoices if invoice.provider_id == provider.pk],
        )
        for provider in providers
    ]
    context = {"providers": rows, "form": form}
    status = 422 if form.errors else 200
    return render(request, "provider_pools/provider_invoices.html", context, status=status)


@login_required
def provider_invoice(request: LoginRequest, invoice_id: int) -> HttpResponse:
    detail = invoice_page(invoice_id, login_id=request.user.pk)
    context = {"page": detail, "pdf_name": "provider_invoice_pdf", "invoice_id": invoice_id}
    return render(request, "invoice.html", context)


@login_required
def provider_invoice_pdf(request: LoginRequest, invoice_id: int) -> HttpResponse:
    return invoice_file(invoice_page(invoice_id, login_id=request.user.pk))
