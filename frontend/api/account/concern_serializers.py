"""A worry, as it is told, read and answered."""

from rest_framework import serializers

from community.people.models.safeguarding import SafeguardingConcern
from community.places.models.areas import Area
from frontend.api.typed import TypedLines, TypedText, WholeNumber


class ConcernIn(serializers.Serializer):
    words = TypedLines(max_length=5000)
    reach_me = TypedText(source="contact_words", max_length=200, default="", allow_blank=True)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.filter(is_open=True))
    deed = WholeNumber(
        source="about_deed_id",
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text="The line of one’s history that was not wanted.",
    )


class ConcernKeptOut(serializers.Serializer):
    """That it is kept. Where many come from one place, whoever cannot wait rings."""

    many_from_one_place = serializers.BooleanField(source="is_one_of_many")
    safeguarding_phone = serializers.CharField(
        source="area.safeguarding_phone", help_text="In office hours."
    )
    out_of_hours_phone = serializers.CharField(source="area.out_of_hours_phone")


class ConcernSummaryOut(serializers.Serializer):
    """That it waits. Its words come with reading it, which is noted."""

    id = serializers.IntegerField(source="pk")
    area = serializers.CharField(source="area.name")
    written_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    many_from_one_place = serializers.BooleanField(source="is_one_of_many")


class ConcernDetailOut(ConcernSummaryOut):
    words = serializers.CharField()
    reach_me = serializers.CharField(source="contact_words")
    about_page = serializers.CharField()
    deed = serializers.SerializerMethodField(
        help_text="The line of a history that was not wanted: what, for whom, by whose hands, when."
    )
    answer = serializers.CharField()

    def get_deed(self, concern: SafeguardingConcern) -> str | None:
        return self.context["deeds"].get(concern.about_deed_id)


class ConcernsReadIn(serializers.Serializer):
    concerns = serializers.ListField(
        child=WholeNumber(min_value=1), allow_empty=False, max_length=500
    )


class ConcernsReadOut(serializers.Serializer):
    concerns = ConcernDetailOut(many=True, help_text="Oldest first.")


class ConcernAnswerIn(serializers.Serializer):
    words = TypedLines(max_length=5000, help_text="What was done about it.")
