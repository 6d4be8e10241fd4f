"""Acting for somebody: choosing whom; asking to; agreeing; seeing the authority; ending it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.actions.representations import (
    agree_to_representation,
    end_representation,
    request_representation,
)
from community.people.queries import (
    acting_as,
    live_representations,
    representation_to_agree,
    representations_of_login,
    representations_of_person,
    representations_to_agree,
)
from community.people.states import (
    AuthorityBasis,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)
from frontend.access import LoginRequest, PersonRequest, RoleRequest, person_required, role_required
from frontend.components.fields import DateInWords, PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Radios
from frontend.middleware import ACTING_FOR_SESSION_KEY
from frontend.pages.form_page import next_page, post_data, show_form

authority_required = role_required(RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER)


class RepresentationForm(forms.Form):
    reference = forms.UUIDField(
        label=gettext_lazy("Their reference"),
        help_text=gettext_lazy("It is on their own page, under “Who may act for me”."),
        error_messages={"invalid": gettext_lazy("We cannot find that reference.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What are you to them?"),
        choices=RepresentationKind.choices,
        widget=Radios,
    )
    scope = forms.TypedChoiceField(
        label=gettext_lazy("What would you do for them?"),
        choices=RepresentationScope.choices,
        coerce=int,
        widget=Radios(
            hints={
                RepresentationScope.DECIDE: gettext_lazy(
                    "Only if they say so, or somebody has seen why."
                ),
                RepresentationScope.PAY: gettext_lazy(
                    "Only if they say so, or somebody has seen why."
                ),
            }
        ),
    )
    limit_pence = PenceField(
        label=gettext_lazy("The most for one yes to paying"),
        help_text=gettext_lazy("Only if you would also pay for them. Empty means no limit."),
        required=False,
    )
    ends_on = DateInWords(label=gettext_lazy("Until which day?"))


class AuthoritySeenForm(forms.Form):
    basis = forms.ChoiceField(
        label=gettext_lazy("What have you seen that says so?"),
        choices=[("", gettext_lazy("Nothing: they will only look and suggest"))]
        + [choice for choice in AuthorityBasis.choices if choice[0] != AuthorityBasis.OWN_WORD],
        widget=Radios,
        required=False,
    )


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
        "may_act_for": live_representations(request.user.pk, today),
        "requests": representations_of_login(request.user.pk),
        "states": RepresentationState,
        "next": next_page(request, "home"),
    }
    return render(request, "represent/choose_person.html", context)


def _uuid(text: str) -> UUID | None:
    return forms.UUIDField().to_python(text)


@login_required
def ask_to_act(request: LoginRequest) -> HttpResponse:
    form = RepresentationForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        with catch_refusals(form):
            request_representation(
                person_id=values.pop("reference"), **values, by=request.acting, now=clock.now()
            )
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
def my_representatives(request: PersonRequest) -> HttpResponse:
    """Who may act for the person, to agree to and to end. Only they themselves have the buttons."""
    context = {
        "person": request.acting.person,
        "representations": representations_of_person(request.acting.person_id),
        "states": RepresentationState,
        "is_own": request.acting.representation is None,
    }
    return render(request, "represent/my_representatives.html", context)


@login_required
@require_POST
def agree_to_act(request: LoginRequest, representation_id: int) -> HttpResponse:
    agree_to_representation(representation_id=representation_id, by=request.acting, now=clock.now())
    messages.success(request, _("They may act for you now. You can end it at any time."))
    return redirect("my_representatives")


@login_required
@require_POST
def end_acting(request: LoginRequest, representation_id: int) -> HttpResponse:
    """By either of the two, or by somebody who sees authority in the area. It bites at once."""
    representation = end_representation(
        representation_id=representation_id, by=request.acting, now=clock.now()
    )
    messages.success(request, _("It has ended. Nothing can be done by it any more."))
    is_own = (
        request.acting.person_id == representation.person_id
        and request.acting.representation is None
    )
    return redirect("my_representatives" if is_own else "home")


@authority_required
def authorities_to_agree(request: RoleRequest) -> HttpResponse:
    representations = representations_to_agree(request.area_ids)
    return render(
        request, "represent/authorities_to_agree.html", {"representations": representations}
    )


@authority_required
def authority_seen(request: RoleRequest, representation_id: int) -> HttpResponse:
    """A connector or officer says what they have seen; without it only looking is agreed."""
    representation = representation_to_agree(representation_id, request.area_ids)
    form = AuthoritySeenForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            agree_to_representation(
                representation_id=representation_id,
                basis=form.cleaned_data["basis"],
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is agreed, and what you have seen is noted."))
            return redirect("authorities_to_agree")
    values = {
        "who": representation.login.name,
        "may": RepresentationScope(representation.scope).label,
        "person": representation.person.preferred_name,
    }
    return show_form(
        request,
        form,
        heading=_("%(who)s asked to act for %(person)s") % values,
        intro=[_("They would: %(may)s.") % values],
        confirm=_("Agree"),
        not_now=reverse("authorities_to_agree"),
    )


urlpatterns = [
    path("acting/", choose_person, name="choose_person"),
    path("acting/ask/", ask_to_act, name="ask_to_act"),
    path("acting/for-me/", my_representatives, name="my_representatives"),
    path("acting/waiting/", authorities_to_agree, name="authorities_to_agree"),
    path("acting/<int:representation_id>/agree/", agree_to_act, name="agree_to_act"),
    path("acting/<int:representation_id>/end/", end_acting, name="end_acting"),
    path("acting/<int:representation_id>/seen/", authority_seen, name="authority_seen"),
]
