"""What a group may do where a place is not covered in mid-term, and what each is happy with."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ActingView
from frontend.api.how_put import HowPutIn, with_how_put
from frontend.api.serializers import digest_field
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.queries.cover_choices import CoverChoiceDetail, cover_choice_for
from pooling.pools.states import CoverOption


class CoverOptionOut(serializers.Serializer):
    option = serializers.ChoiceField(CoverOption.choices)
    words = serializers.CharField(help_text="What it would mean, in numbers.")


class CoverChoiceOut(serializers.Serializer):
    """Nobody reads a count while it is open, nor anybody's answer but their own."""

    pool_id = serializers.IntegerField(source="pool.pk")
    closes_at = serializers.DateTimeField(source="choice.closes_at")
    options = serializers.SerializerMethodField()
    my_options = serializers.ListField(
        child=serializers.ChoiceField(CoverOption.choices),
        allow_null=True,
        help_text="Null until one has answered; empty says “none of these”.",
    )
    digest = serializers.CharField(help_text="Of what is said here: sent back with an answer.")

    @extend_schema_field(CoverOptionOut(many=True))
    def get_options(self, detail: CoverChoiceDetail) -> list[dict[str, str]]:
        return [{"option": option.value, "words": text} for option, text in detail.options]


class CoverBallotIn(HowPutIn):
    options = serializers.ListField(child=serializers.ChoiceField(CoverOption.choices))
    digest = digest_field("GET pools/<id>/cover/")


class CoverChoiceView(ActingView):
    shows = Seen.QUESTIONS

    @extend_schema(responses=CoverChoiceOut)
    def get(self, request: Request, pool_id: int) -> Response:
        """The choice that is open, for who is still in."""
        return self._response(pool_id)

    @extend_schema(request=CoverBallotIn, responses=CoverChoiceOut)
    def put(self, request: Request, pool_id: int) -> Response:
        """What one would be happy with. The last answer before it closes is the one."""
        ballot = with_how_put(self.validated(CoverBallotIn))
        cast_cover_ballot(pool_id=pool_id, **ballot, **self.by_and_now)
        return self._response(pool_id)

    def _response(self, pool_id: int) -> Response:
        detail = cover_choice_for(pool_id=pool_id, **self.by_and_now)
        return Response(CoverChoiceOut(detail).data)
