"""A connector's own pages about supply: checks to record, and sessions somebody says went
otherwise. Their areas only; anything else is not there."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.places.queries import areas_by_id
from frontend.access import RoleRequest, acting_as_login, connector_required
from frontend.components.fields import DateInWords, YesNoField
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.shared.reaching import reaching_texts
from frontend.shared.unreached import unreached_in_areas
from providers.actions.providers import record_check, record_register_check
from providers.actions.session_outcomes import resolve_session_dispute
from providers.public_registers import PublicRegister
from providers.queries.sessions import not_recorded_sessions, open_dispute, open_disputes
from providers.queries.supply import provider_members, provider_to_vet, providers_to_vet
from providers.states import CheckKind

# A public register is looked up, and has a form of its own.
SEEN_KINDS = [(kind.value, kind.label) for kind in CheckKind if kind != CheckKind.PUBLIC_REGISTER]


class RegisterCheckForm(forms.Form):
    register = forms.ChoiceField(
        label=gettext_lazy("On which public register did you find them?"),
        choices=PublicRegister.choices,
        widget=Radios,
    )
    number = TypedText(
        label=gettext_lazy("What is their number there?"),
        help_text=gettext_lazy("Or the name, in a list that has no numbers. It is public."),
        max_length=40,
    )
    insurance_words = TypedText(
        label=gettext_lazy("What do they say of their insurance?"),
        help_text=gettext_lazy(
            "In their words, like “public liability, until March 2028”. You need not see a paper."
        ),
        max_length=200,
    )


class CheckForm(forms.Form):
    needed_for_some = ("valid_until",)
    kind = forms.ChoiceField(
        label=gettext_lazy("What did you see?"), choices=SEEN_KINDS, widget=Radios
    )
    seen_on = DateInWords(
        label=gettext_lazy("Which day did you see it?"),
        help_text=gettext_lazy("Like 14 5 2027. Only the day is kept: no paper and no number."),
    )
    valid_until = DateInWords(
        label=gettext_lazy("Until which day does it run?"),
        help_text=gettext_lazy("Insurance always has one. Leave it empty if it does not end."),
        required=False,
    )


class DisputeOutcomeForm(forms.Form):
    happened = YesNoField(
        label=gettext_lazy("What did you find, having asked both sides?"),
        choices=[
            ("yes", gettext_lazy("It happened, as was agreed")),
            ("no", gettext_lazy("It did not happen, or not as was agreed")),
        ],
    )


@connector_required
def checks_page(request: RoleRequest) -> HttpResponse:
    """Who offers something in your areas, those still to be looked at first."""
    rows = providers_to_vet(request.area_ids, clock.today())
    context = {
        "rows": rows,
        "areas": areas_by_id(request.area_ids),
        "unreached": unreached_in_areas(request.area_ids),
    }
    return render(request, "connect/checks.html", context)


@connector_required
def check_page(request: RoleRequest, provider_id: int) -> HttpResponse:
    vetting = provider_to_vet(provider_id, clock.today(), login_id=request.user.pk)
    form = CheckForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_check(
                provider_id=provider_id,
                by=acting_as_login(request),
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Kept, with the day and your name."))
            return redirect("check", provider_id)
    members = provider_members(provider_id)
    return show_form(request, form, "connect/check.html", vetting=vetting, members=members)


@connector_required
def check_register_page(request: RoleRequest, provider_id: int) -> HttpResponse:
    """A public body, a library, a registered charity or a place of worship: one press (P109)."""
    vetting = provider_to_vet(provider_id, clock.today(), login_id=request.user.pk)
    form = RegisterCheckForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_register_check(
                provider_id=provider_id,
                by=acting_as_login(request),
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Kept, with the day and your name."))
            return redirect("check", provider_id)
    back = reverse("check", args=[provider_id])
    return show_form(
        request,
        form,
        heading=_("Look up %(name)s") % {"name": vetting.provider.name},
        intro=[
            _(
                "For a public body, a library, a registered charity or a place of worship this is"
                " enough, for a year."
            ),
            _(
                "Where people are helped by hand, or at a home, you still have to see who they are,"
                " their insurance, and the check that such help needs."
            ),
        ],
        confirm=_("I have found them there"),
        back=back,
        not_now=back,
    )


@connector_required
def session_disputes_page(request: RoleRequest) -> HttpResponse:
    """Sessions in your areas that somebody says went otherwise, oldest first."""
    context = {
        "disputes": open_disputes(request.area_ids),
        "not_recorded": not_recorded_sessions(request.area_ids),
    }
    return render(request, "connect/session_disputes.html", context)


@connector_required
def session_dispute_page(request: RoleRequest, dispute_id: int) -> HttpResponse:
    dispute = open_dispute(dispute_id, area_ids=request.area_ids)
    form = DisputeOutcomeForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            resolve_session_dispute(
                dispute_id=dispute_id,
                happened=form.cleaned_data["happened"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("Both sides are told what you found."))
            return redirect("session_disputes")
    back = reverse("session_disputes")
    return show_form(
        request,
        form,
        "connect/session_dispute.html",
        dispute=dispute,
        reaching=reaching_texts(dispute.person_id),
        back=back,
    )


urlpatterns = [
    path("connect/checks/", checks_page, name="checks"),
    path("connect/checks/<int:provider_id>/", check_page, name="check"),
    path("connect/checks/<int:provider_id>/register/", check_register_page, name="check_register"),
    path("connect/disputes/", session_disputes_page, name="session_disputes"),
    path("connect/disputes/<int:dispute_id>/", session_dispute_page, name="session_dispute"),
]
