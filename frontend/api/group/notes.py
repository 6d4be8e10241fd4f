"""What a group's people write to one another, and how each hears of it."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.conversations.rules.writing import MAX_WORDS_CHARS
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView
from frontend.api.conversations.conversations import WrittenOut
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import TypedLines, WholeNumber
from groups.actions.notes import choose_words, write_note
from groups.queries.notes import everybody_of, note_details, notes_of_group
from groups.states import HearsWords


class NoteIn(serializers.Serializer):
    words = TypedLines(source="text", max_length=MAX_WORDS_CHARS)


class PaperNoteIn(OnSheetIn, NoteIn):
    """Their own words, from their sheet."""


class NoteOut(serializers.Serializer):
    """`who`: the name that its writer chose for the group; `written_by`: who wrote it down for
    them."""

    id = serializers.IntegerField(source="pk")
    who = serializers.CharField()
    words = serializers.CharField(help_text="Empty where they are hidden: `hidden_text` says why.")
    hidden_text = serializers.CharField()
    written_by = serializers.CharField(source="message.written_by")
    said_at = serializers.DateTimeField(source="message.sent_at")
    is_own = serializers.BooleanField()


class ChooseWordsIn(serializers.Serializer):
    hears_words = serializers.ChoiceField(choices=HearsWords.choices)
    printed_by = WholeNumber(
        required=False,
        allow_null=True,
        default=None,
        help_text="Somebody who works in the area; none is whoever tells them things.",
    )


class ChosenWordsOut(serializers.Serializer):
    hears_words = serializers.CharField()
    printed_by = serializers.IntegerField(source="words_printed_by_id", allow_null=True)


class GroupNotesView(ActingView):
    shows = Seen.OTHERS_WORDS

    @extend_schema(
        operation_id="groups_notes_list", parameters=[ACTING_FOR], responses=NoteOut(many=True)
    )
    def get(self, request: Request, group_id: int) -> Response:
        """What was written, the newest first."""
        notes = notes_of_group(group_id, self.acting, now=clock.now())
        return self.list_response(note_details(everybody_of(group_id), notes, self.acting), NoteOut)

    @extend_schema(
        operation_id="groups_notes_create",
        parameters=[ACTING_FOR],
        request=NoteIn,
        responses={201: WrittenOut},
    )
    def post(self, request: Request, group_id: int) -> Response:
        """To all in the group."""
        message = write_note(group_id=group_id, **self.validated(NoteIn), **self.by_and_now)
        return Response(WrittenOut(message).data, status=status.HTTP_201_CREATED)


class ChooseWordsView(ActingView):
    @extend_schema(
        operation_id="groups_notes_how",
        parameters=[ACTING_FOR],
        request=ChooseWordsIn,
        responses=ChosenWordsOut,
    )
    def post(self, request: Request, group_id: int) -> Response:
        """How often one hears that something was written, and who prints it."""
        member = choose_words(group_id=group_id, **self.validated(ChooseWordsIn), **self.by_and_now)
        return Response(ChosenWordsOut(member).data)
