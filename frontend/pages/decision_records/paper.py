"""A decision entered from paper by a connector or worker of the area; and "I did not want this"."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.codes import format_code
from community.people.actions.decision_records import (
    enter_joint_answer,
    record_decision,
    say_not_wanted,
)
from community.people.models.decisions import DecisionRecord
from community.people.models.representations import Representation
from community.people.queries.decisions import decisions_to_stop, joint_answers_to_enter
from community.people.states import DecisionRecordState
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import parse_id, post_data, show_form
from frontend.pages.printing import print_sheets
from frontend.shared.decision_records import record_rows, things_to_decide
from groups.models.members import Member

from .forms import DecisionForm, blank_sheet, joint_sheet


@paper_entry_required
def paper_decision(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    things = things_to_decide(acting, now=clock.now())
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
        to_confirm=[
            (record, record_rows(record), others)
            for record, others in _joint_answers(request, member)
        ],
    )


def _joint_answers(
    request: RoleRequest, member: Member
) -> list[tuple[DecisionRecord, list[Representation]]]:
    return joint_answers_to_enter(member.person_id, request.user.pk, now=clock.now())


@paper_entry_required
def paper_decision_sheet(request: RoleRequest, code: str) -> HttpResponse:
    """To fill in by hand; and of what waits for the other of two, a sheet for their answer."""
    member, _acting = member_of_sheet(code, login=request.user)
    paper_code = format_code(member.paper_code)
    sheet = blank_sheet(member.person.area_id, paper_code)
    answers = [joint_sheet(record, paper_code) for record, _ in _joint_answers(request, member)]
    return print_sheets(request, [sheet, *answers], heading=sheet.title)


@paper_entry_required
@require_POST
def paper_joint_answer(request: RoleRequest, code: str, record_id: int) -> HttpResponse:
    """What the other of two who decide only together put on their sheet."""
    member, acting = member_of_sheet(code, login=request.user)
    enter_joint_answer(
        record_id=record_id,
        representation_id=parse_id(request.POST.get("other")) or 0,
        agrees=request.POST.get("agrees") == "yes",
        by=acting,
        now=clock.now(),
    )
    messages.success(request, _("It is entered. Whoever answered is told."))
    return redirect("paper_decision", member.paper_code)


@paper_entry_required
@require_POST
def paper_decision_not_wanted(request: RoleRequest, code: str, record_id: int) -> HttpResponse:
    """They said so to whoever visits: it works at once."""
    member, acting = member_of_sheet(code, login=request.user)
    say_not_wanted(record_id=record_id, by=acting, now=clock.now())
    messages.success(request, _("It is noted. Ask them what is to be undone."))
    return redirect("paper_decision", member.paper_code)
