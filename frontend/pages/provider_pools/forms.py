from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common.money import MAX_ROW_ID
from frontend.components.fields import MORE_THAN_NOTHING, DateInWords, PenceField
from frontend.components.typed import TypedText


class PricesForm(forms.Form):
    """The price of one session in all, for each number of people that may come."""

    def __init__(self, *args: Any, prices: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for people, pence in sorted(prices.items()):
            self.fields[f"for_{people}"] = PenceField(
                label=_("For %(people)d people, in all") % {"people": people},
                initial=pence,
                validators=[MORE_THAN_NOTHING],
            )

    def prices(self) -> dict[int, int]:
        return {int(name[4:]): pence for name, pence in self.cleaned_data.items()}


class ArrivalForm(forms.Form):
    pence = PenceField(label=gettext_lazy("How much has come?"), validators=[MORE_THAN_NOTHING])
    arrived_on = DateInWords(label=gettext_lazy("On which day?"))
    # Made with the page: pressing twice records it once.
    key = TypedText(max_length=60, widget=forms.HiddenInput, initial=lambda: f"page:{uuid4()}")


class BankDetailsForm(forms.Form):
    account_name = TypedText(
        label=gettext_lazy("The name on the account"),
        help_text=gettext_lazy("Exactly as your bank has it."),
        max_length=80,
    )
    sort_code = TypedText(
        label=gettext_lazy("Sort code"),
        help_text=gettext_lazy("Six figures, like 12-34-56."),
        max_length=12,
    )
    account_number = TypedText(
        label=gettext_lazy("Account number"),
        help_text=gettext_lazy("Eight figures, like 01234567."),
        max_length=12,
    )


class TransferRefundForm(forms.Form):
    sent_on = DateInWords(label=gettext_lazy("On which day did you send it?"))


class InvoiceForm(forms.Form):
    provider_id = forms.IntegerField(min_value=1, max_value=MAX_ROW_ID, widget=forms.HiddenInput)
    area_id = forms.IntegerField(min_value=1, max_value=MAX_ROW_ID, widget=forms.HiddenInput)
