"""Records asked for in writing by whoever acts, or acted, for somebody; and who answers them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.records_requests import (
    answer_copy_request,
    give_own_deeds,
    request_copy,
)
from community.people.models.records_requests import RecordsRequest
from community.people.queries.records_requests import (
    WHO_ANSWERS,
    records_request_to_answer,
    records_requests_to_answer,
)
from community.people.states import RecordsRequestKind
from frontend.api.account.serializers import (
    CopyAnswerIn,
    CopyOut,
    CopyRequestIn,
    OwnDeedOut,
    RecordsRequestOut,
)
from frontend.api.base import ACTING_FOR, ActingView, ActingViewSet, roles
from frontend.api.serializers import EmptyIn
from frontend.shared.records import copy_read_by, statement_of


class CopyRequestView(ActingView):
    @extend_schema(responses=CopyOut, parameters=[ACTING_FOR])
    def get(self, request: Request) -> Response:
        """What whoever acts asked for: when it is answered, and what was left in."""
        return self._answer()

    @extend_schema(request=CopyRequestIn, responses={201: CopyOut}, parameters=[ACTING_FOR])
    def post(self, request: Request) -> Response:
        """Ask in writing for a copy of what is kept about the person. They are told."""
        request_copy(**self.validated(CopyRequestIn), **self.by_and_now)
        return self._answer(status.HTTP_201_CREATED)

    def _answer(self, code: int = status.HTTP_200_OK) -> Response:
        asked, kinds = copy_read_by(self.acting, now=clock.now())
        return Response(CopyOut({"asked": asked, "categories": kinds}).data, status=code)


class RecordsRequestViewSet(ActingViewSet):
    """Those to answer by one's roles: the data-protection contact's and the connector's."""

    queryset = RecordsRequest.objects.none()
    serializer_class = RecordsRequestOut
    needs = roles(*WHO_ANSWERS.values())

    @extend_schema(responses=RecordsRequestOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(records_requests_to_answer(self.login.pk), RecordsRequestOut)

    @extend_schema(request=CopyAnswerIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Say what of a copy is left in."""
        answer_copy_request(request_id=int(pk), **self.validated(CopyAnswerIn), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses=OwnDeedOut(many=True))
    @action(detail=True, methods=["get"])
    def statement(self, request: Request, pk: str) -> Response:
        """What whoever asked did themselves while they could act, and nothing else."""
        records_request = records_request_to_answer(
            int(pk), self.login.pk, kind=RecordsRequestKind.OWN_DEEDS
        )
        return self.list_response(statement_of(records_request), OwnDeedOut)

    @extend_schema(request=EmptyIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def given(self, request: Request, pk: str) -> Response:
        """The statement was given to whoever asked."""
        give_own_deeds(request_id=int(pk), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
