"""A sheet goes by post with a stamped way back: asked for, printed, and ticked by one worker (P59).

Until it is ticked it is said to be posted nowhere.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.lifecycle import not_none
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from community.people.queries.persons import workers_of_area
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from frontend.pages.printing import print_sheets
from frontend.shared.posted_sheets import names_of_sheets, sheets_with_way_back
from groups.actions.posted_sheets import ask_to_post, mark_posted, stop_posting
from groups.models.members import Member
from groups.queries.posted_sheets import last_way_back, sheet_to_post


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


@paper_entry_required
def paper_post(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    now = clock.now()
    form = PostSheetForm(
        post_data(request),
        initial=_standing_in(member, request.user.pk),
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


def _standing_in(member: Member, login_id: int) -> dict[str, Any]:
    plan = contact_plan_of(member.person_id)
    is_by_post = plan is not None and plan.channel == Channel.POST
    return {
        "worker_id": login_id,
        "address": plan.address if plan and is_by_post else "",
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
    path("paper/<str:code>/post/", paper_post, name="paper_post"),
    path("visits/post/<int:posted_sheet_id>/", sheet_to_print, name="sheet_to_print"),
    path("visits/post/<int:posted_sheet_id>/posted/", sheet_posted, name="sheet_posted"),
]
