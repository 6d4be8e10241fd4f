"""What is proposed in a group, and each word to it."""

from typing import Any

from rest_framework import serializers

from community.people.scope_table import Seen
from frontend.api.how_put import HowPutIn
from frontend.api.serializers import OnSheetIn, ShownLineOut, digest_field, with_digest
from frontend.api.typed import WholeNumber
from groups.queries.motions import MotionDetail
from groups.states import MotionPurpose, MotionState


class SecondWordIn(serializers.Serializer):
    """A yes is to what was shown; a no needs no `digest`."""

    agrees = serializers.BooleanField()
    digest = digest_field("GET motions/<id>/", required=False)

    def validate(self, answer: dict[str, Any]) -> dict[str, Any]:
        return with_digest(self, answer, needed=answer["agrees"])


class MotionWordIn(HowPutIn, SecondWordIn):
    pass


class PaperMotionWordIn(OnSheetIn, MotionWordIn):
    pass


class MotionIn(HowPutIn):
    """`about`: the number of a brief, or of the group where the step is about the group."""

    purpose = serializers.ChoiceField(
        MotionPurpose.choices, help_text="That it ends, and why, has a call of its own."
    )
    about = WholeNumber(source="about_id")


class PaperMotionIn(OnSheetIn, MotionIn):
    pass


class MotionOut(serializers.Serializer):
    """What somebody proposes for the group. `proposed_by` is the name they chose for it."""

    id = serializers.IntegerField(source="motion.pk")
    group = serializers.IntegerField(source="motion.group_id")
    brief = serializers.IntegerField(source="brief_id", allow_null=True)
    purpose = serializers.ChoiceField(MotionPurpose.choices, source="motion.purpose")
    state = serializers.ChoiceField(MotionState.choices, source="motion.state")
    what = serializers.CharField()
    last_day = serializers.DateField(source="motion.last_day", allow_null=True)
    reason = serializers.CharField(source="motion.reason", help_text="Of an end; else empty.")
    proposed_by = serializers.CharField(source="motion.proposed_by.known_as")
    have_agreed = serializers.SerializerMethodField()
    may_take_back = serializers.BooleanField()
    shown = ShownLineOut(many=True)
    digest = serializers.CharField(help_text="Of all this: sent back with a yes to it.")

    def get_have_agreed(self, detail: MotionDetail) -> bool:
        return bool(detail.my_word and detail.my_word.agrees)

    def to_representation(self, detail: MotionDetail) -> dict[str, Any]:
        answer = super().to_representation(detail)
        if Seen.OTHERS_WORDS in self.context.get("seen", (Seen.OTHERS_WORDS,)):
            return answer
        return answer | {"proposed_by": "", "shown": []}
