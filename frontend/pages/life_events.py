"""In hospital, moved, died: one line each, from one's own page, a visit, a register or a sheet; and
for whoever works there, what was said and who is still to be told (P20 to P22)."""

from uuid import UUID

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
from community.people.actions.life_events import (
    end_life_event,
    record_told_of_death,
    say_life_event,
)
from community.people.queries.life_events import (
    deaths_in_areas,
    life_event_in_areas,
    life_events_in_areas,
    open_life_events,
)
from community.people.queries.visits import acting_at_visit
from community.people.states import LifeEventKind, LifeEventState
from frontend.access import (
    LoginRequest,
    PersonRequest,
    RoleRequest,
    acting_as_login,
    login_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
    stops,
)
from frontend.components.fields import DateInWords
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.shared.life_events import who_is_to_be_told
from frontend.shared.reaching import reaching_texts, reaching_texts_of
from pooling.payments.queries.cards import refunds_not_taken
from providers.queries.sessions import acting_at_register

OWN_CHOICES = [
    (LifeEventKind.HOSPITAL, gettext_lazy("I am in hospital")),
    (LifeEventKind.MOVED, gettext_lazy("I have moved")),
]


class LifeEventForm(forms.Form):
    needed_for_some = ("words",)
    kind = forms.ChoiceField(
        label=gettext_lazy("What has happened?"), choices=LifeEventKind.choices, widget=Radios
    )
    since = DateInWords(label=gettext_lazy("Since which day?"))
    words = TypedText(
        label=gettext_lazy("Anything whoever helps them should know"),
        max_length=300,
        required=False,
    )


class OwnLifeEventForm(LifeEventForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What has happened?"), choices=OWN_CHOICES, widget=Radios
    )


class ToldOfDeathForm(forms.Form):
    family_words = TypedText(
        label=gettext_lazy("In which words was it told?"),
        help_text=gettext_lazy("Those the family agreed. Where there is no family, yours."),
        max_length=1000,
        widget=forms.Textarea,
    )


@person_required
@stops
def life_page(request: PersonRequest) -> HttpResponse:
    """Of oneself, or by whoever may decide: said, and what is said now, over in one press."""
    is_own = request.acting.representation is None
    form = (OwnLifeEventForm if is_own else LifeEventForm)(
        post_data(request), initial={"since": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_life_event(**form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(request, _said())
            return redirect("life")
    own = {
        LifeEventKind.HOSPITAL: _("You are in hospital"),
        LifeEventKind.MOVED: _("You have moved"),
    }
    events = [
        (event, own.get(LifeEventKind(event.kind), "") if is_own else event.get_kind_display())
        for event in open_life_events(request.acting.person_id)
    ]
    return show_form(request, form, "life_events/life.html", events=events)


@login_required
@require_POST
def life_event_over(request: LoginRequest, life_event_id: int) -> HttpResponse:
    end_life_event(life_event_id=life_event_id, by=request.acting, now=clock.now())
    messages.success(request, _("It is over, and all goes on as before."))
    return redirect("home")


@login_required
def visit_life(request: LoginRequest, person_id: UUID) -> HttpResponse:
    acting = acting_at_visit(login=request.user, person_id=person_id)
    return _say_of(request, acting, back=reverse("next_visits"))


@paper_entry_required
def paper_life(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    return _say_of(request, acting, back=reverse("paper_sheet", args=[member.paper_code]))


@login_required
def booking_life(request: LoginRequest, booking_id: int) -> HttpResponse:
    acting = acting_at_register(login=request.user, booking_id=booking_id)
    return _say_of(request, acting, back=reverse("provider_sessions"), shows_how=False)


def _say_of(
    request: LoginRequest | RoleRequest, acting: Acting, *, back: str, shows_how: bool = True
) -> HttpResponse:
    """`shows_how`: to whoever goes there, how to reach them."""
    form = LifeEventForm(post_data(request), initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_life_event(**form.cleaned_data, by=acting, now=clock.now())
            messages.success(request, _said())
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("Has something happened to somebody?"),
        intro=[
            *(reaching_texts(acting.required_person.pk) if shows_how else []),
            _("From now on no reminder goes to them, and what waits for them waits."),
            _("Their group reads nothing of it, but that they are not here for now."),
            _("That somebody has died counts when a second person has seen it."),
        ],
        confirm=_("Say this"),
        not_now=back,
    )


def _said() -> str:
    return _("It is noted. Nothing is asked of them now, and their place stays theirs.")


@paper_entry_required
def connect_life(request: RoleRequest) -> HttpResponse:
    """What was said of people in your areas and is not over, the newest first; and who has died,
    with what is left to do."""
    deaths = deaths_in_areas(request.area_ids)
    not_taken = refunds_not_taken([event.person_id for event in deaths])
    events = list(life_events_in_areas(request.area_ids))
    reaching = reaching_texts_of({event.person_id for event in events})
    context = {
        "events": [(event, reaching[event.person_id]) for event in events],
        "deaths": [(event, not_taken.get(event.person_id)) for event in deaths],
        "states": LifeEventState,
        "kinds": LifeEventKind,
    }
    return render(request, "life_events/connect_life.html", context)


@paper_entry_required
def death_told(request: RoleRequest, life_event_id: int) -> HttpResponse:
    """Who is to be told, by a person and never by a message; and that they were."""
    event = life_event_in_areas(life_event_id, request.area_ids)
    form = ToldOfDeathForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_told_of_death(
                life_event_id=event.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is noted that they were told, and in which words."))
            return redirect("connect_life")
    return show_form(
        request,
        form,
        heading=_("%(name)s has died: who is to be told") % {"name": event.person.preferred_name},
        intro=[
            _("Ask the family first how they want it told. Then say it yourself to each of these."),
            *who_is_to_be_told(event.person_id),
        ],
        confirm=_("I have told them"),
        not_now=reverse("connect_life"),
    )


urlpatterns = [
    path("life/", life_page, name="life"),
    path("life/<int:life_event_id>/over/", life_event_over, name="life_event_over"),
    path("visits/<uuid:person_id>/life/", visit_life, name="visit_life"),
    path("paper/<str:code>/life/", paper_life, name="paper_life"),
    path("provide/places/<int:booking_id>/life/", booking_life, name="booking_life"),
    path("connect/life/", connect_life, name="connect_life"),
    path("connect/life/<int:life_event_id>/told/", death_told, name="death_told"),
]
