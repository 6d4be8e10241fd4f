"""The group's own choice to call a shared cost off: asked by one who is in it, answered by each."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ActingView
from frontend.api.how_put import HowPutIn, with_how_put
from frontend.api.pool.cover import CoverBallotIn, CoverOptionOut
from frontend.api.serializers import digest_field
from frontend.api.typed import TypedText
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.queries.cover_choices import CallOffDetail, call_off_for
from pooling.pools.states import ChoiceKind, CoverOption


class CallOffChoiceOut(serializers.Serializer):
    """Nobody reads a count while it is open, nor anybody's answer but their own."""

    pool_id = serializers.IntegerField(source="pool.pk")
    refund_pence = serializers.IntegerField(
        source="facts.refund_pence", help_text="What was paid for sessions still to come."
    )
    closes_at = serializers.DateTimeField(
        source="choice.choice.closes_at",
        allow_null=True,
        help_text="Null until the group is asked.",
    )
    options = serializers.SerializerMethodField()
    my_options = serializers.ListField(
        source="choice.my_options",
        child=serializers.ChoiceField(CoverOption.choices),
        allow_null=True,
        help_text="Null until one has answered; empty says “none of these”.",
    )
    digest = serializers.CharField(help_text="Of what is said here: sent back with what one does.")

    @extend_schema_field(CoverOptionOut(many=True))
    def get_options(self, detail: CallOffDetail) -> list[dict[str, str]]:
        options = detail.choice.options if detail.choice else []
        return [{"option": option.value, "words": text} for option, text in options]


class AskToCallOffIn(HowPutIn):
    typed = TypedText(max_length=20, help_text="The sum in pounds that would go back, like 0.00.")
    digest = digest_field("GET pools/<id>/call-off/")


class CallOffChoiceView(ActingView):
    shows = Seen.QUESTIONS

    @extend_schema(responses=CallOffChoiceOut)
    def get(self, request: Request, pool_id: int) -> Response:
        """What calling it off would mean, and the choice if one is open, for who is still in."""
        return self._response(pool_id)

    @extend_schema(request=AskToCallOffIn, responses=CallOffChoiceOut)
    def post(self, request: Request, pool_id: int) -> Response:
        """Ask the group. Nobody is told who asked."""
        asked = with_how_put(self.validated(AskToCallOffIn))
        ask_group_to_call_off(pool_id=pool_id, **asked, **self.by_and_now)
        return self._response(pool_id)

    @extend_schema(request=CoverBallotIn, responses=CallOffChoiceOut)
    def put(self, request: Request, pool_id: int) -> Response:
        """What one would be happy with. The last answer before it closes is the one."""
        data = with_how_put(self.validated(CoverBallotIn))
        cast_cover_ballot(pool_id=pool_id, kind=ChoiceKind.CALL_OFF, **data, **self.by_and_now)
        return self._response(pool_id)

    def _response(self, pool_id: int) -> Response:
        return Response(CallOffChoiceOut(call_off_for(pool_id=pool_id, **self.by_and_now)).data)
