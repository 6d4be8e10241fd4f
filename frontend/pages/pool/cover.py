"""Where a place is not covered in mid-term: what the group may do, and what each is happy with."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
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
from frontend.components.fields import DateInWords, set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Checkboxes
from frontend.pages.form_page import post_data, show_form
from frontend.pages.how_put import HowPutOfYesForm
from frontend.pages.pool.texts import talk_url
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.group_choices import asked_on_text, version_of_choice
from groups.rules.motions import check_sheet
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.queries.cover_choices import CoverChoiceDetail, cover_choice_for

WAITS_FOR_PAPER_TEXT = gettext_lazy(
    "The day to answer is over. Counting waits two working days for sheets of paper that are out."
)


class CoverForm(HowPutOfYesForm):
    options = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these would you be happy with?"),
        help_text=gettext_lazy("As many as you like. Nothing ticked says “none of these”."),
        widget=Checkboxes,
        required=False,
    )


class PaperCoverForm(CoverForm):
    given_on = DateInWords(
        label=gettext_lazy("On which day did they give it to you?"),
        help_text=gettext_lazy("It counts by that day. Leave it empty for today."),
        required=False,
    )


@person_required
@shows(Seen.QUESTIONS)
def pool_cover(request: PersonRequest, pool_id: int) -> HttpResponse:
    detail = cover_choice_for(pool_id=pool_id, by=request.acting, now=clock.now())
    if request.method == "GET" and detail.is_over(clock.now()):
        messages.info(request, WAITS_FOR_PAPER_TEXT)
        return redirect("pool", pool_id)
    form = ballot_form(
        request,
        detail,
        initial=detail.my_options,
        for_somebody=request.acting.is_by_other_hands,
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cast_cover_ballot(
                pool_id=pool_id,
                **form.other_answers(),
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Your answer is in. Until that day you can change it."))
            return redirect("pool", pool_id)
    return show_form(
        request,
        form,
        heading=_("A place is not covered: what should your group do?"),
        intro=[
            _("You can answer until %(day)s. What most of you are happy with is done.")
            % {"day": format_day(detail.choice.last_day)},
            _("Nobody sees what you answer, and nobody pays more without their own yes."),
        ],
        shown=detail.shown,
        confirm=_("This is my answer"),
        not_now=reverse("pool", args=[pool_id]),
        talk=talk_url(TalkAbout.POOL, pool_id),
    )


@paper_entry_required
def paper_cover(request: RoleRequest, code: str, pool_id: int) -> HttpResponse:
    """What they ticked on their sheet. Whoever enters it does not see what they said before."""
    member, acting = member_of_sheet(code, login=request.user)
    detail = cover_choice_for(pool_id=pool_id, by=acting, now=clock.now())
    form = ballot_form(request, detail, form_class=PaperCoverForm, for_somebody=True)
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_sheet(take_version(form), version_of_choice(detail))
            cast_cover_ballot(
                pool_id=pool_id,
                **form.other_answers(),
                how_put=form.how_put(),
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("It is entered."))
            return redirect("paper_costs", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What did %(name)s tick?") % {"name": member.known_as},
        intro=[
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
            asked_on_text(detail),
            *(f"{line.key}: {line.value}" for line in detail.shown),
        ],
        confirm=_("Enter this"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )


def ballot_form(
    request: PersonRequest | RoleRequest,
    detail: CoverChoiceDetail,
    *,
    initial: list[str] | None = None,
    form_class: type[CoverForm] = CoverForm,
    for_somebody: bool = False,
) -> CoverForm:
    form = form_class(
        post_data(request), initial={"options": initial or []}, for_somebody=for_somebody
    )
    labels = [(option.value, str(option.label).capitalize()) for option, _text in detail.options]
    set_choices(form, "options", labels)
    return form
