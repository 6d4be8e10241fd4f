"""A listing in short pages. Each is kept as it is answered, so that five minutes are enough."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound
from community.common.shared_words import part_of
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.provide.forms.step import ListingStepForm
from frontend.pages.provide.forms.what_where import ListingWhatForm
from providers.actions.listings import (
    pause_listing,
    publish_listing,
    reopen_listing,
    save_listing,
    start_listing,
    withdraw_listing,
)
from providers.models.supply import Listing
from providers.queries.supply import listing_of_login, provider_of_login, words_of_listing
from providers.rules.listings import first_missing_answer
from providers.states import ListingState

from .forms import FIRST_VISIT_STEP, LISTING_STEPS
from .rows import listing_rows, step_with, steps_of


@login_required
def listing_new(request: LoginRequest, provider_id: int) -> HttpResponse:
    """The first page makes the listing; nobody else sees it."""
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    form = ListingWhatForm.of(Listing(provider=provider), post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            listing = start_listing(
                provider_id=provider.pk,
                by=acting_as_login(request),
                now=clock.now(),
                **form.answers,
            )
            return _after(request, listing, "what")
    return _show(request, form, back=reverse("provider", args=[provider.pk]))


@login_required
def listing_step(request: LoginRequest, listing_id: int, name: str) -> HttpResponse:
    """One page of questions, with what was answered before."""
    listing = listing_of_login(listing_id, login_id=request.user.pk)
    if name not in steps_of(listing):
        raise NotFound(_("We cannot find that page."))
    step = LISTING_STEPS[name]

    def read() -> Standing:
        listing.refresh_from_db()
        return Standing(part_of(words_of_listing(listing), step.answer_names()), step.of(listing))

    shared = SharedWords(request, read)
    form = step.of(listing, post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            saved = save_listing(
                listing_id=listing.pk,
                began_from=shared.sent,
                by=acting_as_login(request),
                now=clock.now(),
                **form.answers,
            )
            return _after(request, saved, name)
    return _show(request, form, back=reverse("my_listing", args=[listing.pk]), shared=shared)


@login_required
def my_listing(request: LoginRequest, listing_id: int) -> HttpResponse:
    """As people will see it, with the way back to each question."""
    listing = listing_of_login(listing_id, login_id=request.user.pk)
    return _look_over(request, listing, EmptyForm())


@login_required
@require_POST
def listing_publish(request: LoginRequest, listing_id: int) -> HttpResponse:
    listing = listing_of_login(listing_id, login_id=request.user.pk)
    form = EmptyForm(request.POST)
    form.is_valid()
    with catch_refusals(form):
        publish_listing(listing_id=listing.pk, by=acting_as_login(request), now=clock.now())
        messages.success(request, _("People can find it now. You can pause it whenever you like."))
        return redirect("my_listing", listing.pk)
    return _look_over(request, listing, form)


@login_required
@require_POST
def listing_pause(request: LoginRequest, listing_id: int) -> HttpResponse:
    """One press, and no reason asked."""
    pause_listing(listing_id=listing_id, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("Paused. Nobody finds it until you show it again."))
    return redirect("my_listing", listing_id)


@login_required
@require_POST
def listing_take_down(request: LoginRequest, listing_id: int) -> HttpResponse:
    withdraw_listing(listing_id=listing_id, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("Taken down. It is kept here, and you can write it up again."))
    return redirect("my_listing", listing_id)


@login_required
@require_POST
def listing_reopen(request: LoginRequest, listing_id: int) -> HttpResponse:
    reopen_listing(listing_id=listing_id, by=acting_as_login(request), now=clock.now())
    return redirect("my_listing", listing_id)


def _after(request: LoginRequest, listing: Listing, name: str) -> HttpResponse:
    """On to the next page of questions; or back, when it is enough for now or already shown. What
    is said of a first visit is written beside it, and stands in nobody's way (M117)."""
    if "stop" in request.POST:
        messages.success(request, _("Kept. Come back to it whenever you like."))
        return redirect("provider", listing.provider_id)
    following = [each for each in steps_of(listing) if each != FIRST_VISIT_STEP]
    following = following[following.index(name) + 1 :] if name in following else []
    if listing.state != ListingState.DRAFT or not following:
        return redirect("my_listing", listing.pk)
    return redirect("listing_step", listing.pk, following[0])


def _show(
    request: LoginRequest, form: ListingStepForm, *, back: str, shared: SharedWords | None = None
) -> HttpResponse:
    return show_form(
        request,
        form,
        form.page,
        heading=form.heading_words,
        intro=form.intro,
        confirm=_("Save and go on"),
        back=back,
        shared=shared,
    )


def _look_over(request: LoginRequest, listing: Listing, form: forms.BaseForm) -> HttpResponse:
    today = clock.today()
    area = listing.provider.area
    missing = first_missing_answer(
        listing, floor_pence=area.pay_floor_pence, area_words=area.pay_floor_words, on=today
    )
    context = {
        "listing": listing,
        "rows": listing_rows(listing, on=today),
        "missing": missing,
        "missing_step": missing and step_with(listing, missing.field),
        "states": ListingState,
    }
    return show_form(request, form, "provide/my_listing.html", **context)
