"""What a place says to a referral, on its own page; or read out to a connector, who writes it down
(M31). No name before the yes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_moment
from community.common.lifecycle import not_none
from frontend.access import (
    LoginRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    login_required,
)
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.provide.visits import VisitAnswerForm
from frontend.pages.visits.lines import ToldByForm
from marketplace.referrals.actions.answers import answer_referral
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.answers import (
    referral_asked_of,
    referral_of_area,
    times_for,
)
from marketplace.referrals.queries.lines import answer_of, answered_text
from marketplace.referrals.wording import outline_lines
from providers.wording.visit_answers import law_text


@dataclass(frozen=True)
class AskedByReferral:
    """What a referral asks of a place, as the questions of a visit read it."""

    listing_id: int
    help_asked: list[str]
    session_id: int | None = None


class ReferralAnswerForm(VisitAnswerForm):
    needed_for_some = (*VisitAnswerForm.needed_for_some, "session_id")
    session_id = forms.TypedChoiceField(
        label=gettext_lazy("If yes: at which time?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=Radios,
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        asked = AskedByReferral(not_none(referral.listing_id), referral.outline.help_asked)
        super().__init__(*args, visit=asked, **kwargs)
        times = times_for(referral, now=clock.now()).all
        if times:
            choices = [(each.pk, format_moment(each.starts_at)) for each in times]
            set_choices(self, "session_id", choices)
            self.order_fields(["answer", "session_id"])
        else:
            del self.fields["session_id"]

    def chosen(self) -> dict[str, Any]:
        """What the action is told."""
        session_id = self.cleaned_data.pop("session_id", None)
        return {"given": self.given(), "session_id": session_id}


class ToldReferralAnswerForm(ToldByForm, ReferralAnswerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "told_by"])


@login_required
def provider_referral(request: LoginRequest, referral_id: int) -> HttpResponse:
    referral = referral_asked_of(referral_id, login_id=request.user.pk)
    form = ReferralAnswerForm(post_data(request), referral=referral)
    to = reverse("provider_visits")
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_referral(
                referral_id=referral.pk,
                **form.chosen(),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("They are told your answer in their own way."))
            return redirect(to)
    return _show(request, form, referral, _("Can you have somebody?"), _("Send this answer"), to)


@connector_required
def referral_told(request: RoleRequest, referral_id: int) -> HttpResponse:
    """The same answers, read out from the slip; it says through whom."""
    referral = referral_of_area(referral_id, area_ids=request.area_ids)
    form = ToldReferralAnswerForm(post_data(request), referral=referral)
    to = reverse("unfair_answers")
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            told_by = form.cleaned_data.pop("told_by")
            answer_referral(
                referral_id=referral.pk,
                told_by=told_by,
                **form.chosen(),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is written down, and they are told."))
            return redirect(to)
    heading = _("What the place said by telephone")
    return _show(request, form, referral, heading, _("Write this down"), to)


def _show(
    request: LoginRequest | RoleRequest,
    form: ReferralAnswerForm,
    referral: Referral,
    heading: str,
    confirm: str,
    back: str,
) -> HttpResponse:
    answer = answer_of(referral)
    intro = [f"{what}: {words}" for what, words in outline_lines(referral)]
    if answer is not None:
        intro.append(answered_text(answer))
    intro += [_("You read who it is, signed in, once you have said yes."), law_text()]
    return show_form(
        request, form, heading=heading, intro=intro, confirm=confirm, back=back, not_now=back
    )
