"""What comes back to whoever told a place about somebody; and which of it, as the person says."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.states import RepresentationScope
from frontend.access import LoginRequest, PersonRequest, login_required, person_required, takes
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Checkboxes
from frontend.pages.form_page import post_data, show_form
from marketplace.referrals.actions.lines import choose_lines
from marketplace.referrals.notes import case_note_text
from marketplace.referrals.queries.lines import held_back_lines, lines_back
from marketplace.referrals.queries.referrals import referral_of_person, referral_of_sender
from marketplace.referrals.rules.answers import lines_that_may_come_back
from marketplace.referrals.states import ReferralLine
from marketplace.referrals.wording import duty_text, who_told_text


class LinesForm(forms.Form):
    lines = forms.MultipleChoiceField(
        label=gettext_lazy("What may they read?"),
        help_text=gettext_lazy("What the place answered they always read."),
        widget=Checkboxes,
        required=False,
    )

    def __init__(self, *args: Any, offered: list[ReferralLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = self.fields["lines"]
        choices = [(line.value, capfirst(str(line.label))) for line in offered]
        question.choices = choices  # type: ignore[attr-defined]  # it is a choice


@login_required
def referral_came_back(request: LoginRequest, referral_id: int) -> HttpResponse:
    """One line each, and text to copy into another record (M82, M85)."""
    referral = referral_of_sender(referral_id, request.user.pk)
    now = clock.now()
    context = {
        "referral": referral,
        "lines": lines_back(referral, now=now),
        "note": case_note_text(referral, now=now),
        "duty": duty_text(referral.area),
    }
    return render(request, "refer/referral_came_back.html", context)


@person_required
@takes(RepresentationScope.DECIDE)
def referral_lines(request: PersonRequest, referral_id: int) -> HttpResponse:
    """Which lines come back is theirs to say (P79)."""
    referral = referral_of_person(referral_id, request.acting.person_id)
    offered = lines_that_may_come_back(referral.referrer_kind, ())
    held_back = held_back_lines(referral)
    shown = [line.value for line in offered if line not in held_back]
    offered = [line for line in offered if line != ReferralLine.ANSWERED]
    form = LinesForm(post_data(request), offered=offered, initial={"lines": shown})
    back = reverse("my_sessions")
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            choose_lines(
                referral_id=referral.pk,
                lines=form.cleaned_data["lines"],
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("From now on they read what you said, and no more."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("What comes back to whoever told us about you"),
        intro=[f"{who_told_text(referral)}. {referral.target_title}."],
        confirm=_("Keep this"),
        back=back,
        not_now=back,
    )
