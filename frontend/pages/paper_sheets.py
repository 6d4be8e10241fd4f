"""The sheets of somebody who has no page, printed by whoever visits, or for anybody who asks (P59).

All of them at once, or the one that was asked for; in large type where that is wanted. The same is
a plain page for a screen reader.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import or_not_found
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.blocks import AnswerSheet
from frontend.pages.pool.paper import cost_sheet
from frontend.pages.pool.paper_questions import sheet_of_question
from frontend.shared.paper_sheets import note_choices_printed, sheets_of_member
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.pool_lists import pools_of_group
from pooling.pools.queries.private_questions import questions_in_group
from pooling.pools.states import PLEDGEABLE_STATES


@paper_entry_required
def paper_sheets(request: RoleRequest, code: str) -> HttpResponse:
    """`?sheet=`: one by its name; without it all that can be entered."""
    member, acting = member_of_sheet(code, login=request.user)
    now = clock.now()
    sheets: dict[str, list[AnswerSheet]] = {}
    if not member.is_newcomer:
        for question in questions_in_group(member.person_id, member.group_id):
            pool_detail = pool_for_member(pool_id=question.pledge.pool_id, by=acting, now=now)
            sheet = sheet_of_question(question, member, pool_detail, acting)
            sheets[f"question-{question.pk}"] = [sheet]
        for pool in pools_of_group(member.group_id, open_only=True):
            if pool.state in PLEDGEABLE_STATES:
                pool_detail = pool_for_member(pool_id=pool.pk, by=acting, now=now)
                sheets[f"cost-{pool.pk}"] = [cost_sheet(pool_detail, member, acting)]
    sheets |= sheets_of_member(member, by=acting, now=now)
    if name := request.GET.get("sheet"):
        sheets = {name: or_not_found(sheets.get(name))}
    note_choices_printed(list(sheets), by=acting, now=now)
    return render(
        request,
        "sheets.html",
        {
            "heading": _("Sheets for %(name)s") % {"name": member.known_as},
            "sheets": [sheet for of_name in sheets.values() for sheet in of_name],
            "is_large": request.GET.get("type") == "large",
            "can_be_large": True,
            "sheet_name": name or "",
        },
    )


urlpatterns = [path("paper/<str:code>/sheets/", paper_sheets, name="paper_sheets")]
