"""What people say yes to, up to how much, and out of which money."""

from django.db import models
from django.db.models import F, Q

from community.people.models.how_put import HowPutFields, not_interpreted_by_who_gains
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.places.models.areas import Area
from groups.models.members import Group, Member
from groups.models.offers import Offer
from pooling.payments.states.charges import Rail
from pooling.pools.models.stops import MoneyStop
from pooling.pools.models.terms_field import TermsField
from pooling.pools.states import (
    DateMoveReason,
    PartState,
    PledgeState,
    PoolState,
    SourceKind,
    Stream,
)
from providers.models.supply import Provider


class MoneySource(models.Model):
    """Where a person's money comes from, and how it moves. Amounts are pence a week, as the
    person said them; nothing asks for proof. `keep_aside` is never drawn on (M55)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=20, choices=SourceKind)
    stream = models.CharField(max_length=12, choices=Stream)
    rail = models.CharField(max_length=12, choices=Rail)
    called = models.CharField(max_length=80)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    amount_pence = models.PositiveIntegerField(null=True, blank=True)
    keep_aside_pence = models.PositiveIntegerField(default=0)
    review_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(rail=Rail.COMMITMENT) | Q(area__isnull=False),
                name="commitment_has_an_office",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(keep_aside_pence__lte=F("amount_pence")),
                name="keep_aside_within_amount",
            ),
        ]


class Pool(models.Model):
    """A shared cost. `terms` are frozen by `terms_digest`; a yes to older terms does not count."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="pools")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="pool")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="pools")
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    terms = TermsField()
    terms_digest = models.CharField(max_length=64)
    closes_at = models.DateTimeField()
    moved_times = models.PositiveSmallIntegerField(default=0)
    moved_because = models.CharField(max_length=8, choices=DateMoveReason, blank=True)
    gap_days = models.PositiveSmallIntegerField(default=7)
    state = models.CharField(max_length=12, choices=PoolState, default=PoolState.DRAFT)
    ready_at = models.DateTimeField(null=True, blank=True)
    funded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    # The member it was opened for, by whatever hands. Nobody has any power by it (P36). Empty once
    # the person is erased.
    opened_for = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="opened_pools"
    )
    opened_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[PoolState.FINISHED, PoolState.LAPSED, PoolState.CANCELLED])
                ^ Q(ended_at__isnull=True),
                name="pool_ended_at_when_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PoolState.FUNDED, PoolState.RUNNING, PoolState.FINISHED])
                | Q(funded_at__isnull=False),
                name="pool_funded_at_when_funded",
            ),
            models.CheckConstraint(
                condition=~Q(state=PoolState.READY) | Q(ready_at__isnull=False),
                name="pool_ready_at_when_ready",
            ),
        ]


class TermsVersion(models.Model):
    """Each version of a shared cost's terms, word for word, by its digest. Only ever added: a yes
    and the pool itself name one of these, and the database holds them to it."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="versions")
    digest = models.CharField(max_length=64)
    terms = TermsField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "digest"], name="one_row_a_version_of_terms"),
        ]


class Pledge(HowPutFields):
    """ "I'm in, up to £X a session": a maximum, never a price. Counted while it is a yes to the
    pool's present terms."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pledges")
    known_as = models.CharField(max_length=60)
    max_pence = models.PositiveIntegerField()
    terms_digest = models.CharField(max_length=64)
    # What was shown beside them of each office that keeps the money: the marks of `OfficeTerms`.
    office_terms = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=PledgeState, default=PledgeState.IN)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    on_paper = models.BooleanField(default=False)
    what_for = models.CharField(max_length=200, blank=True)
    relation = models.CharField(max_length=20, blank=True)
    council_reference = models.CharField(max_length=40, blank=True)
    # They asked for it to begin before their 14 days to change their mind are over (P123).
    begin_now = models.BooleanField(default=False)
    # Stopped by other hands: until then the place is theirs, and nobody else is given it (P19).
    place_kept_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "person"], name="one_pledge_a_person"),
            models.CheckConstraint(condition=Q(max_pence__gt=0), name="pledge_is_some_money"),
            not_interpreted_by_who_gains("pledge"),
        ]


class Part(models.Model):
    """A piece of a pledge from one source; drawn in the person's order."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="parts")
    source = models.ForeignKey(MoneySource, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    max_pence = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=PartState, default=PartState.PLEDGED)
    money_stop = models.ForeignKey(
        MoneyStop, null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "source"],
                condition=~Q(state=PartState.ENDED),
                name="one_live_part_a_source",
            ),
            models.CheckConstraint(condition=Q(max_pence__gt=0), name="part_is_some_money"),
        ]
