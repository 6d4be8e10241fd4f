"""A sheet about a shared cost: which money, a yes, or not this time."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from community.common.refusals import NotFound
from frontend.api.pool.help_requests import OtherWayIn
from frontend.api.pool.serializers import Nothing, PledgeIn, PriceOut, pence
from pooling.pools.actions.another_way import ask_another_way_here
from pooling.pools.actions.pledging import leave_pool, pledge
from pooling.pools.actions.sources import add_source
from pooling.pools.queries.pool_details import open_sources_of_person, pool_for_member
from pooling.pools.rules.sources import rail_on_paper
from pooling.pools.states import SourceKind

from .entering import EntersPaper


class PaperSourceOut(serializers.Serializer):
    """How they can pay: its name and nothing of how much there is."""

    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(SourceKind.choices)
    called = serializers.CharField()


class PaperCostOut(serializers.Serializer):
    """The question on the sheet, and how they can pay: not what they said before."""

    pool_id = serializers.IntegerField(source="seen.pool.pk")
    summary = serializers.CharField(source="seen.terms.summary")
    place = serializers.CharField(source="seen.terms.place")
    closes_at = serializers.DateTimeField(source="seen.pool.closes_at")
    starts = serializers.ListField(child=serializers.DateTimeField(), source="seen.starts")
    prices = PriceOut(many=True, source="seen.prices")
    sources = PaperSourceOut(many=True)


class PaperKindIn(serializers.Serializer):
    kind = serializers.ChoiceField(SourceKind.choices)


class PaperYesOut(serializers.Serializer):
    max_pence = pence("The most a session, as it was entered.")


class OfCost(EntersPaper):
    def cost(self, code: str, pool_id: int):
        """(member, the deed, the shared cost as they may see it); of their own group only."""
        member, deed = self.sheet(code)
        seen = pool_for_member(pool_id=pool_id, **deed)
        if seen.pool.group_id != member.group_id:
            raise NotFound("")
        return member, deed, seen

    def out(self, member, seen) -> dict:
        sources = open_sources_of_person(member.person_id)
        return PaperCostOut({"seen": seen, "sources": sources}).data


class PaperCost(OfCost):
    @extend_schema(responses=PaperCostOut)
    def get(self, request, code: str, pool_id: int):
        """What the sheet asks."""
        member, _deed, seen = self.cost(code, pool_id)
        return Response(self.out(member, seen))


class PaperSource(OfCost):
    @extend_schema(request=PaperKindIn, responses={201: PaperCostOut})
    def post(self, request, code: str, pool_id: int):
        """Which money they wrote, where none is known here yet."""
        member, deed, seen = self.cost(code, pool_id)
        kind = self.said(PaperKindIn)["kind"]
        add_source(kind=kind, rail=rail_on_paper(SourceKind(kind)), **deed)
        return Response(self.out(member, seen), status=status.HTTP_201_CREATED)


class PaperPledge(OfCost):
    @extend_schema(request=PledgeIn, responses=PaperYesOut)
    def put(self, request, code: str, pool_id: int):
        """Their yes, as they wrote it."""
        _member, deed, _seen = self.cost(code, pool_id)
        said = dict(self.said(PledgeIn))
        parts = [(part["source_id"], part["pence"]) for part in said.pop("parts")]
        given = pledge(pool_id=pool_id, parts=parts, **said, **deed)
        return Response(PaperYesOut(given).data)


class PaperLeaveCost(OfCost):
    @extend_schema(request=Nothing, responses={204: None})
    def post(self, request, code: str, pool_id: int):
        """They ticked “Not this time”. Nobody in the group is told."""
        _member, deed, _seen = self.cost(code, pool_id)
        leave_pool(pool_id=pool_id, **deed)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PaperOtherWay(OfCost):
    @extend_schema(request=OtherWayIn, responses={204: None})
    def post(self, request, code: str, pool_id: int):
        """They were told that their most is below the share, and want help to find another way."""
        _member, deed, _seen = self.cost(code, pool_id)
        ask_another_way_here(pool_id=pool_id, **self.said(OtherWayIn), **deed)
        return Response(status=status.HTTP_204_NO_CONTENT)
