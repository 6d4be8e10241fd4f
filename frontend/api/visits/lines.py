"""What would make a visit good, and what the place says to it, also through a connector (P110)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from frontend.api.base import ActingView, Needs, roles
from frontend.api.paper.base import PaperView
from frontend.api.visits.serializers import (
    ByTelephoneOut,
    GoodLinesIn,
    LineAnswerIn,
    ProviderVisitOut,
    ToldLineAnswerIn,
    ToldVisitAnswerIn,
    VisitLineOut,
)
from providers.actions.visit_answers import answer_visit_request
from providers.actions.visit_lines import answer_visit_lines, say_what_makes_it_good
from providers.queries.visit_lines import (
    line_of_area,
    line_to_answer,
    lines_not_yet,
    lines_waiting,
)
from providers.queries.visit_requests import summary_of, visit_of_area, visits_waiting
from providers.rules.visit_answers import AnswerGiven
from providers.rules.visit_lines import LineAnswer
from providers.states import VisitAnswer


class VisitGoodView(ActingView):
    @extend_schema(request=GoodLinesIn, responses={201: VisitLineOut(many=True)})
    def post(self, request: Request, visit_request_id: int) -> Response:
        """Once the place is theirs; the place answers each line, and takes nothing away by it."""
        said = self.validated(GoodLinesIn)
        made = say_what_makes_it_good(visit_request_id=visit_request_id, **said, **self.by_and_now)
        return Response(VisitLineOut(made, many=True).data, status=status.HTTP_201_CREATED)


class PaperVisitGoodView(PaperView):
    @extend_schema(request=GoodLinesIn, responses={204: None})
    def post(self, request: Request, code: str, visit_request_id: int) -> Response:
        """What would make it good for them, from their sheet."""
        _member, by_and_now = self.member_of_sheet(code)
        said = self.validated(GoodLinesIn)
        say_what_makes_it_good(visit_request_id=visit_request_id, **said, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class VisitLineView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=LineAnswerIn, responses={204: None})
    def post(self, request: Request, visit_line_id: int) -> Response:
        """Yes, like this instead, or not yet, because. The first answer stands."""
        line = line_to_answer(visit_line_id, login_id=self.login.pk)
        answers = {line.pk: LineAnswer(**self.validated(LineAnswerIn))}
        answer_visit_lines(visit_request_id=line.visit_id, answers=answers, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ByTelephoneView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=ByTelephoneOut)
    def get(self, request: Request) -> Response:
        """What waits for a place of your area, which you may ring; no name before a yes."""
        now = clock.now()
        waiting = {
            "requests": visits_waiting(self.area_ids, now=now),
            "lines": lines_waiting(self.area_ids, now=now),
            "not_yet": lines_not_yet(self.area_ids, now=now),
        }
        return Response(ByTelephoneOut(waiting).data)


class VisitAnswerToldView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(request=ToldVisitAnswerIn, responses=ProviderVisitOut)
    def post(self, request: Request, visit_request_id: int) -> Response:
        """As somebody at the place said it."""
        visit_of_area(visit_request_id, area_ids=self.area_ids)
        data = self.validated(ToldVisitAnswerIn)
        told_by = data.pop("told_by")
        given = AnswerGiven(**data | {"answer": VisitAnswer(data["answer"])})
        visit = answer_visit_request(
            visit_request_id=visit_request_id, given=given, told_by=told_by, **self.by_and_now
        )
        return Response(ProviderVisitOut(summary_of(visit)).data)


class VisitLineToldView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(request=ToldLineAnswerIn, responses={204: None})
    def post(self, request: Request, visit_line_id: int) -> Response:
        """As somebody at the place said it."""
        line = line_of_area(visit_line_id, area_ids=self.area_ids)
        data = self.validated(ToldLineAnswerIn)
        told_by = data.pop("told_by")
        answer_visit_lines(
            visit_request_id=line.visit_id,
            answers={line.pk: LineAnswer(**data)},
            told_by=told_by,
            **self.by_and_now,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
