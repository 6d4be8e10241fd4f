"""Whether somebody stays in a group, as it goes in and comes out."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.common.shown import digest_of
from frontend.api.how_put import HowPutIn, HowPutOnPaperIn
from frontend.api.serializers import digest_field
from frontend.api.typed import Day, TypedText, WholeNumber
from groups.models.removals import Removal
from groups.queries.removals import OwnRemoval, RemovalToAnswer, shown_to_others
from groups.queries.removals import shown_to_who_decides as shown_to_decide
from groups.removal_states import RemovalAbout, RemovalState
from groups.wording_of_removals import own_texts


class AskRemovalIn(serializers.Serializer):
    member_id = WholeNumber(min_value=1, help_text="As GET groups/<id>/stays/ names them.")
    about = serializers.ChoiceField(
        RemovalAbout.choices, help_text="They are told this, and not who asked."
    )
    words = TypedText(max_length=1000, help_text="Read by whoever decides it outside the group.")
    is_afraid = serializers.BooleanField(
        default=False, help_text="They are asked to stay away, for a week at most."
    )
    by_group = serializers.BooleanField(
        help_text="The others choose, each for themselves; else somebody outside hears both."
    )


class RemovalOut(serializers.ModelSerializer):
    """To who asked."""

    known_as = serializers.CharField(source="member.known_as")

    class Meta:
        model = Removal
        fields = ["id", "known_as", "about", "words", "by_group", "state", "paused_until"]


class OtherOut(serializers.Serializer):
    member_id = serializers.IntegerField(source="pk")
    known_as = serializers.CharField()


class AskingOut(serializers.Serializer):
    """Of whom it can be asked, and what one has asked."""

    others = OtherOut(many=True)
    asked = RemovalOut(many=True)


class SideIn(serializers.Serializer):
    words = TypedText(max_length=1000)


class OwnRemovalOut(serializers.Serializer):
    """To whom it is about. Who asked is nowhere."""

    state = serializers.ChoiceField(RemovalState.choices, source="removal.state")
    about = serializers.ChoiceField(RemovalAbout.choices, source="removal.about")
    words = serializers.SerializerMethodField(help_text="What it means now.")
    may_ask_again = serializers.BooleanField()
    paused_until = serializers.DateTimeField(source="removal.paused_until", allow_null=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_words(self, own: OwnRemoval) -> list[str]:
        return own_texts(own.removal)


class WhoStaysIn(HowPutIn):
    stays = serializers.BooleanField()
    digest = digest_field("GET stays/<id>/")


class PaperWhoStaysIn(HowPutOnPaperIn):
    stays = serializers.BooleanField()
    given_on = Day(
        default=None,
        allow_null=True,
        help_text="The day on which they gave the sheet: it counts by that day. Else today.",
    )


class WhoStaysOut(serializers.Serializer):
    """To one of the others. Nothing tells what anybody else answered."""

    known_as = serializers.CharField()
    about = serializers.ChoiceField(RemovalAbout.choices, source="removal.about")
    side_words = serializers.CharField(source="removal.side_words")
    closes_at = serializers.DateTimeField(source="removal.closes_at")
    stays = serializers.SerializerMethodField(help_text="One’s own answer; null until then.")
    digest = serializers.SerializerMethodField(help_text="Of all this: sent with the answer.")

    def get_stays(self, detail: RemovalToAnswer) -> bool | None:
        return detail.answer.stays if detail.answer else None

    def get_digest(self, detail: RemovalToAnswer) -> str:
        return digest_of(shown_to_others(detail.removal))


class RemovalToDecideOut(serializers.ModelSerializer):
    """To who may decide it. `asked_by` is never told to the other."""

    group = serializers.CharField(source="group.name")
    known_as = serializers.CharField(source="member.known_as")
    asked_by = serializers.CharField(source="asked_by.known_as")
    digest = serializers.SerializerMethodField(help_text="Of all this: sent with the decision.")

    class Meta:
        model = Removal
        fields = [
            "id", "group", "known_as", "asked_by", "about", "words", "side_words", "state",
            "asked_at", "decided_words", "again_words", "digest",
        ]  # fmt: skip

    def get_digest(self, removal: Removal) -> str:
        return digest_of(shown_to_decide(removal))


class DecideIn(serializers.Serializer):
    removes = serializers.BooleanField()
    words = TypedText(max_length=400, help_text="Read by the one whom it is about, and no other.")
    heard_asker_on = Day(
        default=None, allow_null=True, help_text="Both are needed to take somebody out."
    )
    heard_member_on = Day(default=None, allow_null=True)
    digest = digest_field("GET stays-to-decide/")


class DecidedOut(serializers.ModelSerializer):
    class Meta:
        model = Removal
        fields = ["id", "state"]
