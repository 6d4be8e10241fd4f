"""Something listed, arranged for oneself alone, by program."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView, Needs
from frontend.api.group.brief_serializers import BriefDetailOut, BriefOut
from frontend.api.how_put import HowPutIn, with_how_put
from frontend.api.offers.serializers import OfferOut
from frontend.api.serializers import EmptyIn
from frontend.api.typed import Postcode, TypedLines, TypedText, WholeNumber
from groups.actions.solo import ask_for_oneself, stop_asking_for_oneself
from groups.queries.solo import ArrangedAlone, arranged_alone, arranged_by_person
from groups.states import Requirement
from pooling.pools.actions.solo import go_on_alone
from pooling.pools.queries.opening import pool_id_of_offer


class AskForOneselfIn(HowPutIn):
    when_words = TypedText(max_length=200)
    postcode = Postcode(help_text="Only its first half is kept.")
    known_as = TypedText(
        max_length=60, help_text="Told to whoever runs it when it goes ahead, and not before."
    )
    good_looks_like = TypedLines(max_length=1000, allow_blank=True, default="")
    points = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements", required=False
    )


class GoOnAloneIn(serializers.Serializer):
    offer = WholeNumber(help_text="The one that was read: not one that took its place meanwhile.")


class ArrangedAloneOut(serializers.Serializer):
    brief = BriefOut()
    offer = OfferOut(allow_null=True, help_text="What they were offered, if anything.")


class ArrangedAloneDetailOut(ArrangedAloneOut):
    brief = BriefDetailOut()
    pool = serializers.SerializerMethodField(
        help_text="The cost to say yes to, once they went on with the offer."
    )

    def get_pool(self, asked: ArrangedAlone) -> int | None:
        return pool_id_of_offer(asked.offer.pk) if asked.offer else None


class ArrangedAloneView(ActingView):
    """Answers with what was asked, as it is now."""

    needs = Needs.PERSON
    shows = Seen.GROUPS

    def asked_response(self, brief_id: int, status_code: int = status.HTTP_200_OK) -> Response:
        asked = arranged_alone(brief_id, self.acting)
        return Response(ArrangedAloneDetailOut(asked, context=self.sight).data, status=status_code)

    @extend_schema(responses=ArrangedAloneDetailOut, parameters=[ACTING_FOR])
    def get(self, request: Request, brief_id: int) -> Response:
        return self.asked_response(brief_id)


class ArrangedView(ActingView):
    needs = Needs.PERSON
    shows = Seen.GROUPS

    @extend_schema(responses=ArrangedAloneOut(many=True), parameters=[ACTING_FOR])
    def get(self, request: Request) -> Response:
        """What one asked for oneself and has not closed, the newest first."""
        rows = arranged_by_person(self.acting)
        return self.list_response(rows, ArrangedAloneOut, **self.sight)


class AskForOneselfView(ArrangedAloneView):
    http_method_names = ["post", "options"]

    @extend_schema(
        request=AskForOneselfIn, responses={201: ArrangedAloneDetailOut}, parameters=[ACTING_FOR]
    )
    def post(self, request: Request, listing_id: int) -> Response:
        """Ask whoever runs it for an offer to oneself. Asked twice, it is the same."""
        brief = ask_for_oneself(
            listing_id=listing_id,
            **with_how_put(self.validated(AskForOneselfIn)),
            **self.by_and_now,
        )
        return self.asked_response(brief.pk, status.HTTP_201_CREATED)


class GoOnAloneView(ArrangedAloneView):
    http_method_names = ["post", "options"]

    @extend_schema(request=GoOnAloneIn, responses=ArrangedAloneDetailOut, parameters=[ACTING_FOR])
    def post(self, request: Request, brief_id: int) -> Response:
        """Go on with what was offered: its cost is open to one's own yes, which comes after."""
        arranged_alone(brief_id, self.acting)
        go_on_alone(offer_id=self.validated(GoOnAloneIn)["offer"], **self.by_and_now)
        return self.asked_response(brief_id)


class StopAskingView(ActingView):
    needs = Needs.PERSON

    @extend_schema(request=EmptyIn, responses=BriefOut, parameters=[ACTING_FOR])
    def post(self, request: Request, brief_id: int) -> Response:
        """Do not go on with it. Whoever runs it is told kindly, and not why."""
        brief = stop_asking_for_oneself(brief_id=brief_id, **self.by_and_now)
        return Response(BriefOut(brief, context=self.sight).data)
