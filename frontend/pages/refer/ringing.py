"""Somebody whom others told us of, and who has a telephone: rung, and asked first (P62)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.telephone import to_ring as number_to_ring
from frontend.access import RoleRequest, acting_as_login, role_required
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.refer.forms import MAX_CONTACT_CHARS
from marketplace.referrals.actions.answers_of_persons import answer_told_connector
from marketplace.referrals.queries.referrals import draft_to_ring
from marketplace.referrals.wording import agreement_text, who_told_text
from providers.queries.objections import ANSWERING_ROLES

YES, NO = "yes", "no"


class ReferralRungForm(forms.Form):
    wants_it = forms.TypedChoiceField(
        label=gettext_lazy("What did they say?"),
        choices=[(YES, gettext_lazy("Yes, ask the place")), (NO, gettext_lazy("No"))],
        coerce=lambda text: text == YES,
        empty_value=None,
        widget=Radios,
        error_messages={"required": gettext_lazy("Say what they said.")},
    )
    contact = TypedText(
        label=gettext_lazy("Another way to reach them, if they gave one"),
        max_length=MAX_CONTACT_CHARS,
        required=False,
    )


@role_required(*ANSWERING_ROLES)
def referral_rung(request: RoleRequest, referral_id: int) -> HttpResponse:
    referral = draft_to_ring(referral_id, request.area_ids, clock.now())
    form = ReferralRungForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_told_connector(
                referral_id=referral.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(
                request,
                _("It is written down, and the place is asked.")
                if form.cleaned_data["wants_it"]
                else _("Nothing of it is kept, and nobody there has heard of it."),
            )
            return redirect("to_ring")
    rows = [
        Row(_("Ask for"), referral.called),
        Row(_("Number"), number_to_ring(referral.contact)),
        Row(_("Who told us"), who_told_text(referral)),
        Row(_("What we were told"), referral.line),
        Row(_("Read this to them"), agreement_text(referral.target_title)),
    ]
    return show_form(
        request,
        form,
        "refer/referral_rung.html",
        heading=_("Ring them"),
        intro=[
            _("Ask for them first, and say nothing of it to anybody else who answers."),
            _("Ask them how they would like to be reached."),
        ],
        rows=rows,
        confirm=_("Write it down"),
        back=reverse("to_ring"),
        not_now=reverse("to_ring"),
    )
