"""Whether somebody stays in a group, from paper (P118)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.group.removal_serializers import PaperWhoStaysIn, SideIn
from frontend.api.how_put import with_how_put
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperSheetOut
from frontend.api.paper.sheets import sheet_response
from groups.actions.removals import say_side, say_who_stays


class PaperMyPlaceView(PaperView):
    @extend_schema(operation_id="paper_my_place", request=SideIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """Their side; once it went against them, that somebody else looks."""
        member, by_and_now = self.member_of_sheet(code)
        say_side(group_id=member.group_id, **self.validated(SideIn), **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperWhoStaysView(PaperView):
    @extend_schema(operation_id="paper_stays", request=PaperWhoStaysIn, responses=PaperSheetOut)
    def put(self, request: Request, code: str, removal_id: int) -> Response:
        """Whether somebody stays, as they would have it."""
        member, by_and_now = self.member_of_sheet(code)
        data = with_how_put(self.validated(PaperWhoStaysIn))
        say_who_stays(removal_id=removal_id, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"])
