"""A group that ends, as it goes in and comes out."""

from datetime import date

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from frontend.api.group.serializers import StepIn
from frontend.api.how_put import HowPutOnPaperIn
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import TypedText
from groups.models.endings import NextStep
from groups.queries.endings import EndingDetail
from groups.states import EndReason, NextStepKind


class EndGroupIn(StepIn):
    reason = serializers.ChoiceField(EndReason.choices)


class PaperEndGroupIn(HowPutOnPaperIn, OnSheetIn):
    reason = serializers.ChoiceField(EndReason.choices)


class NextStepIn(serializers.Serializer):
    kind = serializers.ChoiceField(NextStepKind.choices)
    words = TypedText(
        max_length=300, default="", allow_blank=True, help_text="A connector reads this."
    )


class PaperNextStepIn(OnSheetIn, NextStepIn):
    pass


class EndingOut(serializers.Serializer):
    """`kind`, `words`: of whoever acts, and of nobody else."""

    reason = serializers.ChoiceField(EndReason.choices, source="ending.reason")
    closes_at = serializers.DateTimeField(source="ending.closes_at")
    ended_at = serializers.DateTimeField(source="ending.ended_at", allow_null=True)
    readable_until = serializers.SerializerMethodField(help_text="Null until it has ended.")
    kind = serializers.SerializerMethodField(help_text="Empty until it is said.")
    words = serializers.SerializerMethodField()

    def get_readable_until(self, detail: EndingDetail) -> date | None:
        return detail.readable_until

    def get_kind(self, detail: EndingDetail) -> str:
        return detail.mine.kind if detail.mine else ""

    def get_words(self, detail: EndingDetail) -> str:
        return detail.mine.words if detail.mine else ""


class NextStepAnswerIn(serializers.Serializer):
    is_spoken = serializers.BooleanField(default=False)
    not_reached_because = TypedText(max_length=300, default="", allow_blank=True)


class NextStepOut(serializers.ModelSerializer):
    """One member to a connector. `kind` is empty where they have not said what is next."""

    group = serializers.CharField(source="ending.group.name")
    known_as = serializers.CharField(source="member.known_as")
    reason = serializers.ChoiceField(EndReason.choices, source="ending.reason")
    closes_at = serializers.DateTimeField(source="ending.closes_at")
    ended_at = serializers.DateTimeField(source="ending.ended_at", allow_null=True)
    reaching = serializers.SerializerMethodField(help_text="What they said of how to reach them.")

    class Meta:
        model = NextStep
        fields = [
            "id", "group", "known_as", "reason", "closes_at", "ended_at", "kind", "words",
            "spoken_at", "not_reached_because", "reaching",
        ]  # fmt: skip

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reaching(self, step: NextStep) -> list[str]:
        return self.context.get("reaching", {}).get(step.member.person_id, [])


class EndedGroupsOut(serializers.Serializer):
    reason = serializers.ChoiceField(EndReason.choices)
    count = serializers.IntegerField(allow_null=True, help_text="Null: fewer than ten.")
