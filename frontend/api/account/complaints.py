"""Complaints: one's own, entered from paper, and those to answer (P60)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.complaints import answer_complaint, complain
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.complaints import (
    ANSWERING_ROLES,
    complaints_of_person,
    complaints_to_answer,
)
from community.people.scope_table import Seen
from community.people.states import ComplaintAbout
from frontend.access import member_of_sheet
from frontend.api.account.complaint_serializers import (
    ComplaintAnswerIn,
    ComplaintIn,
    ComplaintMadeOut,
    ComplaintOut,
    ComplaintToAnswerOut,
    PaperComplaintIn,
)
from frontend.api.base import ActingView, roles
from frontend.shared.own_sheets import COMPLAINT, check_own_sheet


class ComplaintListView(ActingView):
    shows = Seen.WORRIES

    @extend_schema(responses=ComplaintOut(many=True))
    def get(self, request: Request) -> Response:
        """What one complained about, and the answers, the newest first."""
        return self.list_response(complaints_of_person(self.person_id), ComplaintOut)

    @extend_schema(request=ComplaintIn, responses={201: ComplaintOut})
    def post(self, request: Request) -> Response:
        """Complain, in one's own name. The same words again are the same complaint."""
        data = self.validated(ComplaintIn)
        about = ComplaintAbout(data["about"])
        complaint = complain(about=about, words=data["words"], **self.by_and_now)
        return Response(ComplaintOut(complaint).data, status=status.HTTP_201_CREATED)


class PaperComplaintView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(
        operation_id="paper_complain", request=PaperComplaintIn, responses={201: ComplaintMadeOut}
    )
    def post(self, request: Request, code: str) -> Response:
        """What they wrote on their sheet. Somebody else answers it, and it is not read again."""
        member, by = member_of_sheet(code, login=self.login)
        data = self.validated(PaperComplaintIn)
        check_own_sheet(member, COMPLAINT, data["sheet_version"])
        about = ComplaintAbout(data["about"])
        complaint = complain(about=about, words=data["words"], by=by, now=clock.now())
        return Response(ComplaintMadeOut(complaint).data, status=status.HTTP_201_CREATED)


class ComplaintsToAnswerView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(operation_id="complaints_to_answer", responses=ComplaintToAnswerOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that one may answer, the first to answer first."""
        return self.list_response(complaints_to_answer(self.login.pk), ComplaintToAnswerOut)


class ComplaintAnswerView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(request=ComplaintAnswerIn, responses={204: None})
    def post(self, request: Request, complaint_id: int) -> Response:
        """The answer, which the person is told."""
        answer_complaint(
            complaint_id=complaint_id, **self.validated(ComplaintAnswerIn), **self.by_and_now
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
