"""A decision entered from paper by a connector or worker of the area; and "I did not want this"."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.codes import format_code
from community.people.actions.decision_records import record_decision, say_not_wanted
from community.people.queries.decisions import decisions_to_stop
from community.people.states import DecisionRecordState
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.shared.decision_records import things_to_decide

from .forms import DecisionForm, blank_sheet


@paper_entry_required
def paper_decision(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    things = things_to_decide(member.person, now=clock.now())
    form = DecisionForm(post_data(request), things=things)
    back = reverse("paper_sheet", args=[member.paper_code])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record = record_decision(**form.cleaned_data, by=acting, now=clock.now())
            if record.about and record.state == DecisionRecordState.COUNTS:
                return redirect("do_by_decision", record.pk)
            messages.success(request, _("It is written down. They are told of it."))
            return redirect(back)
    return show_form(
        request,
        form,
        "decision_records/paper_decision.html",
        heading=_("A decision for %(name)s") % {"name": member.known_as},
        intro=[
            _("For somebody who cannot say yes or no to this themselves, or who did so with help."),
            _("It is for one decision. They are told of it, by somebody else than you."),
        ],
        confirm=_("Write it down"),
        not_now=back,
        code=member.paper_code,
        to_stop=decisions_to_stop(member.person_id),
    )


@paper_entry_required
def paper_decision_sheet(request: RoleRequest, code: str) -> HttpResponse:
    member, _acting = member_of_sheet(code, login=request.user)
    sheet = blank_sheet(format_code(member.paper_code))
    return render(request, "sheets.html", {"heading": sheet.title, "sheets": [sheet]})


@paper_entry_required
@require_POST
def paper_decision_not_wanted(request: RoleRequest, code: str, record_id: int) -> HttpResponse:
    """They said so to whoever visits: it works at once."""
    member, acting = member_of_sheet(code, login=request.user)
    say_not_wanted(record_id=record_id, by=acting, now=clock.now())
    messages.success(request, _("It is noted. Ask them what is to be undone."))
    return redirect("paper_decision", member.paper_code)
