"""One listing as anybody reads it."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from frontend.api.find.check_requests import CheckAskedOut
from frontend.api.find.serializers import SourceCreditOut
from frontend.api.visits.serializers import FirstVisitLineOut, ListingNextTimeOut
from marketplace.search.queries.listing_detail import ListingDetail
from providers.states import AttendingAccess, Engager, PriceKind, YesNoUnknown


class DatedFactOut(serializers.Serializer):
    fact = serializers.CharField(source="key")
    question = serializers.CharField()
    answer = serializers.ChoiceField(YesNoUnknown.choices)
    words = serializers.CharField()
    on = serializers.DateField(allow_null=True)
    source = serializers.CharField(  # type: ignore[assignment]  # Field has one too
        allow_null=True, help_text="Who says so."
    )


class CheckSummaryOut(serializers.Serializer):
    kind = serializers.CharField()
    seen_on = serializers.DateField()
    register = serializers.CharField(
        source="register_entry.register", default="", help_text="Where anybody may look them up."
    )
    register_number = serializers.CharField(source="register_entry.number", default="")


class PriceShareOut(serializers.Serializer):
    people = serializers.IntegerField()
    total_pence = serializers.IntegerField()
    each_at_most_pence = serializers.IntegerField()


class ListingDetailOut(serializers.Serializer):
    id = serializers.IntegerField(source="listing.pk")
    title = serializers.CharField(source="listing.title")
    what_happens = serializers.CharField(source="listing.what_happens")
    when_words = serializers.CharField(source="listing.when_words")
    place_words = serializers.CharField(source="listing.place_words")
    postcode = serializers.CharField(source="listing.postcode")
    is_place_private = serializers.BooleanField(
        source="listing.is_place_private",
        help_text="A home, or a place that is kept back: all that is known here is its district.",
    )
    getting_there_words = serializers.CharField(source="listing.getting_there_words")
    how_many_words = serializers.CharField(source="listing.how_many_words")
    attending_access = serializers.ChoiceField(
        AttendingAccess.choices,
        help_text="How one comes to it: `just_come` asks nothing of anybody.",
    )
    ask_first_words = serializers.CharField(
        source="listing.ask_first_words", help_text="Why one asks first."
    )
    who_meets_words = serializers.CharField(
        source="listing.who_meets_words", help_text="Who meets somebody new, and how to know them."
    )
    first_visit = FirstVisitLineOut(many=True)
    phone = serializers.CharField(
        help_text="Its own, as it publishes it. Empty while a connector has still to see the"
        " papers of whoever runs something this close."
    )
    has_places = serializers.CharField(source="openness.label")
    kinds = serializers.SerializerMethodField()
    suits = DatedFactOut(many=True)
    quality = DatedFactOut(many=True)
    companion_words = serializers.CharField(source="listing.companion_words")
    employer = serializers.ChoiceField(Engager.choices, source="engager")
    price_kind = serializers.ChoiceField(PriceKind.choices, source="listing.price_kind")
    price_words = serializers.CharField(source="price_text")
    shares = serializers.SerializerMethodField()
    smallest_group = serializers.IntegerField(source="smallest", allow_null=True)
    provider = serializers.CharField(source="listing.provider.name")
    answers_words = serializers.CharField(
        source="listing.provider.answers_words",
        help_text="How soon they answer, in their own words. Empty: they do not say.",
    )
    checks = CheckSummaryOut(many=True)
    website = serializers.CharField(source="listing.website")
    is_from_directory = serializers.BooleanField(help_text="Not checked by us.")
    directory = SourceCreditOut(source="credit", allow_null=True)
    is_checked = serializers.BooleanField(
        help_text=(
            "Has a connector seen who runs it, their insurance, and what help this close needs? Its"
            " words are whoever runs it’s own either way."
        )
    )
    check_request = CheckAskedOut(
        allow_null=True, help_text="What somebody asked a connector to check, and the answer."
    )
    next_times = ListingNextTimeOut(many=True)
    takes_visits = serializers.BooleanField(
        help_text="Can somebody say here that they come, or ask whether they can?"
    )
    is_example = serializers.BooleanField(source="listing.is_example")

    def get_kinds(self, detail: ListingDetail) -> list[str]:
        return [kind.slug for kind in detail.kinds]

    @extend_schema_field(PriceShareOut(many=True))
    def get_shares(self, detail: ListingDetail) -> list[dict[str, int]]:
        names = ("people", "total_pence", "each_at_most_pence")
        return [dict(zip(names, share, strict=True)) for share in detail.price_table]
