"""Whose sheet it is, and who enters it."""

from typing import Any

from rest_framework.serializers import Serializer

from community.common import clock
from community.common.refusals import NotFound
from community.people.queries.acting import PAPER_ENTRY_ROLES
from frontend.access import member_of_sheet
from frontend.api.base import ActingView, roles
from frontend.shared.own_sheets import check_own_sheet
from groups.models.members import Member
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member


class PaperView(ActingView):
    """For whoever works in the area of the person whose paper it is."""

    needs = roles(*PAPER_ENTRY_ROLES)

    def member_of_sheet(self, code: str) -> tuple[Member, dict[str, Any]]:
        """The member whose sheet it is; and who enters it for them on paper, and when."""
        member, by = member_of_sheet(code, login=self.login)
        return member, {"by": by, "now": clock.now()}

    def of_sheet(self, serializer: type[Serializer], member: Member, name: str) -> dict[str, Any]:
        """What was sent, of the sheet with this name as it is now."""
        data = self.validated(serializer)
        check_own_sheet(member, name, data.pop("sheet_version"))
        return data

    def pool_of_sheet(self, code: str, pool_id: int) -> tuple[Member, PoolDetail, dict[str, Any]]:
        """The same, with a shared cost as the member may see it; of their own group only."""
        member, by_and_now = self.member_of_sheet(code)
        pool_detail = pool_for_member(pool_id=pool_id, **by_and_now)
        if pool_detail.pool.group_id != member.group_id:
            raise NotFound("")
        return member, pool_detail, by_and_now
