"""The shape of what goes in and comes out. What it means is for the rules to say."""

from typing import Any

from rest_framework import serializers

from community.common.shared_words import digest_of_words
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.contact_plans import words_of_plan
from community.messaging.states import Channel, MessageForm, ReachHelp
from community.messaging.wording import words_of
from community.people.states import (
    ApprovalPurpose,
    ApprovalState,
    RecordsRequestKind,
    SlowChangeState,
)
from frontend.api.account.decision_serializers import DecisionRecordOut
from frontend.api.how_put import HowPutIn
from frontend.api.serializers import (
    ShownLineOut,
    began_from_field,
    digest_field,
    with_digest,
)
from frontend.api.typed import Day, Postcode, TypedLines, TypedText, WholeNumber
from frontend.shared.data_categories import DATA_CATEGORIES
from pooling.payments.states.bank_details import CheckWay

# Serializers of shape only: none of them writes, so none has create() or update().


class ContactPlanIn(serializers.Serializer):
    channel = serializers.ChoiceField(Channel.choices)
    address = TypedText(max_length=200, default="", allow_blank=True)
    through_login_id = WholeNumber(default=None, allow_null=True)
    deputy_login_id = WholeNumber(
        default=None,
        allow_null=True,
        help_text="In person: who else, when they cannot; also of money.",
    )
    money_login_id = WholeNumber(
        default=None, allow_null=True, help_text="In person: somebody else for what is about money."
    )
    days_words = TypedText(max_length=120, default="", allow_blank=True)
    never_words = TypedText(
        max_length=120,
        default="",
        allow_blank=True,
        help_text="“Please never”: whoever meets or reaches the person reads it.",
    )
    form = serializers.ChoiceField(MessageForm.choices, default=MessageForm.STANDARD)
    language = TypedText(
        max_length=60,
        default="",
        allow_blank=True,
        help_text="By its name; empty: English. In another, and in a form in which nothing is "
        "written here, `through_login_id` reads or signs it: no machine translates.",
    )
    helps_by = serializers.ListField(
        child=serializers.ChoiceField(ReachHelp.choices), default=list, max_length=len(ReachHelp)
    )
    never_interprets_words = TypedText(
        max_length=120,
        default="",
        allow_blank=True,
        help_text="Who must not interpret: nobody who acts for the person reads it.",
    )
    hours_from = WholeNumber(
        default=None,
        allow_null=True,
        min_value=0,
        max_value=23,
        help_text="Before this hour of London's clock nothing is sent but what cannot wait.",
    )
    hours_until = WholeNumber(default=None, allow_null=True, min_value=1, max_value=24)
    codes_may_come = serializers.BooleanField(
        default=False,
        help_text="In person: a code to sign in is sent all the same, when it is asked for.",
    )
    only_they_read = serializers.BooleanField(
        default=False,
        help_text="A text may say more than a group's short name and what kind of message it is.",
    )
    never_told_login_ids = serializers.ListField(
        child=WholeNumber(min_value=1, max_value=2**63 - 1),
        max_length=50,
        default=list,
        help_text="“Please never tell …”: nobody who acts for the person reads it.",
    )


class ContactPlanChangesIn(ContactPlanIn):
    began_from = began_from_field("GET me/", "reach.words_digest")


class ContactPlanOut(ContactPlanIn):
    """The same, as it was said."""

    words_digest = serializers.SerializerMethodField(
        help_text="Of all this: sent back as `began_from` with a change."
    )

    def get_words_digest(self, plan: ContactPlan) -> str:
        return digest_of_words(words_of_plan(plan))


class MeOut(serializers.Serializer):
    """`person` is null for somebody who works here and has no page of their own."""

    login = serializers.CharField(source="login.name")
    person = serializers.UUIDField(source="person_id", allow_null=True)
    called = serializers.CharField(source="person.preferred_name", default=None, allow_null=True)
    on_behalf = serializers.BooleanField()
    helps = serializers.ListField(child=serializers.CharField())
    helps_digest = serializers.CharField(
        help_text="Sent back as `helps_began_from` with a change; empty where `helps` is not shown."
    )
    never_words = serializers.CharField(
        help_text="What please never to do: read by whoever acts for them, too."
    )
    reach = ContactPlanOut(allow_null=True)
    outward_code = serializers.CharField(source="lives_in.outward_code", default="")
    council = serializers.CharField(source="lives_in.area.council", default="")


class ThroughWhomOut(serializers.Serializer):
    what = serializers.CharField()
    how = serializers.CharField()


class MeIn(serializers.Serializer):
    called = TypedText(
        max_length=60,
        required=False,
        help_text="What you are called here. In a group it is what you chose there.",
    )
    helps = serializers.ListField(
        source="adjustments",
        child=TypedText(max_length=120),
        required=False,
        max_length=20,
    )
    helps_began_from = began_from_field("GET me/", "helps_digest")
    reach = ContactPlanChangesIn(source="contact_plan", required=False)
    postcode = Postcode(
        required=False,
        help_text="Only its first half, and whose area it is, are kept. Out of one area that takes "
        "part into another, somebody who works there is asked to say yes: they read the name, and "
        "nothing else before that.",
    )
    what_they_showed = TypedLines(
        max_length=400,
        required=False,
        allow_blank=True,
        help_text="For somebody else who moves out of their area: what they said or showed. It "
        "then waits, and is under `/api/changes/`.",
    )


class SlowChangeOut(serializers.Serializer):
    """What somebody asked to change for the person, and that waits until they know."""

    id = serializers.IntegerField(source="change.pk")
    purpose = serializers.ChoiceField(ApprovalPurpose.choices, source="change.purpose")
    words = serializers.CharField()
    what_they_showed = serializers.CharField(source="change.what_they_showed")
    requested_by = serializers.CharField(source="change.requested_by.name", default="")
    requested_at = serializers.DateTimeField(source="change.requested_at")
    told_at = serializers.DateTimeField(source="change.told_at", allow_null=True)
    state = serializers.ChoiceField(SlowChangeState.choices, source="change.state")


class SuggestionOut(serializers.Serializer):
    """Of what might help. By whom is for the person, and for whoever suggested it."""

    id = serializers.IntegerField(source="suggestion.pk")
    helps = serializers.ListField(child=serializers.CharField(), source="suggestion.adjustments")
    by = serializers.CharField(allow_blank=True)
    suggested_at = serializers.DateTimeField(source="suggestion.suggested_at")
    was_taken_up = serializers.BooleanField(source="suggestion.was_taken_up")


class SuggestionAnswerIn(serializers.Serializer):
    takes_up = serializers.BooleanField()


class HelpsOut(serializers.Serializer):
    helps = serializers.ListField(child=serializers.CharField(), source="adjustments")


class AreaRunOut(serializers.Serializer):
    id = serializers.IntegerField(source="area.pk")
    name = serializers.CharField(source="area.name")
    is_open = serializers.BooleanField(source="area.is_open")
    needs = serializers.ListField(
        source="missing", child=serializers.CharField(), help_text="Before it opens, in words."
    )
    readers = serializers.ListField(
        child=serializers.CharField(), help_text="Who reads notes from people who are worried."
    )
    unread = serializers.IntegerField(help_text="Notes that nobody read for a working day.")
    safeguarding_phone = serializers.CharField(source="area.safeguarding_phone")


class DataCategoryOut(serializers.Serializer):
    name = serializers.CharField(help_text="What kind of thing.")
    rows = serializers.ListField(
        child=serializers.DictField(), help_text="What is said of each, by its name in words."
    )


class CopyRequestIn(serializers.Serializer):
    words = TypedLines(max_length=2000, help_text="What it is needed for.")


class CopyOut(serializers.Serializer):
    answer_by = serializers.DateField(source="asked.answer_by", default=None, allow_null=True)
    answered_at = serializers.DateTimeField(
        source="asked.answered_at", default=None, allow_null=True
    )
    answer_words = serializers.CharField(source="asked.answer_words", default="")
    categories = DataCategoryOut(many=True)


class OwnCopyAskedOut(serializers.Serializer):
    answer_by = serializers.DateField(help_text="By then it is with them.")


class CopyAnswerIn(serializers.Serializer):
    left_in = serializers.MultipleChoiceField(
        choices=[(category.code, category.name) for category in DATA_CATEGORIES]
    )
    words = TypedLines(
        max_length=2000, default="", allow_blank=True, help_text="What was left out, and why."
    )


class OwnDeedOut(serializers.Serializer):
    at = serializers.DateTimeField()
    what = serializers.CharField()


class RecordsRequestOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(RecordsRequestKind.choices)
    who = serializers.CharField(source="requested_by.name", default="")
    person = serializers.CharField(source="person.preferred_name")
    words = serializers.CharField()
    answer_by = serializers.DateField()


class HistoryRowOut(serializers.Serializer):
    id = serializers.IntegerField(help_text="To say that one did not want it: `deed` of concerns.")
    at = serializers.DateTimeField()
    what = serializers.CharField()
    by = serializers.CharField(help_text="Whose hands it was by.")


class MessageOut(serializers.ModelSerializer):
    text = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = [
            "id",
            "subject",
            "text",
            "link",
            "is_notice",
            "state",
            "state_words",
            "created_at",
        ]

    def get_text(self, message: Message) -> str:
        return words_of(message)


class NextVisitItemOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    subject = serializers.CharField()
    text = serializers.CharField()
    urgent = serializers.BooleanField(help_text="It cannot wait for the next visit.")
    is_notice = serializers.BooleanField(help_text="About money: it counts once it is said.")
    tell_by = serializers.DateField(
        allow_null=True, help_text="Somebody should say it by this day: who can go sooner?"
    )
    text_message = serializers.CharField(
        help_text="For whoever is reached by text: these words and no others; else empty."
    )
    may_still_go = serializers.BooleanField(
        help_text="Our mail did not work, and tries it again: this line goes once that does."
    )


class PaperCodeOut(serializers.Serializer):
    """A place in a group, for whoever may enter what its member writes."""

    group = serializers.CharField(source="group.name")
    code = serializers.CharField(source="paper_code", help_text="For GET paper/<code>/sheets/.")


class NextVisitOut(serializers.Serializer):
    person_id = serializers.UUIDField()
    called = serializers.CharField()
    never_words = serializers.CharField(help_text="What they asked never to be done.")
    days_words = serializers.CharField(help_text="When to reach them, as they said it.")
    how = serializers.ListField(
        child=serializers.CharField(), help_text="By which way, in which form and language."
    )
    goes = serializers.CharField(source="goes_name", help_text="Who said that they are going.")
    go_by = serializers.DateField(
        allow_null=True, help_text="Who can go by this day? Null where it was not asked."
    )
    lines = NextVisitItemOut(many=True)
    paper = PaperCodeOut(many=True, source="members")


class GoingOut(serializers.Serializer):
    go_by = serializers.DateField(
        allow_null=True, help_text="By when it is to be, where a date waits for it."
    )


class ToldTodayOut(serializers.Serializer):
    line = serializers.IntegerField(source="message_id")
    called = serializers.CharField()
    text = serializers.CharField()
    told_by = serializers.CharField(source="by_name")
    urgent = serializers.BooleanField(source="is_urgent")


class ToldIn(serializers.Serializer):
    lines = serializers.ListField(child=WholeNumber(min_value=1), allow_empty=False, max_length=500)


class ApprovalOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    purpose = serializers.ChoiceField(ApprovalPurpose.choices)
    words = serializers.CharField()
    state = serializers.ChoiceField(ApprovalState.choices)
    requested_at = serializers.DateTimeField()


class ApprovalDetailOut(ApprovalOut):
    """With what whoever looks has to read."""

    shown = ShownLineOut(many=True)
    digest = serializers.CharField(help_text="Of all this: sent back with a yes to it.")

    decision = DecisionRecordOut(allow_null=True, help_text="Where a decision was written down.")
    new_address = serializers.CharField(help_text="Where somebody would get back in by it.")


class ApprovalAnswerIn(HowPutIn):
    agrees = serializers.BooleanField()
    digest = digest_field("GET approvals/<id>/", required=False)
    seen_words = TypedLines(max_length=400, default="", allow_blank=True)
    told_on = Day(
        default=None,
        allow_null=True,
        help_text="For paying, and for getting back in: when a worker spoke with the person.",
    )
    has_met = serializers.BooleanField(
        default=False, help_text="For getting back in: whoever answers has met the person."
    )
    way = serializers.ChoiceField(
        CheckWay.choices,
        default="",
        allow_blank=True,
        help_text="For bank details: how the provider was asked whether they are its own.",
    )

    def validate(self, answer: dict[str, Any]) -> dict[str, Any]:
        return with_digest(self, answer, needed=answer["agrees"])


class EverythingLeftOut(serializers.Serializer):
    first = serializers.ListField(child=serializers.CharField())
    ends = serializers.ListField(child=serializers.CharField())
    stays = serializers.ListField(child=serializers.CharField())


class LeaveEverythingIn(serializers.Serializer):
    is_end_told = serializers.BooleanField(
        default=False, help_text="Whether whoever acts for them hears it; else they find it."
    )
