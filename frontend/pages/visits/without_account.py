"""Coming without an account: three answers, and one message to whoever is meant (P111)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_moment
from community.common.refusals import NotFound, Refused
from community.common.telephone import to_ring as number_to_ring
from community.people.queries.acting import has_connector
from frontend.access import ActingRequest, RoleRequest, acting_as_login, role_required
from frontend.components.blocks import Row
from frontend.components.fields import YesNoField
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import parse_id, post_data, show_form
from frontend.pages.visits.coming import heading_of
from frontend.pages.visits.wording import left_text
from frontend.shared.throttles import asker_of
from marketplace.referrals.queries.referrals import drafts_to_ring
from marketplace.search.queries.listing_detail import ListingDetail, listing_detail
from providers.actions.visit_askings import answer_by_telephone, ask_without_account
from providers.actions.visit_requests import check_takes_visits
from providers.queries.objections import ANSWERING_ROLES
from providers.queries.visit_askings import asking_to_ring, askings_to_ring
from providers.queries.visit_requests import NextTime
from providers.rules.visit_requests import MAX_KNOWN_AS_CHARS
from providers.states import AttendingAccess

answers_required = role_required(*ANSWERING_ROLES)
ME, SOMEBODY = "me", "somebody"


class AskWithoutAccountForm(forms.Form):
    known_as = TypedText(
        label=gettext_lazy("What may they call you?"),
        help_text=gettext_lazy("A first name is enough. It need not be your own."),
        max_length=MAX_KNOWN_AS_CHARS,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    contact = TypedText(label=gettext_lazy("Your e-mail address"), max_length=254)
    who = forms.ChoiceField(
        label=gettext_lazy("For whom is it?"),
        choices=[
            (ME, gettext_lazy("For me")),
            (SOMEBODY, gettext_lazy("For somebody, who knows of it")),
        ],
        initial=ME,
        widget=Radios,
        help_text=gettext_lazy(
            "For somebody, write their name and how they are reached: they say themselves whether"
            " they want it."
        ),
    )

    def __init__(self, *args: Any, has_somebody_to_ring: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_somebody_to_ring:
            self.fields["contact"].label = _("Your e-mail address or telephone number")
            self.fields["contact"].help_text = _(
                "You get one message. A telephone number is rung by somebody who works here, who"
                " asks for you first."
            )
        else:
            self.fields["contact"].help_text = _("You get one message.")


class RungForm(forms.Form):
    wants_it = YesNoField(
        label=gettext_lazy("You asked for them first. What did they say?"),
        choices=[
            ("yes", gettext_lazy("It was me, and I want to come")),
            ("no", gettext_lazy("No, or that was not me")),
        ],
    )


def come_without_account(request: ActingRequest, listing_id: int) -> HttpResponse:
    """Whatever is known of the address, and whether or not there is still a place, the answer is
    the same page (T19)."""
    try:
        detail = listing_detail(listing_id, on=clock.today())
        check_takes_visits(detail.listing, now=clock.now())
    except Refused as refusal:
        if isinstance(refusal, NotFound):
            raise
        return redirect("listing", listing_id)
    times = [each for each in detail.next_times if not each.is_full]
    if detail.next_times and not times and request.method != "POST":
        return redirect("listing", listing_id)
    time = _chosen(request, detail, times)
    if time is None and detail.next_times:
        return _which_time(request, detail, times)
    has_somebody = has_connector(detail.listing.provider.area_id)
    form = AskWithoutAccountForm(post_data(request), has_somebody_to_ring=has_somebody)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            ask_without_account(
                listing_id=listing_id,
                session_id=time.session.pk if time else None,
                known_as=form.cleaned_data["known_as"],
                contact=form.cleaned_data["contact"],
                is_for_somebody=form.cleaned_data["who"] == SOMEBODY,
                asker=asker_of(request, None),
                by=request.acting,
                now=clock.now(),
            )
            return redirect("came_without_account", listing_id)
    rows = [
        Row(_("What"), detail.listing.title),
        Row(_("When"), format_moment(time.session.starts_at) if time else ""),
        Row(_("What it costs"), detail.price_text),
    ]
    return show_form(
        request,
        form,
        "visits/come_without_account.html",
        heading=heading_of(detail.attending_access),
        rows=[row for row in rows if row.value],
        sign_in=reverse("come_to_listing", args=[listing_id]),
        confirm=_("I would like to come"),
        back=reverse("listing", args=[listing_id]),
        not_now=reverse("listing", args=[listing_id]),
    )


def _chosen(
    request: ActingRequest, detail: ListingDetail, times: list[NextTime]
) -> NextTime | None:
    """The time that its address names; the only one, where there is one. One that filled up since
    it was chosen is asked for all the same."""
    session_id = parse_id(request.GET.get("time"))
    chosen = [each for each in detail.next_times if each.session.pk == session_id]
    if request.method != "POST":
        chosen = [each for each in chosen if not each.is_full]
    if chosen:
        return chosen[0]
    return times[0] if len(detail.next_times) == 1 and times else None


def _which_time(
    request: ActingRequest, detail: ListingDetail, times: list[NextTime]
) -> HttpResponse:
    address = reverse("come_without_account", args=[detail.listing.pk])
    context = {
        "heading": _("Which time?"),
        "listing": detail.listing,
        "times": [
            (
                f"{address}?time={each.session.pk}",
                format_moment(each.session.starts_at),
                left_text(each),
            )
            for each in times
        ],
        "back": reverse("listing", args=[detail.listing.pk]),
    }
    return render(request, "visits/which_time.html", context)


def came_without_account(request: ActingRequest, listing_id: int) -> HttpResponse:
    """The same for everybody, and whatever came of it."""
    detail = listing_detail(listing_id, on=clock.today())
    asks_first = detail.attending_access == AttendingAccess.ASK_FIRST
    context = {
        "listing": detail.listing,
        "holds": bool(detail.next_times) and not asks_first,
        "has_somebody": has_connector(detail.listing.provider.area_id),
        "phone": detail.phone,
    }
    return render(request, "visits/came_without_account.html", context)


@answers_required
def to_ring(request: RoleRequest) -> HttpResponse:
    return render(
        request,
        "visits/to_ring.html",
        {
            "askings": askings_to_ring(request.area_ids),
            "referrals": drafts_to_ring(request.area_ids, clock.now()),
        },
    )


@answers_required
def rung(request: RoleRequest, asking_id: int) -> HttpResponse:
    asking = asking_to_ring(asking_id, area_ids=request.area_ids)
    form = RungForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_by_telephone(
                asking_id=asking.pk,
                wants_it=form.cleaned_data["wants_it"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(
                request,
                _("It is written down. What they are to be told stands among your next visits.")
                if form.cleaned_data["wants_it"]
                else _("Nothing of it is kept, and nobody there has heard of it."),
            )
            return redirect("to_ring")
    rows = [
        Row(_("Ask for"), asking.known_as),
        Row(_("Number"), number_to_ring(asking.contact)),
        Row(_("For"), asking.listing.title),
        Row(_("When"), format_moment(asking.session.starts_at) if asking.session else ""),
    ]
    intro = [_("Ask for them first, and say nothing of it to anybody else who answers.")]
    if asking.is_for_somebody:
        intro.append(_("Somebody else asked, and says that they know of it."))
    return show_form(
        request,
        form,
        "visits/rung.html",
        heading=_("Ring them"),
        intro=intro,
        rows=[row for row in rows if row.value],
        confirm=_("Write it down"),
        back=reverse("to_ring"),
        not_now=reverse("to_ring"),
    )
