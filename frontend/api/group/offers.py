"""A provider's own offers, and what is asked about them. Nobody else's can be read here."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from community.common.refusals import NotFound
from frontend.api.acted import ACTING_FOR, ActingViewSet
from frontend.api.acting import acting_of
from frontend.api.group.serializers import (
    EmptyIn,
    NewOffer,
    OfferMessageOut,
    OfferOut,
    SaidIn,
    TermsIn,
    terms_of,
)
from groups.actions.offers import (
    answer_about_offer,
    ask_about_offer,
    change_offer,
    send_offer,
    withdraw_offer,
)
from groups.models import Offer
from groups.queries.offers import (
    messages_about_offer,
    offer_for_member,
    offer_for_provider,
    offers_of_login,
)


@extend_schema(parameters=[ACTING_FOR])
class Offers(ActingViewSet):
    """A provider's own offers; and, to members of the group, asking about one."""

    queryset = Offer.objects.none()
    serializer_class = OfferOut

    @extend_schema(responses=OfferOut(many=True))
    def list(self, request):
        return self.listed(offers_of_login(request.user.pk), OfferOut)

    @extend_schema(request=NewOffer, responses={201: OfferOut})
    def create(self, request):
        """Answer what a group wants. It is sealed, and does not change once sent."""
        said = self.said(NewOffer)
        offer = send_offer(
            brief_id=said.pop("brief"),
            provider_id=said.pop("provider"),
            terms=terms_of(said),
            **self.deed,
        )
        return Response(OfferOut(offer).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=OfferOut)
    def retrieve(self, request, pk):
        return Response(OfferOut(offer_for_provider(int(pk), request.user.pk)).data)

    @extend_schema(request=TermsIn, responses={201: OfferOut})
    @action(detail=True, methods=["post"])
    def change(self, request, pk):
        """Another in its place, until the group begins to choose. The group sees both."""
        terms = terms_of(self.said(TermsIn))
        offer = change_offer(offer_id=int(pk), terms=terms, **self.deed)
        return Response(OfferOut(offer).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=OfferMessageOut(many=True))
    @action(detail=True, methods=["get"], url_path="said")
    def what_was_said(self, request, pk):
        """What the group asked and the provider answered: for these two only."""
        try:
            offer = offer_for_provider(int(pk), request.user.pk)
        except NotFound:
            offer = offer_for_member(int(pk), acting_of(request))
        return self.listed(messages_about_offer(offer), OfferMessageOut)

    @extend_schema(request=SaidIn, responses={201: OfferMessageOut})
    @action(detail=True, methods=["post"])
    def ask(self, request, pk):
        """Ask about it, as somebody in the group. The provider reads no name."""
        said = ask_about_offer(offer_id=int(pk), **self.said(SaidIn), **self.deed)
        return Response(OfferMessageOut(said).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=SaidIn, responses={201: OfferMessageOut})
    @action(detail=True, methods=["post"])
    def answer(self, request, pk):
        """Answer the group, as who made the offer."""
        said = answer_about_offer(offer_id=int(pk), **self.said(SaidIn), **self.deed)
        return Response(OfferMessageOut(said).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=EmptyIn, responses=OfferOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk):
        """Take it back, until it is chosen."""
        return Response(OfferOut(withdraw_offer(offer_id=int(pk), **self.deed)).data)
