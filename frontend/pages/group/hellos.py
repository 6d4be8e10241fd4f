"""When a group begins for whoever comes in, and saying hello: one press, or a line on a sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import or_not_found
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import parse_id, post_data
from frontend.pages.group.forms import NewcomerForm
from frontend.pages.group.motions import press_to_propose
from frontend.pages.row_forms import row_ids, with_forms
from frontend.shared.reaching import reaching_texts_of
from groups.actions.hellos import answer_newcomer
from groups.actions.hellos import say_hello as greet
from groups.queries.members import newcomers_for_connector
from groups.states import GroupBeginning, MotionPurpose


@person_required
@require_POST
def say_hello(request: PersonRequest, group_id: int) -> HttpResponse:
    newcomer_id = parse_id(request.POST.get("newcomer"))
    greet(group_id=group_id, newcomer_id=newcomer_id, by=request.acting, now=clock.now())
    messages.success(request, _("They hear that you said hello. The group has begun for them."))
    return redirect("group", group_id)


@person_required
@require_POST
def set_beginning(request: PersonRequest, group_id: int) -> HttpResponse:
    begins = or_not_found(_beginning(request.POST.get("begins", "")))
    is_hello = begins == GroupBeginning.HELLO
    purpose = MotionPurpose.HELLO_FIRST if is_hello else MotionPurpose.BEGIN_AT_ONCE
    back = reverse("group", args=[group_id])
    return press_to_propose(request, purpose, group_id, back=back, kept=["begins"])


def _beginning(word: str) -> GroupBeginning | None:
    return GroupBeginning(word) if word in GroupBeginning else None


@paper_entry_required
@require_POST
def paper_hello(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    newcomer_id = parse_id(request.POST.get("newcomer"))
    greet(group_id=member.group_id, newcomer_id=newcomer_id, by=acting, now=clock.now())
    messages.success(request, _("It is entered. The newcomer hears of it."))
    return redirect("paper_sheet", member.paper_code)


@connector_required
def connector_newcomers(request: RoleRequest) -> HttpResponse:
    """Who came into a group of your areas, and to whom nobody has said hello in seven days."""
    return _show_newcomers(request)


@connector_required
@require_POST
def connector_newcomer(request: RoleRequest, newcomer_id: int) -> HttpResponse:
    form = NewcomerForm(post_data(request), auto_id=row_ids(newcomer_id))
    if form.is_valid():
        with catch_refusals(form):
            answer_newcomer(
                newcomer_id=newcomer_id,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("The newcomer is told."))
            return redirect("connector_newcomers")
    return _show_newcomers(request, form)


def _show_newcomers(request: RoleRequest, sent: NewcomerForm | None = None) -> HttpResponse:
    forms = with_forms(newcomers_for_connector(request.area_ids), NewcomerForm, sent)
    reaching = reaching_texts_of([newcomer.person_id for newcomer, _form in forms])
    return render(
        request,
        "group/connector_newcomers.html",
        {
            "newcomers": [(each, form, reaching[each.person_id]) for each, form in forms],
            "form": sent,
        },
        status=422 if sent is not None and sent.errors else 200,
    )
