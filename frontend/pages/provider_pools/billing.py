"""What stands on a provider's invoices: its address, VAT, and how long an office has to pay."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.fields import WholeNumber
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from pooling.payments.actions.billing import write_billing_details
from pooling.payments.queries.billing import billing_of
from pooling.payments.rules.invoices import PAYMENT_DAYS
from pooling.payments.states.billing import VatStatus
from providers.queries.supply import provider_of_login


class BillingForm(forms.Form):
    needed_for_some = ("vat_number",)
    address = TypedText(
        label=gettext_lazy("Your address"),
        help_text=gettext_lazy("As your bank and the tax office know it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    vat_status = forms.ChoiceField(
        label=gettext_lazy("How is it with VAT?"), choices=VatStatus.choices, widget=Radios
    )
    vat_number = TypedText(
        label=gettext_lazy("VAT number, if you are registered"), max_length=20, required=False
    )
    payment_days = WholeNumber(
        label=gettext_lazy("How many days does the council have to pay?"),
        help_text=gettext_lazy("From the day on which you make an invoice. 30 is usual."),
        min_value=PAYMENT_DAYS[0],
        max_value=PAYMENT_DAYS[-1],
        initial=30,
    )


FIELDS = ("address", "vat_status", "vat_number", "payment_days")


@login_required
def provider_billing(request: LoginRequest, provider_id: int) -> HttpResponse:
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    billing = billing_of(provider_id)
    initial = {name: getattr(billing, name) for name in FIELDS} if billing else None
    form = BillingForm(post_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            write_billing_details(
                provider_id=provider_id,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It stands on every invoice that you make from now on."))
            return redirect("provider_invoices")
    return show_form(
        request,
        form,
        heading=_("What stands on the invoices of %(name)s") % {"name": provider.name},
        intro=[
            _("A finance office pays only an invoice that says all of this."),
            _("The invoices are yours: you issue them, and we prepare them."),
        ],
        confirm=_("Save this"),
        not_now=reverse("provider_invoices"),
        back=reverse("provider_invoices"),
    )
