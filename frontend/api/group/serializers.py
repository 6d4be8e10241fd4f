"""The shape of what goes in and comes out. What it means is for groups.rules to say."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.common.shared_words import digest_of_words
from community.messaging.models import MAX_SHORT_NAME
from community.moderation.states import ModerationState
from community.people.scope_table import Seen
from frontend.api.how_put import HowPutIn
from frontend.api.serializers import ShownLineOut, began_from_field, digest_field, with_digest
from frontend.api.typed import Day, Postcode, TypedLines, TypedText, WholeNumber
from groups.models.briefs import Brief
from groups.models.members import Group, Invite, Member
from groups.queries.brief_words import brief_words_detail
from groups.queries.briefs import words_of_brief
from groups.queries.decisions import DecisionDetail
from groups.queries.motions import MotionDetail
from groups.queries.public_briefs import PublicBrief
from groups.states import (
    DecisionOutcome,
    GroupBeginning,
    MotionPurpose,
    MotionState,
    Purpose,
    Requirement,
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


class GroupIn(NewMemberIn):
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


class StepIn(serializers.Serializer):
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
    waits = GroupWaitOut(
        many=True, help_text="What any one of the group may do next; to somebody outside, none."
    )
    what_others_see = serializers.CharField()
    rule = serializers.ListField(child=serializers.CharField())
    digest = serializers.CharField(help_text="Of all that a newcomer agrees to: sent with the yes.")


class GroupRestIn(serializers.Serializer):
    rests = serializers.BooleanField()


class ShortNameIn(serializers.Serializer):
    short_name = TypedText(
        max_length=MAX_SHORT_NAME,
        allow_blank=True,
        help_text="What a text message calls the group: a lock screen, so nothing that tells what "
        "it is about. Empty: it names none.",
    )


class ShortNameOut(serializers.Serializer):
    short_name = serializers.CharField(help_text="Empty where none was given.")


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


class BriefIn(serializers.Serializer):
    what = TypedText(max_length=300)
    when_words = TypedText(max_length=200)
    where_words = TypedText(max_length=200)
    who_must_be_able = TypedLines(max_length=2000, allow_blank=True, required=False)
    points = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements", required=False
    )
    good_looks_like = TypedLines(max_length=2000, allow_blank=True, required=False)
    people_about = WholeNumber(min_value=1, max_value=200, allow_null=True, required=False)
    answers_by = Day(required=False)


class BriefChangesIn(BriefIn):
    began_from = began_from_field("GET briefs/<id>/")


class NewBriefIn(BriefIn):
    group = WholeNumber()
    listing = WholeNumber(default=None, allow_null=True)


class BriefOut(serializers.ModelSerializer):
    """What a group wants. Whoever acts for a member and may not decide reads what anybody may."""

    points = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements", required=False
    )
    words_digest = serializers.SerializerMethodField(
        help_text="Of all its words: sent back as `began_from` with a change."
    )

    class Meta:
        model = Brief
        fields = [
            "id", "group", "listing", "what", "when_words", "where_words", "who_must_be_able",
            "points", "good_looks_like", "people_about", "answers_by", "state", "words_digest",
        ]  # fmt: skip

    def get_words_digest(self, brief: Brief) -> str:
        return digest_of_words(words_of_brief(brief))

    def to_representation(self, brief: Brief) -> dict[str, Any]:
        answer = super().to_representation(brief)
        if Seen.OTHERS_WORDS in self.context["seen"]:
            return answer
        return answer | {
            "who_must_be_able": "",
            "good_looks_like": "",
            "points": [],
            "words_digest": "",
        }


class BriefDetailOut(BriefOut):
    """The same, and what has become of its words with whoever looks at them."""

    words = serializers.SerializerMethodField(
        help_text="To whoever may decide: until when they wait, or why they are held back."
    )

    class Meta(BriefOut.Meta):
        fields = [*BriefOut.Meta.fields, "words"]

    @extend_schema_field(WordsDetailOut(allow_null=True))
    def get_words(self, brief: Brief) -> dict[str, Any] | None:
        is_shown = Seen.OTHERS_WORDS in self.context["seen"]
        words = brief_words_detail(brief) if is_shown else None
        return dict(WordsDetailOut(words).data) if words else None


class PublicBriefOut(serializers.Serializer):
    """What anybody may read: neither who asks, nor what they need to take part."""

    id = serializers.IntegerField()
    words_state = serializers.ChoiceField(
        choices=ModerationState.choices, help_text="Until it is `passed`, words may be empty."
    )
    what = serializers.CharField()
    when_words = serializers.CharField()
    outward_code = serializers.CharField()
    area_name = serializers.CharField()
    people_about = serializers.IntegerField(allow_null=True)
    answers_by = serializers.DateField()
    is_example = serializers.BooleanField()

    def to_representation(self, brief: Brief) -> dict[str, Any]:
        return super().to_representation(PublicBrief.of(brief))


class BriefForProviderOut(serializers.Serializer):
    """What a provider reads: never the group's name, nor anybody's in it."""

    id = serializers.IntegerField()
    words_state = serializers.ChoiceField(
        choices=ModerationState.choices, help_text="Until it is `passed`, words may be empty."
    )
    what = serializers.CharField()
    when_words = serializers.CharField()
    where_words = serializers.CharField()
    who_must_be_able = serializers.CharField()
    good_looks_like = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField(), source="requirements")
    people_about = serializers.IntegerField(allow_null=True)
    outward_code = serializers.CharField()
    area_name = serializers.CharField()
    answers_by = serializers.DateField()
    is_answering = serializers.BooleanField()
    is_about_my_listing = serializers.BooleanField()


class DecisionIn(StepIn):
    closes_on = Day(default=None, allow_null=True)


class MotionWordIn(serializers.Serializer):
    """A yes is to what was shown; a no needs no `digest`."""

    agrees = serializers.BooleanField()
    digest = digest_field("GET motions/<id>/", required=False)

    def validate(self, answer: dict[str, Any]) -> dict[str, Any]:
        return with_digest(self, answer, needed=answer["agrees"])


class PaperMotionWordIn(MotionWordIn):
    version = TypedText(
        source="sheet_version",
        max_length=12,
        default="",
        help_text="On the sheet, if there is one.",
    )


class MotionIn(serializers.Serializer):
    """`about`: the number of a brief, or of the group where the step is about the group."""

    purpose = serializers.ChoiceField(MotionPurpose.choices)
    about = WholeNumber(source="about_id")


class MotionOut(serializers.Serializer):
    """What somebody proposes for the group. `proposed_by` is the name they chose for it."""

    id = serializers.IntegerField(source="motion.pk")
    group = serializers.IntegerField(source="motion.group_id")
    brief = serializers.IntegerField(source="brief_id", allow_null=True)
    purpose = serializers.ChoiceField(MotionPurpose.choices, source="motion.purpose")
    state = serializers.ChoiceField(MotionState.choices, source="motion.state")
    what = serializers.CharField()
    last_day = serializers.DateField(source="motion.last_day", allow_null=True)
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


class PaperBallotIn(BallotIn):
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
