"""How many units a month a provider has for new people, and what each kind of help takes (M18)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.provide.forms.capacity import CapacityForm
from providers.actions.capacity import say_month_units
from providers.queries.capacity import OwnCapacity, own_capacity
from providers.queries.supply import provider_of_login
from providers.rules.capacity import units_text


@login_required
def provider_capacity(request: LoginRequest, provider_id: int) -> HttpResponse:
    provider = provider_of_login(provider_id, login_id=request.user.pk)
    own = own_capacity(provider.pk, now=clock.now())
    form = CapacityForm(post_data(request), own=own)
    back = reverse("provider", args=[provider.pk])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_month_units(
                provider_id=provider.pk,
                **form.said(),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("Kept. Nobody loses a place by it."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("How many new people you can take in a month"),
        intro=[
            _("Once they are taken, whatever people ask first closes by itself until next month."),
            _("To close at once, pause what you offer: one press, and no reason."),
            _("The units belong to the kind of help that is asked, and never to a person."),
            _taken_text(own),
        ],
        confirm=_("Keep it"),
        back=back,
        not_now=back,
    )


def _taken_text(own: OwnCapacity) -> str:
    if own.units is None:
        return _("Nothing is counted so far.")
    return _("Taken this month: %(taken)s of %(units)d.") % {
        "taken": units_text(own.taken),
        "units": own.units,
    }
