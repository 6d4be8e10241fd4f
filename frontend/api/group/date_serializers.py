"""The shape of a group's dates, and of what somebody says of one."""

from typing import Any

from rest_framework import serializers

from community.common.shared_words import digest_of_words
from frontend.api.serializers import OnSheetIn, began_from_field
from frontend.api.typed import Moment, TypedText, WholeNumber
from groups.models.gatherings import Gathering
from groups.queries.gatherings import GatheringDetail, words_of_gathering
from groups.rules.gatherings import (
    MAX_TIMES,
    MAX_WEEKS_BETWEEN,
    GatheringPlan,
    InTurn,
    Repeats,
)
from groups.states import AttendanceState, GatheringState


class ComesOut(serializers.Serializer):
    known_as = serializers.CharField()
    brings = serializers.CharField(source="brings_words")
    is_me = serializers.BooleanField()


class GatheringOut(serializers.Serializer):
    """One date of a group. Who comes is named; who does not, or has not said, is not."""

    id = serializers.IntegerField(source="gathering.pk")
    group = serializers.IntegerField(source="gathering.group_id")
    title = serializers.CharField(source="gathering.title")
    starts_at = serializers.DateTimeField(source="gathering.starts_at")
    ends_at = serializers.DateTimeField(source="gathering.ends_at", allow_null=True)
    place_words = serializers.CharField(source="gathering.place_words")
    is_at_home = serializers.BooleanField(source="gathering.is_at_home")
    costs = serializers.BooleanField(source="gathering.costs")
    listing = serializers.IntegerField(source="gathering.listing_id", allow_null=True)
    words = serializers.SerializerMethodField()
    state = serializers.ChoiceField(GatheringState.choices, source="gathering.state")
    coming = ComesOut(many=True)
    my_answer = serializers.ChoiceField(
        [("", "not said"), *AttendanceState.choices], source="my_state"
    )
    changed_by = serializers.CharField(help_text="Who wrote it last; empty where that is not said.")
    changed_at = serializers.DateTimeField(source="gathering.changed_at")
    words_digest = serializers.SerializerMethodField()

    def get_words(self, detail: GatheringDetail) -> str:
        return detail.gathering.words if detail.shows_words else ""

    def get_words_digest(self, detail: GatheringDetail) -> str:
        return digest_of_words(words_of_gathering(detail.gathering))


class DateIn(serializers.Serializer):
    """What one date is; it says itself when it is. `costs` asks nobody for money."""

    title = TypedText(max_length=100)
    starts_at = Moment()
    ends_at = Moment(required=False, allow_null=True, default=None)
    place_words = TypedText(max_length=200, default="", allow_blank=True)
    is_at_home = serializers.BooleanField(default=False)
    words = TypedText(max_length=300, default="", allow_blank=True)
    costs = serializers.BooleanField(default=False)


class InTurnIn(serializers.Serializer):
    """Each so many times it is this instead."""

    every = WholeNumber(min_value=2, max_value=MAX_TIMES)
    title = TypedText(max_length=100)
    place_words = TypedText(max_length=200, default="", allow_blank=True)
    is_at_home = serializers.BooleanField(default=False)
    costs = serializers.BooleanField(default=False)


class RepeatsIn(serializers.Serializer):
    every_weeks = WholeNumber(min_value=1, max_value=MAX_WEEKS_BETWEEN)
    times = WholeNumber(min_value=2, max_value=MAX_TIMES)
    other = InTurnIn(required=False, allow_null=True, default=None)


class GatheringIn(DateIn):
    listing = WholeNumber(
        default=None, allow_null=True, help_text="Of which listing it is made the group's plan."
    )
    repeats = RepeatsIn(required=False, allow_null=True, default=None)


class GatheringChangeIn(DateIn):
    began_from = began_from_field("GET dates/<id>/")


class CallOffIn(serializers.Serializer):
    and_later = serializers.BooleanField(
        default=False, help_text="Also those after it that were added together with it."
    )


class AttendanceIn(serializers.Serializer):
    coming = serializers.BooleanField()
    brings = TypedText(max_length=120, default="", allow_blank=True, source="brings_words")


class PaperAttendanceIn(OnSheetIn, AttendanceIn):
    """Of one of the dates on their sheets."""

    date = WholeNumber(source="gathering_id")


class PaperDateIn(OnSheetIn, DateIn):
    """A date that they would like, from their sheet."""


class DateOnSheetOut(serializers.ModelSerializer):
    """A date that may be answered on paper: what was answered before does not stand here."""

    class Meta:
        model = Gathering
        fields = ["id", "title", "starts_at", "place_words"]


def plan_of(data: dict[str, Any]) -> dict[str, Any]:
    """What was sent, as the action takes it."""
    repeats, listing_id = data.pop("repeats", None), data.pop("listing", None)
    plan = {"plan": GatheringPlan(**data), "listing_id": listing_id}
    if repeats is None:
        return plan
    other = repeats.pop("other")
    return plan | {
        "repeats": Repeats(**repeats, other=InTurn(**other) if other else None),
    }
