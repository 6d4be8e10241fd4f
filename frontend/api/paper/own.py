"""Entered from a sheet: what somebody says of themselves, and what they begin."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import NotFound
from community.people.actions.adjustments import restore_adjustments, set_adjustments
from frontend.api.group.serializers import InviteOut
from frontend.api.how_put import with_how_put
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import (
    PaperAskIn,
    PaperBriefIn,
    PaperGroupIn,
    PaperHelpsIn,
    PaperNewMoneyIn,
    PaperSheetOut,
)
from frontend.api.paper.sheets import sheet_response
from frontend.api.serializers import EmptyIn
from frontend.shared.own_sheets import ASK, BRIEF, HELPS, NEW_MONEY, START_GROUP
from groups.actions.briefs import create_brief
from groups.actions.invites import make_invite, stop_invite
from groups.actions.membership import start_group
from groups.actions.offers import ask_about_offer
from groups.queries.members import membership, place_in_group
from groups.queries.offers import offers_to_ask_about
from pooling.pools.actions.sources import add_source
from pooling.pools.rules.sources import rail_on_paper
from pooling.pools.states import SourceKind


class PaperHelpsView(PaperView):
    @extend_schema(request=PaperHelpsIn, responses=PaperSheetOut)
    def put(self, request: Request, code: str) -> Response:
        """What helps them."""
        member, by_and_now = self.member_of_sheet(code)
        set_adjustments(**self.of_sheet(PaperHelpsIn, member, HELPS), **by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperHelpsBeforeView(PaperView):
    @extend_schema(request=EmptyIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """They want back what they had said before."""
        member, by_and_now = self.member_of_sheet(code)
        restore_adjustments(**by_and_now)
        return sheet_response(member, by_and_now["now"])


class PaperMoneyView(PaperView):
    @extend_schema(
        operation_id="paper_new_money", request=PaperNewMoneyIn, responses={201: PaperSheetOut}
    )
    def post(self, request: Request, code: str) -> Response:
        """There is new money. Which, and nothing of how much."""
        member, by_and_now = self.member_of_sheet(code)
        kind = SourceKind(self.of_sheet(PaperNewMoneyIn, member, NEW_MONEY)["kind"])
        add_source(kind=kind, rail=rail_on_paper(kind), **by_and_now)
        return sheet_response(member, by_and_now["now"], status.HTTP_201_CREATED)


class PaperGroupView(PaperView):
    @extend_schema(request=PaperGroupIn, responses={201: PaperSheetOut})
    def post(self, request: Request, code: str) -> Response:
        """They start a group. The answer has their code in it."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.of_sheet(PaperGroupIn, member, START_GROUP)
        group = start_group(**with_how_put(data), **by_and_now)
        own = place_in_group(group.pk, by_and_now["by"])
        return sheet_response(own, by_and_now["now"], status.HTTP_201_CREATED)


class PaperBriefView(PaperView):
    @extend_schema(request=PaperBriefIn, responses={201: PaperSheetOut})
    def post(self, request: Request, code: str) -> Response:
        """What they would like their group to ask for. Two persons agree before it is asked."""
        member, by_and_now = self.member_of_sheet(code)
        membership(member.group_id, by_and_now["by"])
        fields = self.of_sheet(PaperBriefIn, member, BRIEF)
        create_brief(group_id=member.group_id, fields=fields, **by_and_now)
        return sheet_response(member, by_and_now["now"], status.HTTP_201_CREATED)


class PaperAskView(PaperView):
    @extend_schema(request=PaperAskIn, responses={201: PaperSheetOut})
    def post(self, request: Request, code: str, offer_id: int) -> Response:
        """Their question about an offer to their group. Its provider reads no name."""
        member, by_and_now = self.member_of_sheet(code)
        membership(member.group_id, by_and_now["by"])
        if offer_id not in {offer.pk for offer in offers_to_ask_about(member.group_id)}:
            raise NotFound("")
        data = self.of_sheet(PaperAskIn, member, ASK)
        ask_about_offer(offer_id=offer_id, **data, **by_and_now)
        return sheet_response(member, by_and_now["now"], status.HTTP_201_CREATED)


class PaperInviteView(PaperView):
    @extend_schema(request=EmptyIn, responses={201: InviteOut})
    def post(self, request: Request, code: str) -> Response:
        """A card with which they invite somebody."""
        member, by_and_now = self.member_of_sheet(code)
        invite = make_invite(group_id=member.group_id, is_card=True, **by_and_now)
        return Response(InviteOut(invite).data, status=status.HTTP_201_CREATED)


class PaperInviteStopView(PaperView):
    @extend_schema(request=EmptyIn, responses=InviteOut)
    def post(self, request: Request, code: str, invite_id: int) -> Response:
        """From now on that invitation opens nothing."""
        _member, by_and_now = self.member_of_sheet(code)
        invite = stop_invite(invite_id=invite_id, **by_and_now)
        return Response(InviteOut(invite).data)
