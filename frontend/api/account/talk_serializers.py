"""The shape of a talk before somebody decides, as it goes in and comes out (M125)."""

from typing import Any

from rest_framework import serializers

from community.people.models.talks import TalkRequest
from community.people.rules.talks import TalkChoice
from community.people.states import TalkAbout, TalkWay
from community.people.wording import talk_day_text
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import Day, WholeNumber

# Serializers of shape only: none of them writes, so none has create() or update().


class TalkChoiceIn(serializers.Serializer):
    with_whom = WholeNumber(min_value=1, help_text="One of the `people` of what it is about.")
    way = serializers.ChoiceField(TalkWay.choices)
    day = Day(help_text="One of the `days` of what it is about.")


class TalkIn(TalkChoiceIn):
    about = serializers.ChoiceField(TalkAbout.choices)
    ref = WholeNumber(min_value=0, default=0, help_text="Which one; 0 of one's money.")


class PaperTalkIn(OnSheetIn, TalkIn):
    pass


def choice_of(answers: dict[str, Any]) -> TalkChoice:
    return TalkChoice(answers["way"], answers["day"], answers["with_whom"])


class TalkPersonOut(serializers.Serializer):
    id = serializers.IntegerField(source="login_id")
    name = serializers.CharField()
    role = serializers.CharField()


class TalkDetailOut(serializers.Serializer):
    """Before it is asked for. Where nobody works there, `people` is empty and nothing is held."""

    about_text = serializers.CharField(source="topic.text")
    last_day = serializers.DateField(source="topic.last_day", allow_null=True)
    people = TalkPersonOut(many=True)
    days = serializers.ListField(child=serializers.DateField())
    waiting = serializers.IntegerField(source="waiting.pk", allow_null=True, default=None)
    text = serializers.CharField(help_text="What becomes of a place meanwhile.")


class TalkOut(serializers.ModelSerializer):
    ref = serializers.IntegerField(source="about_ref")
    with_whom = serializers.CharField(source="with_login.name", default="")
    text = serializers.SerializerMethodField(help_text="Who, how and on which day.")

    class Meta:
        model = TalkRequest
        fields = [
            "id", "about", "ref", "about_text", "with_whom", "way", "day", "state", "held_until",
            "text",
        ]  # fmt: skip

    def get_text(self, talk: TalkRequest) -> str:
        return talk_day_text(talk)


class TalkToHaveOut(serializers.ModelSerializer):
    called = serializers.CharField(source="person.preferred_name")
    reaching = serializers.SerializerMethodField(help_text="What they said of how to reach them.")

    class Meta:
        model = TalkRequest
        fields = ["id", "called", "about", "about_text", "way", "day", "state", "reaching"]

    def get_reaching(self, talk: TalkRequest) -> list[str]:
        texts: list[str] = self.context["reaching"][talk.person_id]
        return texts
