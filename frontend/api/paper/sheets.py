"""A card or sheet of a group: coming in, choosing, leaving."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.messaging.states import Channel
from community.people.queries import PAPER_ENTRY_ROLES
from frontend.api.acting import acting_of
from frontend.api.group.serializers import BallotIn, EmptyIn
from groups.actions.decisions import cast_ballot
from groups.actions.membership import join_on_paper, leave_group
from groups.models import Member
from groups.queries.decisions import decision_by_id, open_decisions_for
from groups.queries.members import invite_by_code
from groups.rules.codes import format_code
from pooling.pools.queries.pool_details import pools_of_group

from .entering import EntersPaper


class PaperJoinIn(serializers.Serializer):
    """What is on a filled-in card."""

    code = serializers.CharField(max_length=60)
    called = serializers.CharField(max_length=60, help_text="What they like to be called.")
    known_as = serializers.CharField(max_length=60, help_text="What the others call them.")
    agrees = serializers.BooleanField(default=False, help_text="They have ticked that they agree.")
    through_words = serializers.CharField(
        max_length=120, help_text="Who tells them what happens, and when."
    )


class ChoiceLine(serializers.Serializer):
    decision = serializers.IntegerField(source="pk")
    what = serializers.CharField(source="brief.what")
    offers = serializers.SerializerMethodField()

    def get_offers(self, decision) -> list[int]:
        return [offer.pk for offer in decision.among.order_by("sent_at", "pk")]


class CostLine(serializers.Serializer):
    pool = serializers.IntegerField(source="pk")
    summary = serializers.CharField(source="terms.summary")
    closes_at = serializers.DateTimeField()


class SheetOut(serializers.Serializer):
    """What a sheet may be about: never what they said before, nor how it stands."""

    code = serializers.CharField()
    known_as = serializers.CharField()
    group = serializers.CharField()
    choices = ChoiceLine(many=True)
    costs = CostLine(many=True)


def sheet_out(member: Member, now) -> dict:
    choices = open_decisions_for(member.person_id, now)
    return SheetOut(
        {
            "code": format_code(member.paper_code),
            "known_as": member.known_as,
            "group": member.group.name,
            "choices": choices.filter(brief__group_id=member.group_id),
            "costs": [pool for pool in pools_of_group(member.group_id) if not pool.ended_at],
        }
    ).data


class PaperJoin(EntersPaper):
    @extend_schema(request=PaperJoinIn, responses={201: SheetOut})
    def post(self, request):
        """Somebody with no login has filled in a card. Whoever enters it tells them things."""
        areas = self.areas(*PAPER_ENTRY_ROLES)
        said, now = dict(self.said(PaperJoinIn)), clock.now()
        if invite_by_code(said["code"], clock.today(now)).group.area_id not in areas:
            raise NotFound("")
        contact = {
            "channel": Channel.IN_PERSON,
            "through_login_id": request.user.pk,
            "through_words": said.pop("through_words"),
        }
        member = join_on_paper(**said, contact=contact, by=acting_of(request), now=now)
        return Response(sheet_out(member, now), status=status.HTTP_201_CREATED)


class PaperSheet(EntersPaper):
    @extend_schema(responses=SheetOut)
    def get(self, request, code: str):
        """Whose it is, and what may be entered from it."""
        member, deed = self.sheet(code)
        return Response(sheet_out(member, deed["now"]))


class PaperBallot(EntersPaper):
    @extend_schema(request=BallotIn, responses=SheetOut)
    def post(self, request, code: str, decision_id: int):
        """What they ticked: the offers they would be happy with."""
        member, deed = self.sheet(code)
        choice = decision_by_id(decision_id, deed["by"], deed["now"])
        if choice.brief.group_id != member.group_id:
            raise NotFound("")
        cast_ballot(decision_id=decision_id, **self.said(BallotIn), **deed)
        return Response(sheet_out(member, deed["now"]))


class PaperLeave(EntersPaper):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request, code: str):
        """They leave the group. Nobody in it is told."""
        member, deed = self.sheet(code)
        leave_group(group_id=member.group_id, **deed)
        return Response(status=status.HTTP_204_NO_CONTENT)
