"""A person's own sessions: coming or not beforehand, and how it was afterwards."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.acting import Acting
from community.people.queries.acting import has_connector
from community.people.queries.sight import readers_of
from community.people.scope_table import Seen
from community.people.wording import no_connector_text
from frontend.access import (
    PersonRequest,
    person_required,
    shows,
    stops,
)
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from frontend.shared.stops import ASKED_FIRST_TEXT
from providers.actions.hidden_dates import hide_date, show_date
from providers.actions.session_outcomes import confirm_session, raise_session_dispute
from providers.actions.sessions import mark_coming, mark_not_coming
from providers.queries.sessions import booking_of_person, own_bookings
from providers.queries.visit_requests import visits_over, visits_without_place
from providers.queries.waiting import waiting_of_person
from providers.states import BookingState, SessionState, VisitRequestState
from providers.wording.missed import missed_text


class BookingDisputeForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What was different?"),
        max_length=2000,
        help_text=gettext_lazy("A few words are enough."),
        widget=forms.Textarea({"rows": 4}),
    )


@person_required
@shows(Seen.PLANS)
def my_sessions(request: PersonRequest) -> HttpResponse:
    """What is to come, and what somebody says has happened."""
    context = {
        "bookings": own_bookings(request.acting, now=clock.now()),
        "may_hide": _may_hide(request.acting),
        "visit_states": VisitRequestState,
        "waiting": waiting_of_person(request.acting),
        "visits": visits_without_place(request.acting, now=clock.now()),
        "visits_over": visits_over(request.acting, now=clock.now()),
        "now": clock.now(),
        "states": BookingState,
        "session_states": SessionState,
    }
    return render(request, "bookings/my_sessions.html", context)


def _may_hide(by: Acting) -> bool:
    """The person, where somebody acts for them: a date can be kept from these."""
    is_own = not by.is_by_other_hands
    return is_own and bool(readers_of(by.required_person.pk, Seen.PLANS, now=clock.now()))


@person_required
@require_POST
def booking_hide(request: PersonRequest, booking_id: int) -> HttpResponse:
    hide_date(booking_id=booking_id, by=request.acting, now=clock.now())
    messages.success(
        request,
        _(
            "Nobody who acts for you sees that date now. What your group agreed about its days is"
            " read by whoever may read the group."
        ),
    )
    return redirect("my_sessions")


@person_required
@require_POST
def booking_show(request: PersonRequest, booking_id: int) -> HttpResponse:
    show_date(booking_id=booking_id, by=request.acting, now=clock.now())
    messages.success(request, _("Whoever acts for you sees that date again."))
    return redirect("my_sessions")


@person_required
@require_POST
def booking_not_coming(request: PersonRequest, booking_id: int) -> HttpResponse:
    marked = mark_not_coming(booking_id=booking_id, by=request.acting, now=clock.now())
    money = missed_text(marked, marked.session, now=clock.now())
    text = f"{_('That is fine. Your place stays yours for the other times.')} {money}".strip()
    messages.success(request, ASKED_FIRST_TEXT if marked.state == BookingState.COMING else text)
    return redirect("my_sessions")


@person_required
@require_POST
def booking_coming(request: PersonRequest, booking_id: int) -> HttpResponse:
    mark_coming(booking_id=booking_id, by=request.acting, now=clock.now())
    messages.success(request, _("Good. You are expected."))
    return redirect("my_sessions")


@person_required
@require_POST
def booking_confirm(request: PersonRequest, booking_id: int) -> HttpResponse:
    booking = booking_of_person(booking_id, by=request.acting)
    confirm_session(session_id=booking.session_id, by=request.acting, now=clock.now())
    messages.success(request, _("Thank you for saying so."))
    return redirect("my_sessions")


@person_required
@stops
def booking_dispute(request: PersonRequest, booking_id: int) -> HttpResponse:
    """Something was different from what whoever runs it has recorded."""
    booking = booking_of_person(booking_id, by=request.acting)
    asks = has_connector(booking.session.provider.area_id)
    form = BookingDisputeForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            raise_session_dispute(
                session_id=booking.session_id,
                words=form.cleaned_data["words"],
                by=request.acting,
                now=clock.now(),
            )
            thanks = _("A connector asks, and tells you.") if asks else no_connector_text()
            messages.success(request, f"{_('Thank you.')} {thanks}")
            return redirect("my_sessions")
    url = reverse("my_sessions")
    return show_form(
        request,
        form,
        heading=_("It was different"),
        intro=[
            booking.session.title,
            _("A connector reads what you write, and asks both.") if asks else no_connector_text(),
            _("Until somebody has asked, nothing is paid for it. Nobody is told it was you."),
        ],
        confirm=_("Tell a connector") if asks else _("Say this"),
        back=url,
        not_now=url,
    )


urlpatterns = [
    path("my-sessions/", my_sessions, name="my_sessions"),
    path("my-sessions/<int:booking_id>/not-coming/", booking_not_coming, name="booking_not_coming"),
    path("my-sessions/<int:booking_id>/coming/", booking_coming, name="booking_coming"),
    path("my-sessions/<int:booking_id>/hide/", booking_hide, name="booking_hide"),
    path("my-sessions/<int:booking_id>/show/", booking_show, name="booking_show"),
    path("my-sessions/<int:booking_id>/it-happened/", booking_confirm, name="booking_confirm"),
    path("my-sessions/<int:booking_id>/otherwise/", booking_dispute, name="booking_dispute"),
]
