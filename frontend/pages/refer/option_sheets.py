"""Put up to six things on one sheet for somebody: as a page, as a PDF, and by a code (M81, P85).

Nobody has to sign in; the sheet says neither for whom it is, nor why, nor from which office.
"""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from rest_framework.views import APIView

from community.common import clock
from community.common.codes import parse_code
from community.common.refusals import Refused
from community.places.queries import find_location_to_search
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.access import ActingRequest
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from frontend.pages.form_page import parse_id, show_form
from frontend.shared.option_sheets import option_sheet_file, option_sheet_text
from frontend.shared.throttles import OptionSheetThrottle
from marketplace.referrals.actions.option_sheets import make_option_sheet
from marketplace.referrals.models.option_sheets import MAX_NAME_CHARS, MAX_PHONE_CHARS
from marketplace.referrals.queries.option_sheets import option_sheet
from marketplace.referrals.rules.option_sheets import MAX_OPTIONS
from marketplace.referrals.states import WhomToAsk
from providers.queries.supply import titles_of_public_listings


class TooManyOptionSheets(Refused):
    code = "too_often"


class OptionSheetForm(forms.Form):
    """`titles`: {listing: what it is called}, of those that may be chosen."""

    needed_for_some = ("ask_name", "ask_phone")
    listings = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these go on the sheet?"),
        help_text=gettext_lazy("At most six."),
        widget=Checkboxes,
        error_messages={"required": gettext_lazy("Choose at least one thing.")},
    )
    whom_to_ask = forms.ChoiceField(
        label=gettext_lazy("Who can be asked about it?"),
        help_text=gettext_lazy("It stands on the sheet. The sheet never says who it is for."),
        widget=Radios,
        initial=WhomToAsk.NOBODY,
    )
    ask_name = TypedText(
        label=gettext_lazy("The first name to ask for"), max_length=MAX_NAME_CHARS, required=False
    )
    ask_phone = TypedText(
        label=gettext_lazy("The number to ring"), max_length=MAX_PHONE_CHARS, required=False
    )
    postcode = TypedText(max_length=MAX_POSTCODE_CHARS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, titles: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(titles)
        set_choices(self, "listings", [(str(pk), title) for pk, title in titles.items()])
        whom = [(each.value, capfirst(str(each.label))) for each in WhomToAsk]
        set_choices(self, "whom_to_ask", whom)


def sheet_form(titles: dict[int, str], postcode: str) -> OptionSheetForm | None:
    """With all of them chosen. None where there is nothing to put on paper."""
    if not titles:
        return None
    chosen = [str(pk) for pk in titles][:MAX_OPTIONS]
    initial = {"listings": chosen, "postcode": postcode}
    return OptionSheetForm(titles=titles, initial=initial, auto_id="sheet_%s")


@require_POST
def make_option_sheet_page(request: ActingRequest) -> HttpResponse:
    sent_ids = [*request.POST.getlist("offered"), *request.POST.getlist("listings")]
    titles = _titles_of(dict.fromkeys(sent_ids))
    if not titles:
        return redirect("options")
    form = OptionSheetForm(request.POST, titles=titles)
    if form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            sent = form.cleaned_data
            sheet = make_option_sheet(
                listing_ids=[int(each) for each in sent["listings"]],
                authority_code=find_location_to_search(sent["postcode"]).authority_code,
                whom_to_ask=WhomToAsk(sent["whom_to_ask"]),
                ask_name=sent["ask_name"],
                ask_phone=sent["ask_phone"],
                now=clock.now(),
            )
            return redirect("option_sheet", sheet.code)
    return show_form(request, form, "refer/make_option_sheet.html")


def option_sheet_page(request: ActingRequest, sheet_code: str) -> HttpResponse:
    """For whoever has the code: it is of nobody."""
    detail = option_sheet(parse_code(sheet_code), now=clock.now())
    context = {"detail": detail, "sheet": option_sheet_text(detail)}
    response = render(request, "refer/option_sheet.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def option_sheet_pdf_page(request: ActingRequest, sheet_code: str) -> HttpResponse:
    return option_sheet_file(option_sheet(parse_code(sheet_code), now=clock.now()))


def _titles_of(sent: Iterable[str]) -> dict[int, str]:
    return titles_of_public_listings([pk for each in sent if (pk := parse_id(each))])


def _check_not_too_often(request: ActingRequest) -> None:
    if not OptionSheetThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyOptionSheets(
            _("Many sheets have been made from where you are in the last hour."),
            next_step=_("What you chose is still ticked. Please send it again in an hour."),
        )
