"""How somebody is reached, as they said it to whoever visits them or enters their paper."""

from datetime import datetime
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.acting import Acting
from community.people.actions.reaching import set_contact_plan_on_word
from community.people.queries.visits import acting_at_visit
from frontend.api.account.serializers import ContactPlanChangesIn, ContactPlanOut
from frontend.api.base import ActingView, Needs
from frontend.api.paper.base import PaperView
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import Day, TypedText
from frontend.shared.own_sheets import REACH
from frontend.shared.people_visited import PersonVisited, people_visited_by
from frontend.shared.reach_on_word import reach_on_word


class ContactOut(serializers.Serializer):
    login_id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class ReachForVisitorOut(ContactPlanOut):
    never_told_login_ids = None  # type: ignore[assignment]  # theirs, and nobody else's


class ReachOnWordOut(serializers.Serializer):
    """`said_on`, `said_to`: where it was said to somebody else. What they said that nobody is to be
    told stays theirs."""

    reach = ReachForVisitorOut(source="plan", allow_null=True)
    contacts = ContactOut(many=True, help_text="Who could tell them things face to face.")
    said_on = serializers.DateField(allow_null=True)
    said_to = serializers.CharField()


class ReachOnWordIn(ContactPlanChangesIn):
    """Another way or address waits, and is then among the person’s `changes/`."""

    never_told_login_ids = None  # type: ignore[assignment]  # theirs, and nobody else's
    said_on = Day(help_text="On which day they said it.")
    their_words = TypedText(
        max_length=400,
        default="",
        allow_blank=True,
        help_text="What they said; needed for another way or address.",
    )


class PaperReachIn(OnSheetIn, ReachOnWordIn):
    pass


class PersonVisitedOut(serializers.Serializer):
    person = serializers.UUIDField(source="person_id")
    called = serializers.CharField()
    sheets = serializers.SerializerMethodField(help_text="The codes of their sheets.")

    def get_sheets(self, visited: PersonVisited) -> list[str]:
        return [member.paper_code for member in visited.members]


class PeopleVisitedView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=PersonVisitedOut(many=True))
    def get(self, request: Request) -> Response:
        """Everybody to whom one tells things face to face, or stands in for who does."""
        return self.list_response(people_visited_by(self.login.pk, clock.today()), PersonVisitedOut)


def _response(by: Acting, status_code: int = status.HTTP_200_OK) -> Response:
    return Response(ReachOnWordOut(reach_on_word(by)).data, status=status_code)


def _say(by: Acting, data: dict[str, Any], now: datetime) -> Response:
    """202: it waits, and nothing has changed yet."""
    reach_on_word(by)
    waits = set_contact_plan_on_word(**data, by=by, now=now)
    return _response(by, status.HTTP_202_ACCEPTED if waits else status.HTTP_200_OK)


class VisitReachView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ReachOnWordOut)
    def get(self, request: Request, person_id: UUID) -> Response:
        """How somebody is reached, for whoever visits them and does not act for them."""
        return _response(acting_at_visit(login=self.login, person_id=person_id))

    @extend_schema(request=ReachOnWordIn, responses={200: ReachOnWordOut, 202: ReachOnWordOut})
    def post(self, request: Request, person_id: UUID) -> Response:
        """As they said it at a visit."""
        by = acting_at_visit(login=self.login, person_id=person_id)
        return _say(by, self.validated(ReachOnWordIn), clock.now())


class PaperReachView(PaperView):
    @extend_schema(responses=ReachOnWordOut)
    def get(self, request: Request, code: str) -> Response:
        """How somebody is reached whose sheet this is."""
        _member, by_and_now = self.member_of_sheet(code)
        return _response(by_and_now["by"])

    @extend_schema(request=PaperReachIn, responses={200: ReachOnWordOut, 202: ReachOnWordOut})
    def post(self, request: Request, code: str) -> Response:
        """As they wrote it on a sheet."""
        member, by_and_now = self.member_of_sheet(code)
        return _say(data=self.of_sheet(PaperReachIn, member, REACH), **by_and_now)
