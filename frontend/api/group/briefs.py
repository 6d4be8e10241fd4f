"""What groups want: for their members, and without a name for providers near them."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs
from frontend.api.filters import BriefFilter
from frontend.api.group.brief_serializers import (
    BriefChangesIn,
    BriefDetailOut,
    BriefForProviderDetailOut,
    BriefForProviderOut,
    BriefOut,
    NewBriefIn,
    PublicBriefOut,
)
from frontend.api.group.decision_serializers import DecisionIn
from frontend.api.group.serializers import StepIn
from frontend.api.how_put import with_how_put
from frontend.api.offers.serializers import OfferComparisonOut
from frontend.api.serializers import EmptyIn
from groups.actions.briefs import (
    create_brief,
    edit_brief,
    look_again_at_brief,
)
from groups.actions.motions import propose_step
from groups.models.briefs import Brief
from groups.queries.briefs import (
    brief_for_member,
    brief_for_provider,
    briefs_near,
    briefs_of_person,
)
from groups.queries.offers import offers_to_compare
from groups.queries.public_briefs import public_brief, public_briefs
from groups.queries.rewordings import changes_for_provider, purpose_of_sending
from groups.states import MotionPurpose
from pooling.pools.wording.cards import card_notes_by_provider


@extend_schema(parameters=[ACTING_FOR])
class BriefViewSet(ActingViewSet):
    """What the groups of whoever acts want."""

    queryset = Brief.objects.none()
    serializer_class = BriefOut
    shows = Seen.GROUPS
    filterset_class = BriefFilter

    @extend_schema(responses=BriefOut(many=True))
    def list(self, request: Request) -> Response:
        narrowing = self.narrowing()
        rows = briefs_of_person(self.person_id, group_id=narrowing.pop("group"), **narrowing)
        return self.list_response(rows, BriefOut, **self.sight)

    @extend_schema(request=NewBriefIn, responses={201: BriefDetailOut})
    def create(self, request: Request) -> Response:
        """Begin to write what a group wants; it may all be said at once."""
        fields = self.validated(NewBriefIn)
        brief = create_brief(
            group_id=fields.pop("group"),
            listing_id=fields.pop("listing"),
            gathering_id=fields.pop("date"),
            fields=fields,
            **self.by_and_now,
        )
        return Response(
            BriefDetailOut(brief, context=self.sight).data, status=status.HTTP_201_CREATED
        )

    @extend_schema(responses=BriefDetailOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        brief = brief_for_member(int(pk), self.acting)
        return Response(BriefDetailOut(brief, context=self.sight).data)

    @extend_schema(request=BriefChangesIn, responses=BriefDetailOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of it while it is being written. Of one that was sent it is written anew, and
        nobody outside reads it before it is published again."""
        fields = self.validated(BriefChangesIn, partial=True)
        began_from = fields.pop("began_from", None)
        brief = edit_brief(
            brief_id=int(pk), fields=fields, began_from=began_from, **self.by_and_now
        )
        return Response(BriefDetailOut(brief, context=self.sight).data)

    @extend_schema(request=StepIn, responses=BriefDetailOut)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Say that it may be sent to ask for offers, or sent anew as it is written now: it is when
        a second person has said so."""
        purpose = purpose_of_sending(brief_for_member(int(pk), self.acting))
        return self._proposed_response(purpose, pk, self.validated(StepIn))

    @extend_schema(request=StepIn, responses=BriefDetailOut)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """Say that no more answers are taken: none are when a second person has said so."""
        return self._proposed_response(MotionPurpose.STOP_ANSWERS, pk, self.validated(StepIn))

    @extend_schema(request=StepIn, responses=BriefDetailOut)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Say that you do not go on with it: it is closed when a second person has said so."""
        return self._proposed_response(MotionPurpose.CLOSE_BRIEF, pk, self.validated(StepIn))

    @extend_schema(request=EmptyIn, responses=BriefDetailOut)
    @action(detail=True, methods=["post"], url_path="look-again")
    def look_again(self, request: Request, pk: str) -> Response:
        """Its words are held back: ask somebody else to look at them."""
        brief = look_again_at_brief(brief_id=int(pk), **self.by_and_now)
        return Response(BriefDetailOut(brief, context=self.sight).data)

    @extend_schema(responses=OfferComparisonOut(many=True))
    @action(detail=True, methods=["get"])
    def offers(self, request: Request, pk: str) -> Response:
        """The offers in the order they came, never by price."""
        _brief, comparisons = offers_to_compare(int(pk), self.acting, clock.today())
        offers = [comparison.offer for comparison in comparisons]
        card_words = card_notes_by_provider(offer.provider for offer in offers)
        return self.list_response(offers, OfferComparisonOut, card_words=card_words)

    @extend_schema(request=DecisionIn, responses=BriefDetailOut)
    @action(detail=True, methods=["post"])
    def choose(self, request: Request, pk: str) -> Response:
        """Say that the group may choose, until the end of a day: it may when a second person has
        said so, and the choice is then in `GET /decisions/`."""
        fields = self.validated(DecisionIn)
        fields["last_day"] = fields.pop("closes_on")
        return self._proposed_response(MotionPurpose.OPEN_CHOICE, pk, fields)

    def _proposed_response(
        self, purpose: MotionPurpose, pk: str, fields: dict[str, Any]
    ) -> Response:
        """The brief as it is now: still as it was, where a second person is asked."""
        said = with_how_put(fields)
        propose_step(purpose=purpose, about_id=int(pk), by_program=True, **said, **self.by_and_now)
        brief = brief_for_member(int(pk), self.acting)
        return Response(BriefDetailOut(brief, context=self.sight).data)


class PublicBriefViewSet(ActingViewSet):
    """What groups want, for anybody: a few lines, a rough place, and nobody's name."""

    needs = Needs.ANYBODY
    queryset = Brief.objects.none()
    serializer_class = PublicBriefOut

    @extend_schema(responses=PublicBriefOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(public_briefs(clock.today()), PublicBriefOut)

    @extend_schema(responses=PublicBriefOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(PublicBriefOut(public_brief(int(pk), clock.today())).data)


class NearbyBriefViewSet(ActingViewSet):
    """For vetted providers: what groups within reach want. Nobody is named."""

    needs = Needs.LOGIN
    queryset = Brief.objects.none()
    serializer_class = BriefForProviderOut

    @extend_schema(responses=BriefForProviderOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(briefs_near(self.login.pk, clock.now()), BriefForProviderOut)

    @extend_schema(responses=BriefForProviderDetailOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        now = clock.now()
        brief = brief_for_provider(int(pk), self.login.pk, now)
        body = asdict(brief) | {"changes": changes_for_provider(brief.id, now)}
        return Response(BriefForProviderDetailOut(body).data)
