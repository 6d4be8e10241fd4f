"""The sessions a provider runs: who comes, by the name they chose, and what became of each."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from frontend.access import acting_as_login
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Checkboxes
from frontend.pages.form_page import show_form
from providers.actions.sessions import call_off_session, record_delivered, record_not_delivered
from providers.queries.sessions import session_of_login, sessions_of_login
from providers.states import BookingState, SessionState


class WhoCame(forms.Form):
    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"] = forms.TypedMultipleChoiceField(
            label=gettext_lazy("Who came?"),
            help_text=gettext_lazy("Tick everybody who was there, even for a part of it."),
            choices=[(place.place_id, place.known_as) for place in places],
            coerce=int,
            required=False,
            widget=Checkboxes,
        )


@login_required
def mine(request):
    """What is to come, and what is still to be recorded first of all."""
    now = clock.now()
    sessions = list(sessions_of_login(request.user.pk))
    planned = [session for session in sessions if session.state == SessionState.PLANNED]
    context = {
        "to_record": [session for session in planned if session.starts_at <= now],
        "to_come": [session for session in planned if session.starts_at > now],
        "over": [session for session in reversed(sessions) if session.state_at][:20],
    }
    return render(request, "provide/sessions.html", context)


@login_required
def one(request, session_id):
    """Who has a place; and, once it has begun, the form that says who came."""
    session, places = session_of_login(session_id, login_id=request.user.pk)
    has_begun = clock.now() >= session.starts_at
    form = WhoCame(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_delivered(
                session_id=session.pk,
                came=form.cleaned_data["came"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("Thank you. Everybody with a place is told."))
            return redirect("provider_session", session.pk)
    context = {
        "session": session,
        "places": places,
        "is_planned": session.state == SessionState.PLANNED,
        "has_begun": has_begun,
        "coming": sum(place.state == BookingState.COMING for place in places),
    }
    return show_form(request, form, "provide/session.html", **context)


@login_required
def did_not_happen(request, session_id):
    return _end(
        request,
        session_id,
        record_not_delivered,
        heading=_("It did not happen"),
        words=_(
            "Everybody with a place is told. Nobody pays for it: what was paid here already goes"
            " back."
        ),
        confirm=_("It did not happen"),
    )


@login_required
def call_off(request, session_id):
    return _end(
        request,
        session_id,
        call_off_session,
        heading=_("Call it off"),
        words=_(
            "Everybody with a place is told today. Nobody pays for it: what was paid here already"
            " goes back."
        ),
        confirm=_("Call it off"),
    )


def _end(request, session_id, action, *, heading, words, confirm):
    """A page to look at before saying what cannot be unsaid here."""
    session, _places = session_of_login(session_id, login_id=request.user.pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            action(session_id=session.pk, by=acting_as_login(request), now=clock.now())
            messages.success(request, _("Thank you. Everybody with a place is told."))
            return redirect("provider_session", session.pk)
    url = reverse("provider_session", args=[session.pk])
    return show_form(
        request,
        form,
        "provide/end_session.html",
        session=session,
        heading=heading,
        intro=[words],
        confirm=confirm,
        back=url,
        not_now=url,
    )
