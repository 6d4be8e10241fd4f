"""“Do you want it to go on?”: on the group's page, and from paper (M07)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
from community.common.lifecycle import not_none
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
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.texts import talk_url
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.review_sheets import check_review_sheet
from groups.actions.reviews import answer_review, what_follows_text
from groups.queries.reviews import ReviewDetail, review_for_member
from groups.states import ReviewWish


class ReviewForm(forms.Form):
    wish = forms.ChoiceField(
        label=gettext_lazy("Do you want it to go on?"),
        help_text=gettext_lazy("You need not say why."),
        choices=ReviewWish.choices,
        widget=Radios,
    )


@person_required
@shows(Seen.GROUPS)
def group_review(request: PersonRequest, group_id: int) -> HttpResponse:
    """One question while it is asked; and what came of it the last time."""
    detail = review_for_member(group_id, request.acting, now=clock.now())
    form = ReviewForm(post_data(request), initial={"wish": detail.wish})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            wish = ReviewWish(form.cleaned_data["wish"])
            answer_review(group_id=group_id, wish=wish, by=request.acting, now=clock.now())
            messages.success(request, _("Your answer is in. You can change it until that day."))
            return redirect("group_review", group_id)
    return show_form(
        request,
        form,
        "group/group_review.html",
        heading=detail.member.group.name,
        intro=_intro(detail),
        detail=detail,
        follows=what_follows_text(),
        confirm=_("This is my answer"),
        not_now=reverse("group", args=[group_id]),
        talk=talk_url(TalkAbout.GROUP, group_id),
    )


def _intro(detail: ReviewDetail) -> list[str]:
    if not detail.is_open:
        return [_("Nothing is asked just now.")]
    return [
        _("Company is enough: there is nothing that you should have reached or learnt."),
        _("You can answer until the end of %(day)s. After it what each of you said is deleted.")
        % {"day": format_day(not_none(detail.last_day))},
        _("Nobody in the group reads what you answer, nor that you did."),
    ]


@paper_entry_required
def paper_review(request: RoleRequest, code: str) -> HttpResponse:
    """What they ticked. What they said before is not shown."""
    member, acting = member_of_sheet(code, login=request.user)
    detail = review_for_member(member.group_id, acting, now=clock.now())
    form = ReviewForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_review_sheet(member, take_version(form))
            wish = ReviewWish(form.cleaned_data["wish"])
            answer_review(group_id=member.group_id, wish=wish, by=acting, now=clock.now())
            messages.success(request, _("It is entered. Nobody in the group reads it."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("Does %(name)s want the group to go on?") % {"name": member.known_as},
        intro=[] if detail.is_open else [_("Nothing is asked just now.")],
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )
