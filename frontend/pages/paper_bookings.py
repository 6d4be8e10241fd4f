"""Entered from a sheet: that they come after all, and how a session was (M72, fault G4)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
from community.people.queries.acting import has_connector
from community.people.wording import no_connector_text
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import EmptyForm, post_data, show_form
from providers.actions.session_outcomes import confirm_session, raise_session_dispute
from providers.actions.sessions import mark_coming
from providers.models.sessions import Booking
from providers.queries.sessions import booking_of_person


class HowItWasForm(forms.Form):
    HAPPENED, DIFFERENT = "happened", "different"
    needed_for_some = ("words",)
    answer = forms.ChoiceField(
        label=gettext_lazy("What did they tick?"),
        choices=[
            (HAPPENED, gettext_lazy("It happened")),
            (DIFFERENT, gettext_lazy("It was different")),
        ],
        widget=Radios,
    )
    words = TypedText(
        label=gettext_lazy("What was different, in their words?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_different = cleaned.get("answer") == self.DIFFERENT
        if is_different and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write what was different. A few words are enough."))
        return cleaned


def _what(booking: Booking) -> str:
    return f"{booking.session.title}, {format_day(booking.session.starts_at)}"


@paper_entry_required
def paper_coming(request: RoleRequest, code: str, booking_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    booking = booking_of_person(booking_id, by=acting)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            mark_coming(booking_id=booking_id, by=acting, now=clock.now())
            messages.success(request, _("It is entered. They are expected."))
            return redirect("paper_stops", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("They are coming after all: %(what)s") % {"what": _what(booking)},
        intro=[_("Where they cannot come after all, enter that in the same place.")],
        confirm=_("Enter this"),
        not_now=reverse("paper_stops", args=[member.paper_code]),
    )


@paper_entry_required
def paper_how_it_was(request: RoleRequest, code: str, booking_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    booking = booking_of_person(booking_id, by=acting)
    form, now = HowItWasForm(post_data(request)), clock.now()
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            if form.cleaned_data["answer"] == form.HAPPENED:
                confirm_session(session_id=booking.session_id, by=acting, now=now)
                messages.success(request, _("It is entered."))
            else:
                words = form.cleaned_data["words"]
                raise_session_dispute(
                    session_id=booking.session_id, words=words, by=acting, now=now
                )
                asks = has_connector(booking.session.provider.area_id)
                rest = _("A connector asks, and tells them.") if asks else no_connector_text()
                messages.success(request, f"{_('It is entered.')} {rest}")
            return redirect("paper_stops", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("How it was: %(what)s") % {"what": _what(booking)},
        intro=[
            _("Until a connector has asked, nothing is paid for what was different."),
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
        ],
        confirm=_("Enter this"),
        not_now=reverse("paper_stops", args=[member.paper_code]),
    )


urlpatterns = [
    path("paper/<str:code>/coming/<int:booking_id>/", paper_coming, name="paper_coming"),
    path(
        "paper/<str:code>/how-it-was/<int:booking_id>/", paper_how_it_was, name="paper_how_it_was"
    ),
]
