"""The next visit: what is to be said to each person who is reached through somebody (M84)."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.messaging.actions import record_told_in_person
from community.messaging.queries import next_visit_items
from frontend.api.account.serializers import NextVisitOut, ToldIn
from frontend.api.base import ActingView, Needs
from frontend.shared.next_visits import next_visits_of_login


class NextVisitListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=NextVisitOut(many=True))
    def get(self, request: Request) -> Response:
        """What those who are reached through oneself have still to be told."""
        return self.list_response(next_visits_of_login(self.login.pk), NextVisitOut)


class NextVisitPagination(PageNumberPagination):
    """The pages after the first are those of the list, where they can be read."""

    def get_next_link(self) -> str | None:
        link = super().get_next_link()
        return link and link.replace(reverse("api:visits_told"), reverse("api:visits"))

    def get_previous_link(self) -> str | None:
        link = super().get_previous_link()
        return link and link.replace(reverse("api:visits_told"), reverse("api:visits"))


class ToldView(ActingView):
    needs = Needs.LOGIN
    pagination_class = NextVisitPagination

    @extend_schema(request=ToldIn, responses=NextVisitOut(many=True))
    def post(self, request: Request) -> Response:
        """These lines were said today. Said twice is said."""
        by_and_now = self.by_and_now
        line_ids = self.validated(ToldIn)["lines"]
        own_ids = {item.pk for item in next_visit_items(self.login.pk)}
        if not own_ids & set(line_ids):
            raise NotFound("")
        told_on = clock.today(by_and_now["now"])
        for message_id in line_ids:
            if message_id in own_ids:
                record_told_in_person(message_id=message_id, told_on=told_on, **by_and_now)
        return self.list_response(next_visits_of_login(self.login.pk), NextVisitOut)
