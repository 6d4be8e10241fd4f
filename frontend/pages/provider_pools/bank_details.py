"""Where people send a provider's bank transfers: written down, and stopped before it is used."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form
from pooling.payments.actions.bank_details import give_bank_details, stop_bank_details
from pooling.payments.queries.bank_details import bank_details_of, undecided_change_of
from providers.queries.supply import provider_of_login

from .forms import BankDetailsForm


@login_required
def provider_bank_details(request: LoginRequest, provider_id: int) -> HttpResponse:
    """Nobody sees it but those who are asked to send something, and offices that are invoiced."""
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    form = BankDetailsForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            change = give_bank_details(
                provider_id=provider_id,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _used_now() if change.is_first else _used_later())
            return redirect("provider_transfers")
    is_change = bank_details_of(provider_id) is not None
    return show_form(
        request,
        form,
        heading=_("The bank account of %(name)s") % {"name": provider.name},
        intro=[
            _("People who pay you by bank transfer send it there. We never hold it."),
            _("Only those who are asked to send something see it, and councils you invoice."),
            _("Everybody who speaks for you here is told that it was written down or changed."),
            _("Somebody who works for the council asks you about it, by telephone or in person."),
            *([_used_later()] if is_change else []),
        ],
        confirm=_("Write it down"),
        not_now=reverse("provider_transfers"),
        back=reverse("provider_transfers"),
    )


def _used_now() -> str:
    return _("It is written down. Transfers go there from now on.")


def _used_later() -> str:
    return _(
        "A change is used five working days after you were asked about it. Nothing is paid"
        " into the new account before that; until then the old one stays."
    )


@login_required
def provider_bank_details_stop(request: LoginRequest, provider_id: int) -> HttpResponse:
    """What protects is one press (P18)."""
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    change = undecided_change_of(provider.pk)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            stop_bank_details(change_id=change.pk, by=acting_as_login(request), now=clock.now())
            messages.success(request, _("It is stopped. Nothing is paid into that account."))
            return redirect("provider_transfers")
    return show_form(
        request,
        form,
        heading=_("Do not use the account ending in %(number)s") % {"number": change.ends_in},
        intro=[
            _("Press this if none of you wrote it down, or if it is wrong."),
            _("It works at once, and everybody who speaks for you here is told."),
        ],
        confirm=_("Do not use it"),
        not_now=reverse("provider_transfers"),
    )
