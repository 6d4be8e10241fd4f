"""Decisions that are written down for somebody: the shape of what goes in and comes out."""

from rest_framework import serializers

from community.people.models.decisions import DecisionRecord
from community.people.states import DecisionBasis, DecisionRecordKind, Interpreter
from frontend.api.pool.serializers import PledgeIn
from frontend.api.pool.source_serializers import SourceByTwoIn
from frontend.api.serializers import digest_field, pence_field
from frontend.api.typed import Day, TypedLines, TypedText, WholeNumber
from frontend.shared.decision_records import ABOUT_PATTERN

# Serializers of shape only: none of them writes, so none has create() or update().


class DecisionRecordIn(serializers.Serializer):
    """What the person showed is always said; a careful one says all of it."""

    about = serializers.RegexField(
        rf"^({ABOUT_PATTERN})?\Z",
        max_length=60,
        default="",
        allow_blank=True,
        help_text="What it lets be done, once: group:12, pool:7, session:3 or choice:5; of two who "
        "decide only together also source:grant, a kind of money to add.",
    )
    question = TypedText(max_length=200)
    chosen = TypedText(max_length=200)
    what_they_showed = TypedLines(max_length=2000, default="", allow_blank=True)
    basis = serializers.ChoiceField(DecisionBasis.choices)
    kind = serializers.ChoiceField(
        [DecisionRecordKind.ORDINARY, DecisionRecordKind.CAREFUL],
        help_text="Of two who decide only together it is always `joint`.",
    )
    who_was_asked = TypedText(max_length=200, default="", allow_blank=True)
    least_limiting_words = TypedLines(max_length=2000, default="", allow_blank=True)
    why_words = TypedLines(
        max_length=2000,
        default="",
        allow_blank=True,
        help_text="Why they could not decide this, this time; only where it was decided for them.",
    )
    shown_words = TypedText(max_length=200, default="", allow_blank=True)
    interpreted_by = serializers.ChoiceField(
        Interpreter.choices,
        help_text="Through whom they answered. Never left out: “nobody” is said, too.",
    )
    max_pence = pence_field(
        "The most for one session, where it costs something.",
        min_value=1,
        default=None,
        allow_null=True,
    )
    review_on = Day(default=None, allow_null=True)


class DecisionRecordOut(serializers.ModelSerializer):
    by = serializers.CharField(source="by_login.name", default="")

    class Meta:
        model = DecisionRecord
        fields = [
            "id", "about", "question", "chosen", "kind", "basis", "what_they_showed",
            "who_was_asked", "least_limiting_words", "why_words", "shown_words",
            "interpreted_by", "max_pence", "review_on", "on_paper", "by", "at", "state",
            "counts_from", "confirmed_on_paper",
        ]  # fmt: skip


class JointAnswerIn(serializers.Serializer):
    agrees = serializers.BooleanField()


class JointAnswerEnteredIn(JointAnswerIn):
    representation_id = WholeNumber(min_value=1, help_text="Whose answer it is: one of `others`.")


class OtherHolderOut(serializers.Serializer):
    representation_id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="login.name")


class JointAnswerToEnterOut(serializers.Serializer):
    """What waits, and who can answer it on a sheet of paper."""

    record = DecisionRecordOut()
    others = OtherHolderOut(many=True)


class DecisionDoIn(serializers.Serializer):
    """What the one thing needs: for a group the first four, for a shared cost `pledge`, for a
    choice `approves`, for money to add `money_source`, for a session nothing."""

    known_as = TypedText(max_length=60, required=False)
    agrees = serializers.BooleanField(default=False)
    digest = digest_field("GET groups/<id>/", required=False)
    code = TypedText(
        max_length=60, default="", allow_blank=True, help_text="Of their card, if there is one."
    )
    pledge = PledgeIn(required=False)
    money_source = SourceByTwoIn(required=False)
    approves = serializers.ListField(
        child=WholeNumber(), required=False, allow_empty=True, max_length=200
    )
