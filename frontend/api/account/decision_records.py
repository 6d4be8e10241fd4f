"""Decisions that are written down for somebody: read, made, done by, and not wanted."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.actions.decision_records import (
    answer_joint_decision,
    record_decision,
    say_not_wanted,
)
from community.people.models.decisions import DecisionRecord
from community.people.queries.decisions import (
    acting_by_decision,
    decisions_for_reader,
    decisions_to_confirm,
)
from frontend.api.account.decision_serializers import (
    DecisionDoIn,
    DecisionRecordIn,
    DecisionRecordOut,
    JointAnswerIn,
)
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs
from frontend.api.pool.serializers import pledge_request
from frontend.api.serializers import EmptyIn
from frontend.shared.decision_records import split_about
from groups.actions.decisions import cast_ballot
from groups.actions.membership import join_by_code, join_open_group
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.sources import add_source
from providers.actions.sessions import mark_coming
from providers.queries.sessions import booking_in_session


@extend_schema(parameters=[ACTING_FOR])
class DecisionRecordViewSet(ActingViewSet):
    """To the person all of theirs; to whoever acts for them those that they wrote themselves."""

    queryset = DecisionRecord.objects.none()
    serializer_class = DecisionRecordOut

    def needs_now(self) -> Needs:
        return Needs.LOGIN if self.action == "do" else Needs.PERSON

    @extend_schema(responses=DecisionRecordOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(decisions_for_reader(self.acting), DecisionRecordOut)

    @extend_schema(request=DecisionRecordIn, responses={201: DecisionRecordOut})
    def create(self, request: Request) -> Response:
        """Write one down: it counts at once, or once a second person has looked."""
        record = record_decision(**self.validated(DecisionRecordIn), **self.by_and_now)
        return Response(DecisionRecordOut(record).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=DecisionRecordOut(many=True))
    @action(detail=False, methods=["get"], url_path="to-confirm")
    def to_confirm(self, request: Request) -> Response:
        """What the other, with whom one decides only together, asks one's yes to."""
        rows = decisions_to_confirm(self.acting, now=clock.now())
        return self.list_response(rows, DecisionRecordOut)

    @extend_schema(request=JointAnswerIn, responses=DecisionRecordOut)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """The yes of the other, and it counts; or no."""
        record = answer_joint_decision(
            record_id=int(pk), **self.validated(JointAnswerIn), **self.by_and_now
        )
        return Response(DecisionRecordOut(record).data)

    @extend_schema(request=EmptyIn, responses=DecisionRecordOut)
    @action(detail=True, methods=["post"], url_path="not-wanted")
    def not_wanted(self, request: Request, pk: str) -> Response:
        """The person's own word. Nothing is done by it any more."""
        record = say_not_wanted(record_id=int(pk), **self.by_and_now)
        return Response(DecisionRecordOut(record).data)

    @extend_schema(request=DecisionDoIn, responses=DecisionRecordOut)
    @action(detail=True, methods=["post"])
    def do(self, request: Request, pk: str) -> Response:
        """The one thing that it is about, once, by whoever wrote it down."""
        now = clock.now()
        by = acting_by_decision(login=self.login, record_id=int(pk), now=now)
        record = by.required_decision
        kind, which = split_about(record)
        data = self.validated(DecisionDoIn)
        if kind == "source":
            add_source(kind=which, **_needed(data, "money_source"), by=by, now=now)
        elif kind in DEEDS:
            DEEDS[kind](int(which), data, {"by": by, "now": now})
        else:
            raise NotFound("")
        record.refresh_from_db()
        return Response(DecisionRecordOut(record).data)


def _join(group_id: int, data: dict[str, Any], by_and_now: dict[str, Any]) -> None:
    member = {
        "known_as": _needed(data, "known_as"),
        "agrees": data["agrees"],
        "shown_digest": _needed(data, "shown_digest", "digest"),
    }
    if data["code"]:
        join_by_code(code=data["code"], **member, **by_and_now)
    else:
        join_open_group(group_id=group_id, **member, **by_and_now)


def _say_yes(pool_id: int, data: dict[str, Any], by_and_now: dict[str, Any]) -> None:
    request = pledge_request(_needed(data, "pledge"))
    pledge(pool_id=pool_id, request=request, **by_and_now)


def _come(session_id: int, data: dict[str, Any], by_and_now: dict[str, Any]) -> None:
    by: Acting = by_and_now["by"]
    booking = booking_in_session(session_id, by=by)
    mark_coming(booking_id=booking.pk, **by_and_now)


def _vote(decision_id: int, data: dict[str, Any], by_and_now: dict[str, Any]) -> None:
    cast_ballot(decision_id=decision_id, offer_ids=_needed(data, "approves"), **by_and_now)


def _needed(data: dict[str, Any], name: str, field: str = "") -> Any:
    field = field or name
    if name not in data:
        raise ValidationError({field: DecisionDoIn().fields[field].error_messages["required"]})
    return data[name]


DEEDS = {"group": _join, "pool": _say_yes, "session": _come, "choice": _vote}
