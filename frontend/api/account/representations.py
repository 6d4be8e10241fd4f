"""Who acts for whom: asked for, agreed, ended."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.shown import digest_of
from community.people.actions.records_requests import request_own_deeds
from community.people.actions.references import make_reference
from community.people.actions.representations import (
    agree_to_representation,
    choose_end,
    end_representation,
    record_person_told,
    request_representation,
)
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.queries.approvals import (
    check_approval_in_areas,
    waiting_approval,
    waiting_approvals,
)
from community.people.queries.decisions import decision_of_approval
from community.people.queries.getting_back_in import new_address_of
from community.people.queries.representations import (
    AUTHORITY_ROLES,
    representation_to_pay,
    representations_in_areas,
    representations_of_login,
    representations_of_person,
    representations_to_agree,
)
from community.people.scope_table import Seen
from community.people.wording import approval_shown
from frontend.api.account.decision_serializers import DecisionRecordOut
from frontend.api.account.representation_serializers import (
    ReferenceOut,
    RepresentationAgreementIn,
    RepresentationEndIn,
    RepresentationIn,
    RepresentationOut,
    RepresentationToldIn,
    WaitingRepresentationOut,
)
from frontend.api.account.serializers import ApprovalAnswerIn, ApprovalDetailOut, ApprovalOut
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs, Roles, roles
from frontend.api.how_put import with_how_put
from frontend.api.serializers import EmptyIn
from frontend.shared.second_person import answer_as_second

SEES_AUTHORITY = roles(*AUTHORITY_ROLES)


@extend_schema(parameters=[ACTING_FOR])
class RepresentationViewSet(ActingViewSet):
    """Those that whoever signed in asked for or holds; and those over the person who acts."""

    queryset = Representation.objects.none()
    serializer_class = RepresentationOut

    def shows_now(self) -> Seen | None:
        return Seen.AUTHORITIES if self.action == "for_me" else None

    def needs_now(self) -> Needs | Roles:
        if self.action in ("waiting", "in_force"):
            return SEES_AUTHORITY
        return Needs.PERSON if self.action == "reference" else Needs.SIGN_IN

    @extend_schema(responses=RepresentationOut(many=True))
    def list(self, request: Request) -> Response:
        rows = representations_of_login(self.login.pk, now=clock.now())
        return self.list_response(rows, RepresentationOut)

    @extend_schema(responses=RepresentationOut(many=True))
    @action(detail=False, methods=["get"], url_path="for-me")
    def for_me(self, request: Request) -> Response:
        """Who may act for the person, or has asked to."""
        person = self.acting.person
        rows = representations_of_person(person.pk, now=clock.now()) if person else []
        return self.list_response(rows, RepresentationOut, is_own=True)

    @extend_schema(request=EmptyIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def statement(self, request: Request, pk: str) -> Response:
        """Ask the connector for a statement of what one did oneself while one could act."""
        request_own_deeds(representation_id=int(pk), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses=WaitingRepresentationOut(many=True))
    @action(detail=False, methods=["get"])
    def waiting(self, request: Request) -> Response:
        """Asked for in the areas of a connector or officer, who may have seen why."""
        rows = representations_to_agree(self.area_ids)
        return self.list_response(rows, WaitingRepresentationOut)

    @extend_schema(responses=WaitingRepresentationOut(many=True))
    @action(detail=False, methods=["get"], url_path="in-force")
    def in_force(self, request: Request) -> Response:
        """Agreed, for persons of the areas of a worker, or agreed there: to tell of, and to end."""
        return self.list_response(representations_in_areas(self.area_ids), WaitingRepresentationOut)

    @extend_schema(request=None, responses={201: ReferenceOut})
    @action(detail=False, methods=["post"])
    def reference(self, request: Request) -> Response:
        """A number for one person one trusts: with it they can ask, once. Only one's own."""
        reference = make_reference(**self.by_and_now)
        return Response(ReferenceOut(reference).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RepresentationIn, responses={201: RepresentationOut})
    def create(self, request: Request) -> Response:
        """Ask. Nothing may be done before it is agreed."""
        data = self.validated(RepresentationIn)
        representation = request_representation(**data, **self.by_and_now)
        return Response(RepresentationOut(representation).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RepresentationAgreementIn, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, pk: str) -> Response:
        """The person's own word, or what a connector or officer of their area has seen."""
        representation = agree_to_representation(
            representation_id=int(pk),
            **with_how_put(self.validated(RepresentationAgreementIn)),
            **self.by_and_now,
        )
        return Response(RepresentationOut(representation).data)

    @extend_schema(request=RepresentationToldIn, responses=WaitingRepresentationOut)
    @action(detail=True, methods=["post"])
    def told(self, request: Request, pk: str) -> Response:
        """A worker told the person face to face; deciding begins 72 hours after."""
        representation = record_person_told(
            representation_id=int(pk), **self.validated(RepresentationToldIn), **self.by_and_now
        )
        return Response(WaitingRepresentationOut(representation).data)

    @extend_schema(request=RepresentationEndIn, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Now, and it bites at once; or on the day that is chosen."""
        facts = self.validated(RepresentationEndIn) | {"representation_id": int(pk)}
        ends_on = facts.pop("ends_on")
        if ends_on is None:
            representation = end_representation(**facts, **self.by_and_now)
        else:
            representation = choose_end(ends_on=ends_on, **facts, **self.by_and_now)
        return Response(RepresentationOut(representation).data)


class ApprovalViewSet(ActingViewSet):
    """What a second person is asked to look at, in the areas where whoever signed in works."""

    queryset = StaffApproval.objects.none()
    serializer_class = ApprovalOut
    needs = SEES_AUTHORITY

    @extend_schema(responses=ApprovalOut(many=True))
    def list(self, request: Request) -> Response:
        """Not what they asked for themselves, nor what they gain by."""
        return self.list_response(waiting_approvals(self.area_ids, self.login.pk), ApprovalOut)

    @extend_schema(responses=ApprovalDetailOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One that waits, with all that whoever looks has to read."""
        approval = waiting_approval(int(pk), self.area_ids, self.login.pk)
        lines = approval_shown(approval, representation_to_pay(approval))
        body = {
            **ApprovalOut(approval).data,
            "shown": [line._asdict() for line in lines],
            "digest": digest_of(lines),
            "decision": None,
            "new_address": new_address_of(approval),
        }
        record = decision_of_approval(approval)
        if record is not None:
            body["decision"] = DecisionRecordOut(record).data
        return Response(body)

    @extend_schema(request=ApprovalAnswerIn, responses=ApprovalOut)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Yes, and what was seen; or no. The first answer stands."""
        check_approval_in_areas(int(pk), self.area_ids)
        answer = with_how_put(self.validated(ApprovalAnswerIn))
        approval = answer_as_second(approval_id=int(pk), **answer, **self.by_and_now)
        return Response(ApprovalOut(approval).data)
