"""The group's own choice to call a shared cost off: asking the group, and what each answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
from community.people.acting import Acting
from community.people.scope_table import Seen
from community.people.states import TalkAbout
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
)
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Money
from frontend.pages.form_page import post_data, show_form
from frontend.pages.how_put import HowPutForm
from frontend.pages.pool.cover import (
    WAITS_FOR_PAPER_TEXT,
    CoverForm,
    PaperCoverForm,
    ballot_form,
)
from frontend.pages.pool.texts import talk_url
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.group_choices import asked_on_text, version_of_choice
from groups.rules.motions import check_sheet
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.queries.cover_choices import CallOffDetail, call_off_for
from pooling.pools.states import ChoiceKind


class AskToCallOffForm(HowPutForm):
    typed = TypedText(
        label=gettext_lazy("Type the sum that would go back"), max_length=20, widget=Money()
    )


@person_required
@shows(Seen.QUESTIONS)
def pool_call_off(request: PersonRequest, pool_id: int) -> HttpResponse:
    detail = call_off_for(pool_id=pool_id, by=request.acting, now=clock.now())
    if request.method == "GET" and detail.choice and detail.choice.is_over(clock.now()):
        messages.info(request, WAITS_FOR_PAPER_TEXT)
        return redirect("pool", pool_id)
    form = _form(request, detail, by=request.acting)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _do(detail, form, by=request.acting, shown_digest=digest_shown(request))
            messages.success(request, _done_text(form))
            return redirect("pool", pool_id)
    return show_form(
        request,
        form,
        heading=_("Should your group call this off?"),
        intro=_intro(detail),
        shown=detail.shown,
        confirm=_("This is my answer") if detail.choice else _("Ask my group"),
        not_now=reverse("pool", args=[pool_id]),
        talk=talk_url(TalkAbout.POOL, pool_id),
    )


@paper_entry_required
def paper_call_off(request: RoleRequest, code: str, pool_id: int) -> HttpResponse:
    """What they wrote. Whoever enters it does not see what they said before."""
    member, acting = member_of_sheet(code, login=request.user)
    detail = call_off_for(pool_id=pool_id, by=acting, now=clock.now())
    form = _form(request, detail, by=acting)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            if detail.choice:
                check_sheet(take_version(form), version_of_choice(detail.choice))
            _do(detail, form, by=acting)
            messages.success(request, _("It is entered."))
            return redirect("paper_costs", member.paper_code)
    heading = _("What did %(name)s tick?") if detail.choice else _("Does %(name)s ask the group?")
    return show_form(
        request,
        form,
        heading=heading % {"name": member.known_as},
        intro=[
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
            *_intro(detail),
            *([asked_on_text(detail.choice)] if detail.choice else []),
            *(f"{line.key}: {line.value}" for line in detail.shown),
        ],
        confirm=_("Enter this"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )


def _form(
    request: PersonRequest | RoleRequest, detail: CallOffDetail, *, by: Acting
) -> AskToCallOffForm | CoverForm:
    if detail.choice is None or "typed" in request.POST:  # asked by another since it was shown
        return AskToCallOffForm(
            post_data(request), for_somebody=by.on_paper or by.is_by_other_hands
        )
    if by.on_paper:
        form = ballot_form(request, detail.choice, form_class=PaperCoverForm, for_somebody=True)
        ask_version(form)
        return form
    return ballot_form(
        request,
        detail.choice,
        initial=detail.choice.my_options,
        for_somebody=by.is_by_other_hands,
    )


def _do(
    detail: CallOffDetail, form: AskToCallOffForm | CoverForm, *, by: Acting, **shown: Any
) -> None:
    facts = {
        "pool_id": detail.pool.pk,
        **form.other_answers(),
        "how_put": form.how_put(),
        **shown,
        "by": by,
        "now": clock.now(),
    }
    if isinstance(form, CoverForm):
        cast_cover_ballot(kind=ChoiceKind.CALL_OFF, **facts)
    else:
        ask_group_to_call_off(**facts)


def _done_text(form: forms.Form) -> str:
    if "typed" in form.cleaned_data:
        return _(
            "Your group is asked. Nobody is told who asked. You can answer now, as the others."
        )
    return _("Your answer is in. Until that day you can change it.")


def _intro(detail: CallOffDetail) -> list[str]:
    if detail.choice is None:
        return [
            _("Everybody who is in has one voice. Nothing is changed until it is counted."),
            _("Nobody is told who asked. To say that you mean it, type the sum below."),
        ]
    day = format_day(detail.choice.choice.last_day)
    return [
        _("You can answer until %(day)s. What most of you are happy with is done.") % {"day": day},
        _("Nobody sees what you answer."),
    ]
