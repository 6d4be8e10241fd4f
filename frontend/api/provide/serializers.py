"""The shape of what goes in and comes out. What it means is for the rules of supply to say."""

from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.common import clock
from community.common.money import MAX_PENCE
from community.common.shared_words import digest_of_words
from community.places.activity_kinds import ACTIVITY_KINDS
from community.places.models.areas import Area
from frontend.api.serializers import began_from_field
from frontend.api.typed import Day, Postcode, TypedLines, TypedLink, TypedText, WholeNumber
from frontend.shared.reaching import reaching_texts
from pooling.pools.queries.missed_places import has_money_gone
from providers.models.sessions import Booking, Session, SessionDispute
from providers.models.supply import Check, Listing, Provider
from providers.public_registers import PublicRegister
from providers.queries.supply import words_of_listing
from providers.rules.first_visits import MAX_FACT_CHARS
from providers.rules.listings import openness_of_listing
from providers.rules.published_phones import MAX_PHONE_CHARS
from providers.states import (
    AttendingAccess,
    BookingState,
    CheckKind,
    Engager,
    FirstVisitFact,
    Openness,
    PriceKind,
    QualityFact,
    SuitFact,
    VenueKind,
    YesNoUnknown,
)
from providers.wording import facts
from providers.wording.missed import missed_text
from providers.wording.prices import price_text

# Serializers of shape only: none of them writes, so none has create() or update().


class ProviderOut(serializers.ModelSerializer):
    class Meta:
        model = Provider
        fields = ["id", "name", "about", "is_one_person", "area", "answers_words"]


class HowSoonIn(serializers.Serializer):
    answers_words = TypedText(
        max_length=120, allow_blank=True, help_text="Like “I answer within a week; not on Fridays”."
    )


class ProviderIn(serializers.Serializer):
    name = TypedText(max_length=160)
    about = TypedLines(max_length=2000, required=False, allow_blank=True)
    is_one_person = serializers.BooleanField()
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.filter(is_open=True))


class ListingFactOut(serializers.Serializer):
    key = serializers.CharField()
    question = serializers.CharField()
    answer = serializers.ChoiceField(YesNoUnknown.choices)
    words = serializers.CharField()
    on = serializers.DateField(allow_null=True)
    who = serializers.CharField(source="source", allow_null=True)


class ListingOut(serializers.ModelSerializer):
    suits = serializers.SerializerMethodField()
    quality = serializers.SerializerMethodField()
    price = serializers.SerializerMethodField()
    openness = serializers.SerializerMethodField()
    words_digest = serializers.SerializerMethodField(
        help_text="Of all its words: sent back as `began_from` with a change."
    )

    class Meta:
        model = Listing
        fields = [
            "id", "provider", "state", "title", "what_happens", "kinds", "when_words",
            "how_many_words", "place_words", "postcode", "venue_kind", "is_place_private",
            "getting_there_words", "attending_access", "ask_first_words", "who_meets_words",
            "phone", "first_visit",
            "price_kind",
            "price", "prices", "grant_until", "after_grant_words", "price_words", "suits",
            "quality", "companion_words", "is_hands_on", "engager", "hourly_pay_pence",
            "places_left", "full_until", "reopens_on", "openness", "website", "is_example",
            "words_digest",
        ]  # fmt: skip

    def get_words_digest(self, listing: Listing) -> str:
        return digest_of_words(words_of_listing(listing))

    @extend_schema_field(ListingFactOut(many=True))
    def get_suits(self, listing: Listing) -> Any:
        return ListingFactOut(facts.suit_facts(listing), many=True).data

    @extend_schema_field(ListingFactOut(many=True))
    def get_quality(self, listing: Listing) -> Any:
        return ListingFactOut(facts.quality_facts(listing), many=True).data

    def get_price(self, listing: Listing) -> str:
        """The price in words, as people read it today."""
        return price_text(listing, on=self._today)

    @extend_schema_field(serializers.ChoiceField(Openness.choices))
    def get_openness(self, listing: Listing) -> str:
        return openness_of_listing(listing, on=self._today).value

    @cached_property
    def _today(self) -> date:
        return clock.today()


class PricesField(serializers.DictField):
    """{"3": 7500}: for so many people, pence in all for one session."""

    child = WholeNumber(min_value=1, max_value=MAX_PENCE)

    def to_internal_value(self, data: Any) -> dict[int, int]:
        prices = super().to_internal_value(data)
        try:
            return {int(people): pence for people, pence in prices.items()}
        except ValueError as error:
            raise serializers.ValidationError(_("Each key is a number of people.")) from error


class OptionalTextField(TypedLines):
    """Short words that may be left empty."""

    def __init__(self, max_length: int = 200, **options: Any) -> None:
        super().__init__(max_length=max_length, allow_blank=True, **options)


class ListingIn(serializers.Serializer):
    """Any part of a listing: what is left out stays as it was."""

    title = OptionalTextField(160)
    what_happens = OptionalTextField(4000)
    kinds = serializers.ListField(
        child=serializers.ChoiceField([kind.code for kind in ACTIVITY_KINDS])
    )
    when_words = OptionalTextField()
    how_many_words = OptionalTextField(80)
    postcode = Postcode(allow_blank=True)
    place_words = OptionalTextField()
    venue_kind = serializers.ChoiceField(
        VenueKind.choices,
        help_text="Asked before it is shown. Of a home nobody is shown more than its district.",
    )
    is_place_private = serializers.BooleanField(
        help_text="Nobody is shown more of where it is than the first half of the postcode; "
        "always so for a home, a refuge, a safe house and whatever asks for it in its words."
    )
    getting_there_words = OptionalTextField()
    attending_access = serializers.ChoiceField(
        AttendingAccess.choices,
        help_text="How one comes to it. Said before it is shown; `ask_first` says why in "
        "`ask_first_words`.",
    )
    ask_first_words = OptionalTextField()
    who_meets_words = OptionalTextField()
    phone = OptionalTextField(
        MAX_PHONE_CHARS,
        help_text="The place's own, as it is published; no mobile number.",
    )
    first_visit = serializers.DictField(
        child=OptionalTextField(MAX_FACT_CHARS),
        help_text="What somebody wants to know before they come for the first time: "
        f"{', '.join(FirstVisitFact.values)}. Each may be left out.",
    )
    price_kind = serializers.ChoiceField(PriceKind.choices)
    prices = PricesField()
    price_words = OptionalTextField()
    grant_until = Day(allow_null=True)
    after_grant_words = OptionalTextField()
    suits = serializers.DictField(child=serializers.ChoiceField(YesNoUnknown.choices))
    quality = serializers.DictField(child=OptionalTextField(60))
    companion_words = OptionalTextField()
    is_hands_on = serializers.BooleanField()
    engager = serializers.ChoiceField(Engager.choices)
    hourly_pay_pence = WholeNumber(min_value=0, max_value=100_000_000, allow_null=True)
    places_left = WholeNumber(min_value=0, max_value=10_000, allow_null=True)
    full_until = Day(allow_null=True)
    website = TypedLink(max_length=500, allow_blank=True)

    def validate_suits(self, answers: dict[str, str]) -> dict[str, str]:
        return _only(answers, SuitFact)

    def validate_first_visit(self, answers: dict[str, str]) -> dict[str, str]:
        return _only(answers, FirstVisitFact)

    def validate_quality(self, answers: dict[str, str]) -> dict[str, str]:
        return _only(answers, QualityFact)


class ListingChangesIn(ListingIn):
    began_from = began_from_field("GET my-listings/<id>/")


class NewListingIn(ListingIn):
    provider = WholeNumber()


def _only(answers: dict[str, str], fact_names: type[TextChoices]) -> dict[str, str]:
    unknown = sorted(set(answers) - set(fact_names.values))
    if unknown:
        raise serializers.ValidationError(
            _("There is no such question: %(names)s.") % {"names": ", ".join(unknown)}
        )
    return answers


# A public register is looked up, and has a call of its own.
SEEN_KINDS = [(kind.value, kind.label) for kind in CheckKind if kind != CheckKind.PUBLIC_REGISTER]


class RegisterCheckIn(serializers.Serializer):
    provider = WholeNumber()
    register = serializers.ChoiceField(PublicRegister.choices)
    number = TypedText(max_length=40, help_text="As the register itself writes it. It is public.")
    insurance_words = TypedText(max_length=200, help_text="Their own word on their insurance.")


class CheckIn(serializers.Serializer):
    provider = WholeNumber()
    kind = serializers.ChoiceField(SEEN_KINDS)
    seen_on = Day()
    valid_until = Day(allow_null=True, default=None)


class CheckOut(serializers.ModelSerializer):
    class Meta:
        model = Check
        fields = ["id", "provider", "kind", "seen_on", "valid_until"]


class VettingSummaryOut(serializers.Serializer):
    provider = ProviderOut()
    is_vetted = serializers.BooleanField()
    seen = CheckOut(many=True, source="checks")
    to_see = serializers.ListField(child=serializers.CharField())


class SessionOut(serializers.ModelSerializer):
    coming = serializers.IntegerField(read_only=True)

    class Meta:
        model = Session
        fields = [
            "id",
            "provider",
            "title",
            "starts_at",
            "ends_at",
            "place_words",
            "state",
            "why_off_words",
            "another_day",
            "coming",
            "door_asked_at",
            "door_promised_at",
        ]


class BookingSummaryOut(serializers.Serializer):
    """All that a provider is told of somebody who has a place."""

    id = serializers.IntegerField(source="booking_id")
    known_as = serializers.CharField()
    what_helps = serializers.CharField()
    never_words = serializers.CharField(help_text="What they asked never to be done.")
    state = serializers.ChoiceField(BookingState.choices)
    told_at = serializers.DateTimeField(
        allow_null=True, help_text="When they told anybody that they do not come."
    )
    is_let_off = serializers.BooleanField(help_text="Nothing is asked of them for this time.")


class SessionCallOffIn(serializers.Serializer):
    why = TypedText(max_length=200, help_text="One line; each with a place reads it.")
    another_day = Day(default=None, allow_null=True)


class SessionDetailOut(serializers.Serializer):
    session = SessionOut()
    places = BookingSummaryOut(many=True)
    is_paid = serializers.BooleanField(help_text="It is yours now: nobody can be let off here.")


class SessionDeliveredIn(serializers.Serializer):
    came = serializers.ListField(child=WholeNumber(), allow_empty=True)


class OwnSessionOut(serializers.ModelSerializer):
    provider = serializers.CharField(source="provider.name")

    class Meta:
        model = Session
        fields = [
            "id",
            "provider",
            "title",
            "starts_at",
            "ends_at",
            "place_words",
            "state",
            "why_off_words",
            "another_day",
            "confirmed_at",
        ]


class OwnBookingOut(serializers.ModelSerializer):
    session = OwnSessionOut()
    if_missed = serializers.SerializerMethodField()
    is_hidden = serializers.SerializerMethodField()

    class Meta:
        model = Booking
        fields = [
            "id", "known_as", "what_helps", "state", "told_at", "says_held_at", "is_hidden",
            "if_missed", "session",
        ]  # fmt: skip

    def get_is_hidden(self, booking: Booking) -> bool:
        """They keep it from whoever acts for them."""
        return booking.hidden_at is not None

    def get_if_missed(self, booking: Booking) -> str:
        """What it comes to if they do not come, or came to: in a sentence, or empty."""
        has_gone = has_money_gone(booking.session_id)
        return missed_text(booking, booking.session, has_money_gone=has_gone, now=clock.now())


class SessionDisputeIn(serializers.Serializer):
    words = TypedLines(max_length=2000)


class SessionDisputeOut(serializers.ModelSerializer):
    settled_at = serializers.DateTimeField(source="resolved_at", required=False, allow_null=True)

    class Meta:
        model = SessionDispute
        fields = ["id", "session", "words", "outcome", "raised_at", "settled_at"]


class OpenSessionDisputeOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    words = serializers.CharField()
    raised_at = serializers.DateTimeField()
    session = OwnSessionOut()


class SessionDisputeDetailOut(OpenSessionDisputeOut):
    """With whoever raised it: a connector has to be able to ask them."""

    person_called = serializers.CharField(source="person.preferred_name")
    reaching = serializers.SerializerMethodField(
        help_text="What they said of how to reach them, in sentences."
    )

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reaching(self, dispute: SessionDispute) -> list[str]:
        return reaching_texts(dispute.person_id)


class SessionDisputeOutcomeIn(serializers.Serializer):
    happened = serializers.BooleanField(help_text="As was agreed; having asked both sides.")
