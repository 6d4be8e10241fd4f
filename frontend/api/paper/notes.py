"""What somebody says to their group on paper, and how its words come to them (P121)."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.conversations.states import ReportWrong
from frontend.api.conversations.reports import BlockIn, ReportIn
from frontend.api.group.notes import ChooseWordsIn, PaperNoteIn
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperSheetOut
from frontend.api.paper.sheets import sheet_response
from frontend.api.typed import WholeNumber
from frontend.shared.note_sheets import own_words_sheet
from frontend.shared.sheet_versions import check_version
from groups.actions.blocks import block_member, hear_member_again
from groups.actions.notes import choose_words, write_note
from groups.actions.reports import report_by_number
from groups.queries.members import membership


class PaperNoteView(PaperView):
    @extend_schema(
        operation_id="paper_notes_add", request=PaperNoteIn, responses={201: PaperSheetOut}
    )
    def post(self, request: Request, code: str) -> Response:
        """Their own words to the group. Nobody else's are answered."""
        member, by_and_now = self.member_of_sheet(code)
        membership(member.group_id, by_and_now["by"])
        data = self.validated(PaperNoteIn)
        check_version(data.pop("sheet_version"), own_words_sheet(member))
        write_note(group_id=member.group_id, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"], status.HTTP_201_CREATED)


class PaperReportIn(ReportIn):
    number = WholeNumber(min_value=1, source="message_id", help_text="As it stands on their sheet.")


class PaperBlockIn(BlockIn):
    hears_again = serializers.BooleanField(default=False)


class PaperReportView(PaperView):
    @extend_schema(operation_id="paper_report", request=PaperReportIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """Something that somebody wrote, by its number."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PaperReportIn)
        report_by_number(**data | {"wrong": ReportWrong(data["wrong"])}, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperBlockView(PaperView):
    @extend_schema(operation_id="paper_block", request=PaperBlockIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """Somebody of their group, from whom they do not hear, or do again."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PaperBlockIn)
        press = hear_member_again if data.pop("hears_again") else block_member
        press(group_id=member.group_id, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperChooseWordsView(PaperView):
    @extend_schema(operation_id="paper_notes_how", request=ChooseWordsIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """How often they hear of it, and who prints it for them."""
        member, by_and_now = self.member_of_sheet(code)
        choose_words(group_id=member.group_id, **self.validated(ChooseWordsIn), **by_and_now)
        return sheet_response(member, by_and_now["now"])
