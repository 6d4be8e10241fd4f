"""Entered from a sheet: they would like to come to something, or are not coming after all."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.money import MAX_ROW_ID
from community.common.refusals import NotFound
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.fields import WholeNumber
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.pages.visits.coming import facts_of, like_it, thanks_text
from frontend.pages.visits.forms import ComeForm
from frontend.shared.own_sheets import COME, check_own_sheet
from frontend.shared.visit_words import VisitWord, say_of_visit, word_that_waits
from marketplace.search.queries.listing_detail import listing_detail
from providers.actions.visit_requests import request_visit, withdraw_visit
from providers.queries.visit_requests import visit_of_person
from providers.rules.visit_answers import MAX_WORDS_CHARS
from providers.wording.visit_answers import helpline_text


class ListingNumberForm(forms.Form):
    number = WholeNumber(
        label=gettext_lazy("Its number"),
        help_text=gettext_lazy("It stands on its sheet, and at the end of its page’s address."),
        min_value=1,
        max_value=MAX_ROW_ID,
    )


@paper_entry_required
def paper_come(request: RoleRequest, code: str) -> HttpResponse:
    """To what do they want to come?"""
    member, _acting = member_of_sheet(code, login=request.user)
    form = ListingNumberForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            with catch_refusals(form):
                detail = listing_detail(form.cleaned_data["number"], on=clock.today())
                return redirect("paper_come_to_listing", member.paper_code, detail.listing.pk)
        except NotFound:
            form.add_error("number", _("Nothing that is shown has this number."))
    return show_form(
        request,
        form,
        heading=_("%(name)s would like to come to something") % {"name": member.known_as},
        confirm=_("Go on"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


@paper_entry_required
def paper_come_to_listing(request: RoleRequest, code: str, listing_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    detail = listing_detail(listing_id, on=clock.today())
    form = ComeForm(
        post_data(request),
        times=detail.next_times,
        access=detail.attending_access,
        initial={"known_as": member.known_as},
    )
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_own_sheet(member, COME, take_version(form))
            visit = request_visit(
                listing_id=listing_id, **form.answers(), by=acting, now=clock.now()
            )
            told = thanks_text(visit.state, detail.attending_access)
            messages.success(request, f"{_('It is entered.')} {told}")
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        "come.html",
        **facts_of(detail),
        **like_it(detail.listing, form),
        heading=_("%(name)s would like to come") % {"name": member.known_as},
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


@paper_entry_required
def paper_visit_stop(request: RoleRequest, code: str, visit_request_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    visit = visit_of_person(visit_request_id, by=acting)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            withdraw_visit(visit_request_id=visit.pk, by=acting, now=clock.now())
            messages.success(request, _("It is entered. They are told, and nobody asks why."))
            return redirect("paper_stops", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("They are not coming after all: %(what)s") % {"what": visit.listing.title},
        confirm=_("Enter this"),
        not_now=reverse("paper_stops", args=[member.paper_code]),
    )


class VisitWordForm(forms.Form):
    needed_for_some = ("words",)
    said = forms.ChoiceField(
        label=gettext_lazy("What did they say?"), choices=VisitWord.choices, widget=Radios
    )
    words = TypedText(
        label=gettext_lazy("In their words"),
        max_length=MAX_WORDS_CHARS,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )


@paper_entry_required
def paper_visit_word(request: RoleRequest, code: str, visit_request_id: int) -> HttpResponse:
    """To what the place answered: they take the other day, reply, or think it is not fair."""
    member, acting = member_of_sheet(code, login=request.user)
    visit = visit_of_person(visit_request_id, by=acting)
    form = VisitWordForm(post_data(request), initial={"said": word_that_waits(visit)})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            said = form.cleaned_data
            say_of_visit(
                visit_request_id=visit.pk,
                said=VisitWord(said["said"]),
                words=said["words"],
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("It is entered."))
            return redirect("paper_stops", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What they say to an answer: %(what)s") % {"what": visit.listing.title},
        intro=[helpline_text(visit.listing.provider.area.nation)],
        confirm=_("Enter this"),
        not_now=reverse("paper_stops", args=[member.paper_code]),
    )
