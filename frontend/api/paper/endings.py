"""A group ends, from a sheet of paper (P125)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.group.ending_serializers import PaperEndGroupIn, PaperNextStepIn
from frontend.api.how_put import with_how_put
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperSheetOut
from frontend.api.paper.sheets import sheet_response
from frontend.shared.ending_sheets import check_end_sheet, check_next_step_sheet
from groups.actions.endings import say_next_step
from groups.actions.motions import propose_step
from groups.queries.members import membership
from groups.states import MotionPurpose


class PaperEndView(PaperView):
    @extend_schema(request=PaperEndGroupIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """They propose that their group ends, and why."""
        member, by_and_now = self.member_of_sheet(code)
        membership(member.group_id, by_and_now["by"])
        data = with_how_put(self.validated(PaperEndGroupIn))
        check_end_sheet(member, data.pop("sheet_version"))
        propose_step(
            purpose=MotionPurpose.END_GROUP, about_id=member.group_id, **data, **by_and_now
        )
        return sheet_response(member, by_and_now["now"])


class PaperNextStepView(PaperView):
    @extend_schema(request=PaperNextStepIn, responses=PaperSheetOut)
    def put(self, request: Request, code: str) -> Response:
        """What is next for them, or “No thanks”."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PaperNextStepIn)
        check_next_step_sheet(member, data.pop("sheet_version"))
        say_next_step(group_id=member.group_id, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"])
