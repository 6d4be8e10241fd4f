"""“Please check this one”: asked by anybody, answered by a connector."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs, roles
from frontend.api.serializers import EmptyIn
from frontend.api.typed import TypedLines
from frontend.shared.throttles import CheckRequestThrottle, asker_of
from providers.actions.check_requests import answer_check_request, ask_for_check
from providers.queries.check_requests import check_request_to_answer, check_requests_to_answer
from providers.queries.objections import ANSWERING_ROLES
from providers.rules.objections import MAX_WORDS_CHARS


class CheckAskedOut(serializers.Serializer):
    """As its page says: not how many asked."""

    answer_by = serializers.DateField()
    answer_words = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class CheckRequestOut(CheckAskedOut):
    id = serializers.IntegerField(source="pk")
    listing_id = serializers.IntegerField()
    listing = serializers.CharField(source="listing.title")
    asked_count = serializers.IntegerField(help_text="How many have asked, at the least.")


class CheckRequestAnswerIn(serializers.Serializer):
    words = TypedLines(max_length=MAX_WORDS_CHARS, help_text="Everybody reads them on its page.")


class PleaseCheckView(ActingView):
    needs = Needs.ANYBODY
    throttle_classes = (CheckRequestThrottle,)

    @extend_schema(request=EmptyIn, responses={201: CheckAskedOut})
    def post(self, request: Request, listing_id: int) -> Response:
        """Of what nobody has checked. Who asks is kept nowhere; asked again it is the same one."""
        asked = ask_for_check(
            listing_id=listing_id,
            asker=asker_of(request, self.acting.person_id),
            **self.by_and_now,
        )
        return Response(CheckAskedOut(asked).data, status=status.HTTP_201_CREATED)


class CheckRequestsView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=CheckRequestOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that wait, what is due first first."""
        return self.list_response(check_requests_to_answer(self.area_ids), CheckRequestOut)


class CheckRequestView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=CheckRequestOut)
    def get(self, request: Request, check_request_id: int) -> Response:
        asked = check_request_to_answer(check_request_id, area_ids=self.area_ids)
        return Response(CheckRequestOut(asked).data)

    @extend_schema(request=CheckRequestAnswerIn, responses=CheckRequestOut)
    def post(self, request: Request, check_request_id: int) -> Response:
        """The first answer stands."""
        check_request_to_answer(check_request_id, area_ids=self.area_ids)
        asked = answer_check_request(
            check_request_id=check_request_id,
            **self.validated(CheckRequestAnswerIn),
            **self.by_and_now,
        )
        return Response(CheckRequestOut(asked).data)
