"""The next visit: what is to be said to each person who is reached through somebody (M84)."""

from uuid import UUID

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.people.actions.visits import go_to, not_go_to, record_visit, take_back_visit
from frontend.api.account.serializers import GoingOut, NextVisitOut, ToldIn, ToldTodayOut
from frontend.api.base import ActingView, Needs
from frontend.api.serializers import EmptyIn
from frontend.shared.next_visits import next_visits_of_login, told_today


class NextVisitListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=NextVisitOut(many=True))
    def get(self, request: Request) -> Response:
        """What those who are reached through oneself have still to be told; and, with no lines,
        whoever of them asked that something please never be done."""
        visits = next_visits_of_login(self.login.pk, clock.today())
        return self.list_response(visits, NextVisitOut)


class NextVisitPagination(PageNumberPagination):
    """The pages after the first are those of the list, where they can be read."""

    def get_next_link(self) -> str | None:
        return self._of_the_list(super().get_next_link())

    def get_previous_link(self) -> str | None:
        return self._of_the_list(super().get_previous_link())

    def _of_the_list(self, link: str | None) -> str | None:
        if link is None or self.request is None or self.request.method != "POST":
            return link
        for name in ("api:visits_taken_back", "api:visits_told"):
            link = link.replace(reverse(name), reverse("api:visits"))
        return link


class ToldView(ActingView):
    needs = Needs.LOGIN
    pagination_class = NextVisitPagination

    @extend_schema(responses=ToldTodayOut(many=True))
    def get(self, request: Request) -> Response:
        """What those who are reached through oneself were told today, and by whom."""
        return self.list_response(told_today(self.login.pk, clock.today()), ToldTodayOut)

    @extend_schema(request=ToldIn, responses=NextVisitOut(many=True))
    def post(self, request: Request) -> Response:
        """These lines were said today. Said twice is said."""
        if not record_visit(message_ids=self.validated(ToldIn)["lines"], **self.by_and_now):
            raise NotFound("")
        visits = next_visits_of_login(self.login.pk, clock.today())
        return self.list_response(visits, NextVisitOut)


class TakenBackView(ActingView):
    needs = Needs.LOGIN
    pagination_class = NextVisitPagination

    @extend_schema(request=ToldIn, responses=NextVisitOut(many=True))
    def post(self, request: Request) -> Response:
        """These lines, which one noted today as said, were not: they wait again."""
        take_back_visit(message_ids=self.validated(ToldIn)["lines"], **self.by_and_now)
        visits = next_visits_of_login(self.login.pk, clock.today())
        return self.list_response(visits, NextVisitOut)


class GoingView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=EmptyIn, responses=GoingOut)
    def post(self, request: Request, person_id: UUID) -> Response:
        """ "I am going", or "I can go" where it was asked who can go sooner: whoever else tells
        this person things reads it."""
        go_by = go_to(person_id=person_id, **self.by_and_now)
        return Response(GoingOut({"go_by": go_by}).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, person_id: UUID) -> Response:
        """ "I cannot go after all"."""
        not_go_to(person_id=person_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
