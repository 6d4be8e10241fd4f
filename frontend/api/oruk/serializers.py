"""The shapes of the open standard, as our own description tells them (HSDS 3.0, UK profile), and
what a list may be narrowed to."""

from typing import Any

from rest_framework import serializers

from community.places.rules import MAX_POSTCODE_CHARS
from frontend.api.typed import Moment, TypedText, WholeNumber
from providers.rules.weekly_times import DAY_CODES

MAX_AGE = 255
MAX_METRES = 2_000_000
MAX_SEARCH_CHARS = 100


class _Out(serializers.Serializer):
    """A field without a value is left out, but for those that are `always` there."""

    always: tuple[str, ...] = ("id",)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name, field in fields.items():
            field.required = name in self.always
        return fields


class ApiDetailsOut(serializers.Serializer):
    version = serializers.CharField(help_text="`HSDS-UK-3.0`")
    profile = serializers.URLField()
    openapi_url = serializers.URLField()
    attribution = serializers.ListField(
        child=serializers.CharField(), help_text="What to say where this is used."
    )


class OrganizationOut(_Out):
    always = ("id", "name", "description")

    id = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()


class TaxonomyOut(_Out):
    always: tuple[str, ...] = ("id", "name", "description")

    id = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()


class TaxonomyTermOut(TaxonomyOut):
    always = ("id", "code", "name", "description", "taxonomy", "taxonomy_id")

    code = serializers.CharField()
    taxonomy = serializers.CharField()
    taxonomy_id = serializers.UUIDField()


class AttributeOut(_Out):
    id = serializers.UUIDField()
    link_id = serializers.UUIDField()
    link_type = serializers.CharField()
    link_entity = serializers.CharField()
    taxonomy_term_id = serializers.UUIDField()
    taxonomy_term = TaxonomyTermOut()


class ScheduleOut(_Out):
    id = serializers.UUIDField()
    service_id = serializers.UUIDField()
    description = serializers.CharField(help_text="When it happens, in whoever’s words.")
    freq = serializers.CharField(help_text="`WEEKLY`, where the words say so for certain.")
    interval = serializers.IntegerField()
    byday = serializers.CharField(help_text="Such as `MO,TH`.")
    opens_at = serializers.CharField(help_text="`HH:MM:SS`, by London’s clock.")
    closes_at = serializers.CharField()


class ServiceAreaOut(_Out):
    id = serializers.UUIDField()
    service_id = serializers.UUIDField()
    name = serializers.CharField()


class CostOptionOut(_Out):
    id = serializers.UUIDField()
    service_id = serializers.UUIDField()
    option = serializers.CharField()
    amount = serializers.FloatField()
    currency = serializers.CharField()
    amount_description = serializers.CharField()
    valid_to = serializers.DateField()


class AddressOut(_Out):
    always = (
        *("id", "address_1", "city", "state_province"),
        *("postal_code", "country", "address_type"),
    )

    id = serializers.UUIDField()
    location_id = serializers.UUIDField()
    address_1 = serializers.CharField()
    city = serializers.CharField()
    state_province = serializers.CharField()
    postal_code = serializers.CharField()
    country = serializers.CharField()
    address_type = serializers.CharField()


class OrukLocationOut(_Out):
    always = ("id", "location_type")

    id = serializers.UUIDField()
    location_type = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    latitude = serializers.FloatField(
        help_text="Where the place is kept back, and of every home, the middle of its district."
    )
    longitude = serializers.FloatField()
    addresses = AddressOut(many=True)


class ServicePlaceOut(_Out):
    id = serializers.UUIDField()
    service_id = serializers.UUIDField()
    location_id = serializers.UUIDField()
    location = OrukLocationOut()


class ServiceOut(_Out):
    always = ("id", "name", "status")

    id = serializers.UUIDField()
    organization_id = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()
    url = serializers.URLField()
    status = serializers.CharField()
    fees = serializers.CharField()
    minimum_age = serializers.IntegerField()
    maximum_age = serializers.IntegerField()
    alert = serializers.CharField()
    last_modified = serializers.DateTimeField()
    organization = OrganizationOut()


class ServiceInFullOut(ServiceOut):
    schedules = ScheduleOut(many=True)
    service_areas = ServiceAreaOut(many=True)
    service_at_locations = ServicePlaceOut(many=True)
    cost_options = CostOptionOut(many=True)
    attributes = AttributeOut(many=True)


class ServiceAtLocationOut(ServicePlaceOut):
    service = ServiceOut()


class ServiceAtLocationInFullOut(ServiceAtLocationOut):
    schedules = ScheduleOut(many=True)


class _PageOut(serializers.Serializer):
    """One page of a list, as the standard has it."""

    total_items = serializers.IntegerField()
    total_pages = serializers.IntegerField()
    page_number = serializers.IntegerField()
    size = serializers.IntegerField()
    first_page = serializers.BooleanField()
    last_page = serializers.BooleanField()
    empty = serializers.BooleanField()


class ServicePageOut(_PageOut):
    contents = ServiceInFullOut(many=True)


class ServiceAtLocationPageOut(_PageOut):
    contents = ServiceAtLocationInFullOut(many=True)


class TaxonomyPageOut(_PageOut):
    contents = TaxonomyOut(many=True)


class TaxonomyTermPageOut(_PageOut):
    contents = TaxonomyTermOut(many=True)


class OrganizationPageOut(_PageOut):
    contents = OrganizationOut(many=True)


class PageIn(serializers.Serializer):
    """Which page, and how many on it: at most 500, and no more however many are asked for."""

    page = WholeNumber(min_value=1, default=1)
    per_page = WholeNumber(min_value=1, default=50, help_text="500 at most.")


class OrganizationsIn(PageIn):
    search = TypedText(max_length=MAX_SEARCH_CHARS, default="", help_text="Part of its name.")


class TaxonomyTermsIn(PageIn):
    taxonomy_id = serializers.UUIDField(required=False, help_text="Of one taxonomy only.")


class SinceIn(serializers.Serializer):
    modified_after = Moment(
        required=False, help_text="Changed at this moment or later; a day is its beginning."
    )


class ServicesIn(PageIn, SinceIn):
    """All that is asked must be so; of what is not known, nothing is."""

    search = TypedText(
        max_length=MAX_SEARCH_CHARS, default="", help_text="Every word, as the pages search."
    )
    taxonomy_term_id = serializers.UUIDField(required=False)
    taxonomy_id = serializers.UUIDField(required=False, help_text="Any term of this taxonomy.")
    organization_id = serializers.UUIDField(required=False)
    minimum_age = WholeNumber(
        required=False, min_value=0, max_value=MAX_AGE, help_text="What asks at least this age."
    )
    maximum_age = WholeNumber(
        required=False, min_value=0, max_value=MAX_AGE, help_text="What asks at most this age."
    )
    day = serializers.ChoiceField(
        DAY_CODES, required=False, help_text="Of what is known to be on that day of the week."
    )
    start_time = serializers.TimeField(
        required=False, help_text="What is known to begin then or later, as `HH:MM:SS`."
    )
    end_time = serializers.TimeField(
        required=False, help_text="What is known to end then or sooner, as `HH:MM:SS`."
    )
    postcode = TypedText(
        max_length=MAX_POSTCODE_CHARS, default="", help_text="A postcode, or its first half."
    )
    proximity = WholeNumber(
        min_value=0,
        max_value=MAX_METRES,
        default=8000,
        help_text="Metres from the middle of `postcode`.",
    )
    full = serializers.BooleanField(
        default=False, help_text="Each with all that is known of it, as by its own address."
    )
