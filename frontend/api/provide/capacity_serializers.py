"""The shape of a provider's month."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from frontend.api.typed import WholeNumber
from providers.rules.capacity import A_PLACE, KINDS_OF_HELP
from providers.states import MAX_MONTH_UNITS, MAX_WEIGHT, Skill

PLACE = "place"  # as a kind of help, by program


class CapacityIn(serializers.Serializer):
    units = WholeNumber(
        min_value=1,
        max_value=MAX_MONTH_UNITS,
        allow_null=True,
        help_text="A month, for new people; null: nothing is counted.",
    )
    reserved_units = WholeNumber(
        min_value=0,
        max_value=MAX_MONTH_UNITS,
        default=0,
        help_text="Kept for people who come on their own, as is known from how they are here.",
    )
    weights = serializers.DictField(
        child=WholeNumber(min_value=1, max_value=MAX_WEIGHT),
        default=dict,
        help_text="Units that each kind of help takes: `place`, or one of `help_asked`.",
    )

    def validate_weights(self, weights: dict[str, int]) -> dict[str, int]:
        said = {A_PLACE if kind == PLACE else kind: units for kind, units in weights.items()}
        if unknown := sorted(set(said) - set(KINDS_OF_HELP)):
            raise serializers.ValidationError(
                _("There is no such kind of help: %(names)s.") % {"names": ", ".join(unknown)}
            )
        return said


class SkillsIn(serializers.Serializer):
    skills = serializers.ListField(
        child=serializers.ChoiceField(Skill.choices), max_length=len(Skill)
    )


class CapacityOut(serializers.Serializer):
    units = serializers.IntegerField(allow_null=True)
    reserved_units = serializers.IntegerField()
    weights = serializers.SerializerMethodField()
    taken = serializers.IntegerField(help_text="Of this month.")

    def get_weights(self, own: Any) -> dict[str, int]:
        return {kind or PLACE: units for kind, units in own.weights.items()}
