"""The sheets of somebody who has no page, printed by whoever visits, or for anybody who asks (P59).

All of them at once, or the one that was asked for; in large type where that is wanted. The same is
a plain page for a screen reader.
"""

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import or_not_found
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.pages.printing import print_sheets
from frontend.shared.money_sheets import all_sheets_of_member
from frontend.shared.paper_sheets import note_choices_printed


@paper_entry_required
def paper_sheets(request: RoleRequest, code: str) -> HttpResponse:
    """`?sheet=`: one by its name; without it all that can be entered."""
    member, acting = member_of_sheet(code, login=request.user)
    now = clock.now()
    sheets = all_sheets_of_member(member, by=acting, now=now)
    if name := request.GET.get("sheet"):
        sheets = {name: or_not_found(sheets.get(name))}
    note_choices_printed(list(sheets), by=acting, now=now)
    return print_sheets(
        request,
        [sheet for of_name in sheets.values() for sheet in of_name],
        heading=_("Sheets for %(name)s") % {"name": member.known_as},
    )


urlpatterns = [path("paper/<str:code>/sheets/", paper_sheets, name="paper_sheets")]
