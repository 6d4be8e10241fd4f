"""A place's answer to whoever asks to come; and what the person says to that."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from frontend.api.base import ActingView, Needs, roles
from frontend.api.paper.base import PaperView
from frontend.api.serializers import EmptyIn
from frontend.api.visits.serializers import (
    ProviderVisitOut,
    UnfairAnswerIn,
    UnfairAnswerOut,
    UnfairIn,
    UnfairOut,
    VisitAnswerIn,
    VisitOut,
    VisitReplyIn,
    VisitWordIn,
)
from frontend.shared.visit_words import VisitWord, say_of_visit
from providers.actions.visit_answers import (
    answer_unfair,
    answer_visit_request,
    reply_about_visit,
    say_unfair,
    take_other_day,
)
from providers.queries.visit_requests import (
    summary_for_provider,
    summary_of,
    unfair_answer,
    unfair_to_answer,
    visit_of_person,
    visit_to_answer,
)
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer


class ProviderVisitView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ProviderVisitOut)
    def get(self, request: Request, visit_request_id: int) -> Response:
        visit = visit_to_answer(visit_request_id, login_id=self.login.pk)
        return Response(ProviderVisitOut(summary_for_provider(visit, now=clock.now())).data)

    @extend_schema(request=VisitAnswerIn, responses=ProviderVisitOut)
    def post(self, request: Request, visit_request_id: int) -> Response:
        """Yes, another day, not this time and why, or a question. The name comes after a yes."""
        visit_to_answer(visit_request_id, login_id=self.login.pk)
        data = self.validated(VisitAnswerIn)
        given = AnswerGiven(**data | {"answer": VisitAnswer(data["answer"])})
        visit = answer_visit_request(
            visit_request_id=visit_request_id, given=given, **self.by_and_now
        )
        return Response(ProviderVisitOut(summary_of(visit)).data)


class VisitOtherDayView(ActingView):
    @extend_schema(request=EmptyIn, responses=VisitOut)
    def post(self, request: Request, visit_request_id: int) -> Response:
        """They take the day that the place has instead."""
        visit = take_other_day(visit_request_id=visit_request_id, **self.by_and_now)
        return Response(VisitOut(visit).data)


class VisitReplyView(ActingView):
    @extend_schema(request=VisitReplyIn, responses=VisitOut)
    def post(self, request: Request, visit_request_id: int) -> Response:
        """What they say to what the place asked."""
        words = self.validated(VisitReplyIn)["words"]
        visit = reply_about_visit(visit_request_id=visit_request_id, words=words, **self.by_and_now)
        return Response(VisitOut(visit).data)


class VisitUnfairView(ActingView):
    @extend_schema(request=UnfairIn, responses=UnfairOut)
    def post(self, request: Request, visit_request_id: int) -> Response:
        """ "I think that is not fair": to a connector, never to the place."""
        words = self.validated(UnfairIn)["words"]
        said = say_unfair(visit_request_id=visit_request_id, words=words, **self.by_and_now)
        return Response(UnfairOut(said).data)


class UnfairAnswersView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=UnfairAnswerOut(many=True))
    def get(self, request: Request) -> Response:
        """What is due first first."""
        return self.list_response(unfair_to_answer(self.area_ids), UnfairAnswerOut)


class UnfairAnswerView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=UnfairAnswerOut)
    def get(self, request: Request, unfair_answer_id: int) -> Response:
        said = unfair_answer(unfair_answer_id, area_ids=self.area_ids)
        return Response(UnfairAnswerOut(said).data)

    @extend_schema(request=UnfairAnswerIn, responses=UnfairAnswerOut)
    def post(self, request: Request, unfair_answer_id: int) -> Response:
        """The person reads it. The first stands."""
        unfair_answer(unfair_answer_id, area_ids=self.area_ids)
        words = self.validated(UnfairAnswerIn)["words"]
        answer_unfair(unfair_answer_id=unfair_answer_id, words=words, **self.by_and_now)
        said = unfair_answer(unfair_answer_id, area_ids=self.area_ids)
        return Response(UnfairAnswerOut(said).data)


class PaperVisitWordView(PaperView):
    @extend_schema(request=VisitWordIn, responses={204: None})
    def post(self, request: Request, code: str, visit_request_id: int) -> Response:
        """What they say to the place's answer."""
        _member, by_and_now = self.member_of_sheet(code)
        visit = visit_of_person(visit_request_id, by=by_and_now["by"])
        data = self.validated(VisitWordIn)
        say_of_visit(
            visit_request_id=visit.pk,
            said=VisitWord(data["said"]),
            words=data["words"],
            **by_and_now,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
