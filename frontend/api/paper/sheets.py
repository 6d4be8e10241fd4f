"""A card or sheet of a group: coming in, choosing, leaving."""

from datetime import datetime

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.codes import format_code
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView
from frontend.api.group.decision_serializers import PaperBallotIn
from frontend.api.group.motion_serializers import PaperMotionIn, PaperMotionWordIn
from frontend.api.group.serializers import (
    GroupPauseIn,
    GroupRestIn,
    HelloIn,
    LeaveGroupIn,
    ShortNameIn,
)
from frontend.api.how_put import with_how_put
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import NamedSheetOut, PaperJoinIn, PaperSheetOut
from frontend.api.serializers import EmptyIn
from frontend.shared.money_sheets import all_sheets_of_member
from frontend.shared.paper_cards import enter_card, version_of_card
from frontend.shared.paper_sheets import choice_sheet, note_choices_printed, own_steps_sheet
from frontend.shared.reaching import reaching_texts
from frontend.shared.sheet_versions import check_version
from groups.actions.briefs import look_again_at_brief
from groups.actions.decisions import cast_ballot
from groups.actions.group_words import look_again_at_group
from groups.actions.hellos import say_hello
from groups.actions.motions import answer_step, propose_step
from groups.actions.pauses import agree_to_end_pause, pause_newcomers
from groups.actions.resting import set_resting
from groups.actions.short_names import set_short_name
from groups.models.members import Member
from groups.queries.decisions import decision_by_id, open_decisions_of_member
from groups.queries.members import (
    invite_by_code,
    membership,
    newcomers_of_group,
    place_in_group,
)
from groups.queries.motions import motions_of_person
from groups.rules.motions import check_sheet
from groups.states import MotionPurpose
from pooling.pools.actions.leaving import leave_group_with_costs
from pooling.pools.queries.pool_lists import pools_of_group


def sheet_response(
    member: Member, now: datetime, status_code: int = status.HTTP_200_OK
) -> Response:
    body = {
        "code": format_code(member.paper_code),
        "known_as": member.known_as,
        "group": member.group.name,
        "reaching": reaching_texts(member.person_id),
        "choices": open_decisions_of_member(member, now),
        "motions": [
            each
            for each in motions_of_person(Acting(person=member.person))
            if each.motion.group_id == member.group_id
        ],
        "costs": pools_of_group(member.group_id, open_only=True) if member.is_current else [],
        "newcomers": newcomers_of_group(member.group_id) if member.is_current else [],
    }
    return Response(PaperSheetOut(body).data, status=status_code)


class PaperJoinView(PaperView):
    @extend_schema(request=PaperJoinIn, responses={201: PaperSheetOut})
    def post(self, request: Request) -> Response:
        """Somebody has filled in a card: somebody new, whom whoever enters it tells things; or
        somebody who is here already, by `person` or `sheet`. A name matches nobody."""
        data, now = with_how_put(self.validated(PaperJoinIn)), clock.now()
        group = invite_by_code(data["code"], clock.today(now)).group
        if group.area_id not in self.area_ids:
            raise NotFound("")
        check_sheet(data.pop("sheet_version"), version_of_card(group))
        member = enter_card(login=self.login, area_ids=self.area_ids, **data, now=now)
        return sheet_response(member, now, status.HTTP_201_CREATED)


class PaperSheetView(PaperView):
    @extend_schema(responses=PaperSheetOut)
    def get(self, request: Request, code: str) -> Response:
        """Whose it is, and what may be entered from it."""
        member, by_and_now = self.member_of_sheet(code)
        return sheet_response(member, by_and_now["now"])


class OwnSheetsView(ActingView):
    shows = Seen.CODES

    @extend_schema(
        operation_id="groups_sheets_list",
        responses=NamedSheetOut(many=True),
        parameters=[ACTING_FOR],
    )
    def get(self, request: Request, group_id: int) -> Response:
        """One's own sheets, to print and to answer on."""
        return _named_sheets(self, place_in_group(group_id, self.acting), **self.by_and_now)


def _named_sheets(view: ActingView, member: Member, *, by: Acting, now: datetime) -> Response:
    sheets = all_sheets_of_member(member, by=by, now=now)
    note_choices_printed(list(sheets), by=by, now=now)
    named = [{"name": name, "sheet": sheet} for name in sheets for sheet in sheets[name]]
    return view.list_response(named, NamedSheetOut)


class PaperSheetsView(PaperView):
    @extend_schema(operation_id="paper_sheets_list", responses=NamedSheetOut(many=True))
    def get(self, request: Request, code: str) -> Response:
        """All their sheets to print."""
        member, by_and_now = self.member_of_sheet(code)
        return _named_sheets(self, member, **by_and_now)


class PaperBallotView(PaperView):
    @extend_schema(request=PaperBallotIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str, decision_id: int) -> Response:
        """What they ticked: the offers they would be happy with."""
        member, by_and_now = self.member_of_sheet(code)
        detail = decision_by_id(decision_id, **by_and_now)
        if detail.brief.group_id != member.group_id:
            raise NotFound("")
        ballot = with_how_put(self.validated(PaperBallotIn))
        check_version(ballot.pop("sheet_version"), choice_sheet(detail, member))
        cast_ballot(decision_id=decision_id, **ballot, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperMotionView(PaperView):
    @extend_schema(
        operation_id="paper_motion_answer", request=PaperMotionWordIn, responses=PaperSheetOut
    )
    def post(self, request: Request, code: str, motion_id: int) -> Response:
        """They agree to what somebody proposed, or say no."""
        member, by_and_now = self.member_of_sheet(code)
        word = with_how_put(self.validated(PaperMotionWordIn))
        answer_step(motion_id=motion_id, **word, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperProposalView(PaperView):
    @extend_schema(
        operation_id="paper_motions_propose", request=PaperMotionIn, responses=PaperSheetOut
    )
    def post(self, request: Request, code: str) -> Response:
        """They propose a step for their group."""
        member, by_and_now = self.member_of_sheet(code)
        data = with_how_put(self.validated(PaperMotionIn))
        membership(member.group_id, by_and_now["by"])
        check_version(data.pop("sheet_version"), own_steps_sheet(member))
        propose_step(**data | {"purpose": MotionPurpose(data["purpose"])}, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperLookAgainView(PaperView):
    @extend_schema(request=EmptyIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str, brief_id: int) -> Response:
        """Their group's words are held back: they ask somebody else to look at them."""
        member, by_and_now = self.member_of_sheet(code)
        look_again_at_brief(brief_id=brief_id, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperLookAgainAtGroupView(PaperView):
    @extend_schema(
        operation_id="paper_look_again_at_group", request=EmptyIn, responses=PaperSheetOut
    )
    def post(self, request: Request, code: str) -> Response:
        """What their group says of itself is held back: they ask somebody else to look at it."""
        member, by_and_now = self.member_of_sheet(code)
        look_again_at_group(group_id=member.group_id, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperRestView(PaperView):
    @extend_schema(request=GroupRestIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """They rest for now, or are back."""
        member, by_and_now = self.member_of_sheet(code)
        set_resting(group_id=member.group_id, **self.validated(GroupRestIn), **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperShortNameView(PaperView):
    @extend_schema(request=ShortNameIn, responses=PaperSheetOut)
    def put(self, request: Request, code: str) -> Response:
        """What a text message to them calls the group."""
        member, by_and_now = self.member_of_sheet(code)
        set_short_name(group_id=member.group_id, **self.validated(ShortNameIn), **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperPauseView(PaperView):
    @extend_schema(request=GroupPauseIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """They pause newcomers, or say that they may come in again."""
        member, by_and_now = self.member_of_sheet(code)
        pauses = self.validated(GroupPauseIn)["pauses"]
        step = pause_newcomers if pauses else agree_to_end_pause
        step(group_id=member.group_id, **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperHelloView(PaperView):
    @extend_schema(request=HelloIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """They say hello to somebody who came into their group."""
        member, by_and_now = self.member_of_sheet(code)
        say_hello(group_id=member.group_id, **self.validated(HelloIn), **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperLeaveView(PaperView):
    @extend_schema(request=LeaveGroupIn, responses={204: None})
    def post(self, request: Request, code: str) -> Response:
        """They leave the group. Nobody in it is told."""
        member, by_and_now = self.member_of_sheet(code)
        fields = self.validated(LeaveGroupIn)
        leave_group_with_costs(group_id=member.group_id, **fields, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
