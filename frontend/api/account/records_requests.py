"""Records asked for in writing by whoever acts, or acted, for somebody; and who answers them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.records_requests import (
    answer_copy_request,
    give_own_copy,
    give_own_deeds,
    request_copy,
    request_own_copy,
)
from community.people.models.records_requests import RecordsRequest
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.records_requests import (
    WHO_ANSWERS,
    records_request_to_answer,
    records_requests_to_answer,
)
from community.people.states import RecordsRequestKind
from frontend.access import member_of_sheet
from frontend.api.account.serializers import (
    CopyAnswerIn,
    CopyOut,
    CopyRequestIn,
    DataCategoryOut,
    OwnCopyAskedOut,
    OwnDeedOut,
    RecordsRequestOut,
)
from frontend.api.base import ACTING_FOR, ActingView, ActingViewSet, roles
from frontend.api.serializers import EmptyIn
from frontend.shared.records import copy_read_by, own_copy_to_print, statement_of


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

    @extend_schema(responses=DataCategoryOut(many=True))
    @action(detail=True, methods=["get"], url_path="own-copy")
    def own_copy(self, request: Request, pk: str) -> Response:
        """All of it, to print for the person themselves, who has no page."""
        records_request = records_request_to_answer(
            int(pk), self.login.pk, kind=RecordsRequestKind.OWN_COPY
        )
        rows = own_copy_to_print(records_request, now=clock.now())
        return self.list_response(rows, DataCategoryOut)

    @extend_schema(request=EmptyIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def sent(self, request: Request, pk: str) -> Response:
        """The person's own copy is closed, and on its way to them."""
        give_own_copy(request_id=int(pk), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=EmptyIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def given(self, request: Request, pk: str) -> Response:
        """The statement was given to whoever asked."""
        give_own_deeds(request_id=int(pk), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PaperOwnCopyView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(operation_id="paper_own_copy", request=EmptyIn, responses={201: OwnCopyAskedOut})
    def post(self, request: Request, code: str) -> Response:
        """Somebody who has no page asks for all that is kept about them. It comes closed."""
        _member, by = member_of_sheet(code, login=self.login)
        asked = request_own_copy(by=by, now=clock.now())
        return Response(OwnCopyAskedOut(asked).data, status=status.HTTP_201_CREATED)
