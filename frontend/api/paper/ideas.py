"""Ideas on paper: one by a picture or in words, which they would like, and what matters to them."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import NotFound
from frontend.api.group.idea_serializers import PaperIdeaIn, PaperLikesIn, PaperMattersIn
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperSheetOut
from frontend.api.paper.sheets import sheet_response
from frontend.shared.idea_sheets import enter_idea, idea_sheet, likes_sheet, matters_sheet
from frontend.shared.sheet_versions import check_version
from groups.actions.idea_answers import say_what_matters
from groups.actions.ideas import like_ideas
from groups.queries.ideas import round_on_sheet


class PaperIdeaView(PaperView):
    @extend_schema(operation_id="paper_ideas_add", request=PaperIdeaIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """An idea of theirs, or that they have none to add."""
        member, by_and_now = self.member_of_sheet(code)
        if not member.is_current:
            raise NotFound("")
        data = self.validated(PaperIdeaIn)
        check_version(data.pop("sheet_version"), idea_sheet(member))
        enter_idea(member, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperLikesView(PaperView):
    @extend_schema(operation_id="paper_ideas_like", request=PaperLikesIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str, round_id: int) -> Response:
        """Which ideas they would like."""
        member, by_and_now = self.member_of_sheet(code)
        if not member.is_current:
            raise NotFound("")
        idea_round = round_on_sheet(round_id, member)
        data = self.validated(PaperLikesIn)
        check_version(data.pop("sheet_version"), likes_sheet(idea_round, member))
        like_ideas(round_id=round_id, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperMattersView(PaperView):
    @extend_schema(
        operation_id="paper_what_matters", request=PaperMattersIn, responses=PaperSheetOut
    )
    def put(self, request: Request, code: str) -> Response:
        """What matters to them, in up to three lines."""
        member, by_and_now = self.member_of_sheet(code)
        if not member.is_current:
            raise NotFound("")
        data = self.validated(PaperMattersIn)
        check_version(data.pop("sheet_version"), matters_sheet(member))
        say_what_matters(group_id=member.group_id, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"])
