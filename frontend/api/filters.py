"""What a list may be narrowed to, as a call asks for it; the query of the list narrows it.

A day is a day in the United Kingdom; both ends count."""

from django_filters import rest_framework as filters

from groups.models.briefs import Brief
from groups.models.members import Group
from providers.models.sessions import Booking, Session
from providers.models.supply import Listing


class DaysFilter(filters.FilterSet):
    from_day = filters.DateFilter(help_text="On this day or later.")
    until_day = filters.DateFilter(help_text="On this day or before.")


class ListingFilter(filters.FilterSet):
    class Meta:
        model = Listing
        fields = ("state", "price_kind")


class SessionFilter(DaysFilter):
    class Meta:
        model = Session
        fields = ("state",)


class BookingFilter(DaysFilter):
    class Meta:
        model = Booking
        fields = ("state",)


class GroupFilter(filters.FilterSet):
    class Meta:
        model = Group
        fields = ("state",)


class BriefFilter(filters.FilterSet):
    group = filters.NumberFilter("group_id", help_text="Of one group only.")

    class Meta:
        model = Brief
        fields = ("state",)
