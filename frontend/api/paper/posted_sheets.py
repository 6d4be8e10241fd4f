"""A sheet goes by post, with a stamped way back (P59)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import or_not_found
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import (
    AskForPostIn,
    OwnPostedSheetOut,
    PostedSheetOut,
    PostSheetIn,
)
from frontend.api.serializers import EmptyIn
from frontend.shared.posted_sheets import names_of_sheets
from groups.actions.posted_sheets import ask_for_post, ask_to_post, mark_posted, stop_posting
from groups.queries.members import place_in_group
from groups.queries.posted_sheets import posted_sheets_of, sheets_to_post

DONE = status.HTTP_204_NO_CONTENT


class OwnPostView(ActingView):
    shows = Seen.CODES

    @extend_schema(
        operation_id="own_posted_sheets",
        responses=OwnPostedSheetOut(many=True),
        parameters=[ACTING_FOR],
    )
    def get(self, request: Request, group_id: int) -> Response:
        """What waits to be posted to one, and what was, the newest first."""
        member = place_in_group(group_id, self.acting)
        return self.list_response(posted_sheets_of(member), OwnPostedSheetOut)

    @extend_schema(
        request=AskForPostIn, responses={201: OwnPostedSheetOut}, parameters=[ACTING_FOR]
    )
    def post(self, request: Request, group_id: int) -> Response:
        """One asks for a sheet of one's own by post: a line for somebody who works there."""
        member, data = place_in_group(group_id, self.acting), self.validated(AskForPostIn)
        or_not_found(names_of_sheets(member, **self.by_and_now).get(data["sheet"]))
        posted = ask_for_post(member_id=member.pk, **data, **self.by_and_now)
        return Response(OwnPostedSheetOut(posted).data, status=status.HTTP_201_CREATED)


class PaperPostView(PaperView):
    @extend_schema(
        operation_id="paper_posted_sheets", responses=PostedSheetOut(many=True), tags=["paper"]
    )
    def get(self, request: Request, code: str) -> Response:
        """What waits to be posted to them, and what was, the newest first."""
        member, _by_and_now = self.member_of_sheet(code)
        return self.list_response(posted_sheets_of(member), PostedSheetOut)

    @extend_schema(request=PostSheetIn, responses={201: PostedSheetOut}, tags=["paper"])
    def post(self, request: Request, code: str) -> Response:
        """They asked for a sheet by post: a line for whoever posts it."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PostSheetIn)
        or_not_found(names_of_sheets(member, **by_and_now).get(data["sheet"]))
        posted = ask_to_post(member_id=member.pk, **data, **by_and_now)
        return Response(PostedSheetOut(posted).data, status=status.HTTP_201_CREATED)


class SheetsToPostView(PaperView):
    @extend_schema(responses=PostedSheetOut(many=True))
    def get(self, request: Request) -> Response:
        """What one is to post. Each is printed from its page, with the way back on it."""
        return self.list_response(sheets_to_post(self.login.pk), PostedSheetOut)


class SheetPostedView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, posted_sheet_id: int) -> Response:
        """It lies in a letter box."""
        mark_posted(posted_sheet_id=posted_sheet_id, **self.by_and_now)
        return Response(status=DONE)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, posted_sheet_id: int) -> Response:
        """It is not needed any more."""
        stop_posting(posted_sheet_id=posted_sheet_id, **self.by_and_now)
        return Response(status=DONE)
