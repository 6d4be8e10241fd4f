"""My groups; starting one; looking at one; coming in; leaving."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import person_required
from frontend.components.blocks import Sheet
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.forms import Naming, Nothing, StartGroup
from groups.actions.membership import join_open_group, leave_group, set_group_open, start_group
from groups.queries.briefs import briefs_of
from groups.queries.members import group_detail, groups_of, invites_of, membership
from groups.rules.codes import format_code
from groups.rules.decisions import voting_rule_text
from groups.states import GroupState
from pooling.pools.queries.pool_details import pools_of_group


@person_required
def mine(request):
    groups = groups_of(request.acting.person_id)
    return render(request, "group/mine.html", {"groups": groups})


@person_required
def start(request):
    form = StartGroup(post_data(request), initial={"known_as": request.acting.person.called})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            group = start_group(**form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(request, _("Your group is here. You can invite people now."))
            return redirect("group", group.pk)
    return show_form(request, form, "group/start.html", rule=voting_rule_text())


def one(request, group_id):
    """A member sees the names others chose; a visitor sees what the group is for."""
    page = group_detail(group_id, request.acting)
    if page.me is None:
        return render(request, "group/visitor.html", {"page": page, "rule": voting_rule_text()})
    now = clock.now()
    context = {
        "page": page,
        "briefs": briefs_of(page.group.pk, request.acting),
        "invites": invites_of(page.group.pk, request.acting, clock.today(now)),
        "costs": pools_of_group(page.group.pk),
        "is_open": page.group.state == GroupState.FORMING,
    }
    return render(request, "group/one.html", context)


@person_required
def join(request, group_id):
    page = group_detail(group_id, request.acting)
    if page.me:
        return redirect("group", group_id)
    form = Naming(post_data(request), initial={"known_as": request.acting.person.called})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            join_open_group(
                group_id=group_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, _("You are in the group."))
            return redirect("group", group_id)
    return show_form(
        request,
        form,
        "group/join.html",
        group=page.group,
        rule=voting_rule_text(),
        not_now=reverse("group", args=[group_id]),
    )


@person_required
def leave(request, group_id):
    page = group_detail(group_id, request.acting)
    form = Nothing(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            leave_group(group_id=group_id, by=request.acting, now=clock.now())
            messages.success(request, _("You have left. You need not say why."))
            return redirect("groups")
    return show_form(
        request,
        form,
        "group/leave.html",
        group=page.group,
        heading=_("Leave “%(group)s”") % {"group": page.group.name},
        intro=[
            _("You can leave at any time, and you need not say why."),
            _("The others may notice that you are not there. We never say why, or who left."),
            _("You can come back if you want to."),
        ],
        confirm=_("Leave the group"),
        not_now=reverse("group", args=[group_id]),
    )


@person_required
def leave_sheet(request, group_id):
    """Leaving, on half a sheet of paper."""
    member = membership(group_id, request.acting)
    half = Sheet(
        title=_("I want to leave “%(group)s”") % {"group": member.group.name},
        words=_("You need not say why. Nobody in the group is told."),
        ticks=(_("Please take me out of the group."), _("I would like to talk first.")),
        code=format_code(member.paper_code),
        give_to=_("Give this to your connector or worker. They enter it for you."),
    )
    return render(request, "sheets.html", {"heading": half.title, "sheets": [half]})


@person_required
@require_POST
def open_or_close(request, group_id):
    set_group_open(
        group_id=group_id,
        is_open=request.POST.get("open") == "yes",
        by=request.acting,
        now=clock.now(),
    )
    return redirect("group", group_id)
