"""The sheets of somebody who has no page, printed by whoever visits, or for anybody who asks (P59).

All of them at once, or the one that was asked for; in large type where that is wanted. The same is
a plain page for a screen reader.
"""

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.scope_table import Seen
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
)
from frontend.pages.printing import print_sheets
from frontend.shared.money_sheets import all_sheets_of_member
from frontend.shared.paper_sheets import note_choices_printed
from groups.models.members import Member
from groups.queries.members import place_in_group


@paper_entry_required
def paper_sheets(request: RoleRequest, code: str) -> HttpResponse:
    """`?sheet=`: one by its name; without it all that can be entered."""
    member, acting = member_of_sheet(code, login=request.user)
    return _print(request, member, acting)


@person_required
@shows(Seen.CODES)
def group_sheets(request: PersonRequest, group_id: int) -> HttpResponse:
    """One's own, for whoever would rather answer on paper; `?sheet=` as above."""
    return _print(request, place_in_group(group_id, request.acting), request.acting)


def _print(request: PersonRequest | RoleRequest, member: Member, by: Acting) -> HttpResponse:
    now = clock.now()
    sheets = all_sheets_of_member(member, by=by, now=now)
    if name := request.GET.get("sheet"):
        sheets = {name: or_not_found(sheets.get(name))}
    note_choices_printed(list(sheets), by=by, now=now)
    return print_sheets(
        request,
        [sheet for of_name in sheets.values() for sheet in of_name],
        heading=_("Sheets for %(name)s") % {"name": member.known_as},
    )


urlpatterns = [
    path("paper/<str:code>/sheets/", paper_sheets, name="paper_sheets"),
    path("group/<int:group_id>/sheets/", group_sheets, name="group_sheets"),
]
