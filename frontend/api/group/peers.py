"""A talk with who has done it, by program (M41, P116)."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.rules.authority import check_acts_for_self, check_authority
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.api.base import ACTING_FOR, ActingView
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import Day, TypedText
from frontend.shared.peers import PeerTalkLine, peer_talk_lines
from groups.actions.peers import (
    answer_peer_talk,
    ask_peer,
    end_peer_offer,
    end_peer_talk,
    offer_peer_talk,
)
from groups.models.peers import PeerOffer
from groups.queries.peers import own_peer_offers
from groups.states import PeerDid, PeerTalkState

# Serializers of shape only: none of them writes, so none has create() or update().


class AskPeerIn(serializers.Serializer):
    did = serializers.ChoiceField(PeerDid.choices)
    known_as = TypedText(max_length=60)


class PaperAskPeerIn(OnSheetIn, AskPeerIn):
    pass


class PeerOfferIn(AskPeerIn):
    place_words = TypedText(max_length=200, help_text="Where others are, never a home.")
    when_words = TypedText(max_length=100)


class PeerAnswerIn(serializers.Serializer):
    day = Day(allow_null=True, help_text="Null: not this time.")


class PeerOfferOut(serializers.ModelSerializer):
    class Meta:
        model = PeerOffer
        fields = ["id", "did", "known_as", "place_words", "when_words"]


class PeerTalkOut(serializers.Serializer):
    """`text` has the one name and the way to meet once that one said yes."""

    id = serializers.IntegerField(source="talk.pk")
    did = serializers.ChoiceField(PeerDid.choices, source="talk.offer.did")
    is_peer = serializers.BooleanField(help_text="Is it oneself who offers it?")
    state = serializers.ChoiceField(PeerTalkState.choices, source="talk.state")
    answer_by = serializers.DateField(source="talk.answer_by")
    day = serializers.DateField(source="talk.day", allow_null=True)
    text = serializers.CharField()


class PeerOfferListView(ActingView):
    shows = Seen.OTHERS_WORDS

    @extend_schema(responses=PeerOfferOut(many=True), parameters=[ACTING_FOR])
    def get(self, request: Request) -> Response:
        """What one offers oneself. Nobody else's is listed anywhere."""
        return self.list_response(own_peer_offers(self.person_id), PeerOfferOut)

    @extend_schema(request=PeerOfferIn, responses={201: PeerOfferOut}, parameters=[ACTING_FOR])
    def post(self, request: Request) -> Response:
        """Offer a talk about what one has done, in one's own name."""
        check_acts_for_self(self.acting)
        data = self.validated(PeerOfferIn)
        offer = offer_peer_talk(**{**data, "did": PeerDid(data["did"])}, **self.by_and_now)
        return Response(PeerOfferOut(offer).data, status=status.HTTP_201_CREATED)


class PeerOfferView(ActingView):
    @extend_schema(responses={204: None}, parameters=[ACTING_FOR])
    def delete(self, request: Request, peer_offer_id: int) -> Response:
        """Nobody new is told of it."""
        end_peer_offer(offer_id=peer_offer_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PeerTalkListView(ActingView):
    shows = Seen.OTHERS_WORDS

    @extend_schema(responses=PeerTalkOut(many=True), parameters=[ACTING_FOR])
    def get(self, request: Request) -> Response:
        """The one talk that there is, and those that are over."""
        return self.list_response(peer_talk_lines(self.person_id), PeerTalkOut)

    @extend_schema(request=AskPeerIn, responses={201: PeerTalkOut}, parameters=[ACTING_FOR])
    def post(self, request: Request) -> Response:
        """Ask: one who has done it is found, and asked."""
        check_authority(self.acting, RepresentationScope.DECIDE, now=clock.now())
        data = self.validated(AskPeerIn)
        talk = ask_peer(**{**data, "did": PeerDid(data["did"])}, **self.by_and_now)
        out = PeerTalkOut(PeerTalkLine(talk, self.person_id))
        return Response(out.data, status=status.HTTP_201_CREATED)


class PeerAnswerView(ActingView):
    @extend_schema(request=PeerAnswerIn, responses=PeerTalkOut, parameters=[ACTING_FOR])
    def put(self, request: Request, peer_talk_id: int) -> Response:
        """On which day one would, or that one would not this time."""
        check_acts_for_self(self.acting)
        day = self.validated(PeerAnswerIn)["day"]
        talk = answer_peer_talk(talk_id=peer_talk_id, day=day, **self.by_and_now)
        return Response(PeerTalkOut(PeerTalkLine(talk, self.person_id)).data)


class PeerTalkView(ActingView):
    @extend_schema(responses={204: None}, parameters=[ACTING_FOR])
    def delete(self, request: Request, peer_talk_id: int) -> Response:
        """End it, without a reason: by either."""
        end_peer_talk(talk_id=peer_talk_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
