"""The shape of what goes in and comes out."""

from datetime import datetime

from django.utils.translation import gettext as _
from rest_framework import serializers

from frontend.api.serializers import digest_field, pence_field
from frontend.api.typed import Day, Moment, TypedText, WholeNumber
from groups.rules.offers import MAX_OFFER_SESSIONS
from groups.states import CareBasis
from pooling.payments.states.bank_details import BankDetailsState
from pooling.payments.states.bank_transfers import BankTransferRefundState, BankTransferState
from providers.states import YesNoUnknown

# Serializers of shape only: none of them writes, so none has create() or update().


class UndecidedBankDetailsOut(serializers.Serializer):
    """Written down, and not in use yet."""

    ends_in = serializers.CharField()
    given_at = serializers.DateTimeField()
    checked_at = serializers.DateTimeField(
        allow_null=True, help_text="When a second person had asked you another way."
    )
    counts_at = serializers.DateTimeField(
        allow_null=True, help_text="From then on it is used: five working days later."
    )
    state = serializers.ChoiceField(BankDetailsState.choices)


class BankDetailsOut(serializers.Serializer):
    """Seen whole by whoever is asked to send something there; here by who speaks for it."""

    account_name = serializers.CharField(help_text="Empty where none is in use.")
    sort_code = serializers.CharField(help_text="The same.")
    account_number = serializers.CharField(help_text="The same.")
    given_at = serializers.DateTimeField(allow_null=True)
    checked_at = serializers.DateTimeField(
        allow_null=True, help_text="When the council had asked you about it."
    )
    undecided = UndecidedBankDetailsOut(allow_null=True)


class BankDetailsIn(serializers.Serializer):
    account_name = TypedText(max_length=80)
    sort_code = TypedText(max_length=12, help_text="Like 12-34-56.")
    account_number = TypedText(max_length=12, help_text="Eight figures.")


class BankTransferOut(serializers.Serializer):
    """Whom to pay, how much, under which reference."""

    id = serializers.IntegerField(source="transfer_id")
    reference = serializers.CharField(help_text="Exactly this: it is how the money is known.")
    payee = serializers.CharField(source="payee_words")
    sort_code = serializers.CharField(help_text="Empty while it is not known yet.")
    account_number = serializers.CharField(help_text="The same.")
    arrived_pence = pence_field("Of it, what has come.")
    still_to_come_pence = pence_field("What has not.", source="still_to_come")
    state = serializers.ChoiceField(BankTransferState.choices)
    pence = pence_field("In all.")


class TransferToSendOut(serializers.Serializer):
    pool_id = serializers.IntegerField()
    by_day = serializers.DateTimeField(help_text="It should be there by then.")
    source = serializers.CharField(source="source_called")  # type: ignore[assignment]  # Field has one too
    transfer = BankTransferOut(source="line")


class BankTransferArrivalIn(serializers.Serializer):
    pence = pence_field("What has come.", min_value=1)
    arrived_on = Day()
    key = TypedText(
        max_length=60, help_text="Of the caller's own making: the same is written down once."
    )


class BankTransferRefundOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    transfer_id = serializers.IntegerField()
    reference = serializers.CharField(source="transfer.reference")
    pence = pence_field("To go back to the account it came from.")
    state = serializers.ChoiceField(BankTransferRefundState.choices)
    sent_on = serializers.DateField(allow_null=True)


class BankTransferRefundSentIn(serializers.Serializer):
    sent_on = Day()


class CardAccountOut(serializers.Serializer):
    is_open = serializers.BooleanField(help_text="People can pay with a card now.")


class ProviderPoolOut(serializers.Serializer):
    id = serializers.IntegerField(source="pool.pk")
    summary = serializers.CharField(source="pool.terms.summary")
    is_going_ahead = serializers.BooleanField()
    words = serializers.CharField(
        source="status_text", help_text="Start nothing before it says that it is going ahead."
    )
    next_words = serializers.CharField(
        source="next_text", help_text="What is not paid for yet; empty before it goes ahead."
    )
    people = serializers.IntegerField(allow_null=True, help_text="How many come, once it does.")
    starts = serializers.ListField(
        child=serializers.DateTimeField(),
        help_text="The sessions as they stand: paid for, and still hoped for.",
    )


class ProviderPricesIn(serializers.Serializer):
    prices = serializers.DictField(
        child=pence_field("One session in all.", min_value=1),
        help_text='For each number of people, like {"4": 6000}.',
    )

    def validate_prices(self, prices: dict[str, int]) -> dict[int, int]:
        if not all(people.isdecimal() and len(people) < 4 for people in prices):
            raise serializers.ValidationError(_("Each size is a whole number of people."))
        return {int(people): total for people, total in prices.items()}


class ProviderTermsIn(serializers.Serializer):
    """Only what would be otherwise than it is."""

    place = TypedText(max_length=200, required=False)
    getting_there = TypedText(max_length=200, required=False, allow_blank=True)
    starts = serializers.ListField(
        child=Moment(),
        required=False,
        allow_empty=False,
        max_length=MAX_OFFER_SESSIONS,
        help_text="Every session, in order: another hour, other days, an earlier or later end.",
    )
    minutes = WholeNumber(min_value=15, max_value=1440, required=False)
    who_comes = TypedText(max_length=200, required=False)
    same_person = serializers.ChoiceField(YesNoUnknown.choices, required=False)
    is_hands_on = serializers.BooleanField(required=False)
    hourly_pay_pence = pence_field(
        "An hour, of who helps by hand.", required=False, allow_null=True
    )
    travel_paid = serializers.ChoiceField(YesNoUnknown.choices, required=False)
    care_basis = serializers.ChoiceField(CareBasis.choices, required=False)
    care_where = TypedText(max_length=200, required=False, allow_blank=True)
    cqc_id = TypedText(max_length=20, required=False, allow_blank=True)
    carer_tasks = TypedText(max_length=200, required=False, allow_blank=True)
    time_off_minutes = WholeNumber(min_value=0, max_value=1440, required=False)
    languages = TypedText(max_length=200, required=False, allow_blank=True)
    complain = TypedText(max_length=200, required=False, allow_blank=True)

    def validate_starts(self, starts: list[datetime]) -> tuple[datetime, ...]:
        return tuple(starts)


class PaidPledgeOut(serializers.Serializer):
    """Known by the name they chose in their group, and by nothing else."""

    pledge_id = serializers.IntegerField()
    known_as = serializers.CharField()
    refund_pence = pence_field("It goes back if they stop now: for what has not begun.")
    digest = serializers.CharField(help_text="Of both: sent back where you agree that they stop.")


class StopPledgeIn(serializers.Serializer):
    digest = digest_field("GET provider-pools/<id>/people/")


class StoppedPledgeOut(serializers.Serializer):
    given_back_pence = pence_field("It goes back to where it came from.")
