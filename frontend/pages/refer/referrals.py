"""What one told places, and what places were told about oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_moment
from community.people.scope_table import Seen
from frontend.access import (
    LoginRequest,
    PersonRequest,
    acting_as_login,
    login_required,
    person_required,
    shows,
    stops,
)
from frontend.components.blocks import Row
from marketplace.referrals.actions.answers_of_persons import take_referral_back, withdraw_referral
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.referrals import (
    owner_of,
    referral_of_sender,
    referrals_of_person,
    referrals_of_sender,
)
from marketplace.referrals.states import ReferralState
from marketplace.referrals.wording import (
    duty_text,
    outline_lines,
    state_for_sender_text,
    state_text,
    who_told_text,
)


@login_required
def referrals(request: LoginRequest) -> HttpResponse:
    """Those that this login stays with, and nobody else's. Nothing is counted (P82)."""
    rows = [(each, state_for_sender_text(each)) for each in referrals_of_sender(request.user.pk)]
    return render(request, "refer/referrals.html", {"referrals": rows})


@login_required
def referral_page(request: LoginRequest, referral_id: int) -> HttpResponse:
    referral = referral_of_sender(referral_id, request.user.pk)
    context = {
        "referral": referral,
        "state": state_for_sender_text(referral),
        "rows": _rows(referral),
        "is_sent": referral.state != ReferralState.DRAFT,
        "duty": duty_text(referral.area),
    }
    return render(request, "refer/referral.html", context)


def _rows(referral: Referral) -> list[Row]:
    owner = owner_of(referral.pk)
    desk = referral.body.duty_desk_words if referral.body else ""
    stays = (owner.login.name if owner.login else desk) if owner else ""
    is_draft = referral.state == ReferralState.DRAFT
    until = referral.answer_until if is_draft else None
    rows = [
        Row(_("What to call them"), referral.called),
        Row(_("The line"), referral.line),
        *(Row(what, words) for what, words in outline_lines(referral)),
        Row(_("Your team’s own reference"), referral.own_reference),
        Row(_("Who stays with it"), stays),
        Row(_("They can say yes until"), format_moment(until) if until else ""),
    ]
    return [row for row in rows if row.value]


@login_required
@require_POST
def referral_end(request: LoginRequest, referral_id: int) -> HttpResponse:
    by = acting_as_login(request)
    take_referral_back(referral_id=referral_id, by=by, now=clock.now())
    messages.success(request, _("It is ended."))
    return redirect("referrals")


@person_required
@shows(Seen.PLANS)
def my_referrals(request: PersonRequest) -> HttpResponse:
    """Who told a place about me, what, and how to end it (P63)."""
    rows = [
        (each, who_told_text(each), state_text(each), outline_lines(each))
        for each in referrals_of_person(request.acting.person_id)
    ]
    area = request.acting.person.area
    return render(
        request,
        "refer/my_referrals.html",
        {"referrals": rows, "duty": duty_text(area) if area else ""},
    )


@person_required
@stops
@require_POST
def my_referral_end(request: PersonRequest, referral_id: int) -> HttpResponse:
    withdraw_referral(referral_id=referral_id, by=request.acting, now=clock.now())
    messages.success(request, _("It is ended. Nobody asks why."))
    return redirect("my_referrals")
