"""What a group wants, as programs read and write it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.common.shared_words import digest_of_words
from community.moderation.states import ModerationState
from community.people.scope_table import Seen
from frontend.api.group.serializers import WordsDetailOut
from frontend.api.serializers import began_from_field
from frontend.api.typed import Day, TypedLines, TypedText, WholeNumber
from groups.models.briefs import Brief
from groups.queries.brief_words import brief_words_detail
from groups.queries.briefs import words_of_brief
from groups.queries.public_briefs import PublicBrief
from groups.states import Requirement


class BriefIn(serializers.Serializer):
    what = TypedText(max_length=300)
    when_words = TypedText(max_length=200)
    where_words = TypedText(max_length=200)
    who_must_be_able = TypedLines(max_length=2000, allow_blank=True, required=False)
    points = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements", required=False
    )
    good_looks_like = TypedLines(max_length=2000, allow_blank=True, required=False)
    people_about = WholeNumber(min_value=1, max_value=200, allow_null=True, required=False)
    answers_by = Day(required=False)


class BriefChangesIn(BriefIn):
    began_from = began_from_field("GET briefs/<id>/")


class NewBriefIn(BriefIn):
    group = WholeNumber()
    listing = WholeNumber(default=None, allow_null=True)
    date = WholeNumber(
        default=None, allow_null=True, help_text="Of the cost of this date of the group alone."
    )


class BriefOut(serializers.ModelSerializer):
    """What a group wants. Whoever acts for a member and may not decide reads what anybody may."""

    points = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements", required=False
    )
    words_digest = serializers.SerializerMethodField(
        help_text="Of all its words: sent back as `began_from` with a change."
    )

    class Meta:
        model = Brief
        fields = [
            "id", "group", "listing", "what", "when_words", "where_words", "who_must_be_able",
            "points", "good_looks_like", "people_about", "answers_by", "state", "words_digest",
        ]  # fmt: skip

    def get_words_digest(self, brief: Brief) -> str:
        return digest_of_words(words_of_brief(brief))

    def to_representation(self, brief: Brief) -> dict[str, Any]:
        answer = super().to_representation(brief)
        if Seen.OTHERS_WORDS in self.context["seen"]:
            return answer
        return answer | {
            "who_must_be_able": "",
            "good_looks_like": "",
            "points": [],
            "words_digest": "",
        }


class BriefDetailOut(BriefOut):
    """The same, and what has become of its words with whoever looks at them."""

    words = serializers.SerializerMethodField(
        help_text="To whoever may decide: until when they wait, or why they are held back."
    )

    class Meta(BriefOut.Meta):
        fields = [*BriefOut.Meta.fields, "words"]

    @extend_schema_field(WordsDetailOut(allow_null=True))
    def get_words(self, brief: Brief) -> dict[str, Any] | None:
        is_shown = Seen.OTHERS_WORDS in self.context["seen"]
        words = brief_words_detail(brief) if is_shown else None
        return dict(WordsDetailOut(words).data) if words else None


class PublicBriefOut(serializers.Serializer):
    """What anybody may read: neither who asks, nor what they need to take part."""

    id = serializers.IntegerField()
    words_state = serializers.ChoiceField(
        choices=ModerationState.choices, help_text="Until it is `passed`, words may be empty."
    )
    what = serializers.CharField()
    when_words = serializers.CharField()
    outward_code = serializers.CharField()
    area_name = serializers.CharField()
    people_about = serializers.IntegerField(allow_null=True)
    answers_by = serializers.DateField()
    is_example = serializers.BooleanField()

    def to_representation(self, brief: Brief) -> dict[str, Any]:
        return super().to_representation(PublicBrief.of(brief))


class BriefForProviderOut(serializers.Serializer):
    """What a provider reads: never the group's name, nor anybody's in it."""

    id = serializers.IntegerField()
    words_state = serializers.ChoiceField(
        choices=ModerationState.choices, help_text="Until it is `passed`, words may be empty."
    )
    what = serializers.CharField()
    when_words = serializers.CharField()
    where_words = serializers.CharField()
    who_must_be_able = serializers.CharField()
    good_looks_like = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField(), source="requirements")
    people_about = serializers.IntegerField(allow_null=True)
    outward_code = serializers.CharField()
    area_name = serializers.CharField()
    answers_by = serializers.DateField()
    is_answering = serializers.BooleanField()
    is_about_my_listing = serializers.BooleanField()
