"""“Do you want it to go on?”, from paper (M07)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.group.reviews import PaperReviewIn
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperSheetOut
from frontend.api.paper.sheets import sheet_response
from frontend.shared.review_sheets import check_review_sheet
from groups.actions.reviews import answer_review
from groups.states import ReviewWish


class PaperReviewView(PaperView):
    @extend_schema(operation_id="paper_review", request=PaperReviewIn, responses=PaperSheetOut)
    def put(self, request: Request, code: str) -> Response:
        """What they ticked."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PaperReviewIn)
        check_review_sheet(member, data["sheet_version"])
        answer_review(group_id=member.group_id, wish=ReviewWish(data["wish"]), **by_and_now)
        return sheet_response(member, by_and_now["now"])
