"""The shape of what goes in and comes out. What it means is for groups.rules to say."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.messaging.models import MAX_SHORT_NAME
from community.moderation.states import ModerationState
from frontend.api.how_put import HowPutIn
from frontend.api.serializers import began_from_field, digest_field
from frontend.api.typed import Day, Postcode, TypedText, WholeNumber
from groups.models.members import Group, Invite, Member
from groups.states import (
    GroupBeginning,
    NameGoes,
    Purpose,
)
from pooling.pools.queries.group_waits import GroupWait
from pooling.pools.states import GroupWaitKind
from pooling.pools.wording.group_waits import describe_wait

# Serializers of shape only: none of them writes, so none has create() or update().


class NewMemberIn(serializers.Serializer):
    """`agrees`: yes to `what_others_see`, in the words the group answers with."""

    known_as = TypedText(max_length=60)
    agrees = serializers.BooleanField(default=False)


class JoinGroupIn(HowPutIn, NewMemberIn):
    digest = digest_field("GET groups/<id>/")


class JoinByCodeIn(HowPutIn, NewMemberIn):
    code = TypedText(max_length=60)
    digest = digest_field("GET join/?code=")


class InvitedGroupOut(serializers.Serializer):
    """What an invitation opens, before anybody agrees to anything."""

    name = serializers.CharField()
    purposes = serializers.ListField(child=serializers.ChoiceField(Purpose.choices))
    purpose_words = serializers.CharField()
    how_often = serializers.CharField()
    outward_code = serializers.CharField()
    what_others_see = serializers.CharField()
    rule = serializers.ListField(child=serializers.CharField())
    digest = serializers.CharField(help_text="Of all this: sent back with a yes to it.")


class GroupIn(HowPutIn, NewMemberIn):
    name = TypedText(max_length=80)
    postcode = Postcode()
    how_often = TypedText(max_length=80)
    purposes = serializers.ListField(
        child=serializers.ChoiceField(Purpose.choices), default=list, max_length=4
    )
    purpose_words = TypedText(max_length=300, default="", allow_blank=True)
    is_findable = serializers.BooleanField(default=False)
    begins = serializers.ChoiceField(GroupBeginning.choices, default=GroupBeginning.OPEN)


class GroupOut(serializers.ModelSerializer):
    class Meta:
        model = Group
        fields = [
            "id", "name", "purposes", "purpose_words", "how_often", "outward_code",
            "state", "is_findable", "begins", "is_example",
        ]  # fmt: skip


class GroupWordsIn(serializers.Serializer):
    """What a group says of itself, while it is held back."""

    name = TypedText(max_length=80)
    how_often = TypedText(max_length=80)
    purpose_words = TypedText(max_length=300, allow_blank=True)
    began_from = began_from_field("GET groups/<id>/")


class WordsDetailOut(serializers.Serializer):
    state = serializers.ChoiceField(ModerationState.choices)
    waits_until = serializers.DateTimeField(help_text="Then others are asked to look, too.")
    reason = serializers.CharField(source="reason_text", help_text="Why they are held back.")
    why_words = serializers.CharField(help_text="Which words, from whoever held them back.")


class NewcomerOut(serializers.ModelSerializer):
    """Somebody for whom the group begins after a hello."""

    class Meta:
        model = Member
        fields = ["id", "known_as", "joined_at"]


class NewcomerOfGroupOut(NewcomerOut):
    reaching = serializers.SerializerMethodField(help_text="What they said of how to reach them.")

    class Meta(NewcomerOut.Meta):
        fields = ["id", "group", "known_as", "joined_at", "reaching"]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reaching(self, newcomer: Member) -> list[str]:
        return self.context.get("reaching", {}).get(newcomer.person_id, [])


class HelloIn(serializers.Serializer):
    newcomer_id = WholeNumber()


class StepIn(HowPutIn):
    """`digest`: needed where somebody has proposed it already, for then the call agrees."""

    digest = digest_field("GET motions/<id>/", required=False)


class BeginningIn(StepIn):
    begins = serializers.ChoiceField(GroupBeginning.choices)


class NewcomerAnswerIn(serializers.Serializer):
    """The introduction, or in one line why not: the newcomer reads it."""

    introduces = serializers.BooleanField(default=False)
    why_not = TypedText(max_length=300, default="", allow_blank=True)


class GroupWaitOut(serializers.Serializer):
    kind = serializers.ChoiceField(GroupWaitKind.choices)
    about_id = serializers.IntegerField(
        help_text="Of the brief, of the motion, or of the group, by its kind."
    )
    words = serializers.SerializerMethodField()

    def get_words(self, wait: GroupWait) -> str:
        return describe_wait(wait.kind, group=wait.group.name, what=wait.what)


class GroupDetailOut(serializers.Serializer):
    """`members` are the names the others chose; to somebody outside there are none, and to a
    newcomer who waits for a hello only their own."""

    group = GroupOut()
    words_state = serializers.ChoiceField(
        ModerationState.choices,
        allow_null=True,
        help_text=(
            "Of its name and own words, where anybody may find it; else null. Until it is `passed`,"
            " somebody outside reads that instead of its name."
        ),
    )
    words = WordsDetailOut(
        allow_null=True, help_text="To who is in it: until when they wait, or why held back."
    )
    words_digest = serializers.CharField(
        help_text="To who is in it: sent back as `began_from` with a change. Else empty."
    )
    am_in = serializers.BooleanField()
    members = serializers.ListField(child=serializers.CharField())
    not_here = serializers.ListField(
        child=serializers.CharField(),
        help_text="Of these, who is not here for now. Nobody is told why.",
    )
    is_read_by_others = serializers.BooleanField(
        help_text="Does somebody who acts for one of its members read what is written in it?"
    )
    may_come_in = serializers.BooleanField()
    paused_until = serializers.DateTimeField(
        allow_null=True, help_text="Newcomers are paused by one of us. To somebody outside, null."
    )
    pause_needs_one_more = serializers.BooleanField(
        help_text="One of us has said that the pause may end; a second other ends it."
    )
    people = serializers.IntegerField()
    begins_words = serializers.CharField(help_text="When it begins for somebody who comes in.")
    hears_words = serializers.CharField(
        help_text="To a newcomer who waits for a hello: by what day they hear. Else empty."
    )
    newcomers = NewcomerOut(many=True, help_text="Who wait for a hello, to say it to.")
    leaving_words = serializers.ListField(
        child=serializers.CharField(),
        help_text="Were one to leave: of each shared cost, what stays paid and what stops.",
    )
    name_may_stay_until = serializers.DateTimeField(
        allow_null=True,
        help_text="Were one to leave and let the name go at the next payment. Null: it goes now.",
    )
    waits = GroupWaitOut(
        many=True, help_text="What any one of the group may do next; to somebody outside, none."
    )
    what_others_see = serializers.CharField()
    rule = serializers.ListField(child=serializers.CharField())
    digest = serializers.CharField(help_text="Of all that a newcomer agrees to: sent with the yes.")


class LeaveGroupIn(serializers.Serializer):
    name_goes = serializers.ChoiceField(choices=NameGoes.choices, default=NameGoes.NOW)


class GroupRestIn(serializers.Serializer):
    rests = serializers.BooleanField()


class ShortNameIn(serializers.Serializer):
    short_name = TypedText(
        max_length=MAX_SHORT_NAME,
        allow_blank=True,
        help_text="What a text message calls the group: a lock screen, so nothing that tells what "
        "it is about. Empty: it names none.",
    )
    began_from = began_from_field("GET groups/<id>/short-name/")


class ShortNameOut(serializers.Serializer):
    short_name = serializers.CharField(help_text="Empty where none was given.")
    words_digest = serializers.CharField(help_text="Sent back as `began_from` with a change.")


class GroupPauseIn(serializers.Serializer):
    pauses = serializers.BooleanField()


class GroupOpenIn(StepIn):
    is_open = serializers.BooleanField()


class InviteIn(serializers.Serializer):
    is_card = serializers.BooleanField(default=False)
    ends_on = Day(default=None, allow_null=True)


class InviteOut(serializers.ModelSerializer):
    class Meta:
        model = Invite
        fields = ["id", "group", "code", "is_card", "ends_on", "stopped_at"]
