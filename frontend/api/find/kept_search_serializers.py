"""The shape of a search that is kept."""

from rest_framework import serializers

from community.people.models.kept_searches import KeptSearch
from community.places.models.search_index import ObjectType
from frontend.api.find.serializers import SuggestionQueryIn


class KeptSearchIn(SuggestionQueryIn):
    """The question of a search. Of `postcode` the first half is kept."""

    order = None  # type: ignore[assignment]  # so a field is left out
    as_typed = None  # type: ignore[assignment]


class KeptSearchOut(serializers.ModelSerializer):
    class Meta:
        model = KeptSearch
        fields = [
            "id", "words", "outward_code", "miles", "kind", "day", "day_part", "entrance", "suits",
            "free_only", "no_employer", "kept_at", "ends_on", "asked_at", "told_on",
        ]  # fmt: skip


class KeptSearchHitOut(serializers.Serializer):
    object_type = serializers.ChoiceField(ObjectType.choices)
    id = serializers.IntegerField(source="object_id")
    title = serializers.CharField()
    summary = serializers.CharField()
    place_words = serializers.CharField()
    when_words = serializers.CharField()
    is_example = serializers.BooleanField()


class KeptSearchDetailOut(serializers.Serializer):
    search = KeptSearchOut(source="kept")
    newest = KeptSearchHitOut(many=True)
    others = KeptSearchHitOut(many=True)
