"""Somebody who does not come, from the register of whoever runs it: on which day they said so, and
that nothing is asked of them for it (P27)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.told_on import ToldOnForm
from frontend.shared.stops import ASKED_FIRST_TEXT
from pooling.pools.actions.missed_places import let_off_missed_place, record_told_not_coming
from providers.queries.sessions import acting_at_register, booking_of_person
from providers.states import BookingState


@login_required
def booking_told(request: LoginRequest, booking_id: int) -> HttpResponse:
    """They told you, or a driver of yours, before now."""
    acting = acting_at_register(login=request.user, booking_id=booking_id)
    booking = booking_of_person(booking_id, by=acting)
    form = ToldOnForm(post_data(request), initial={"told_on": clock.today()})
    url = reverse("provider_session", args=[booking.session_id])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            marked = record_told_not_coming(
                booking_id=booking_id, **form.cleaned_data, by=acting, now=clock.now()
            )
            is_held = marked.state == BookingState.COMING
            messages.success(request, ASKED_FIRST_TEXT if is_held else _("It is written down."))
            return redirect(url)
    return show_form(
        request,
        form,
        heading=_("%(name)s is not coming") % {"name": booking.known_as},
        intro=[_("They are told what you write down. What they pay follows your own rule.")],
        confirm=_("Write this down"),
        back=url,
        not_now=url,
    )


@login_required
@require_POST
def booking_let_off(request: LoginRequest, booking_id: int) -> HttpResponse:
    booking = let_off_missed_place(
        booking_id=booking_id, by=acting_as_login(request), now=clock.now()
    )
    messages.success(request, _("You ask nothing of them for this time. They are told."))
    return redirect("provider_session", booking.session_id)
