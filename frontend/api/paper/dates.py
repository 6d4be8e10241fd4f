"""What somebody said on paper of the group's next times, and a date that they would like."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import NotFound
from frontend.api.group.date_serializers import (
    DateOnSheetOut,
    PaperAttendanceIn,
    PaperDateIn,
    plan_of,
)
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperSheetOut
from frontend.api.paper.sheets import sheet_response
from frontend.shared.date_sheets import check_date_sheet, own_date_sheet
from frontend.shared.sheet_versions import check_version
from groups.actions.gatherings import plan_gatherings, say_attendance
from groups.queries.gatherings import gatherings_on_paper


class PaperDatesView(PaperView):
    @extend_schema(operation_id="paper_dates_list", responses=DateOnSheetOut(many=True))
    def get(self, request: Request, code: str) -> Response:
        """The next times that are on their sheets."""
        member, by_and_now = self.member_of_sheet(code)
        dates = [] if not member.is_current else gatherings_on_paper(member, now=by_and_now["now"])
        return self.list_response(dates, DateOnSheetOut)

    @extend_schema(request=PaperAttendanceIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """They come to one of them, or not this time."""
        member, by_and_now = self.member_of_sheet(code)
        if not member.is_current:
            raise NotFound("")
        data = self.validated(PaperAttendanceIn)
        version = data.pop("sheet_version")
        check_date_sheet(member, data["gathering_id"], version, now=by_and_now["now"])
        say_attendance(**data, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperAddDateView(PaperView):
    @extend_schema(
        operation_id="paper_dates_add", request=PaperDateIn, responses={201: PaperSheetOut}
    )
    def post(self, request: Request, code: str) -> Response:
        """A date that they would like for the group."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PaperDateIn)
        check_version(data.pop("sheet_version"), own_date_sheet(member))
        plan = plan_of(data)
        plan_gatherings(group_id=member.group_id, **plan, **by_and_now)
        return sheet_response(member, by_and_now["now"], status.HTTP_201_CREATED)
