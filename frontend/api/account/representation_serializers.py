"""The shape of who acts for somebody: asked for, agreed to, told, ended."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.common.shown import digest_of
from community.people.bases import SEEN_BASES
from community.people.models.representations import Representation
from community.people.states import (
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
)
from community.people.wording import representation_shown
from frontend.api.how_put import HowPutIn
from frontend.api.serializers import (
    digest_field,
    pence_field,
)
from frontend.api.typed import Day, TypedLines, TypedText, WholeNumber

# Serializers of shape only: none of them writes, so none has create() or update().


class RepresentationIn(serializers.Serializer):
    """`reference` is given by the person: it works once, for two weeks."""

    reference = TypedText(max_length=40)
    kind = serializers.ChoiceField(RepresentationKind.choices)
    is_paid = serializers.BooleanField(help_text="Whoever asks is paid to support them.")
    scope = serializers.ChoiceField(RepresentationScope.choices)
    limit_pence = pence_field("At most.", min_value=1, default=None, allow_null=True)
    ends_on = Day()


class RepresentationAgreementIn(HowPutIn):
    """What a worker has seen; the person themselves need none. Without a basis it is agreed as
    looking and suggesting."""

    basis = serializers.ChoiceField(
        [(basis.value, basis.label) for basis in SEEN_BASES], default="", allow_blank=True
    )
    seen_words = TypedLines(max_length=400, default="", allow_blank=True)
    jointly_with = WholeNumber(
        default=None,
        allow_null=True,
        min_value=1,
        max_value=2**63 - 1,
        help_text="Whose authority it is besides, where they decide only together.",
    )
    digest = digest_field("GET representations/for-me/ or representations/waiting/")


class RepresentationToldIn(serializers.Serializer):
    told_on = Day()
    with_words = TypedText(max_length=200, help_text="Who was there.")


class RepresentationEndIn(serializers.Serializer):
    is_end_told = serializers.BooleanField(
        default=True, help_text="The person's to say: whether whoever acts hears of it."
    )
    ends_on = Day(
        default=None,
        allow_null=True,
        help_text="Its last day, where it does not end now: no later than it ends anyway.",
    )


class ReferenceOut(serializers.Serializer):
    code = serializers.CharField()
    runs_out_at = serializers.DateTimeField()


class RepresentationOut(serializers.ModelSerializer):
    """To whoever only asked, the person has no name before it is agreed, and how or when it was
    over is not said."""

    by = serializers.CharField(source="login.name")
    called = serializers.SerializerMethodField()
    acts_for = serializers.SerializerMethodField(help_text="For `X-Acting-For`, once agreed.")
    ends_on = serializers.DateField(allow_null=True)
    digest = serializers.SerializerMethodField(
        help_text="Of a request, to whom it is about: sent back with a yes to it."
    )

    class Meta:
        model = Representation
        fields = [
            "id", "digest", "by", "called", "acts_for", "kind", "is_paid", "scope", "limit_pence",
            "starts_on", "ends_on", "state", "basis", "deciding_starts_at", "paying_agreed_at",
        ]  # fmt: skip

    def get_called(self, row: Representation) -> str:
        return row.person.preferred_name if self._is_known(row) else ""

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_acts_for(self, row: Representation) -> UUID | None:
        return row.person_id if self._is_known(row) else None

    def to_representation(self, instance: Representation) -> dict[str, Any]:
        """To whoever asked, what is not in force says neither how, when nor why (P9)."""
        answer = super().to_representation(instance)
        if instance.state == RepresentationState.ENDED and not self.context.get("is_own"):
            answer |= dict.fromkeys(("basis",), "") | dict.fromkeys(
                ("ends_on", "deciding_starts_at", "paying_agreed_at", "limit_pence")
            )
        return answer

    def get_digest(self, row: Representation) -> str:
        return digest_of(representation_shown(row)) if self.context.get("is_own") else ""

    def _is_known(self, row: Representation) -> bool:
        return row.state == RepresentationState.ACTIVE or bool(self.context.get("is_own"))


class WaitingRepresentationOut(serializers.ModelSerializer):
    """As whoever works here sees it: by its own number, never by the person's (fault A4)."""

    by = serializers.CharField(source="login.name")
    called = serializers.CharField(source="person.preferred_name")
    digest = serializers.SerializerMethodField(help_text="Of all this: sent with a yes to it.")

    def get_digest(self, row: Representation) -> str:
        return digest_of(representation_shown(row))

    class Meta:
        model = Representation
        fields = [
            "id", "digest", "by", "called", "kind", "is_paid", "scope", "limit_pence", "starts_on",
            "ends_on", "state", "basis", "seen_words", "told_at", "told_with_words",
            "deciding_starts_at", "paying_agreed_at",
        ]  # fmt: skip
