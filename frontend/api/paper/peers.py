"""Whom somebody would like to talk with, from paper (M41)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.group.peers import PaperAskPeerIn
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperSheetOut
from frontend.api.paper.sheets import sheet_response
from frontend.shared.peers import peer_sheet
from frontend.shared.sheet_versions import check_version
from groups.actions.peers import ask_peer
from groups.states import PeerDid


class PaperAskPeerView(PaperView):
    @extend_schema(operation_id="paper_ask_peer", request=PaperAskPeerIn, responses=PaperSheetOut)
    def post(self, request: Request, code: str) -> Response:
        """They ticked what whoever they would like to talk with has done."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PaperAskPeerIn)
        check_version(data["sheet_version"], peer_sheet(member))
        ask_peer(did=PeerDid(data["did"]), known_as=data["known_as"], **by_and_now)
        return sheet_response(member, by_and_now["now"])
