"""Acting for somebody: choosing whom; asking to; agreeing; seeing the authority; ending it."""

from datetime import date
from typing import Any
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
from community.common.codes import format_code
from community.common.refusals import NotFound
from community.people.actions.references import make_reference, refuse_for_good
from community.people.actions.representations import (
    agree_to_representation,
    choose_end,
    end_representation,
    request_representation,
)
from community.people.models.representations import Representation
from community.people.queries.acting import (
    PAPER_ENTRY_ROLES,
    acting_as,
    live_representations,
)
from community.people.queries.representations import (
    representation_of_person,
    representations_of_login,
    representations_of_person,
)
from community.people.rules.authority import check_acts_for_self, scope_in_force
from community.people.scope_table import Seen
from community.people.states import (
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
)
from community.people.wording import representation_shown
from frontend.access import (
    LoginRequest,
    PersonRequest,
    area_ids_of,
    login_required,
    person_required,
    shows,
)
from frontend.components.before_yes import before_acting
from frontend.components.fields import MORE_THAN_NOTHING, DateInWords, PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.middleware import ACTING_FOR_SESSION_KEY
from frontend.pages.form_page import next_page, post_data, show_form
from frontend.shared.form_guard.guards import digest_shown


class RepresentationForm(forms.Form):
    reference = TypedText(
        label=gettext_lazy("The number that they gave you"),
        help_text=gettext_lazy(
            "They make it on their own page, under “Who may act for me”. It works once."
        ),
        max_length=40,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What are you to them?"),
        choices=RepresentationKind.choices,
        widget=Radios,
    )
    is_paid = forms.TypedChoiceField(
        label=gettext_lazy("Are you paid to support them?"),
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
    )
    scope = forms.TypedChoiceField(
        label=gettext_lazy("What would you do for them?"),
        choices=RepresentationScope.choices,
        coerce=int,
        widget=Radios(
            hints={
                RepresentationScope.DECIDE: gettext_lazy(
                    "Only if they say so, or somebody has seen why. It begins three days after "
                    "they were told."
                ),
                RepresentationScope.PAY: gettext_lazy(
                    "The same, and a second person who works here has to agree."
                ),
            }
        ),
    )
    limit_pence = PenceField(
        label=gettext_lazy("The most for one yes to paying"),
        help_text=gettext_lazy("Only if you would also pay for them. Empty means no limit."),
        required=False,
        validators=[MORE_THAN_NOTHING],
    )
    ends_on = DateInWords(label=gettext_lazy("Until which day?"))


class EndForm(forms.Form):
    """The person's own: when, whether the other hears, and whether they may ever ask again."""

    needed_for_some = ("ends_on",)
    when = forms.ChoiceField(
        label=gettext_lazy("When does it end?"),
        choices=[("now", gettext_lazy("Now")), ("day", gettext_lazy("On a day"))],
        widget=Radios,
        initial="now",
    )
    ends_on = DateInWords(
        label=gettext_lazy("Which is its last day?"),
        help_text=gettext_lazy("Only if you chose “On a day”."),
        required=False,
    )

    is_end_told = forms.TypedChoiceField(
        label=gettext_lazy("Shall they hear of it?"),
        choices=[
            ("yes", gettext_lazy("Yes: “This is not in force.” Nothing more.")),
            ("no", gettext_lazy("No. They find it the next time they look.")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        initial="yes",
    )
    never_again = forms.BooleanField(label=gettext_lazy("They may never ask again"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("when") == "day" and not values.get("ends_on"):
            self.add_error("ends_on", _("Say the day, or choose “Now”."))
        return values


@login_required
def choose_person(request: LoginRequest) -> HttpResponse:
    """Whom to act for: oneself, or somebody whose authority holds today."""
    today = clock.today()
    if request.method == "POST":
        person_id = request.POST.get("person", "")
        if person_id:
            by = acting_as(login=request.user, person_id=_uuid(person_id), on=today)
            request.session[ACTING_FOR_SESSION_KEY] = str(by.person_id)
        else:
            request.session.pop(ACTING_FOR_SESSION_KEY, None)
        return redirect(next_page(request, "home"))
    context = {
        "own": acting_as(login=request.user, person_id=None, on=today).person,
        "may_act_for": [
            (representation, _may_today(representation))
            for representation in live_representations(request.user.pk, today)
        ],
        "requests": representations_of_login(request.user.pk, now=clock.now()),
        "today": today,
        "states": RepresentationState,
        "scopes": RepresentationScope,
        "next": next_page(request, "home"),
        "enters_paper": bool(area_ids_of(request.user.pk, *PAPER_ENTRY_ROLES)),
    }
    return render(request, "represent/choose_person.html", context)


def _may_today(representation: Representation) -> str:
    """How far it goes at this moment: deciding and paying may still wait."""
    scope = scope_in_force(representation, now=clock.now())
    return str(scope.label) if scope else ""


def _uuid(text: str) -> UUID:
    """Of a person, as a button sends it. What is none is nobody's."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("") from error


@login_required
def ask_to_act(request: LoginRequest) -> HttpResponse:
    form = RepresentationForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        with catch_refusals(form):
            request_representation(**values, by=request.acting, now=clock.now())
            messages.success(request, _("You have asked. Nothing may be done until it is agreed."))
            return redirect("choose_person")
    return show_form(
        request,
        form,
        heading=_("Ask to act for somebody"),
        intro=[
            _("They are told, and choose. Until it is agreed you see nothing of theirs."),
            _(
                "To decide or to pay for them, they say so themselves, or the council or a "
                "community connector has seen why you may."
            ),
        ],
        confirm=_("Ask"),
        not_now=reverse("home"),
    )


@person_required
@shows(Seen.AUTHORITIES)
def my_representatives(request: PersonRequest) -> HttpResponse:
    """Who may act for the person, to agree to and to end. Only they themselves have the buttons."""
    representations = representations_of_person(request.acting.person_id, now=clock.now())
    context = {
        "person": request.acting.person,
        "representations": [(each, representation_shown(each)) for each in representations],
        "asked": [each for each in representations if each.state == RepresentationState.ASKED],
        "today": clock.today(),
        "states": RepresentationState,
        "scopes": RepresentationScope,
        "is_own": request.acting.representation is None,
        "questions": before_acting(request.acting.required_person.area),
    }
    return render(request, "represent/my_representatives.html", context)


@person_required
@require_POST
def give_reference(request: PersonRequest) -> HttpResponse:
    """A number to give to one person one trusts. It is shown once, on the page that follows."""
    reference = make_reference(by=request.acting, now=clock.now())
    context = {
        "code": format_code(reference.code),
        "runs_out": reference.runs_out_at,
        "back": reverse("my_representatives"),
    }
    return render(request, "represent/give_reference.html", context)


@login_required
@require_POST
def agree_to_act(request: LoginRequest, representation_id: int) -> HttpResponse:
    representation = agree_to_representation(
        representation_id=representation_id,
        shown_digest=digest_shown(request),
        by=request.acting,
        now=clock.now(),
    )
    messages.success(request, _agreed_words(representation))
    return redirect("my_representatives")


def _agreed_words(representation: Representation) -> str:
    """What is in force from now on: the same words whatever the wait rests on."""
    if representation.scope < RepresentationScope.DECIDE:
        return _("They may look and suggest now. You can end it at any time.")
    return _("It is agreed. From when they may decide stands below. You can end it at any time.")


@login_required
def end_acting(request: LoginRequest, representation_id: int) -> HttpResponse:
    """One press, by either of the two. The person may first say who hears of it."""
    if request.method == "GET":
        check_acts_for_self(request.acting)
        representation_of_person(representation_id, request.acting.required_person.pk)
    # One press without the form, as the buttons of the page send it, is: now, and they hear of it.
    usual = {"is_end_told": "yes", "when": "now"}
    form = EndForm({**usual, **request.POST.dict()} if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            return _end(request, representation_id, **form.cleaned_data)
    return show_form(
        request,
        form,
        heading=_("End that somebody may act for you"),
        intro=[_("Nothing that was done by it is undone.")],
        confirm=_("End this"),
        not_now=reverse("my_representatives"),
    )


def _end(
    request: LoginRequest,
    representation_id: int,
    *,
    when: str,
    ends_on: date | None,
    is_end_told: bool,
    never_again: bool,
) -> HttpResponse:
    facts: dict[str, Any] = {"representation_id": representation_id, "is_end_told": is_end_told}
    by_and_now: dict[str, Any] = {"by": request.acting, "now": clock.now()}
    last_day = ends_on if when == "day" else None
    if last_day is not None:
        representation = choose_end(ends_on=last_day, **facts, **by_and_now)
    else:
        representation = end_representation(**facts, **by_and_now)
    if never_again:
        refuse_for_good(login_id=representation.login_id, **by_and_now)
    messages.success(
        request,
        _("It is noted, and ends when that day is over.")
        if last_day is not None
        else _("It has ended. Nothing can be done by it any more."),
    )
    own_person = acting_as(login=request.user, person_id=None, on=clock.today()).person
    is_own = own_person is not None and own_person.pk == representation.person_id
    return redirect("my_representatives" if is_own else "choose_person")


urlpatterns = [
    path("acting/", choose_person, name="choose_person"),
    path("acting/ask/", ask_to_act, name="ask_to_act"),
    path("acting/for-me/", my_representatives, name="my_representatives"),
    path("acting/for-me/reference/", give_reference, name="give_reference"),
    path("acting/<int:representation_id>/agree/", agree_to_act, name="agree_to_act"),
    path("acting/<int:representation_id>/end/", end_acting, name="end_acting"),
]
