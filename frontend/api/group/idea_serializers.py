"""The shape of a group's ideas, and of what somebody says of them."""

from rest_framework import serializers

from community.common.shared_words import digest_of_words
from frontend.api.serializers import OnSheetIn, began_from_field
from frontend.api.typed import TypedText, WholeNumber
from groups.queries.ideas import IdeaDetail, Matters, words_of_matters
from groups.rules.ideas import MAX_IDEA_CHARS, MAX_LINE_CHARS, MAX_LINES
from groups.states import IdeaPicture, IdeaRoundState, IdeaState


class GroupIdeaOut(serializers.Serializer):
    """One idea. `answer_words`: the “because” of a “not”."""

    id = serializers.IntegerField(source="idea.pk")
    round = serializers.IntegerField(source="idea.round_id")
    picture = serializers.ChoiceField([("", "none"), *IdeaPicture.choices], source="idea.picture")
    words = serializers.CharField(help_text="Empty where they are hidden.")
    hidden_text = serializers.CharField(help_text="Why they are not shown; or empty.")
    words_id = serializers.SerializerMethodField(
        help_text="By which said/<id>/hide/ and report/ take them; null of a picture alone."
    )
    known_as = serializers.CharField(help_text="Whose it is; empty where the name has left.")
    is_mine = serializers.BooleanField()
    typed_by = serializers.CharField(help_text="Who typed what was on paper or spoken; or empty.")
    state = serializers.ChoiceField(IdeaState.choices, source="idea.state")
    answer_words = serializers.CharField(source="idea.answer_words")
    why_by = serializers.CharField()
    brief = serializers.IntegerField(source="idea.brief_id", allow_null=True)

    def get_words_id(self, detail: IdeaDetail) -> int | None:
        return detail.note.pk if detail.note else None


class IdeaRoundOut(serializers.Serializer):
    """A round that is not over. How many have said something stands nowhere."""

    id = serializers.IntegerField(source="round.pk")
    state = serializers.ChoiceField(IdeaRoundState.choices, source="round.state")
    last_day = serializers.DateField()
    has_turn = serializers.BooleanField()
    has_said = serializers.BooleanField()
    likes = serializers.ListField(child=serializers.IntegerField(), help_text="Your own.")
    ideas = GroupIdeaOut(many=True)


class MattersOut(serializers.Serializer):
    known_as = serializers.CharField()
    lines = serializers.ListField(child=serializers.CharField())
    is_me = serializers.BooleanField()
    typed_by = serializers.CharField()
    words_digest = serializers.SerializerMethodField(
        help_text="Of one's own: sent back as `began_from` with a change. Else empty."
    )

    def get_words_digest(self, matters: Matters) -> str:
        return digest_of_words(words_of_matters(matters)) if matters.is_me else ""


class GroupIdeasOut(serializers.Serializer):
    rounds = IdeaRoundOut(many=True)
    answered = GroupIdeaOut(many=True)
    matters = MattersOut(many=True)


class GroupIdeaIn(serializers.Serializer):
    """A picture, words, or both."""

    picture = serializers.ChoiceField(IdeaPicture.choices, default="", allow_blank=True)
    words = TypedText(max_length=MAX_IDEA_CHARS, default="", allow_blank=True)


class LikesIn(serializers.Serializer):
    """All that they would like; none is an answer."""

    likes = serializers.ListField(
        child=WholeNumber(), allow_empty=True, max_length=500, source="idea_ids"
    )


class WhyIn(serializers.Serializer):
    words = TypedText(max_length=MAX_IDEA_CHARS)


class WriteDownIn(serializers.Serializer):
    brief = WholeNumber(
        default=None,
        allow_null=True,
        source="brief_id",
        help_text="A draft of the group's; without one, a new one is begun.",
    )


class LinesIn(serializers.Serializer):
    """Without a line, it is taken away."""

    lines = serializers.ListField(
        child=TypedText(max_length=MAX_LINE_CHARS, allow_blank=True),
        allow_empty=True,
        max_length=MAX_LINES,
    )


class MattersIn(LinesIn):
    began_from = began_from_field("GET groups/<id>/ideas/")


class PaperIdeaIn(OnSheetIn, GroupIdeaIn):
    nothing = serializers.BooleanField(
        default=False, source="is_nothing", help_text="They have no idea to add."
    )


class PaperLikesIn(OnSheetIn, LikesIn):
    pass


class PaperMattersIn(OnSheetIn, LinesIn):
    pass
