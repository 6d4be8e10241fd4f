"""A sheet goes by post with a stamped way back: asked for, printed, and ticked by one worker (P59).

Until it is ticked it is said to be posted nowhere.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.lifecycle import not_none
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from community.people.queries.persons import workers_of_area
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    takes,
)
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from frontend.pages.printing import print_sheets
from frontend.shared.posted_sheets import names_of_sheets, posted_texts, sheets_with_way_back
from groups.actions.posted_sheets import ask_for_post, ask_to_post, mark_posted, stop_posting
from groups.models.members import Member
from groups.queries.members import place_in_group
from groups.queries.posted_sheets import last_way_back, sheet_to_post, sheets_to_post, who_posts_to
from groups.rules.posted_sheets import nobody_posts


class PostSheetForm(forms.Form):
    sheet = forms.ChoiceField(label=gettext_lazy("Which sheet?"))
    worker_id = forms.TypedChoiceField(label=gettext_lazy("Who posts it?"), coerce=int)
    address = TypedText(
        label=gettext_lazy("Where to?"),
        help_text=gettext_lazy("It is forgotten as soon as the sheet is posted."),
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
    )
    way_back = TypedText(
        label=gettext_lazy("Where does the stamped envelope come back to?"),
        help_text=gettext_lazy("This stands on the sheet, and on the envelope that you put in."),
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, sheets: dict[str, str], area_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "sheet", sheets.items())
        workers = [(login.pk, login.name) for login in workers_of_area(area_id)]
        set_choices(self, "worker_id", workers)


class AskForPostForm(forms.Form):
    sheet = forms.ChoiceField(label=gettext_lazy("Which sheet?"))
    address = TypedText(
        label=gettext_lazy("Where to?"),
        help_text=gettext_lazy(
            "If you leave it empty, you are asked. It is forgotten as soon as the sheet is posted."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, sheets: dict[str, str], acts_for: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "sheet", sheets.items())
        if acts_for:
            del self.fields["address"]


@person_required
@takes(RepresentationScope.DECIDE)
def ask_by_post(request: PersonRequest, group_id: int) -> HttpResponse:
    """Their own, to answer on. Whoever acts for them does not say where to (P17)."""
    acting, now = request.acting, clock.now()
    member = place_in_group(group_id, acting)
    worker = who_posts_to(member.person, but=acting.login_id)
    if worker is None:
        raise nobody_posts()
    form = AskForPostForm(
        post_data(request),
        sheets=names_of_sheets(member, by=acting, now=now),
        acts_for=acting.representation is not None,
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            asked = {"address": ""} | form.cleaned_data
            posted = ask_for_post(member_id=member.pk, **asked, by=acting, now=now)
            messages.success(
                request,
                _("%(name)s is asked to post it. Until they say so, it is not sent.")
                % {"name": capfirst(posted.worker.name)},
            )
            return redirect("group", group_id)
    return show_form(
        request,
        form,
        heading=_("Have a sheet posted"),
        intro=[
            _("%(name)s posts it, and says when it went.") % {"name": capfirst(worker.name)},
            _("With it comes an envelope with a stamp, so that the way back costs you nothing."),
            *posted_texts(member),
        ],
        confirm=_("Ask for it"),
        not_now=reverse("group", args=[group_id]),
    )


@paper_entry_required
def paper_post(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    now = clock.now()
    form = PostSheetForm(
        post_data(request),
        initial=_standing_in(member, request.user.pk, request.GET.get("sheet", "")),
        sheets=names_of_sheets(member, by=acting, now=now),
        area_id=not_none(member.person.area_id),
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            ask_to_post(member_id=member.pk, **form.cleaned_data, by=acting, now=now)
            messages.success(
                request, _("It is noted for whoever posts it. Until they tick it, it is not sent.")
            )
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("Post a sheet to %(name)s") % {"name": member.known_as},
        intro=[_("With it goes an envelope with a stamp, so that it costs them nothing.")],
        confirm=_("Note it for whoever posts it"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


def _standing_in(member: Member, login_id: int, sheet: str) -> dict[str, Any]:
    """`sheet`: one that they asked for themselves, where this login is to post it."""
    plan = contact_plan_of(member.person_id)
    is_by_post = plan is not None and plan.channel == Channel.POST
    waiting = next(
        (
            posted
            for posted in sheets_to_post(login_id)
            if posted.member_id == member.pk and posted.sheet == sheet
        ),
        None,
    )
    return {
        "sheet": sheet,
        "worker_id": login_id,
        "address": (waiting.address if waiting else "")
        or (plan.address if plan and is_by_post else ""),
        "way_back": last_way_back(not_none(member.person.area_id)),
    }


@paper_entry_required
def sheet_to_print(request: RoleRequest, posted_sheet_id: int) -> HttpResponse:
    """With the way back on it, for whoever posts it."""
    posted = sheet_to_post(posted_sheet_id, request.user.pk)
    sheets = sheets_with_way_back(posted, login=request.user, now=clock.now())
    heading = _("To post to %(name)s") % {"name": posted.member.known_as}
    return print_sheets(request, sheets, heading=heading)


@paper_entry_required
@require_POST
def sheet_posted(request: RoleRequest, posted_sheet_id: int) -> HttpResponse:
    """The other button says that it is not needed any more."""
    if request.POST.get("posted") == "no":
        stop_posting(posted_sheet_id=posted_sheet_id, by=request.acting, now=clock.now())
        messages.success(request, _("It is taken off. Nothing is posted."))
    else:
        mark_posted(posted_sheet_id=posted_sheet_id, by=request.acting, now=clock.now())
        messages.success(request, _("It is noted as posted today, by you."))
    return redirect("next_visits")


urlpatterns = [
    path("group/<int:group_id>/sheets/post/", ask_by_post, name="ask_by_post"),
    path("paper/<str:code>/post/", paper_post, name="paper_post"),
    path("visits/post/<int:posted_sheet_id>/", sheet_to_print, name="sheet_to_print"),
    path("visits/post/<int:posted_sheet_id>/posted/", sheet_posted, name="sheet_posted"),
]
