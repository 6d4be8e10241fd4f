"""The person's own page of what was written down for them; and writing one down."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.actions.decision_records import (
    answer_joint_decision,
    record_decision,
    say_not_wanted,
)
from community.people.models.decisions import DecisionRecord
from community.people.queries.decisions import decisions_for_reader, decisions_to_confirm
from community.people.states import (
    DecisionRecordKind,
    DecisionRecordState,
    RepresentationScope,
)
from frontend.access import (
    LoginRequest,
    PersonRequest,
    login_required,
    person_required,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import parse_id, post_data, show_form
from frontend.pages.printing import print_sheets
from frontend.shared.connectors import not_wanted_text
from frontend.shared.decision_records import money_to_add, record_rows, things_to_decide
from groups.queries.members import group_detail, invite_by_code

from .forms import DecisionForm, blank_sheet

STOPPABLE = (DecisionRecordState.HELD, DecisionRecordState.COUNTS, DecisionRecordState.DONE)


@person_required
def decision_records(request: PersonRequest) -> HttpResponse:
    """To the person all of them; to whoever acts for them those that they wrote."""
    is_own = request.acting.representation is None
    records = decisions_for_reader(request.acting)
    context = {
        "records": [
            {
                "record": record,
                "rows": record_rows(record),
                "can_stop": is_own and record.state in STOPPABLE,
                "can_do": not is_own and bool(record.about) and _counts(record),
            }
            for record in records
        ],
        "to_confirm": [
            (record, record_rows(record))
            for record in decisions_to_confirm(request.acting, now=clock.now())
        ],
        "is_own": is_own,
    }
    return render(request, "decision_records/decision_records.html", context)


def _counts(record: DecisionRecord) -> bool:
    return record.state == DecisionRecordState.COUNTS


@person_required
@takes(RepresentationScope.SUGGEST)
def write_decision_down(request: PersonRequest) -> HttpResponse:
    """By whoever acts for somebody and may look and suggest, or by the person themselves."""
    person = request.acting.person
    now = clock.now()
    things = [
        *_group_asked_about(request, now),
        *things_to_decide(request.acting, now=now),
        *money_to_add(request.acting, now=now),
    ]
    form = DecisionForm(post_data(request), things=things, initial={"about": _first(things)})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record = record_decision(**form.cleaned_data, by=request.acting, now=now)
            return _after(request, record)
    return show_form(
        request,
        form,
        heading=_("Write a decision down for %(person)s") % {"person": person.preferred_name},
        intro=[
            _(
                "For one decision, this time. It is no power to decide, and it pays nothing. They"
                " are told of it, and can say that they do not want it."
            )
        ],
        confirm=_("Write it down"),
        not_now=reverse("decision_records"),
    )


def _group_asked_about(request: PersonRequest, now: datetime) -> list[tuple[str, str]]:
    """The group that a page leads here from: one that a card opens, or that anybody can find."""
    card, group_id = request.GET.get("card", ""), parse_id(request.GET.get("group"))
    if not card and "group" not in request.GET:
        return []
    group = (
        invite_by_code(card, clock.today(now)).group
        if card
        else group_detail(group_id, request.acting, now=now).group
    )
    return [(f"group:{group.pk}", _("Coming into the group “%(name)s”") % {"name": group.name})]


def _first(things: list[tuple[str, str]]) -> str:
    return things[0][0] if len(things) == 1 else ""


def _after(request: PersonRequest, record: DecisionRecord) -> HttpResponse:
    if record.kind == DecisionRecordKind.JOINT:
        messages.success(request, _("The other is asked for their yes. You hear when they answer."))
    elif record.state == DecisionRecordState.HELD:
        messages.success(
            request, _("It is held until a second person has looked. You hear when they have.")
        )
    elif record.about:
        return redirect("do_by_decision", record.pk)
    else:
        messages.success(request, _("It is written down. They are told of it."))
    return redirect("decision_records")


@person_required
@require_POST
def decision_not_wanted(request: PersonRequest, record_id: int) -> HttpResponse:
    say_not_wanted(record_id=record_id, by=request.acting, now=clock.now())
    messages.success(request, not_wanted_text(request.acting.person))
    return redirect("decision_records")


@person_required
@require_POST
def decision_confirmed(request: PersonRequest, record_id: int) -> HttpResponse:
    """The yes, or the no, of the other of two who decide only together."""
    agrees = request.POST.get("agrees") == "yes"
    answer_joint_decision(record_id=record_id, agrees=agrees, by=request.acting, now=clock.now())
    messages.success(request, _("Your answer is noted. The other hears of it."))
    return redirect("decision_records")


@login_required
def decision_sheet(request: LoginRequest) -> HttpResponse:
    person = request.acting.person
    sheet = blank_sheet(person.area_id if person else None)
    return print_sheets(request, [sheet], heading=sheet.title)
