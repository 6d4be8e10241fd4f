"""Who waits, to whoever runs it: now, over the limit, or first when it opens (P72)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from providers.actions.waiting import answer_waiting
from providers.queries.waiting import entry_to_answer, waiting_to_answer
from providers.rules.capacity import units_text
from providers.states import WaitingAnswer


class WaitingAnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("When do you take them?"),
        choices=[(each.value, capfirst(str(each.label))) for each in WaitingAnswer],
        widget=Radios,
    )


@login_required
def provider_waiting(request: LoginRequest) -> HttpResponse:
    context = {"waiting": waiting_to_answer(request.user.pk)}
    return render(request, "provide/provider_waiting.html", context)


@login_required
def provider_waiting_answer(request: LoginRequest, entry_id: int) -> HttpResponse:
    entry = entry_to_answer(entry_id, login_id=request.user.pk)
    form = WaitingAnswerForm(post_data(request))
    back = reverse("provider_waiting")
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_waiting(
                entry_id=entry.pk,
                answer=WaitingAnswer(form.cleaned_data["answer"]),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("Thank you. They are told what concerns them."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("Somebody waits"),
        intro=[
            entry.listing.title,
            entry.help_words,
            _("It takes %(units)s. They were told that it opens for them on %(day)s, or before.")
            % {"units": units_text(entry.units), "day": format_day(entry.opens_on)},
        ],
        confirm=_("Send this answer"),
        back=back,
        not_now=back,
    )
