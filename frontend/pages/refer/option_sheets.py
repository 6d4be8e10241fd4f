"""Put up to six things on one sheet for somebody: as a page, as a PDF, and by a code (M81, P85).

Nobody has to sign in; the sheet says neither for whom it is, nor why, nor from which office.
"""

from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
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
from frontend.shared.option_sheets import option_sheet_file, option_sheet_text, sheet_square
from frontend.shared.throttles import OptionSheetThrottle
from marketplace.referrals.actions.option_sheets import make_option_sheet
from marketplace.referrals.models.option_sheets import MAX_NAME_CHARS, MAX_PHONE_CHARS
from marketplace.referrals.queries.option_sheets import option_sheet, titles_of_found_groups
from marketplace.referrals.states import WhomToAsk
from providers.queries.supply import titles_of_public_listings


class TooManyOptionSheets(Refused):
    code = "too_often"


class OptionSheetForm(forms.Form):
    """`titles`, `groups`: {id: what it is called}, of those listings and groups that may be
    chosen."""

    needed_for_some = ("listings", "groups", "ask_name", "ask_phone")
    listings = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these go on the sheet?"),
        help_text=gettext_lazy("At most six."),
        widget=Checkboxes,
        required=False,
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these groups go on the sheet?"),
        widget=Checkboxes,
        required=False,
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

    def __init__(
        self, *args: Any, titles: dict[int, str], groups: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {"offered": list(titles), "offered_groups": list(groups)}
        for name, offered in (("listings", titles), ("groups", groups)):
            set_choices(self, name, [(str(pk), title) for pk, title in offered.items()])
            if not offered:
                del self.fields[name]
        whom = [(each.value, capfirst(str(each.label))) for each in WhomToAsk]
        set_choices(self, "whom_to_ask", whom)


def sheet_form(
    titles: dict[int, str], groups: dict[int, str], postcode: str
) -> OptionSheetForm | None:
    """With all of them chosen. None where there is nothing to put on paper."""
    if not titles and not groups:
        return None
    chosen = {"listings": [str(pk) for pk in titles], "groups": [str(pk) for pk in groups]}
    initial = {**chosen, "postcode": postcode}
    return OptionSheetForm(titles=titles, groups=groups, initial=initial, auto_id="sheet_%s")


@require_POST
def make_option_sheet_page(request: ActingRequest) -> HttpResponse:
    titles = titles_of_public_listings(_ids_sent(request, "offered", "listings"))
    groups = titles_of_found_groups(_ids_sent(request, "offered_groups", "groups"))
    if not titles and not groups:
        return redirect("options")
    form = OptionSheetForm(request.POST, titles=titles, groups=groups)
    if form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            sent = form.cleaned_data
            sheet = make_option_sheet(
                listing_ids=[int(each) for each in sent.get("listings", ())],
                group_ids=[int(each) for each in sent.get("groups", ())],
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
    context = {
        "detail": detail,
        "sheet": option_sheet_text(detail),
        "square": mark_safe(sheet_square(detail.sheet.code)),  # made here, from our own address
    }
    response = render(request, "refer/option_sheet.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def option_sheet_pdf_page(request: ActingRequest, sheet_code: str) -> HttpResponse:
    return option_sheet_file(option_sheet(parse_code(sheet_code), now=clock.now()))


def _ids_sent(request: ActingRequest, *names: str) -> list[int]:
    sent = [each for name in names for each in request.POST.getlist(name)]
    return [pk for each in dict.fromkeys(sent) if (pk := parse_id(each))]


def _check_not_too_often(request: ActingRequest) -> None:
    if not OptionSheetThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyOptionSheets(
            _("Many sheets have been made from where you are in the last hour."),
            next_step=_("What you chose is still ticked. Please send it again in an hour."),
        )
