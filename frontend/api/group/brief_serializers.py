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
from groups.queries.public_briefs import PublicBrief
from groups.queries.rewordings import (
    changed_lines,
    changes_of_brief,
    rewording_of,
    values_of_words,
    words_of_brief,
)
from groups.states import MoneyInHand, Requirement


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
    money_in_hand = serializers.ChoiceField(
        MoneyInHand.choices,
        allow_blank=True,
        required=False,
        help_text="Whether, and never how much. Empty: not said.",
    )
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
            "points", "good_looks_like", "people_about", "money_in_hand", "answers_by", "state",
            "words_digest",
        ]  # fmt: skip

    def get_words_digest(self, brief: Brief) -> str:
        return digest_of_words(values_of_words(brief))

    def to_representation(self, brief: Brief) -> dict[str, Any]:
        answer = super().to_representation(brief)
        if Seen.OTHERS_WORDS in self.context["seen"]:
            return answer
        return answer | {
            "who_must_be_able": "",
            "good_looks_like": "",
            "points": [],
            "money_in_hand": "",
            "words_digest": "",
        }


class ChangedLineOut(serializers.Serializer):
    question = serializers.CharField()
    before = serializers.CharField()
    now = serializers.CharField()


class BriefChangeOut(serializers.Serializer):
    changed_at = serializers.DateTimeField()
    lines = ChangedLineOut(many=True)


class BriefDetailOut(BriefOut):
    """The same, and what has become of its words with whoever looks at them; of one that was sent,
    what is written anew, and what has changed since."""

    written_anew = serializers.SerializerMethodField(
        help_text="To whoever may decide: what differs from what was sent, until two send it."
    )
    changes = serializers.SerializerMethodField(
        help_text="To whoever may decide: each time it was sent anew, the newest first."
    )
    words = serializers.SerializerMethodField(
        help_text="To whoever may decide: until when they wait, or why they are held back."
    )

    class Meta(BriefOut.Meta):
        fields = [*BriefOut.Meta.fields, "words", "written_anew", "changes"]

    def get_words_digest(self, brief: Brief) -> str:
        """Of what whoever changes it goes on from."""
        return digest_of_words(words_of_brief(brief))

    @extend_schema_field(ChangedLineOut(many=True))
    def get_written_anew(self, brief: Brief) -> list[dict[str, Any]]:
        rewording = rewording_of(brief) if self._shows_all else None
        return list(ChangedLineOut(changed_lines(brief, rewording or brief), many=True).data)

    @extend_schema_field(BriefChangeOut(many=True))
    def get_changes(self, brief: Brief) -> list[dict[str, Any]]:
        changes = changes_of_brief(brief) if self._shows_all else []
        return list(BriefChangeOut(changes, many=True).data)

    @property
    def _shows_all(self) -> bool:
        return Seen.OTHERS_WORDS in self.context["seen"]

    @extend_schema_field(WordsDetailOut(allow_null=True))
    def get_words(self, brief: Brief) -> dict[str, Any] | None:
        words = brief_words_detail(brief) if self._shows_all else None
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
    money_in_hand = serializers.CharField(help_text="`yes`, `not_yet`, or empty: not said.")
    outward_code = serializers.CharField()
    area_name = serializers.CharField()
    answers_by = serializers.DateField()
    is_answering = serializers.BooleanField()
    is_about_my_listing = serializers.BooleanField()


class BriefForProviderDetailOut(BriefForProviderOut):
    """The same, and what has changed since it was sent."""

    changes = BriefChangeOut(many=True, help_text="Each time it was sent anew, the newest first.")
