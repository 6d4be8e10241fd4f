"""A provider's own offers, and what is asked about them. Nobody else's can be read here."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.people.rules.sight import check_sees
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingViewSet
from frontend.api.offers.serializers import (
    OfferIn,
    OfferMessageIn,
    OfferMessageOut,
    OfferOut,
    OfferTermsIn,
    offer_terms,
)
from frontend.api.serializers import EmptyIn
from groups.actions.offers import (
    answer_about_offer,
    ask_about_offer,
    change_offer,
    send_offer,
    withdraw_offer,
)
from groups.models.offers import Offer
from groups.queries.offers import (
    messages_about_offer,
    offer_for_member,
    offer_for_provider,
    offers_of_login,
)


@extend_schema(parameters=[ACTING_FOR])
class OfferViewSet(ActingViewSet):
    """A provider's own offers; and, to members of the group, asking about one."""

    queryset = Offer.objects.none()
    serializer_class = OfferOut

    @extend_schema(responses=OfferOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(offers_of_login(self.login.pk), OfferOut)

    @extend_schema(request=OfferIn, responses={201: OfferOut})
    def create(self, request: Request) -> Response:
        """Answer what a group wants. Other providers do not read it. It can be changed until the
        group begins to choose, and taken back until it is answered."""
        fields = self.validated(OfferIn)
        brief_id, provider_id = fields.pop("brief"), fields.pop("provider")
        offer = send_offer(
            brief_id=brief_id,
            provider_id=provider_id,
            terms=offer_terms(fields),
            **self.by_and_now,
        )
        return Response(OfferOut(offer).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=OfferOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(OfferOut(offer_for_provider(int(pk), self.login.pk)).data)

    @extend_schema(request=OfferTermsIn, responses={201: OfferOut})
    @action(detail=True, methods=["post"])
    def change(self, request: Request, pk: str) -> Response:
        """Another in its place, until the group begins to choose. The group sees both."""
        terms = offer_terms(self.validated(OfferTermsIn))
        offer = change_offer(offer_id=int(pk), terms=terms, **self.by_and_now)
        return Response(OfferOut(offer).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=OfferMessageOut(many=True))
    @action(detail=True, methods=["get"], url_path="said")
    def messages(self, request: Request, pk: str) -> Response:
        """What the group asked and the provider answered: for these two only."""
        try:
            offer = offer_for_provider(int(pk), self.login.pk)
        except NotFound:
            offer = offer_for_member(int(pk), self.acting)
            check_sees(self.acting, Seen.OTHERS_WORDS, now=clock.now())
        return self.list_response(messages_about_offer(offer), OfferMessageOut)

    @extend_schema(request=OfferMessageIn, responses={201: OfferMessageOut})
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, pk: str) -> Response:
        """Ask about it, as somebody in the group. The provider reads no name."""
        message = ask_about_offer(
            offer_id=int(pk), **self.validated(OfferMessageIn), **self.by_and_now
        )
        return Response(OfferMessageOut(message).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=OfferMessageIn, responses={201: OfferMessageOut})
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Answer the group, as who made the offer."""
        message = answer_about_offer(
            offer_id=int(pk), **self.validated(OfferMessageIn), **self.by_and_now
        )
        return Response(OfferMessageOut(message).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=EmptyIn, responses=OfferOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take it back, until it is chosen."""
        return Response(OfferOut(withdraw_offer(offer_id=int(pk), **self.by_and_now)).data)
