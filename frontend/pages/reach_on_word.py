"""How somebody is reached, as they said it to whoever visits them or enters their paper (fault G5);
and everybody whom one visits."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
from community.messaging.queries.contact_plans import words_of_plan
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.reaching import set_contact_plan_on_word
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.visits import acting_at_visit
from frontend.access import (
    LoginRequest,
    RoleRequest,
    area_ids_of,
    login_required,
    member_of_sheet,
    paper_entry_required,
)
from frontend.components.fields import DateInWords
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.account.forms import CHANNEL_CHOICES, ContactPlanForm
from frontend.pages.form_page import post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.own_sheets import REACH, check_own_sheet
from frontend.shared.people_visited import people_visited_by
from frontend.shared.reach_on_word import ReachOnWord, reach_on_word
from groups.models.members import Member

WRITTEN_CHANNELS = (Channel.EMAIL, Channel.TEXT, Channel.POST)


class ReachOnWordForm(ContactPlanForm):
    """The same questions, as the person answered them to somebody else."""

    never_told_login_ids = None  # type: ignore[assignment]  # theirs, and read by nobody else
    needed_for_some = (*ContactPlanForm.needed_for_some, "their_words")
    channel = forms.ChoiceField(
        label=gettext_lazy("How are they to be reached?"),
        help_text=gettext_lazy("This holds for everybody who would tell them something from here."),
        choices=[
            *((way, label) for way, label in CHANNEL_CHOICES if way in WRITTEN_CHANNELS),
            (Channel.IN_PERSON, gettext_lazy("Only in person, through somebody they choose")),
            (Channel.NONE, gettext_lazy("Not at all. They look here themselves")),
        ],
        widget=Radios(
            hints={
                Channel.IN_PERSON: gettext_lazy(
                    "Nothing is ever sent to them. Whoever they choose tells them on their next"
                    " visit."
                )
            }
        ),
    )
    only_they_read = forms.BooleanField(
        label=gettext_lazy("Only they read their texts"),
        help_text=gettext_lazy(
            "Without a tick a text has the short name that they gave a group, and no place, sum or"
            " need."
        ),
        required=False,
    )
    through_login_id = forms.TypedChoiceField(
        label=gettext_lazy("Who tells them in person, or reads or signs it to them?"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    language = TypedText(
        label=gettext_lazy("In which language or sign language, if not English?"),
        help_text=gettext_lazy(
            "Its name. Nothing is translated by a machine: somebody reads or signs it to them."
        ),
        max_length=60,
        required=False,
    )
    never_interprets_words = TypedText(
        label=gettext_lazy("Who must not interpret for them?"),
        help_text=gettext_lazy(
            "As they say it. Whoever meets or reaches them reads this, and nobody who acts for"
            " them."
        ),
        max_length=120,
        required=False,
    )
    never_words = TypedText(
        label=gettext_lazy("Please never"),
        help_text=gettext_lazy("As they say it. Whoever meets or reaches them reads this."),
        max_length=120,
        required=False,
    )
    their_words = TypedText(
        label=gettext_lazy("What did they say?"),
        help_text=gettext_lazy("Only for another way or address. They read it."),
        max_length=400,
        required=False,
    )
    said_on = DateInWords(label=gettext_lazy("On which day did they say it to you?"))


@login_required
def people_visited(request: LoginRequest) -> HttpResponse:
    people = people_visited_by(request.user.pk, clock.today())
    enters_paper = bool(area_ids_of(request.user.pk, *PAPER_ENTRY_ROLES))
    return render(
        request,
        "reach_on_word/people_visited.html",
        {"people": people, "enters_paper": enters_paper},
    )


@login_required
def visit_reach(request: LoginRequest, person_id: UUID) -> HttpResponse:
    acting = acting_at_visit(login=request.user, person_id=person_id)
    return _say_of(request, acting, back=reverse("people_visited"))


@paper_entry_required
def paper_reach(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    back = reverse("paper_sheet", args=[member.paper_code])
    return _say_of(request, acting, back=back, sheet_of=member)


def _say_of(
    request: LoginRequest | RoleRequest,
    acting: Acting,
    *,
    back: str,
    sheet_of: Member | None = None,
) -> HttpResponse:
    def read() -> Standing:
        reach = reach_on_word(acting)
        words = words_of_plan(reach.plan)
        return Standing(words, ReachOnWordForm(contacts=reach.contacts, initial=dict(words)))

    shared, reach = SharedWords(request, read), reach_on_word(acting)
    form = ReachOnWordForm(
        post_data(request), contacts=reach.contacts, initial=shared.standing.form.initial
    )
    if sheet_of:
        ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            if sheet_of:
                check_own_sheet(sheet_of, REACH, take_version(form))
            waits = set_contact_plan_on_word(
                **form.cleaned_data, began_from=shared.sent, by=acting, now=clock.now()
            )
            messages.success(request, _waits_text() if waits else _kept_text())
            return redirect(back)
    return show_form(
        request,
        form,
        shared=shared,
        heading=_("How to reach %(name)s") % {"name": acting.required_person.preferred_name},
        intro=_intro(reach),
        confirm=_("Keep this"),
        not_now=back,
    )


def _intro(reach: ReachOnWord) -> list[str]:
    said: dict[str, Any] = {}
    if reach.said_on:
        said = {"name": reach.said_to, "day": format_day(reach.said_on)}
    return [
        _("Only as they said it to you, face to face or on paper."),
        *([_("So far: as they said to %(name)s on %(day)s.") % said] if said else []),
        _(
            "Who tells them, on which days and what never count at once. Another way or address"
            " waits: they are told by the old way, a second person looks, and it counts three days"
            " after they were told."
        ),
    ]


def _kept_text() -> str:
    return _("It is kept, and they are told that you wrote it down.")


def _waits_text() -> str:
    return _("Nothing has changed yet. They are told, and a second person is asked to look.")


urlpatterns = [
    path("visits/people/", people_visited, name="people_visited"),
    path("visits/<uuid:person_id>/reach/", visit_reach, name="visit_reach"),
    path("paper/<str:code>/reach/", paper_reach, name="paper_reach"),
]
