"""Five unlike options, by program. No account is needed, and nothing of what is sent is kept."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.danger import Danger
from community.places.models.search_index import ObjectType
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.api.base import ActingView, Needs
from frontend.api.find.serializers import LocationOut, SuggestedThingOut
from frontend.api.typed import TypedLines, TypedText
from marketplace.search.queries.options import MAX_STORY_CHARS, unlike_options
from marketplace.search.queries.search_query import MILES, parse_search_query
from providers.queries.supply import who_checked_listings


class StoryIn(serializers.Serializer):
    story = TypedLines(
        max_length=MAX_STORY_CHARS,
        help_text="A few words or a story. Leave out names and numbers: it is kept nowhere.",
    )
    postcode = TypedText(
        max_length=MAX_POSTCODE_CHARS, help_text="A postcode or its first half, like BS3."
    )
    miles = serializers.ChoiceField(MILES, required=False, default=5, help_text="5 unless said.")


class OptionsOut(serializers.Serializer):
    place = LocationOut()
    dangers = serializers.ListField(
        child=serializers.ChoiceField([danger.value for danger in Danger]),
        help_text="What the words may be about: show where to turn before any of these.",
    )
    options = SuggestedThingOut(many=True, help_text="At most five, no two of a kind.")


class OptionsView(ActingView):
    needs = Needs.ANYBODY

    def _answer_once(
        self, key: str, handler: Callable[..., Response], request: Request, **kwargs: Any
    ) -> Response:
        """Nothing is done, so nothing is kept of it: neither the key nor a digest of the story."""
        return handler(request, **kwargs)

    @extend_schema(
        operation_id="options",
        request=StoryIn,
        responses=OptionsOut,
        description=(
            "Five unlike things that may answer, each with why: what the words name first, one "
            "free and one open to everybody among them, where there are such. It changes nothing."
        ),
    )
    def post(self, request: Request) -> Response:
        sent = self.validated(StoryIn)
        query = parse_search_query(postcode=sent["postcode"], miles=sent["miles"])
        found = unlike_options(sent["story"], query)
        hits = [each.hit for each in found.suggestions]
        context = {
            "place": query.location,
            "who_checked": who_checked_listings(
                [hit.object_id for hit in hits if hit.object_type == ObjectType.LISTING]
            ),
        }
        answer = {
            "place": query.location,
            "dangers": sorted(found.dangers),
            "options": found.suggestions,
        }
        response = Response(OptionsOut(answer, context=context).data)
        response["Cache-Control"] = "no-store"
        return response
