"""Acting for somebody: choosing whom; asking to; agreeing; seeing the authority; ending it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
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
    RoleKind,
)
from frontend.access import person_required, role_required
from frontend.components.fields import DateInWords, PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Radios
from frontend.middleware import ACTING_FOR_SESSION_KEY
from frontend.pages.form_page import post_data, show_form

sees_authority = role_required(RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER)


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
def choose_person(request):
    """Whom to act for: oneself, or somebody whose authority holds today."""
    today = clock.today()
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        if chosen:
            by = acting_as(login=request.user, person_id=_uuid(chosen), on=today)
            request.session[ACTING_FOR_SESSION_KEY] = str(by.person_id)
        else:
            request.session.pop(ACTING_FOR_SESSION_KEY, None)
        return redirect(_next(request))
    context = {
        "own": acting_as(login=request.user, person_id=None, on=today).person,
        "may_act_for": live_representations(request.user.pk, today),
        "asked": representations_of_login(request.user.pk),
        "next": _next(request),
    }
    return render(request, "represent/choose.html", context)


def _uuid(text):
    return forms.UUIDField().to_python(text)


def _next(request):
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if ours else reverse("home")


@login_required
def ask(request):
    form = RepresentationForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        with catch_refusals(form):
            request_representation(
                person_id=words.pop("reference"), **words, by=request.acting, now=clock.now()
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
def for_me(request):
    """Who may act for the person, to agree to and to end. Only they themselves have the buttons."""
    context = {
        "person": request.acting.person,
        "grants": representations_of_person(request.acting.person_id),
        "is_own": request.acting.representation is None,
    }
    return render(request, "represent/for_me.html", context)


@login_required
@require_POST
def agree(request, representation_id):
    agree_to_representation(representation_id=representation_id, by=request.acting, now=clock.now())
    messages.success(request, _("They may act for you now. You can end it at any time."))
    return redirect("for_me")


@login_required
@require_POST
def end(request, representation_id):
    """By either of the two, or by somebody who sees authority in the area. It bites at once."""
    grant = end_representation(
        representation_id=representation_id, by=request.acting, now=clock.now()
    )
    messages.success(request, _("It has ended. Nothing can be done by it any more."))
    own = request.acting.person_id == grant.person_id and request.acting.representation is None
    return redirect("for_me" if own else "home")


@sees_authority
def waiting(request):
    grants = representations_to_agree(request.area_ids)
    return render(request, "represent/waiting.html", {"grants": grants})


@sees_authority
def seen(request, representation_id):
    """A connector or officer says what they have seen; without it only looking is agreed."""
    grant = representation_to_agree(representation_id, request.area_ids)
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
            return redirect("acting_waiting")
    words = {
        "who": grant.login.name,
        "may": RepresentationScope(grant.scope).label,
        "person": grant.person.called,
    }
    return show_form(
        request,
        form,
        heading=_("%(who)s asked to act for %(person)s") % words,
        intro=[_("They would: %(may)s.") % words],
        confirm=_("Agree"),
        not_now=reverse("acting_waiting"),
    )


urlpatterns = [
    path("acting/", choose_person, name="choose_person"),
    path("acting/ask/", ask, name="ask_to_act"),
    path("acting/for-me/", for_me, name="for_me"),
    path("acting/waiting/", waiting, name="acting_waiting"),
    path("acting/<int:representation_id>/agree/", agree, name="agree_to_act"),
    path("acting/<int:representation_id>/end/", end, name="end_acting"),
    path("acting/<int:representation_id>/seen/", seen, name="acting_seen"),
]
