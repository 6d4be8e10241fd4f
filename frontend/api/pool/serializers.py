"""The shape of what goes in and comes out. What it means is for the rules of the pools to say."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.people.scope_table import Seen
from frontend.api.how_put import HowPutIn, with_how_put
from frontend.api.serializers import digest_field, pence_field, with_digest
from frontend.api.typed import Day, TypedLines, TypedText, WholeNumber
from frontend.shared.reaching import reaching_texts
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import OfficeTermsByArea, digest_with
from pooling.pools.queries.help_requests import HelpRequestSummary
from pooling.pools.queries.pool_details import PoolDetail
from pooling.pools.queries.terms import TermsChange
from pooling.pools.rules.pledging import NEAR_RELATION, PartWanted, PledgeRequest, fill_parts
from pooling.pools.states import (
    NEW_YES_KINDS,
    CallOffReason,
    HelpOutcome,
    HelpRequestKind,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from pooling.pools.wording.agreements import agreement_rows
from pooling.pools.wording.cards import card_notes
from pooling.pools.wording.office_terms import office_texts
from pooling.pools.wording.visits import place_kept_text

# Serializers of shape only: none of them writes, so none has create() or update().


class OpenPoolIn(serializers.Serializer):
    offer_id = WholeNumber(min_value=1, help_text="The offer the group has chosen.")
    closes_on = Day(help_text="The day on which we look at who is in.")


class PriceOut(serializers.Serializer):
    people = serializers.IntegerField()
    total_pence = pence_field("One session in all.")
    share_pence = pence_field("The most one person would pay of it.")


class PartOut(serializers.Serializer):
    """One's own part, and how it stands."""

    source_id = serializers.IntegerField()
    called = serializers.CharField()
    max_pence = pence_field("The most a session from this source.", allow_null=True)
    state = serializers.ChoiceField(PartState.choices)
    words = serializers.CharField(source="status_text")
    bill_words = serializers.CharField(
        source="bill_text",
        help_text="What the office said of the person's own bill. Empty before it has agreed.",
    )
    needs_card = serializers.BooleanField()


class PrivateQuestionOut(serializers.Serializer):
    """What a person is asked in private."""

    id = serializers.IntegerField(source="pk")
    pool_id = serializers.IntegerField(source="pledge.pool_id")
    kind = serializers.ChoiceField(PrivateQuestionKind.choices)
    words = serializers.CharField(source="get_kind_display")
    pence = serializers.SerializerMethodField()
    answer_by = serializers.DateTimeField()
    kept_words = serializers.SerializerMethodField(
        help_text="That their place is kept open, where nobody could tell them in time; else empty."
    )
    state = serializers.ChoiceField(PrivateQuestionState.choices)
    digest = serializers.SerializerMethodField(
        help_text="Of the terms now, and of `office_words`: sent back with a yes."
    )
    office_words = serializers.SerializerMethodField(
        help_text="What the offices that keep one's money do with a yes that is said anew."
    )

    def get_digest(self, question: PrivateQuestion) -> str:
        return digest_with(question.pledge.pool.terms_digest, self._offices(question))

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_office_words(self, question: PrivateQuestion) -> list[str]:
        return office_texts(self._offices(question), question.pledge.pool.provider.name)

    def _offices(self, question: PrivateQuestion) -> OfficeTermsByArea:
        return self.context["offices"] if question.kind in NEW_YES_KINDS else {}

    def get_kept_words(self, question: PrivateQuestion) -> str:
        return place_kept_text(question)

    @extend_schema_field(
        pence_field(
            "The share a session, or the change of a bill a week. Null to whoever may not pay for"
            " them.",
            allow_null=True,
        )
    )
    def get_pence(self, question: PrivateQuestion) -> int | None:
        return question.pence if Seen.SUMS in self.context["seen"] else None


class HelpRequestOut(serializers.Serializer):
    """What one asked a connector for, and what was found. Nobody else of the group reads it."""

    kind = serializers.ChoiceField(HelpRequestKind.choices)
    may_see_most = serializers.BooleanField()
    asked_at = serializers.DateTimeField()
    outcome = serializers.ChoiceField(HelpOutcome.choices, allow_blank=True)
    found_words = serializers.CharField(source="outcome_words")
    answered_at = serializers.DateTimeField(allow_null=True)


class OwnPledgeOut(serializers.Serializer):
    """One's own yes: no other member's can be read. Whoever may not pay for somebody reads
    whether it fits, in place of the sums."""

    max_pence = pence_field("The most a session.", allow_null=True)
    fits = serializers.BooleanField(
        allow_null=True, help_text="Does the most reach as far as the share?"
    )
    state = serializers.ChoiceField(PledgeState.choices)
    is_for_these_terms = serializers.BooleanField()
    what_for = serializers.CharField()
    begin_now = serializers.BooleanField(
        help_text="They asked for it to begin before their 14 days to change their mind are over."
    )
    share_pence = pence_field("A session, once worked out.", allow_null=True)
    parts = PartOut(many=True)
    questions = PrivateQuestionOut(many=True)
    kept_words = serializers.CharField(
        source="kept_text",
        help_text="That their place is kept open, where they were only not told; else empty.",
    )
    helps = HelpRequestOut(many=True)


class AgreementLineOut(serializers.Serializer):
    question = serializers.CharField()
    answer = serializers.CharField()


class PoolSummaryOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    group_id = serializers.IntegerField()
    summary = serializers.CharField(source="terms.summary")
    provider = serializers.CharField(source="provider.name")
    state = serializers.ChoiceField(PoolState.choices)
    closes_at = serializers.DateTimeField()


class PoolDetailOut(serializers.Serializer):
    """A shared cost as a member sees it."""

    id = serializers.IntegerField(source="pool.pk")
    group_id = serializers.IntegerField(source="pool.group_id")
    provider = serializers.CharField(source="pool.provider.name")
    state = serializers.ChoiceField(PoolState.choices, source="pool.state")
    closes_at = serializers.DateTimeField(source="pool.closes_at")
    status_text = serializers.CharField(help_text="Where it stands, the same words for everybody.")
    share_words = serializers.CharField(
        source="share_text", help_text="The one share, in one sentence. Empty while there is none."
    )
    card_words = serializers.SerializerMethodField(
        help_text="Where the provider cannot take cards yet: so, and what works instead."
    )
    next_words = serializers.CharField(source="next_step_text", help_text="What happens next.")
    date_moved_words = serializers.CharField(
        source="date_moved_text", help_text="Why that day is later than was said at first."
    )
    places_covered = serializers.IntegerField(source="coverage.covered")
    places_needed = serializers.IntegerField(source="coverage.needed")
    share_pence = pence_field(
        "A session, the same for all, if it were worked out now.",
        source="coverage.share_pence",
        allow_null=True,
    )
    share_if_all_pence = pence_field(
        "A session, if all come who said yes.",
        source="coverage.share_if_all_pence",
        allow_null=True,
    )
    prices = PriceOut(many=True)
    starts = serializers.ListField(child=serializers.DateTimeField())
    terms = serializers.DictField(source="terms.to_json", help_text="As they are frozen at a yes.")
    office_words = serializers.SerializerMethodField(
        help_text="What the offices that keep one's money do with a yes: whether the invoice bears "
        "the name, so that whoever is paid reads it, and whether they pay for a time one misses."
    )
    digest = serializers.SerializerMethodField(
        help_text="Of these terms, and of `office_words`: sent back with a yes to them."
    )
    agreement = serializers.SerializerMethodField(
        help_text="What stands before a yes, and can be kept after it: who it is with and where, "
        "when it ends, how to stop, to change one's mind and to complain."
    )
    asks_begin_now = serializers.BooleanField(
        help_text="It begins before 14 days to change one's mind are over: a yes says `begin_now`."
    )
    can_say_yes = serializers.BooleanField(source="can_pledge")
    can_leave = serializers.BooleanField()
    change_of_mind_until = serializers.DateTimeField(
        source="mind_left.until",
        default=None,
        allow_null=True,
        help_text="Until before then leaving gives back what has not begun. Null where it does "
        "not.",
    )
    my_pledge = OwnPledgeOut(allow_null=True)

    def get_digest(self, pool_detail: PoolDetail) -> str:
        return digest_with(pool_detail.pool.terms_digest, self.context["offices"])

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_office_words(self, pool_detail: PoolDetail) -> list[str]:
        return office_texts(self.context["offices"], pool_detail.pool.provider.name)

    @extend_schema_field(AgreementLineOut(many=True))
    def get_agreement(self, pool_detail: PoolDetail) -> list[dict[str, str]]:
        pool, left = pool_detail.pool, pool_detail.mind_left
        rows = agreement_rows(
            pool_detail.terms,
            adviser=pool.area.adviser_words,
            phone=pool.area.adviser_phone,
            until=left.until if left else None,
        )
        return [{"question": question, "answer": answer} for question, answer in rows]

    def get_card_words(self, pool_detail: PoolDetail) -> str:
        return " ".join(card_notes([pool_detail.pool.provider]))


class TermsVersionOut(serializers.Serializer):
    digest = serializers.CharField()
    since = serializers.DateTimeField()
    terms = serializers.DictField(source="terms.to_json")


class TermsChangeOut(serializers.Serializer):
    """One's own yes, word for word, beside the present terms."""

    said = serializers.DictField(
        source="pledged_terms.to_json", allow_null=True, help_text="What one said yes to."
    )
    said_at = serializers.DateTimeField(allow_null=True)
    now = serializers.DictField(source="present_terms.to_json", help_text="What is offered now.")
    is_for_these_terms = serializers.BooleanField()
    office_words = serializers.SerializerMethodField(
        help_text="What one said yes to of the offices that keep one's money."
    )
    shown_words = serializers.CharField(help_text="How it was put to them.")
    interpreted_by = serializers.CharField(help_text="Through whom they answered, in words.")
    versions = TermsVersionOut(many=True, help_text="The first first; never changed afterwards.")

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_office_words(self, changes: TermsChange) -> list[str]:
        return office_texts(changes.office_terms, self.context["provider_name"])


class PartIn(serializers.Serializer):
    source_id = WholeNumber(min_value=1)
    pence = pence_field(
        "No more than this a session from this source; without it, whatever is needed.",
        min_value=1,
        required=False,
    )


class PledgeIn(HowPutIn):
    """I’m in, up to this much a session."""

    max_pence = pence_field("The most for one session.", min_value=1)
    parts = PartIn(many=True, allow_empty=False, help_text="Used in this order, up to the most.")
    what_for = TypedText(
        max_length=200, required=False, allow_blank=True, default="", help_text="In own words."
    )
    begin_now = serializers.BooleanField(
        default=False,
        help_text="They ask for it to begin before their 14 days to change their mind are over: "
        "needed where `asks_begin_now`.",
    )
    relation = serializers.ChoiceField(
        ["no", "other", NEAR_RELATION],
        required=False,
        allow_blank=True,
        default="",
        help_text="Where one person is paid with council money: are they related?",
    )
    council_reference = TypedText(max_length=40, required=False, allow_blank=True, default="")
    digest = digest_field("GET pools/<id>/")


class PoolCardIn(serializers.Serializer):
    source_id = WholeNumber(min_value=1)


class CalledOffOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    state = serializers.ChoiceField(PoolState.choices)


class PoolCallOffIn(serializers.Serializer):
    reason = serializers.ChoiceField(
        CallOffReason.choices, help_text="Everybody who is in reads it."
    )
    why_words = TypedLines(
        max_length=2000,
        default="",
        allow_blank=True,
        help_text="A connector's full reason. Only the safeguarding lead of the area reads it.",
    )
    typed = TypedText(max_length=20, help_text="The sum in pounds that goes back, like 0.00.")


class PrivateQuestionAnswerIn(HowPutIn):
    """A yes is to the terms that were shown; a no needs none of this."""

    yes = serializers.BooleanField()
    digest = digest_field("GET questions/", required=False)
    max_pence = pence_field(
        "The new most a session, where that is asked.",
        required=False,
        allow_null=True,
        default=None,
    )

    def validate(self, answer: dict[str, Any]) -> dict[str, Any]:
        return with_digest(self, answer, needed=answer["yes"])


class AnotherWayIn(serializers.Serializer):
    may_see_most = serializers.BooleanField(
        default=False, help_text="The connector may see the most one would pay. Never without it."
    )


class HelpRequestSummaryOut(serializers.Serializer):
    """Somebody who asks a connector for help. Nobody in their group knows."""

    id = serializers.IntegerField(source="help_id")
    kind = serializers.ChoiceField(HelpRequestKind.choices)
    person_called = serializers.CharField()
    summary = serializers.CharField()
    provider = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answer_by = serializers.DateTimeField(help_text="The day by which they need to know.")
    share_pence = pence_field(
        "The share a session as it is now, if all come who said yes.", allow_null=True
    )
    share_words = serializers.CharField(
        source="share_text", help_text="The one share, in one sentence. Empty while there is none."
    )
    most_pence = pence_field("Only where they chose to let it be seen.", allow_null=True)
    reaching = serializers.SerializerMethodField(
        help_text="What they said of how to reach them, in sentences."
    )

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reaching(self, help_request: HelpRequestSummary) -> list[str]:
        return reaching_texts(help_request.person_id)


class HelpOutcomeIn(serializers.Serializer):
    outcome = serializers.ChoiceField(HelpOutcome.choices)
    words = TypedLines(
        source="outcome_words", max_length=500, help_text="To the person, in own words."
    )


def pledge_request(data: dict[str, Any]) -> PledgeRequest:
    """A `PledgeIn` as the action takes it."""
    wanted = [PartWanted(part["source_id"], part.get("pence")) for part in data["parts"]]
    parts = fill_parts(data["max_pence"], wanted)
    return PledgeRequest(**with_how_put(data | {"parts": parts}))


class MoneyCheckIn(serializers.Serializer):
    number = TypedText(max_length=40, help_text="As it stands on the request.")


class MoneyCheckOut(serializers.Serializer):
    is_ours = serializers.BooleanField()
