"""Words of others: hidden for oneself, reported, looked at again; and who is blocked."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.conversations.queries.blocks import blocks_of_person
from community.conversations.states import ReportWrong
from community.people.scope_table import Seen
from frontend.api.base import ActingView, Needs
from frontend.api.serializers import EmptyIn
from frontend.api.typed import WholeNumber
from groups.actions.blocks import block_member, block_writer, end_block
from groups.actions.reports import ask_for_another_look, hide_message, report_message


class ReportIn(serializers.Serializer):
    wrong = serializers.ChoiceField(choices=ReportWrong.choices)


class ReportedOut(serializers.Serializer):
    wrong = serializers.CharField()
    reported_at = serializers.DateTimeField()


class HideIn(serializers.Serializer):
    is_hidden = serializers.BooleanField(help_text="False shows them again.")


class BlockIn(serializers.Serializer):
    member_id = WholeNumber(help_text="Of one of the same group.")


class BlockOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    called = serializers.CharField()
    where = serializers.CharField()
    blocked_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class ReportView(ActingView):
    needs = Needs.SIGN_IN

    @extend_schema(request=ReportIn, responses=ReportedOut, operation_id="said_report")
    def post(self, request: Request, relayed_id: int) -> Response:
        """Somebody who is neither of the two looks, and answers both."""
        wrong = ReportWrong(self.validated(ReportIn)["wrong"])
        report = report_message(message_id=relayed_id, wrong=wrong, **self.by_and_now)
        return Response(ReportedOut(report).data)


class HideView(ActingView):
    needs = Needs.SIGN_IN

    @extend_schema(request=HideIn, responses={204: None}, operation_id="said_hide")
    def post(self, request: Request, relayed_id: int) -> Response:
        """For oneself alone; nobody is told."""
        hide_message(message_id=relayed_id, **self.validated(HideIn), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class LookAgainView(ActingView):
    needs = Needs.SIGN_IN

    @extend_schema(request=EmptyIn, responses={204: None}, operation_id="said_look_again")
    def post(self, request: Request, relayed_id: int) -> Response:
        """Somebody else looks, once."""
        ask_for_another_look(message_id=relayed_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class BlockWriterView(ActingView):
    needs = Needs.PERSON

    @extend_schema(request=EmptyIn, responses=BlockOut, operation_id="written_block")
    def post(self, request: Request, conversation_id: int) -> Response:
        """Who wrote to one's group from outside."""
        block = block_writer(conversation_id=conversation_id, **self.by_and_now)
        return Response(BlockOut(block).data)


class BlockMemberView(ActingView):
    needs = Needs.PERSON

    @extend_schema(request=BlockIn, responses=BlockOut, operation_id="groups_block")
    def post(self, request: Request, group_id: int) -> Response:
        """One of one's own group: you may still meet."""
        block = block_member(group_id=group_id, **self.validated(BlockIn), **self.by_and_now)
        return Response(BlockOut(block).data)


class BlocksView(ActingView):
    needs = Needs.PERSON
    shows = Seen.OTHERS_WORDS

    @extend_schema(responses=BlockOut(many=True), operation_id="blocks_list")
    def get(self, request: Request) -> Response:
        """Those that hold, the newest first."""
        return self.list_response(blocks_of_person(self.person_id), BlockOut)


class BlockEndView(ActingView):
    needs = Needs.PERSON

    @extend_schema(request=EmptyIn, responses=BlockOut, operation_id="blocks_end")
    def post(self, request: Request, block_id: int) -> Response:
        """Their words are shown again."""
        return Response(BlockOut(end_block(block_id=block_id, **self.by_and_now)).data)
