"""What a group chooses among, and how it ended."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.people.scope_table import Seen
from frontend.api.group.serializers import StepIn
from frontend.api.how_put import HowPutIn
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import Day, WholeNumber
from groups.queries.decisions import DecisionDetail
from groups.states import DecisionOutcome


class DecisionIn(StepIn):
    closes_on = Day(default=None, allow_null=True)


class OpenDecisionOut(serializers.Serializer):
    """`answered` by whoever acts. They may say otherwise until it closes."""

    id = serializers.IntegerField(source="pk")
    brief = serializers.IntegerField(source="brief_id")
    group = serializers.IntegerField(source="brief.group_id")
    what = serializers.CharField(source="brief.what")
    closes_at = serializers.DateTimeField()
    answered = serializers.BooleanField()


class BallotIn(HowPutIn):
    """The offers one would be happy with; an empty list says “none of these”."""

    approves = serializers.ListField(
        child=WholeNumber(), source="offer_ids", allow_empty=True, max_length=200
    )
    without_me = serializers.BooleanField(
        default=False, help_text="Go on without me: nobody waits for this answer."
    )


class PaperBallotIn(OnSheetIn, BallotIn):
    given_on = Day(default=None, allow_null=True, help_text="The day on which the sheet was given.")


class OfferVotesOut(serializers.Serializer):
    offer = serializers.IntegerField()
    happy = serializers.IntegerField()


class VoteCountsOut(serializers.Serializer):
    answered = serializers.IntegerField()
    none_of_these = serializers.IntegerField()
    happy = OfferVotesOut(many=True)


class DecisionDetailOut(serializers.Serializer):
    """`standing` is null until it has closed, and afterwards where fewer than five answered.
    Without `have_a_voice` the choice began before they came into the group."""

    id = serializers.IntegerField(source="decision.pk")
    brief = serializers.IntegerField(source="brief.pk")
    offers = serializers.SerializerMethodField()
    last_day = serializers.DateField()
    quorum = serializers.IntegerField(source="decision.quorum")
    is_open = serializers.BooleanField()
    have_a_voice = serializers.BooleanField(source="can_vote")
    outcome = serializers.ChoiceField(
        DecisionOutcome.choices, source="decision.outcome", allow_blank=True
    )
    chosen = serializers.IntegerField(source="decision.chosen_id", allow_null=True)
    my_approvals = serializers.SerializerMethodField()
    standing = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_offers(self, detail: DecisionDetail) -> list[int]:
        return [comparison.offer.pk for comparison in detail.offers]

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField(), allow_null=True))
    def get_my_approvals(self, detail: DecisionDetail) -> list[int] | None:
        if detail.my_approvals is None or Seen.BALLOT not in self.context["seen"]:
            return None
        return sorted(detail.my_approvals)

    @extend_schema_field(VoteCountsOut(allow_null=True))
    def get_standing(self, detail: DecisionDetail) -> dict[str, Any] | None:
        if detail.counts is None:
            return None
        happy = [{"offer": offer.pk, "happy": count} for offer, count in detail.counts.happy]
        return {
            "answered": detail.counts.answered,
            "none_of_these": detail.counts.none_of_these,
            "happy": happy,
        }
