"""What is near, one listing, where a postcode is, and what is missing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.places.models.search_index import ObjectType
from community.places.queries import find_location_to_search
from frontend.api.base import ActingView, Needs
from frontend.api.find.listing_serializers import ListingDetailOut
from frontend.api.find.serializers import (
    LocationOut,
    SearchQueryIn,
    SearchResultsOut,
    SuggestionQueryIn,
    SuggestionsOut,
    UnmetNeedIn,
    UnmetNeedOut,
)
from frontend.shared.throttles import NeedThrottle, asker_of
from frontend.shared.unmet_needs import reader_text, rough_location
from groups.actions.unmet_needs import report_unmet_need
from marketplace.search.queries.facets import Facets
from marketplace.search.queries.listing_detail import listing_detail
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.nothing_found import nothing_found
from marketplace.search.queries.results import SearchResults, search_near
from marketplace.search.queries.search_query import SearchQuery, parse_search_query
from marketplace.search.queries.suggestions import suggest_options
from providers.queries.supply import who_checked_listings


class SearchView(ActingView):
    needs = Needs.ANYBODY
    asked_by = tuple(SearchQueryIn().fields)

    @extend_schema(
        operation_id="find",
        parameters=[SearchQueryIn],
        responses=SearchResultsOut,
        description="What is near a postcode: at most 200 listings, groups and shared costs.",
    )
    def get(self, request: Request) -> Response:
        query = SearchQueryIn(data=request.query_params)
        query.is_valid(raise_exception=True)
        params = dict(query.validated_data)
        page_number, size = params.pop("page"), params.pop("size")
        results = search_near(parse_search_query(**params))
        paginator = Paginator(results.matches, size)
        if page_number > paginator.num_pages:
            raise NotFound("")
        page = paginator.page(page_number)
        kinds = [
            {"kind": kind.slug, "name": str(kind.name), "count": count}
            for kind, count in results.kinds
        ]
        nothing = _nothing_found(results)
        answer = {
            "place": results.query.location,
            "order_words": results.query.order_text,
            "showing_for": results.showing_for,
            "corrected": [{"typed": typed, "shown": shown} for typed, shown in results.mended],
            "different": len(results.different),
            "has_some_words_only": results.has_some_words_only,
            "dangers": sorted(results.dangers),
            "count": len(results.matches),
            "is_cut": results.is_cut,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "results": page.object_list,
            "not_known": results.not_known,
            "kinds": kinds,
            "kinds_are_about": results.kinds_are_about,
            "facets": _counts(results.facets) if results.facets else None,
            "nothing_found": nothing,
        }
        nearby = nothing["nearby"] if nothing else []
        context = _context(results.query, [*page.object_list, *results.not_known, *nearby])
        return Response(SearchResultsOut(answer, context=context).data)


def _counts(facets: Facets) -> dict[str, Any]:
    return {
        "kind": [{"choice": kind.slug, "count": count} for kind, count in facets.kinds],
        "day": _named(facets.days),
        "day_part": _named(facets.day_parts),
        "suits": [{"choice": fact.value, "count": count} for fact, count in facets.suits.items()],
        "free_only": facets.free,
        "no_employer": facets.no_employer,
    }


def _named(counts: Mapping[Any, int]) -> list[dict[str, Any]]:
    return [{"choice": each.name.lower(), "count": count} for each, count in counts.items()]


def _nothing_found(results: SearchResults) -> dict[str, Any] | None:
    if not results.is_nothing:
        return None
    nothing = nothing_found(results.query, now=clock.now())
    return {
        "kinds": nothing.kinds,
        "nearby": nothing.nearby,
        "asked": nothing.asked,
        "open_here": nothing.areas.here,
        "open_elsewhere": [{"area": area, "km": km} for area, km in nothing.areas.others],
        "missing": nothing.missing,
        "like_areas": nothing.like_areas,
        "who_reads": reader_text(results.query.location.authority_code),
    }


def _context(query: SearchQuery, hits: Iterable[SearchHit]) -> dict[str, Any]:
    listing_ids = [hit.object_id for hit in hits if hit.object_type == ObjectType.LISTING]
    who_checked = who_checked_listings(listing_ids)
    return {"who_checked": who_checked, "place": query.location}


class SuggestionsView(ActingView):
    needs = Needs.ANYBODY
    asked_by = tuple(SuggestionQueryIn().fields)

    @extend_schema(
        operation_id="suggestions",
        parameters=[SuggestionQueryIn],
        responses=SuggestionsOut,
        description=(
            "At most ten things that may answer, of which the first five are of different kinds, "
            "each with why. None for words of danger."
        ),
    )
    def get(self, request: Request) -> Response:
        query = SuggestionQueryIn(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = search_near(parse_search_query(**query.validated_data))
        suggestions = suggest_options(found)
        context = _context(found.query, [each.hit for each in suggestions])
        return Response(SuggestionsOut({"suggestions": suggestions}, context=context).data)


class ListingView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(
        operation_id="listing",
        responses=ListingDetailOut,
        description=(
            "One listing as a person reads it: what is known of it, and by whom. Of one that is "
            "paused, 409 `listing_paused`."
        ),
    )
    def get(self, request: Request, listing_id: int) -> Response:
        return Response(ListingDetailOut(listing_detail(listing_id, on=clock.today())).data)


class LocationView(ActingView):
    needs = Needs.ANYBODY
    asked_by = ("q",)

    @extend_schema(
        operation_id="location",
        parameters=[OpenApiParameter("q", str, required=True, description="A postcode, as typed.")],
        responses=LocationOut,
        description="Where a postcode, or its first half, is.",
    )
    def get(self, request: Request) -> Response:
        return Response(
            LocationOut(find_location_to_search(request.query_params.get("q", ""))).data
        )


class UnmetNeedView(ActingView):
    needs = Needs.ANYBODY
    throttle_classes = (NeedThrottle,)

    @extend_schema(
        operation_id="tell_missing",
        request=UnmetNeedIn,
        responses={201: UnmetNeedOut},
        description="One line about what could not be found. Who sent it is kept nowhere.",
    )
    def post(self, request: Request) -> Response:
        need = self.validated(UnmetNeedIn)
        kept = report_unmet_need(
            text=need["words"],
            query_text=need["query_text"],
            **rough_location(need["postcode"]),
            asker=asker_of(request, self.acting.person_id),
            **self.by_and_now,
        )
        answer = need | {"who_reads": reader_text(kept.area.authority_code if kept.area else "")}
        return Response(UnmetNeedOut(answer).data, status=status.HTTP_201_CREATED)
