"""What an office asks of invoices to it: where they are addressed to, and if they bear names."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.refusals import NotFound
from frontend.access import RoleRequest, acting_as_login
from frontend.components.fields import YesNoField
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from pooling.payments.actions.billing import write_payer_details
from pooling.payments.queries.billing import payer_details_of

from .commitments import officer_required


class InvoicingForm(forms.Form):
    invoice_address = TypedText(
        label=gettext_lazy("Where should invoices be addressed to?"),
        help_text=gettext_lazy("Your finance team and its address, as it stands on an invoice."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    names_people = YesNoField(
        label=gettext_lazy("Do you need people’s names on an invoice?"),
        choices=[
            ("no", gettext_lazy("No, our reference or the number of the line")),
            ("yes", gettext_lazy("Yes, names")),
        ],
        help_text=gettext_lazy(
            "Whoever runs it reads them too. Your own reference for a person is enough for most."
        ),
    )


@officer_required
def fund_holder_invoicing(request: RoleRequest, area_id: int) -> HttpResponse:
    if area_id not in request.area_ids:
        raise NotFound("")
    payer = payer_details_of(area_id)
    initial = {
        "invoice_address": payer.invoice_address if payer else "",
        "names_people": "yes" if payer and payer.names_people else "no",
    }
    form = InvoicingForm(post_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            write_payer_details(
                area_id=area_id,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It holds for what you are asked from now on."))
            return redirect("fund_holder")
    return show_form(
        request,
        form,
        heading=_("How invoices come to you"),
        intro=[
            _(
                "If you need names, everybody whose money you look after reads that before they"
                " say yes. Those who have said yes already stay without."
            ),
            _("If you need none any more, they go from all that you have not agreed to yet."),
        ],
        confirm=_("Save this"),
        not_now=reverse("fund_holder"),
        back=reverse("fund_holder"),
    )
