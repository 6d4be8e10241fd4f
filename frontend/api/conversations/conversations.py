"""Words between people, groups and providers: each reads its own side, and nobody's address."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.conversations.models import MAX_CALLED_CHARS
from community.conversations.rules.writing import MAX_WORDS_CHARS
from community.people.rules.sight import check_sees
from community.people.scope_table import Seen
from frontend.api.base import ActingView, Needs
from frontend.api.typed import TypedLines, TypedText, WholeNumber
from groups.actions.conversations import (
    ask_listing,
    close_conversation,
    reopen_conversation,
    write_on,
    write_to_group,
)
from groups.queries.conversations import conversation_for, conversations_of, messages_of


class WordsIn(serializers.Serializer):
    words = TypedLines(source="text", max_length=MAX_WORDS_CHARS)
    shares_what_helps = serializers.BooleanField(
        default=False, help_text="What helps the person is passed on with these words."
    )


class FirstWordsIn(WordsIn):
    called = TypedText(max_length=MAX_CALLED_CHARS, required=False, allow_blank=True)


class ListingQuestionIn(FirstWordsIn):
    group_id = WholeNumber(
        required=False, allow_null=True, help_text="One of the person's groups asks."
    )


class CloseIn(serializers.Serializer):
    is_closed = serializers.BooleanField(help_text="False opens it again.")


class ConversationOut(serializers.Serializer):
    """As one side reads it."""

    id = serializers.IntegerField(source="pk")
    about = serializers.CharField(source="conversation.about")
    thing = serializers.CharField()
    own = serializers.CharField()
    other = serializers.CharField()
    closed_here_at = serializers.DateTimeField(allow_null=True)
    closed_there_at = serializers.DateTimeField(allow_null=True)


class RelayedMessageOut(serializers.Serializer):
    """`written_by`: who acts for the person, where they did not write themselves."""

    id = serializers.IntegerField(source="pk")
    conversation_id = serializers.IntegerField(source="message.conversation_id")
    words = serializers.CharField(help_text="Empty where they are hidden: `hidden_text` says why.")
    hidden_text = serializers.CharField()
    what_helps = serializers.CharField()
    written_by = serializers.CharField(source="message.written_by")
    said_at = serializers.DateTimeField(source="message.sent_at")
    is_own = serializers.BooleanField()


class WrittenOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    conversation_id = serializers.IntegerField()
    words = serializers.CharField()


class AskListingView(ActingView):
    needs = Needs.PERSON

    @extend_schema(
        request=ListingQuestionIn, responses={201: WrittenOut}, operation_id="listings_ask"
    )
    def post(self, request: Request, listing_id: int) -> Response:
        """Ask whoever runs it. It passes to nobody whose checks were not seen."""
        message = ask_listing(
            listing_id=listing_id, **self.validated(ListingQuestionIn), **self.by_and_now
        )
        return Response(WrittenOut(message).data, status=status.HTTP_201_CREATED)


class WriteToGroupView(ActingView):
    needs = Needs.PERSON

    @extend_schema(request=FirstWordsIn, responses={201: WrittenOut}, operation_id="groups_write")
    def post(self, request: Request, group_id: int) -> Response:
        """To a group that may be found, by somebody who is not in it."""
        message = write_to_group(
            group_id=group_id, **self.validated(FirstWordsIn), **self.by_and_now
        )
        return Response(WrittenOut(message).data, status=status.HTTP_201_CREATED)


class ConversationsView(ActingView):
    needs = Needs.SIGN_IN

    @extend_schema(responses=ConversationOut(many=True), operation_id="words_list")
    def get(self, request: Request) -> Response:
        """As a person, in their groups, and for what one offers; what was written last first."""
        return self.list_response(conversations_of(self.acting, now=clock.now()), ConversationOut)


class ConversationView(ActingView):
    needs = Needs.SIGN_IN

    @extend_schema(responses=RelayedMessageOut(many=True), operation_id="words_said")
    def get(self, request: Request, conversation_id: int) -> Response:
        """All of it, in its order."""
        detail = conversation_for(conversation_id, self.acting)
        if not detail.is_for_provider:
            check_sees(self.acting, Seen.OTHERS_WORDS, now=clock.now())
        said = messages_of(detail, self.acting, now=clock.now())
        return self.list_response(said, RelayedMessageOut)

    @extend_schema(request=WordsIn, responses={201: WrittenOut}, operation_id="words_write")
    def post(self, request: Request, conversation_id: int) -> Response:
        """By either side, while neither has closed it."""
        words = self.validated(WordsIn)
        message = write_on(conversation_id=conversation_id, **words, **self.by_and_now)
        return Response(WrittenOut(message).data, status=status.HTTP_201_CREATED)


class ConversationCloseView(ActingView):
    needs = Needs.SIGN_IN

    @extend_schema(request=CloseIn, responses=ConversationOut, operation_id="words_close")
    def post(self, request: Request, conversation_id: int) -> Response:
        """Nothing more is passed on, either way; or, by the side that closed it, again."""
        is_closed = self.validated(CloseIn)["is_closed"]
        press = close_conversation if is_closed else reopen_conversation
        press(conversation_id=conversation_id, **self.by_and_now)
        return Response(ConversationOut(conversation_for(conversation_id, self.acting)).data)
