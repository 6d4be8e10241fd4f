"""The shape of what goes in and comes out. What it means is for the rules of the pools to say."""

from rest_framework import serializers

from community.common.money import MAX_PENCE
from pooling.payments.states import Rail
from pooling.pools.rules.pledging import NEAR_RELATION
from pooling.pools.states import (
    HelpOutcome,
    HelpRequestKind,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
    SourceKind,
    Stream,
)

# Serializers of shape only: none of them writes, so none has create() or update().


def pence(what: str, **options) -> serializers.IntegerField:
    """An amount in whole pence."""
    limits = {"min_value": 0, "max_value": MAX_PENCE}
    return serializers.IntegerField(help_text=f"Pence. {what}", **{**limits, **options})


class SourceOut(serializers.Serializer):
    """A person's own source of money."""

    id = serializers.IntegerField(source="source.pk")
    kind = serializers.ChoiceField(SourceKind.choices, source="source.kind")
    stream = serializers.ChoiceField(Stream.choices, source="source.stream")
    rail = serializers.ChoiceField(Rail.choices, source="source.rail")
    called = serializers.CharField(source="source.called")
    amount_pence = pence("A week, as they said it.", source="source.amount_pence", allow_null=True)
    keep_aside_pence = pence("A week, never used here.", source="source.keep_aside_pence")
    review_on = serializers.DateField(source="source.review_on", allow_null=True)
    card_last4 = serializers.CharField(help_text="Empty without a saved card.")


class HowMuchIn(serializers.Serializer):
    amount_pence = pence("A week.", required=False, allow_null=True, default=None)
    keep_aside_pence = pence("A week, not for this.", required=False, default=0)
    review_on = serializers.DateField(required=False, allow_null=True, default=None)


class SourceIn(HowMuchIn):
    kind = serializers.ChoiceField(SourceKind.choices)
    rail = serializers.ChoiceField(Rail.choices)
    called = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class HostedPageOut(serializers.Serializer):
    """Where the card company asks for a card. Nothing is taken there."""

    url = serializers.URLField(help_text="A page of the card company. Open it in a browser.")


class OpenPoolIn(serializers.Serializer):
    offer_id = serializers.IntegerField(min_value=1, help_text="The offer the group has chosen.")
    closes_on = serializers.DateField(help_text="The day on which we look at who is in.")


class PriceOut(serializers.Serializer):
    people = serializers.IntegerField()
    total_pence = pence("One session in all.")
    share_pence = pence("The most one person would pay of it.")


class PartOut(serializers.Serializer):
    """One's own part, and how it stands."""

    source_id = serializers.IntegerField()
    called = serializers.CharField()
    max_pence = pence("The most a session from this source.")
    state = serializers.ChoiceField(PartState.choices)
    words = serializers.CharField()
    bill_words = serializers.CharField(
        help_text="What the office said of the person's own bill. Empty before it has agreed."
    )
    needs_card = serializers.BooleanField()


class QuestionOut(serializers.Serializer):
    """What a person is asked in private."""

    id = serializers.IntegerField(source="pk")
    pool_id = serializers.IntegerField(source="pledge.pool_id")
    kind = serializers.ChoiceField(PrivateQuestionKind.choices)
    words = serializers.CharField(source="get_kind_display")
    pence = pence("The share a session, or the change of a bill a week.", allow_null=True)
    answer_by = serializers.DateTimeField()
    state = serializers.ChoiceField(PrivateQuestionState.choices)


class HelpOut(serializers.Serializer):
    """What one asked a connector for, and what was found. Nobody else can read it."""

    kind = serializers.ChoiceField(HelpRequestKind.choices)
    may_see_most = serializers.BooleanField()
    asked_at = serializers.DateTimeField()
    found = serializers.ChoiceField(HelpOutcome.choices, allow_blank=True)
    found_words = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class OwnPledgeOut(serializers.Serializer):
    """One's own yes. Nobody else's can be read anywhere."""

    max_pence = pence("The most a session.")
    state = serializers.ChoiceField(PledgeState.choices)
    is_for_these_terms = serializers.BooleanField()
    what_for = serializers.CharField()
    share_pence = pence("A session, once worked out.", allow_null=True)
    parts = PartOut(many=True)
    questions = QuestionOut(many=True)
    helps = HelpOut(many=True)


class PoolLineOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    group_id = serializers.IntegerField()
    summary = serializers.CharField(source="terms.summary")
    provider = serializers.CharField(source="provider.name")
    state = serializers.ChoiceField(PoolState.choices)
    closes_at = serializers.DateTimeField()


class PoolOut(serializers.Serializer):
    """A shared cost as a member sees it."""

    id = serializers.IntegerField(source="pool.pk")
    group_id = serializers.IntegerField(source="pool.group_id")
    provider = serializers.CharField(source="pool.provider.name")
    state = serializers.ChoiceField(PoolState.choices, source="pool.state")
    closes_at = serializers.DateTimeField(source="pool.closes_at")
    standing = serializers.CharField(help_text="Where it stands, the same words for everybody.")
    next_words = serializers.CharField(help_text="What happens next.")
    places_covered = serializers.IntegerField(source="cover.covered")
    places_needed = serializers.IntegerField(source="cover.needed")
    share_pence = pence(
        "A session, the same for all, if it were worked out now.",
        source="cover.share_pence",
        allow_null=True,
    )
    prices = PriceOut(many=True)
    starts = serializers.ListField(child=serializers.DateTimeField())
    terms = serializers.DictField(help_text="As they are frozen at a yes.")
    can_say_yes = serializers.BooleanField()
    can_leave = serializers.BooleanField()
    mine = OwnPledgeOut(allow_null=True)


class VersionOut(serializers.Serializer):
    digest = serializers.CharField()
    since = serializers.DateTimeField()
    terms = serializers.DictField()


class ChangesOut(serializers.Serializer):
    """One's own yes, word for word, beside the present terms."""

    said = serializers.DictField(allow_null=True, help_text="What one said yes to.")
    said_at = serializers.DateTimeField(allow_null=True)
    now = serializers.DictField(help_text="What is offered now.")
    is_for_these_terms = serializers.BooleanField()
    versions = VersionOut(many=True, help_text="The first first; never changed afterwards.")


class PartIn(serializers.Serializer):
    source_id = serializers.IntegerField(min_value=1)
    pence = pence("A session from this source.", min_value=1)


class PledgeIn(serializers.Serializer):
    """I’m in, up to this much a session."""

    max_pence = pence("The most for one session.", min_value=1)
    parts = PartIn(many=True, allow_empty=False, help_text="In the order they are to be used.")
    what_for = serializers.CharField(
        max_length=200, required=False, allow_blank=True, default="", help_text="In own words."
    )
    relation = serializers.ChoiceField(
        ["no", "other", NEAR_RELATION],
        required=False,
        allow_blank=True,
        default="",
        help_text="Where one person is paid with council money: are they related?",
    )
    council_reference = serializers.CharField(
        max_length=40, required=False, allow_blank=True, default=""
    )


class CardIn(serializers.Serializer):
    source_id = serializers.IntegerField(min_value=1)


class TypedIn(serializers.Serializer):
    typed = serializers.CharField(
        max_length=20, help_text="The sum in pounds that goes back, like 0.00."
    )


class AnswerIn(serializers.Serializer):
    yes = serializers.BooleanField()
    max_pence = pence(
        "The new most a session, where that is asked.",
        required=False,
        allow_null=True,
        default=None,
    )


class Nothing(serializers.Serializer):
    """Nothing is sent."""
