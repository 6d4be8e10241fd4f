"""Groups, who is in them, who may come in, and when nobody does."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Consent, Person
from community.places.models.areas import Area
from groups.states import (
    CURRENT_STATES,
    PLACE_STATES,
    GroupBeginning,
    GroupState,
    HearsWords,
    MemberState,
    Purpose,
)


class Group(models.Model):
    """People around a need, a goal, or what they can bring; company is enough. It may have no
    money at all. `latitude`, `longitude` are those of the outward code, never of a person.
    `is_solo`: one person who arranges something for themselves, by the same offer, yes and payment.
    It is no group to anybody: nobody else comes in (the database refuses a second member), and it
    stands in no search, list or count."""

    name = models.CharField(max_length=80)
    purposes = ArrayField(models.CharField(max_length=10, choices=Purpose))
    purpose_words = models.CharField(max_length=300, blank=True)
    how_often = models.CharField(max_length=80)
    outward_code = models.CharField(max_length=4)
    latitude = models.FloatField()
    longitude = models.FloatField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_findable = models.BooleanField(default=True)
    begins = models.CharField(max_length=10, choices=GroupBeginning, default=GroupBeginning.OPEN)
    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.FORMING)
    is_example = models.BooleanField(default=False)
    is_solo = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_solo=False) | Q(is_findable=False, begins=GroupBeginning.OPEN),
                name="who_arranges_alone_is_not_found",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person in a group, known to the others by a name they chose for it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    known_as = models.CharField(max_length=60)
    # As the eye compares it: never anybody's name, and shown to nobody.
    known_as_compared = models.TextField()
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    # On every sheet printed for this member: whoever enters a sheet types it (M122).
    paper_code = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=10, choices=MemberState, default=MemberState.IN)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    # Of somebody who left: the others read the name until then, as its owner chose (M140).
    name_until = models.DateTimeField(null=True, blank=True)
    # P44: who said hello, and when; or why a connector, once asked, did not introduce them.
    greeted_at = models.DateTimeField(null=True, blank=True)
    greeted_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hello_asked_at = models.DateTimeField(null=True, blank=True)
    no_hello_because = models.CharField(max_length=300, blank=True)

    # How often they hear that something was written, and since when they have heard of all of it.
    hears_words = models.CharField(
        max_length=10,
        choices=HearsWords,
        default=HearsWords.EACH_DAY,
        db_default=HearsWords.EACH_DAY,
    )
    heard_words_at = models.DateTimeField(null=True, blank=True)
    # Who prints the group's words for them, where they chose it (P121).
    words_printed_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="one_membership"),
            models.UniqueConstraint(
                F("group"),
                F("known_as_compared"),
                condition=Q(state__in=PLACE_STATES),
                name="one_name_in_a_group",
            ),
            models.CheckConstraint(
                condition=Q(state=MemberState.LEFT) ^ Q(left_at__isnull=True),
                name="member_left_at_when_left",
            ),
            models.CheckConstraint(
                condition=Q(name_until__isnull=True) | Q(state=MemberState.LEFT),
                name="name_stays_of_who_left",
            ),
            models.CheckConstraint(
                condition=~Q(state=MemberState.NEWCOMER) | Q(greeted_at__isnull=True),
                name="newcomer_is_not_greeted",
            ),
        ]

    @property
    def is_newcomer(self) -> bool:
        """With a place in the group, which begins for them after a hello (P44)."""
        return self.state == MemberState.NEWCOMER

    @property
    def is_suspended(self) -> bool:
        """Asked to stay away for now: their place is held (P118)."""
        return self.state == MemberState.SUSPENDED

    @property
    def is_current(self) -> bool:
        """Is the group's life open to them now?"""
        return self.state in CURRENT_STATES

    @property
    def is_resting(self) -> bool:
        """In the group, and not here for now (P126)."""
        return self.state == MemberState.RESTING


class NewcomerPause(models.Model):
    """Nobody comes in for seven days, by one member's word (P37).

    Two others end it earlier through two other logins: `first`, then `ended_by`; or a connector,
    by `ended_login` alone. That it is so, that nobody comes in meanwhile, and that the same one
    does it once in a month, the database holds (migration `newcomers_may_be_paused`).
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="pauses")
    paused_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    paused_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    first = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_login = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_login = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(ended_at__isnull=True), name="one_pause_a_group"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=F("paused_at") + timedelta(days=7)), name="paused_for_a_week"
            ),
        ]

    @property
    def needs_first(self) -> bool:
        """Has none of two others said yet that it may end, who is still in the group?"""
        return self.first is None or self.first.state == MemberState.LEFT

    def is_first(self, member: Member) -> bool:
        return not self.needs_first and self.first_id == member.pk


class Invite(models.Model):
    """A link or a printed card with a code. Whoever holds it may join until it ends."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invites")
    code = models.CharField(max_length=12, unique=True)
    is_card = models.BooleanField(default=False)
    ends_on = models.DateField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
