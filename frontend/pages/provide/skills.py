"""What a provider, or an advocate, is skilled in (M30)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Checkboxes
from frontend.pages.form_page import post_data, show_form
from providers.actions.providers import say_skills
from providers.queries.supply import provider_of_login
from providers.states import Skill


class SkillsForm(forms.Form):
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("What are you skilled in?"),
        help_text=gettext_lazy("Only what you have done or learned. Leave the others."),
        choices=[(each.value, capfirst(str(each.label))) for each in Skill],
        widget=Checkboxes,
        required=False,
    )


@login_required
def provider_skills(request: LoginRequest, provider_id: int) -> HttpResponse:
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    form = SkillsForm(post_data(request), initial={"skills": provider.skills})
    back = reverse("provider", args=[provider.pk])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_skills(
                provider_id=provider.pk,
                skills=form.cleaned_data["skills"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("Kept. The page of your area counts you in."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("What you are skilled in"),
        intro=[_("The page of your area says for what nobody is open. Nobody is ranked by it.")],
        confirm=_("Keep it"),
        back=back,
        not_now=back,
    )
