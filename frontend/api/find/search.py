"""Find by API: what is near, one listing, a place, and what is missing. No account is needed."""

from django.core.paginator import Paginator
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from community.common import clock
from community.places.activity_kinds import ACTIVITY_KINDS
from community.places.models.search_index import ObjectType, OpennessRank
from community.places.queries import MAX_POSTCODE_CHARS, find_location
from frontend.shared.throttles import NeedThrottle
from frontend.shared.unmet_needs import rough_location
from groups.actions.unmet_needs import MOST, report_unmet_need
from marketplace.search.queries.listing_detail import listing_to_read
from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import MILES, Order, StartingPoint, parse_search_query
from providers.states import Engager, PriceKind, SuitFact, YesNoUnknown

from .acting import acting_of

ON_A_PAGE = 20


class Question(serializers.Serializer):
    """The same question as the page `/find/` asks, by the same names."""

    postcode = serializers.CharField(
        max_length=MAX_POSTCODE_CHARS,
        help_text="A postcode or its first half, like BS3 1AB or BS3.",
    )
    words = serializers.CharField(
        required=False, allow_blank=True, max_length=100, help_text="In anybody's own words."
    )
    entrance = serializers.ChoiceField(
        [(door.value, door.name) for door in StartingPoint],
        required=False,
        help_text="What the person comes with. Groups that answer to it stand higher.",
    )
    miles = serializers.ChoiceField(MILES, required=False, help_text="How far; 5 unless said.")
    kind = serializers.ChoiceField(
        [(kind.slug, kind.name) for kind in ACTIVITY_KINDS],
        required=False,
        help_text="One kind of thing.",
    )
    suits = serializers.MultipleChoiceField(
        choices=SuitFact.choices,
        required=False,
        help_text="Facts that must be so. Where one is not known the thing is under `not_known`.",
    )
    free_only = serializers.BooleanField(required=False, default=False)
    no_employer = serializers.BooleanField(
        required=False, default=False, help_text="Leave out what would make one an employer."
    )
    order = serializers.ChoiceField(
        [(order.value, order.name) for order in Order],
        required=False,
        help_text="`near` unless said.",
    )
    page = serializers.IntegerField(required=False, min_value=1, default=1)


class SearchHitOut(serializers.Serializer):
    thing = serializers.ChoiceField(ObjectType.choices)
    id = serializers.IntegerField(source="thing_id")
    title = serializers.CharField()
    summary = serializers.CharField()
    km = serializers.SerializerMethodField(
        help_text="To a tenth: no finer than a card says. Null when no place is known."
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
    is_example = serializers.BooleanField()

    def get_km(self, found) -> float | None:
        return round(found.km, 1) if found.has_place else None

    def get_has_places(self, found) -> str:
        return str(OpennessRank(found.openness).label)


class LocationOut(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]  # Field has one too
    outward_code = serializers.CharField()
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    precision = serializers.CharField(help_text="`unit` or `outward`")
    ended = serializers.BooleanField(help_text="The postcode is no longer used.")
    note = serializers.CharField(help_text="When the place is not quite what was typed.")


class KindOut(serializers.Serializer):
    kind = serializers.SlugField()
    name = serializers.CharField()
    count = serializers.IntegerField()


class ResultsOut(serializers.Serializer):
    place = LocationOut()
    order_words = serializers.CharField(help_text="The one sentence that explains the order.")
    showing_for = serializers.CharField(help_text="What was searched, if not what was typed.")
    has_some_words_only = serializers.BooleanField()
    count = serializers.IntegerField()
    is_cut = serializers.BooleanField(help_text="There are more; these are the nearest.")
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    results = SearchHitOut(many=True)
    not_known = SearchHitOut(many=True, help_text="A wanted fact is not known: never a match.")
    kinds = KindOut(many=True)


class Findable(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="find",
        parameters=[Question],
        responses=ResultsOut,
        description="What is near a postcode: at most 200 listings, groups and shared costs.",
    )
    def get(self, request):
        question = Question(data=request.query_params)
        question.is_valid(raise_exception=True)
        said = dict(question.validated_data)
        wanted = said.pop("page")
        results = search_near(parse_search_query(**said))
        page = Paginator(results.matches, ON_A_PAGE).get_page(wanted)
        kinds = [
            {"kind": kind.slug, "name": str(kind.name), "count": count}
            for kind, count in results.kinds
        ]
        answer = {
            "place": results.asked.place,
            "order_words": results.asked.order_words,
            "showing_for": results.showing_for,
            "has_some_words_only": results.has_some_words_only,
            "count": len(results.matches),
            "is_cut": results.is_cut,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "results": page.object_list,
            "not_known": results.not_known,
            "kinds": kinds,
        }
        return Response(ResultsOut(answer).data)


class FactSaidOut(serializers.Serializer):
    fact = serializers.CharField(source="key")
    question = serializers.CharField()
    answer = serializers.ChoiceField(YesNoUnknown.choices)
    words = serializers.CharField()
    on = serializers.DateField(allow_null=True)
    source = serializers.CharField(  # type: ignore[assignment]  # Field has one too
        allow_null=True, help_text="Who says so."
    )


class CheckSeenOut(serializers.Serializer):
    kind = serializers.CharField()
    seen_on = serializers.DateField()


class ShareOut(serializers.Serializer):
    people = serializers.IntegerField()
    total_pence = serializers.IntegerField()
    each_at_most_pence = serializers.IntegerField()


class ListingToReadOut(serializers.Serializer):
    id = serializers.IntegerField(source="listing.pk")
    title = serializers.CharField(source="listing.title")
    what_happens = serializers.CharField(source="listing.what_happens")
    when_words = serializers.CharField(source="listing.when_words")
    place_words = serializers.CharField(source="listing.place_words")
    postcode = serializers.CharField(source="listing.postcode")
    getting_there_words = serializers.CharField(source="listing.getting_there_words")
    how_many_words = serializers.CharField(source="listing.how_many_words")
    has_places = serializers.CharField(source="openness.label")
    kinds = serializers.SerializerMethodField()
    suits = FactSaidOut(many=True)
    quality = FactSaidOut(many=True)
    companion_words = serializers.CharField(source="listing.companion_words")
    employer = serializers.ChoiceField(Engager.choices, source="listing.engager")
    price_kind = serializers.ChoiceField(PriceKind.choices, source="listing.price_kind")
    price_words = serializers.CharField()
    shares = serializers.SerializerMethodField()
    smallest_group = serializers.IntegerField(source="smallest", allow_null=True)
    provider = serializers.CharField(source="listing.provider.name")
    checks = CheckSeenOut(many=True)
    website = serializers.CharField(source="listing.website")
    is_from_directory = serializers.BooleanField(help_text="Not checked by us.")
    is_example = serializers.BooleanField(source="listing.is_example")

    def get_kinds(self, page) -> list[str]:
        return [kind.slug for kind in page.kinds]

    @extend_schema_field(ShareOut(many=True))
    def get_shares(self, page):
        names = ("people", "total_pence", "each_at_most_pence")
        return [dict(zip(names, share, strict=True)) for share in page.shares]


class OneListing(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="listing",
        responses=ListingToReadOut,
        description="One listing as a person reads it: what is known of it, and by whom.",
    )
    def get(self, request, listing_id):
        return Response(ListingToReadOut(listing_to_read(listing_id, on=clock.today())).data)


class Places(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="place",
        parameters=[OpenApiParameter("q", str, required=True, description="A postcode, as typed.")],
        responses=LocationOut,
        description="Where a postcode, or its first half, is.",
    )
    def get(self, request):
        return Response(LocationOut(find_location(request.query_params.get("q", ""))).data)


class UnmetNeedIn(serializers.Serializer):
    words = serializers.CharField(max_length=MOST, allow_blank=True)
    searched = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    postcode = serializers.CharField(
        max_length=MAX_POSTCODE_CHARS, required=False, allow_blank=True, default=""
    )


class Missing(APIView):
    permission_classes = (AllowAny,)
    throttle_classes = (NeedThrottle,)

    @extend_schema(
        operation_id="tell_missing",
        request=UnmetNeedIn,
        responses={201: UnmetNeedIn},
        description="One line about what could not be found. Who sent it is kept nowhere.",
    )
    def post(self, request):
        told = UnmetNeedIn(data=request.data)
        told.is_valid(raise_exception=True)
        said = told.validated_data
        report_unmet_need(
            words=said["words"],
            searched=said["searched"],
            **rough_location(said["postcode"]),
            by=acting_of(request),
            now=clock.now(),
        )
        return Response(told.data, status=status.HTTP_201_CREATED)


urlpatterns = [
    path("findable/", Findable.as_view(), name="findable"),
    path("listings/<int:listing_id>/", OneListing.as_view(), name="listing"),
    path("places/", Places.as_view(), name="places"),
    path("missing/", Missing.as_view(), name="missing"),
]
