"""The sessions a provider runs: who comes, by the name they chose, and what became of each."""

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.blocks import Row
from frontend.components.fields import DateInWords
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from pooling.pools.queries.missed_places import has_money_gone
from providers.actions.doors import promise_door
from providers.actions.sessions import (
    call_off_session,
    check_delivered,
    record_delivered,
    record_not_delivered,
)
from providers.models.sessions import Session
from providers.queries.sessions import BookingSummary, own_sessions, session_of_login
from providers.states import BookingState, SessionState
from providers.wording.missed import missed_rule_text


class CallOffForm(forms.Form):
    why = TypedText(
        label=gettext_lazy("Why is it called off?"),
        help_text=gettext_lazy("One line. Everybody with a place reads it."),
        max_length=200,
    )
    another_day = DateInWords(label=gettext_lazy("Another day, if you know one"), required=False)


class WhoCameForm(forms.Form):
    def __init__(self, *args: Any, bookings: Iterable[BookingSummary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"] = forms.TypedMultipleChoiceField(
            label=gettext_lazy("Who came?"),
            help_text=gettext_lazy("Tick everybody who was there, even for a part of it."),
            choices=[(booking.booking_id, booking.known_as) for booking in bookings],
            coerce=int,
            required=False,
            widget=Checkboxes,
        )


@login_required
def provider_sessions(request: LoginRequest) -> HttpResponse:
    """What is to come, and what is still to be recorded first of all."""
    context = {
        "sessions": own_sessions(request.user.pk, now=clock.now()),
        "states": SessionState,
    }
    return render(request, "provide/provider_sessions.html", context)


@login_required
def provider_session(request: LoginRequest, session_id: int) -> HttpResponse:
    """Who has a place; and, once it has begun, the form that says who came."""
    session, bookings = session_of_login(session_id, login_id=request.user.pk)
    has_begun = clock.now() >= session.starts_at
    is_open = session.state in (SessionState.PLANNED, SessionState.DELIVERED)
    form = WhoCameForm(post_data(request), bookings=bookings)
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        with catch_refusals(form):
            said = {
                "session_id": session.pk,
                "came": form.cleaned_data["came"],
                "by": acting_as_login(request),
                "now": clock.now(),
            }
            if step == ReviewStep.LOOK:
                check_delivered(**said)
                return _look_over_who_came(request, session, bookings, said["came"])
            record_delivered(**said)
            messages.success(request, _("Thank you. Everybody with a place is told."))
            return redirect("provider_session", session.pk)
    is_paid = has_money_gone(session.pk)
    missed = [each for each in bookings if _may_be_let_off(each, has_begun)]
    context = {
        "session": session,
        "bookings": bookings,
        "is_planned": session.state == SessionState.PLANNED,
        "has_begun": has_begun,
        "may_be_let_off": [] if is_paid else missed,
        "is_paid_with_missed": is_paid and session.missed_rule and missed,
        "is_off": not is_open,
        "booking_states": BookingState,
        "may_be_missed": session.missed_rule and is_open,
        "missed_rule": missed_rule_text(session.missed_rule, session.missed_notice_hours, ""),
        "coming": sum(booking.state == BookingState.COMING for booking in bookings),
    }
    return show_form(request, form, "provide/provider_session.html", **context)


def _look_over_who_came(
    request: LoginRequest, session: Session, bookings: Sequence[BookingSummary], came: Set[int]
) -> HttpResponse:
    """Everybody is told, and it is paid for by it: nothing of that can be unsaid here."""
    missed = [
        each
        for each in bookings
        if each.booking_id not in came and each.state == BookingState.COMING
    ]
    rows = [
        Row(_("They came"), _names([each for each in bookings if each.booking_id in came])),
        Row(_("They were expected, and did not come"), _names(missed)),
    ]
    return show_review(
        request,
        heading=_("Look at it once more: it happened"),
        intro=[_("Everybody with a place is told, and this cannot be changed here afterwards.")],
        rows=rows,
        what_next=[missed_rule_text(session.missed_rule, session.missed_notice_hours, "")]
        if missed and session.missed_rule
        else [],
        confirm=_("It happened"),
        not_now=reverse("provider_session", args=[session.pk]),
    )


def _names(bookings: Sequence[BookingSummary]) -> str:
    return ", ".join(each.known_as for each in bookings) or _("Nobody")


def _may_be_let_off(booking: BookingSummary, has_begun: bool) -> bool:
    """Who came missed nothing, and nor did who is still expected."""
    if booking.state == BookingState.COMING:
        return has_begun
    return booking.state != BookingState.CAME


@login_required
def session_did_not_happen(request: LoginRequest, session_id: int) -> HttpResponse:
    return _end(
        request,
        session_id,
        record_not_delivered,
        heading=_("It did not happen"),
        text=_("Everybody with a place is told."),
        confirm=_("It did not happen"),
    )


@login_required
def session_call_off(request: LoginRequest, session_id: int) -> HttpResponse:
    """What has begun is not called off: an old link leads to what can be said of it then."""
    session, _places = session_of_login(session_id, login_id=request.user.pk)
    if request.method != "POST" and clock.now() >= session.starts_at:
        return redirect("session_did_not_happen", session.pk)
    return _end(
        request,
        session_id,
        call_off_session,
        CallOffForm,
        heading=_("Call it off"),
        text=_("Everybody with a place is told today."),
        confirm=_("Call it off"),
    )


@login_required
@require_POST
def session_door(request: LoginRequest, session_id: int) -> HttpResponse:
    """ "I will": somebody is at the door for who could not be told."""
    promise_door(session_id=session_id, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("Thank you. Whoever works there out of hours is told."))
    return redirect("provider_session", session_id)


def _end(
    request: LoginRequest,
    session_id: int,
    action: Callable[..., object],
    form_class: type[forms.Form] = EmptyForm,
    *,
    heading: str,
    text: str,
    confirm: str,
) -> HttpResponse:
    """A page to look at before saying what cannot be unsaid here."""
    session, _places = session_of_login(session_id, login_id=request.user.pk)
    form = form_class(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            action(
                session_id=session.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("Thank you. Everybody with a place is told."))
            return redirect("provider_session", session.pk)
    url = reverse("provider_session", args=[session.pk])
    money = _("Nobody pays for it: what was paid here already goes back.")
    return show_form(
        request,
        form,
        "provide/end_session.html",
        session=session,
        heading=heading,
        intro=[text if session.listing_id else f"{text} {money}"],
        confirm=confirm,
        back=url,
        not_now=url,
    )
