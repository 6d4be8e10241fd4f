"""“I am worried about someone”: told by anybody; read and answered by an area's safeguarding lead
and deputy."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from community.people.actions.safeguarding import (
    answer_concern,
    mark_concern_read,
    mark_concerns_read,
    raise_concern,
)
from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.safeguarding import SAFEGUARDING_ROLES, concerns_of_login
from frontend.api.account.concern_serializers import (
    ConcernAnswerIn,
    ConcernDetailOut,
    ConcernIn,
    ConcernKeptOut,
    ConcernsReadIn,
    ConcernsReadOut,
    ConcernSummaryOut,
)
from frontend.api.base import ActingView, Needs, Roles, roles
from frontend.api.serializers import EmptyIn
from frontend.shared.history import deeds_of_concerns
from frontend.shared.throttles import is_one_of_many


class ConcernListView(ActingView):
    def needs_now(self) -> Needs | Roles:
        return Needs.ANYBODY if self.request.method == "POST" else roles(*SAFEGUARDING_ROLES)

    @extend_schema(responses=ConcernSummaryOut(many=True))
    def get(self, request: Request) -> Response:
        """Those of one's areas, unread first, oldest first."""
        return self.list_response(concerns_of_login(self.login.pk), ConcernSummaryOut)

    def get_throttles(self) -> list[BaseThrottle]:
        """No note is lost: above the limit it is kept, and marked (P134)."""
        return [] if self.request.method == "POST" else super().get_throttles()

    @extend_schema(request=ConcernIn, responses={201: ConcernKeptOut})
    def post(self, request: Request) -> Response:
        """“I am worried about someone”: to the area's safeguarding lead and deputy only. The same
        words again are the same note. Where nobody reads them it is refused (`nobody_reads`)."""
        fields = self.validated(ConcernIn)
        concern = raise_concern(**fields, is_one_of_many=is_one_of_many(request), **self.by_and_now)
        return Response(ConcernKeptOut(concern).data, status=status.HTTP_201_CREATED)


class ConcernReadView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=EmptyIn, responses=ConcernDetailOut)
    def post(self, request: Request, concern_id: int) -> Response:
        """Read one: from then on no alarm is raised."""
        return _detail(mark_concern_read(concern_id=concern_id, **self.by_and_now))


class ConcernsReadView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(
        operation_id="concerns_read_together_create",
        request=ConcernsReadIn,
        responses=ConcernsReadOut,
    )
    def post(self, request: Request) -> Response:
        """Read several in one answer: of each of them it is noted."""
        concern_ids = self.validated(ConcernsReadIn)["concerns"]
        concerns = mark_concerns_read(concern_ids=concern_ids, **self.by_and_now)
        context = {"deeds": deeds_of_concerns(concerns)}
        return Response(ConcernsReadOut({"concerns": concerns}, context=context).data)


class ConcernAnswerView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=ConcernAnswerIn, responses=ConcernDetailOut)
    def post(self, request: Request, concern_id: int) -> Response:
        """Keep with it what was done about it."""
        fields = self.validated(ConcernAnswerIn)
        return _detail(answer_concern(concern_id=concern_id, **fields, **self.by_and_now))


def _detail(concern: SafeguardingConcern) -> Response:
    context = {"deeds": deeds_of_concerns([concern])}
    return Response(ConcernDetailOut(concern, context=context).data)
