"""The shape of what goes in and comes out."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.common.danger import Danger
from community.places.activity_kinds import ACTIVITY_KINDS
from community.places.days_said import DayPart, Weekday
from community.places.models.search_index import ObjectType
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.api.typed import TypedLines, TypedText, WholeNumber
from frontend.drawings.ring_map import direction
from frontend.shared.how_open import how_open_text
from groups.actions.unmet_needs import MAX_NEED_CHARS
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.search_query import MILES
from marketplace.search.states import Order, StartingPoint
from providers.queries.supply import WhoChecked
from providers.states import AttendingAccess, Engager, PriceKind, Skill, SuitFact, YesNoUnknown

# Serializers of shape only: none of them writes, so none has create() or update().


class SuggestionQueryIn(serializers.Serializer):
    """The same question as the page `/find/` asks, by the same names."""

    postcode = TypedText(
        max_length=MAX_POSTCODE_CHARS,
        help_text="A postcode or its first half, like BS3 1AB or BS3.",
    )
    words = TypedText(
        required=False, allow_blank=True, max_length=100, help_text="In anybody's own words."
    )
    entrance = serializers.ChoiceField(
        [(start.value, start.name) for start in StartingPoint],
        required=False,
        help_text="What the person comes with. Groups that answer to it stand higher.",
    )
    miles = serializers.ChoiceField(MILES, required=False, help_text="How far; 5 unless said.")
    kind = serializers.ChoiceField(
        [(kind.slug, kind.name) for kind in ACTIVITY_KINDS],
        required=False,
        help_text="One kind of thing.",
    )
    day = serializers.ChoiceField(
        [(name.lower(), name) for name in Weekday.__members__],
        required=False,
        help_text="A weekday.",
    )
    day_part = serializers.ChoiceField(
        [(name.lower(), name) for name in DayPart.__members__],
        required=False,
        help_text="Before noon, from noon to five, or later.",
    )
    suits = serializers.MultipleChoiceField(
        choices=SuitFact.choices,
        required=False,
        help_text="Facts that must be so. Where one is not known the thing is under `not_known`.",
    )
    free_only = serializers.BooleanField(
        required=False,
        default=False,
        help_text="As of `day`, `day_part`, `suits` and `no_employer`: what is known to be "
        "otherwise is left out, and what is not known is under `not_known`.",
    )
    as_typed = serializers.BooleanField(
        required=False, help_text="No word is taken for a misspelt one."
    )
    no_employer = serializers.BooleanField(
        required=False, default=False, help_text="Leave out what would make one an employer."
    )
    order = serializers.ChoiceField(
        [(order.value, order.name) for order in Order],
        required=False,
        help_text="`near` unless said.",
    )


class SearchQueryIn(SuggestionQueryIn):
    """One page of the answer."""

    size = serializers.ChoiceField(
        [10, 20, 50], required=False, default=20, help_text="How many on a page; 20 unless said."
    )
    page = WholeNumber(required=False, min_value=1, default=1)


class SourceCreditOut(serializers.Serializer):
    """Whose directory it is from, and the licence that it is shown under."""

    name = serializers.CharField()
    licence_name = serializers.CharField()
    licence_url = serializers.URLField()


class SearchHitOut(serializers.Serializer):
    object_type = serializers.ChoiceField(ObjectType.choices)
    id = serializers.IntegerField(source="object_id")
    group_id = serializers.IntegerField(
        allow_null=True, help_text="Of a shared cost: the group that one comes into by it."
    )
    title = serializers.CharField()
    summary = serializers.CharField()
    km = serializers.SerializerMethodField(
        help_text="As the crow flies, to a tenth: no finer than a card says. Null when no place is "
        "known."
    )
    direction = serializers.SerializerMethodField(
        help_text="Which way it is from the place asked for, in words. Empty where it is there, or "
        "no place is known."
    )
    has_places = serializers.SerializerMethodField()
    price_kind = serializers.ChoiceField([("", ""), *PriceKind.choices])
    price_words = serializers.CharField()
    suits = serializers.DictField(
        child=serializers.ChoiceField(YesNoUnknown.choices),
        help_text="An absent fact is not known.",
    )
    quality = serializers.DictField(child=serializers.CharField())
    employer = serializers.ChoiceField([("", ""), *Engager.choices], source="engager")
    place_words = serializers.CharField()
    when_words = serializers.CharField()
    days = serializers.SerializerMethodField(
        help_text="The weekdays read in `when_words`; none where they are not certain."
    )
    day_parts = serializers.SerializerMethodField(help_text="The same of the time of day.")
    is_example = serializers.BooleanField()
    is_from_directory = serializers.SerializerMethodField(
        help_text="Not checked by us. Of what is no listing, null."
    )
    is_checked = serializers.SerializerMethodField(
        help_text="As in `GET listings/<id>/`. Of what is no listing, null."
    )
    attending_access = serializers.SerializerMethodField(
        help_text="As in `GET listings/<id>/`. Of what is no listing, null."
    )
    directory = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(AttendingAccess.choices, allow_null=True))
    def get_attending_access(self, hit: SearchHit) -> str | None:
        who = self._who_checked(hit)
        return who.attending_access.value if who else None

    def get_is_from_directory(self, hit: SearchHit) -> bool | None:
        who = self._who_checked(hit)
        return who.is_from_directory if who else None

    def get_is_checked(self, hit: SearchHit) -> bool | None:
        who = self._who_checked(hit)
        return who.is_checked if who else None

    @extend_schema_field(SourceCreditOut(allow_null=True))
    def get_directory(self, hit: SearchHit) -> dict[str, str] | None:
        who = self._who_checked(hit)
        return asdict(who.credit) if who and who.credit else None

    def _who_checked(self, hit: SearchHit) -> WhoChecked | None:
        is_listing = hit.object_type == ObjectType.LISTING
        return self.context["who_checked"].get(hit.object_id) if is_listing else None

    def get_km(self, hit: SearchHit) -> float | None:
        return round(hit.km, 1) if hit.has_location else None

    def get_days(self, hit: SearchHit) -> list[str]:
        return [day.name.lower() for day in Weekday if day.name and hit.days & day]

    def get_day_parts(self, hit: SearchHit) -> list[str]:
        return [part.name.lower() for part in DayPart if part.name and hit.day_parts & part]

    def get_direction(self, hit: SearchHit) -> str:
        middle = self.context["place"]
        return str(direction((middle.e, middle.n), hit.e, hit.n)) if hit.has_location else ""

    def get_has_places(self, hit: SearchHit) -> str:
        return how_open_text(hit, self._who_checked(hit))


class LocationOut(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]  # Field has one too
    outward_code = serializers.CharField()
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    precision = serializers.CharField(
        help_text="`unit`, `outward`, or `letters`: about the middle of all that begin so."
    )
    ended = serializers.BooleanField(help_text="The postcode is no longer used.")
    note = serializers.CharField(help_text="When the place is not quite what was typed.")


class ActivityKindOut(serializers.Serializer):
    kind = serializers.SlugField()
    name = serializers.CharField()
    count = serializers.IntegerField()


class ChoiceCountOut(serializers.Serializer):
    choice = serializers.CharField(help_text="As it is sent.")
    count = serializers.IntegerField()


class FacetsOut(serializers.Serializer):
    """Of `results`, over all pages: how many are known to be so."""

    kind = ChoiceCountOut(many=True)
    day = ChoiceCountOut(many=True)
    day_part = ChoiceCountOut(many=True)
    suits = ChoiceCountOut(many=True)
    free_only = serializers.IntegerField()
    no_employer = serializers.IntegerField()


class AreaOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    council = serializers.CharField()


class DemandTopicOut(serializers.Serializer):
    topic = serializers.CharField(source="text", help_text="What and when, in words.")
    what = serializers.CharField(help_text="Empty where only a time was said.")
    when = serializers.CharField(help_text="Empty where no time was said.")
    asked = serializers.CharField(
        source="how_many", help_text="Roughly how many: small numbers are never told."
    )
    miles = serializers.IntegerField(
        allow_null=True, help_text="Within how many of the place; null where none was said."
    )


class KindNearOut(serializers.Serializer):
    kind = serializers.SlugField(source="kind.slug")
    name = serializers.CharField(source="kind.name")
    miles = serializers.IntegerField(
        allow_null=True,
        help_text="As far as reaches the nearest; null if farther than `miles`.",
    )


class OpenAreaNearOut(serializers.Serializer):
    area = AreaOut()
    km = serializers.SerializerMethodField(help_text="To its nearest district.")

    def get_km(self, near: dict[str, Any]) -> int:
        return round(near["km"])


class KindNameOut(serializers.Serializer):
    kind = serializers.SlugField(source="slug")
    name = serializers.CharField()


class NothingFoundOut(serializers.Serializer):
    kinds = KindNearOut(many=True, help_text="Kinds that could be meant.")
    nearby = SearchHitOut(many=True, help_text="The nearest of any kind, however far.")
    asked = DemandTopicOut(many=True, help_text="What several people around asked for.")
    open_here = AreaOut(allow_null=True, help_text="The open area of the place.")
    open_elsewhere = OpenAreaNearOut(many=True, help_text="The nearest first.")
    missing = KindNameOut(many=True, help_text="Not as near as was asked; there in `like_areas`.")
    like_areas = AreaOut(many=True)
    who_reads = serializers.CharField(help_text="Who reads a line about what is missing.")


class CorrectedOut(serializers.Serializer):
    typed = serializers.CharField(help_text="Nothing here, and no dictionary, has it.")
    shown = serializers.CharField(help_text="What was searched in its place.")


class SearchResultsOut(serializers.Serializer):
    place = LocationOut()
    order_words = serializers.CharField(help_text="The one sentence that explains the order.")
    showing_for = serializers.CharField(help_text="What was searched, if not what was typed.")
    corrected = CorrectedOut(many=True)
    different = serializers.IntegerField(
        help_text="How many of the results, the last, are of another kind than the words name."
    )
    has_some_words_only = serializers.BooleanField()
    dangers = serializers.ListField(
        child=serializers.ChoiceField([danger.value for danger in Danger]),
        help_text="What the words may be about: show where to turn before any result, and keep "
        "the words nowhere.",
    )
    count = serializers.IntegerField()
    is_cut = serializers.BooleanField(help_text="There are more; these come first.")
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    results = SearchHitOut(many=True)
    not_known = SearchHitOut(many=True, help_text="A wanted fact is not known: never a match.")
    kinds = ActivityKindOut(many=True)
    kinds_are_about = serializers.BooleanField(
        help_text="`kinds` were counted at night, or after the last import: about so many."
    )
    facets = FacetsOut(allow_null=True, help_text="Null when `is_cut`: they would not be of all.")
    nothing_found = NothingFoundOut(
        allow_null=True, help_text="What else there is; null where something was found."
    )


class SuggestedThingOut(serializers.Serializer):
    thing = SearchHitOut(source="hit")
    kinds = KindNameOut(many=True)
    why = serializers.ListField(child=serializers.CharField(), help_text="In a few words each.")


class SuggestionsOut(serializers.Serializer):
    suggestions = SuggestedThingOut(many=True)


class UnmetNeedIn(serializers.Serializer):
    words = TypedLines(max_length=MAX_NEED_CHARS, allow_blank=True)
    searched = TypedText(
        source="query_text", max_length=100, required=False, allow_blank=True, default=""
    )
    postcode = TypedText(
        max_length=MAX_POSTCODE_CHARS, required=False, allow_blank=True, default=""
    )


class UnmetNeedOut(UnmetNeedIn):
    who_reads = serializers.CharField(help_text="In words; whoever is not there is not named.")


class UnmetNeedLineOut(serializers.Serializer):
    """A line that no connector reads."""

    words = serializers.CharField()
    area = serializers.CharField(source="area.name", default="")
    outward_code = serializers.CharField()
    asked_at = serializers.DateTimeField()


class AreaDemandOut(serializers.Serializer):
    area = AreaOut()
    near = serializers.CharField(source="location.label", allow_null=True, default=None)
    topics = DemandTopicOut(many=True)
    nobody_open_for = serializers.ListField(
        child=serializers.ChoiceField(Skill.choices),
        help_text="Skills of which nobody in the area has anything open.",
    )
