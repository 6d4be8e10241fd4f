"""When it happens: sessions, the bookings of people in them, and disputes afterwards."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from providers.states import (
    MAX_PLACES,
    BookingState,
    MissedRule,
    SessionDisputeOutcome,
    SessionState,
)

from .supply import Listing, Provider


class Session(models.Model):
    """One time that something happens.

    `everyone_told_at`: when the last of those with a place had been told, by their contact plan,
    that it happened; the 14 days without a dispute are counted from it. `confirmed_at`: when
    somebody who came said so. `missed_rule`: what a missed place costs, from what was agreed; empty
    where nothing is paid here. `asked_at`, `connector_told_at`: nobody had recorded it, so
    everybody with a place was asked, and later the connectors of the area were told. `listing`: of
    which listing it is a time, where whoever runs one has said its times; nothing is paid here for
    such a one. `places`: for how many people; null where there is no limit.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_words = models.CharField(max_length=200)
    # Opaque, from whoever planned them ("pool:12"): planning the same series again changes nothing.
    series = models.CharField(max_length=60, blank=True)
    listing = models.ForeignKey(
        Listing, null=True, on_delete=models.PROTECT, related_name="sessions"
    )
    places = models.PositiveSmallIntegerField(null=True)
    # As opaque: for which group it was planned, where for one.
    group_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=14, choices=SessionState, default=SessionState.PLANNED)
    state_at = models.DateTimeField(null=True)
    everyone_told_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    missed_rule = models.CharField(max_length=12, choices=MissedRule, blank=True)
    missed_notice_hours = models.PositiveSmallIntegerField(default=0)
    why_off_words = models.CharField(max_length=200, blank=True)
    another_day = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    connector_told_at = models.DateTimeField(null=True)
    # It is called off, and somebody could not be told: somebody is to be at the door (P51).
    door_asked_at = models.DateTimeField(null=True, editable=False)
    door_promised_at = models.DateTimeField(null=True, editable=False)
    door_promised_by = models.ForeignKey(
        Login, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SessionState.CALLED_OFF)
                | Q(why_off_words="", another_day__isnull=True),
                name="why_and_another_day_when_called_off",
            ),
            models.CheckConstraint(
                condition=Q(door_promised_at__isnull=True) | Q(door_asked_at__isnull=False),
                name="at_the_door_where_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True)
                | Q(listing__isnull=False, places__gte=1, places__lte=MAX_PLACES),
                name="session_of_a_listing_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(listing__isnull=True) | Q(group_id__isnull=True, missed_rule=""),
                name="nothing_is_paid_for_a_listings_time",
            ),
            models.CheckConstraint(
                condition=Q(state=SessionState.PLANNED) ^ Q(state_at__isnull=False),
                name="session_state_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(everyone_told_at__isnull=True, confirmed_at__isnull=True)
                | Q(state__in=[SessionState.DELIVERED, SessionState.NOT_DELIVERED]),
                name="told_and_confirmed_after_it_happened",
            ),
            models.UniqueConstraint(
                fields=["provider", "series", "starts_at"],
                condition=~Q(series=""),
                name="one_session_of_a_series_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "starts_at"], name="session_of_provider"),
            models.Index(
                fields=["listing", "starts_at"],
                name="session_of_listing",
                condition=Q(state=SessionState.PLANNED, listing__isnull=False),
            ),
            models.Index(
                fields=["ends_at"],
                name="session_to_tell_of",
                condition=Q(state=SessionState.DELIVERED, everyone_told_at__isnull=True),
            ),
            models.Index(
                fields=["ends_at"],
                name="session_not_recorded",
                condition=Q(state=SessionState.PLANNED),
            ),
        ]


class Booking(models.Model):
    """A person's place in a session. The provider sees only what it needs: the name they chose,
    what helps them, and whether they are coming.

    `told_at`: when anybody was told that they do not come. `let_off_at`: the provider asks nothing
    for the missed time. `says_held_at`: they say that it happened, before it was recorded.
    `hidden_at`: since when they keep it from whoever acts for them.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    known_as = models.CharField(max_length=60)
    what_helps = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=24, choices=BookingState, default=BookingState.COMING)
    marked_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    told_at = models.DateTimeField(null=True)
    let_off_at = models.DateTimeField(null=True)
    says_held_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_booking_a_session"),
            models.CheckConstraint(
                condition=~Q(state=BookingState.CAME)
                | Q(told_at__isnull=True, let_off_at__isnull=True),
                name="who_came_has_missed_nothing",
            ),
        ]

    @property
    def can_confirm(self) -> bool:
        """They came, or were expected and it is not recorded; and nobody who came has said so."""
        if self.session.state == SessionState.PLANNED:
            return self.state == BookingState.COMING and self.says_held_at is None
        return self.state == BookingState.CAME and self.session.confirmed_at is None


class SessionDispute(models.Model):
    """Somebody with a place says it was not as the provider recorded. A connector resolves it."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="disputes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(
        max_length=14, choices=SessionDisputeOutcome, default=SessionDisputeOutcome.OPEN
    )
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_dispute_a_person"),
            models.CheckConstraint(
                condition=Q(outcome=SessionDisputeOutcome.OPEN) ^ Q(resolved_at__isnull=False),
                name="dispute_resolved_at_when_resolved",
            ),
        ]
