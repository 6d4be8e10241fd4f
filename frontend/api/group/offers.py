"""A provider's own offers. Nobody else's can be read here."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from frontend.api.acted import Acted
from groups import actions, queries
from groups.models import Offer

from .shapes import NewOffer, NothingIn, OfferOut, terms_of


class Offers(Acted):
    queryset = Offer.objects.none()
    serializer_class = OfferOut

    @extend_schema(responses=OfferOut(many=True))
    def list(self, request):
        return self.listed(queries.my_offers(request.user.pk), OfferOut)

    @extend_schema(request=NewOffer, responses={201: OfferOut})
    def create(self, request):
        """Answer what a group wants. It is sealed, and does not change once sent."""
        said = self.said(NewOffer)
        offer = actions.send_offer(
            brief_id=said.pop("brief"),
            provider_id=said.pop("provider"),
            terms=terms_of(said),
            **self.deed,
        )
        return Response(OfferOut(offer).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=OfferOut)
    def retrieve(self, request, pk):
        return Response(OfferOut(queries.offer_for_provider(int(pk), request.user.pk)).data)

    @extend_schema(request=NothingIn, responses=OfferOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk):
        """Take it back, until it is chosen."""
        return Response(OfferOut(actions.withdraw_offer(offer_id=int(pk), **self.deed)).data)
