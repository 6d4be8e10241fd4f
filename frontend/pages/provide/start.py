"""The way in: what this is for somebody who offers something, and a form of four questions."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.places.queries import open_areas
from frontend.access import ActingRequest, LoginRequest, acting_as_login, login_required
from frontend.components.blocks import Link
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import next_page, post_data, show_form
from frontend.pages.provide.forms.about import AboutYouForm, HowSoonForm
from frontend.shared.connectors import who_sees_you_text
from frontend.shared.unreached import unreached_since
from providers.actions.providers import register_provider, say_how_soon
from providers.models.supply import Listing, Provider
from providers.queries.supply import (
    is_vetted,
    listings_of_provider,
    provider_of_login,
    providers_of_login,
)

from .rows import listing_cards


def provide(request: ActingRequest) -> HttpResponse:
    """For somebody new, what it is; for whoever speaks for somebody, what is theirs."""
    providers = list(providers_of_login(request.user.pk)) if request.user.pk else []
    if len(providers) == 1:
        return redirect(_own_pages(providers))
    return render(request, "provide/provide.html", {"providers": providers})


@login_required
def provide_register(request: LoginRequest) -> HttpResponse:
    form = AboutYouForm(post_data(request), areas=open_areas())
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            provider = register_provider(
                **form.cleaned_data, by=acting_as_login(request), now=clock.now()
            )
            if "next" in request.GET:  # they came to answer a group
                return redirect(next_page(request, "provide"))
            return redirect("listing_new", provider.pk)
    return show_form(
        request,
        form,
        heading=_("Who are you?"),
        intro=[
            _("Four short questions. Then you say what happens, when and where, and the price.")
        ],
        confirm=_("Go on"),
        not_now=_own_pages(list(providers_of_login(request.user.pk))),
    )


def _own_pages(providers: Sequence[Provider]) -> str:
    """Of the one that somebody speaks for; else the page that lists them, or says what this is."""
    if len(providers) == 1:
        return reverse("provider", args=[providers[0].pk])
    return reverse("provide")


@login_required
def provider_page(request: LoginRequest, provider_id: int) -> HttpResponse:
    """Everything of one provider: its listings, and whether a connector has seen who it is."""
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    today = clock.today()
    listings = listings_of_provider(provider.pk, login_id=request.user.pk)
    context = {
        "provider": provider,
        "unreached_since": unreached_since(request.user.pk),
        "cards": listing_cards(listings, on=today),
        "is_vetted": is_vetted(provider.pk, today),
        "who_sees": who_sees_you_text(provider.area_id),
        "links": [
            Link(_("How soon you answer, in your own words"), "provider_how_soon", (provider.pk,)),
            Link(
                _("How many new people you can take in a month"),
                "provider_capacity",
                (provider.pk,),
            ),
            Link(_("Who waits for your answer"), "provider_waiting"),
            Link(_("What you are skilled in"), "provider_skills", (provider.pk,)),
            Link(_("Your sessions, and who comes"), "provider_sessions"),
            Link(_("Groups that share the cost of yours"), "provider_pools"),
            Link(_("Being paid by card"), "provider_cards"),
            Link(_("Groups near you that ask for an offer"), "briefs_near_me"),
            Link(
                _("What people near you asked for and could not find"),
                "demand_near",
                (provider.area_id,),
                asked=_near_newest_of(listings),
            ),
            Link(_("What you say is yours of a directory"), "my_claims"),
            Link(_("Offer something as somebody else"), "provide_register"),
        ],
    }
    return render(request, "provide/provider.html", context)


@login_required
def provider_how_soon(request: LoginRequest, provider_id: int) -> HttpResponse:
    """In its own words, which stand on the page of each thing it offers (P114)."""
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    form = HowSoonForm(post_data(request), initial={"words": provider.answers_words})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_how_soon(
                provider_id=provider.pk,
                words=form.cleaned_data["words"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It stands on the page of each thing that you offer."))
            return redirect("provider", provider.pk)
    back = reverse("provider", args=[provider.pk])
    return show_form(
        request,
        form,
        heading=_("How soon you answer"),
        intro=[_("Whoever asks you something reads it before they ask. We never measure it.")],
        confirm=_("Keep it"),
        back=back,
        not_now=back,
    )


def _near_newest_of(listings: Sequence[Listing]) -> tuple[tuple[str, str], ...]:
    """The first half of a postcode, of the newest that has one."""
    postcode = next((each.postcode for each in listings if each.postcode), "")
    return (("postcode", postcode.split(" ")[0]),) if postcode else ()
