"""Demand: groups and their members, what they want, what providers propose, what they choose."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from community.people.models.logins import Login
from community.people.models.persons import Consent, Person
from community.places.models.areas import Area
from providers.models.supply import Listing, Provider
from providers.states import MissedRule, YesNoUnknown

from .states import (
    PLACE_STATES,
    BriefState,
    CareBasis,
    CarriedBy,
    DecisionOutcome,
    GroupBeginning,
    GroupState,
    MemberState,
    MotionPurpose,
    MotionState,
    OfferState,
    Purpose,
    Requirement,
)


class Group(models.Model):
    """People around a need, a goal, or what they can bring; company is enough. It may have no
    money at all. `latitude`, `longitude` are those of the outward code, never of a person."""

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
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person in a group, known to the others by a name they chose for it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    known_as = models.CharField(max_length=60)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    # On every sheet printed for this member: whoever enters a sheet types it (M122).
    paper_code = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=10, choices=MemberState, default=MemberState.IN)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    # P44: who said hello, and when; or why a connector, once asked, did not introduce them.
    greeted_at = models.DateTimeField(null=True, blank=True)
    greeted_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hello_asked_at = models.DateTimeField(null=True, blank=True)
    no_hello_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="one_membership"),
            models.UniqueConstraint(
                F("group"),
                Lower("known_as"),
                condition=Q(state__in=PLACE_STATES),
                name="one_name_in_a_group",
            ),
            models.CheckConstraint(
                condition=Q(state=MemberState.LEFT) ^ Q(left_at__isnull=True),
                name="member_left_at_when_left",
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


class Brief(models.Model):
    """What a group wants, in its own words. `listing` when it began as "ask for a group price"."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="briefs")
    listing = models.ForeignKey(Listing, null=True, blank=True, on_delete=models.SET_NULL)
    what = models.CharField(max_length=300)
    when_words = models.CharField(max_length=200)
    where_words = models.CharField(max_length=200)
    who_must_be_able = models.TextField(blank=True)
    good_looks_like = models.TextField(blank=True)
    requirements = ArrayField(
        models.CharField(max_length=20, choices=Requirement), default=list, blank=True
    )
    people_about = models.PositiveSmallIntegerField(null=True, blank=True)
    answers_by = models.DateField()
    state = models.CharField(max_length=10, choices=BriefState, default=BriefState.DRAFT)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[BriefState.DRAFT, BriefState.CLOSED])
                | Q(published_at__isnull=False),
                name="brief_published_at_when_published",
            ),
        ]


class Offer(models.Model):
    """A provider's answer to a brief, sealed from other providers; never changed once sent. A
    changed one is a new row, `instead_of` the one it takes the place of.

    `prices` is {people: pence a session}, from `smallest` to `largest`; `starts` are the planned
    sessions' beginnings (ISO, with zone); `requirements_met` are those of the brief's
    that it meets.
    """

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="offers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    summary = models.CharField(max_length=300)
    price_for_one_pence = models.PositiveIntegerField(null=True, blank=True)
    prices = models.JSONField()
    smallest = models.PositiveSmallIntegerField()
    largest = models.PositiveSmallIntegerField()
    starts = models.JSONField()
    minutes = models.PositiveSmallIntegerField()
    place_words = models.CharField(max_length=200)
    postcode = models.CharField(max_length=8, blank=True)
    who_comes = models.CharField(max_length=200)
    missed_rule = models.CharField(max_length=12, choices=MissedRule)
    missed_words = models.CharField(max_length=200, blank=True)  # before there was a rule
    missed_notice_hours = models.PositiveSmallIntegerField(default=48)
    time_off_minutes = models.PositiveSmallIntegerField(default=0)
    carer_tasks = models.CharField(max_length=200, blank=True)
    care_basis = models.CharField(max_length=24, choices=CareBasis)
    cqc_id = models.CharField(max_length=20, blank=True)
    care_where_words = models.CharField(max_length=200, blank=True)
    is_hands_on = models.BooleanField(default=False)
    hourly_pay_pence = models.PositiveIntegerField(null=True, blank=True)
    travel_paid = models.CharField(
        max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN
    )
    same_person = models.CharField(
        max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN
    )
    try_once_words = models.CharField(max_length=200, blank=True)
    getting_there = models.CharField(max_length=200, blank=True)
    hospital_words = models.CharField(max_length=200, blank=True)
    languages_words = models.CharField(max_length=200, blank=True)
    complain_words = models.CharField(max_length=200, blank=True)
    requirements_met = ArrayField(
        models.CharField(max_length=20, choices=Requirement), default=list, blank=True
    )
    good_until = models.DateField()
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    instead_of = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="changed_into"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "provider"],
                condition=~Q(state=OfferState.WITHDRAWN),
                name="one_live_offer_a_provider",
            ),
            models.CheckConstraint(
                condition=Q(smallest__gte=1, largest__gte=F("smallest")),
                name="offer_sizes_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(is_hands_on=True) | Q(hourly_pay_pence__isnull=False),
                name="hands_on_offer_says_its_pay",
            ),
            models.CheckConstraint(
                condition=~Q(care_basis=CareBasis.CQC_REGISTERED) | ~Q(cqc_id=""),
                name="registered_offer_has_its_id",
            ),
            models.CheckConstraint(
                condition=Q(care_basis=CareBasis.NOT_PERSONAL_CARE) | ~Q(care_where_words=""),
                name="care_says_where_it_is_given",
            ),
            models.CheckConstraint(
                condition=Q(missed_rule=MissedRule.AS_WRITTEN) ^ Q(missed_words=""),
                name="missed_rule_or_words_of_before",
            ),
        ]

    @property
    def price_of(self) -> dict[int, int]:
        """{people: pence a session}. JSON keeps its keys as text; nobody else should meet that."""
        return {int(people): pence for people, pence in self.prices.items()}


class OfferMessage(models.Model):
    """What a group asks about an offer, or what its provider answers: read by the group and that
    provider, and by nobody else. Who of the group asked is not said."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="messages")
    words = models.CharField(max_length=500)
    is_from_group = models.BooleanField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)


class Decision(models.Model):
    """The group's choice among some offers to a brief: one person, one voice, by approval.

    Open until `closes_at`; counted and closed by a task or by whoever looks next. Asked again, it
    is a new row with the next `number`. `quorum` people must have answered for it to count.

    `voters` are who was in the group when it opened. They are written once, and the database
    keeps a ballot only of one of them (0002_what_the_database_enforces).
    """

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(default=1)
    candidates = models.ManyToManyField(Offer, related_name="candidate_in")
    voters = models.ManyToManyField(Member, related_name="voter_in")
    closes_at = models.DateTimeField()
    quorum = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=DecisionOutcome, blank=True)
    chosen = models.OneToOneField(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="chosen_in"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="outcome_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(outcome=DecisionOutcome.CHOSEN, chosen__isnull=False)
                | ~Q(outcome=DecisionOutcome.CHOSEN) & Q(chosen__isnull=True),
                name="chosen_when_closed",
            ),
            models.UniqueConstraint(fields=["brief", "number"], name="one_decision_a_number"),
            models.UniqueConstraint(
                fields=["brief"],
                condition=Q(closed_at__isnull=True),
                name="one_open_decision_a_brief",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="decision_closes_after_opening"
            ),
        ]


class Ballot(models.Model):
    """One person's voice in one decision, however it was given: web, phone, paper, or through
    whoever acts for them. Approving nothing is an answer too: "none of these"."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="ballots")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="ballots")
    approved_offers = models.ManyToManyField(Offer, blank=True, related_name="approved_in")
    # "Go on without me": not in the count, and no answer to it.
    without_me = models.BooleanField(default=False)
    # By whose day it counts: paper may be entered later.
    given_on = models.DateField()
    cast_at = models.DateTimeField()
    cast_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "member"], name="one_person_one_voice"),
        ]


class DecisionSheet(models.Model):
    """A sheet that was printed to answer on: counting waits for it a little (P42)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="sheets")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "member"], name="one_sheet_a_voice"),
        ]


class Motion(models.Model):
    """A step for the group that one proposes and a second person agrees to (P38).

    `about` is "brief:12". `last_day`: of a choice, if the proposer named one. That it is carried by
    two who agreed, or by nobody's no, the database holds (migration 0004).
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="motions")
    purpose = models.CharField(max_length=20, choices=MotionPurpose)
    about = models.CharField(max_length=60)
    last_day = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MotionState, default=MotionState.WAITING)
    carried_by = models.CharField(max_length=10, choices=CarriedBy, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "about"],
                condition=Q(state=MotionState.WAITING),
                name="one_waiting_motion",
            ),
            models.CheckConstraint(
                condition=Q(state=MotionState.WAITING) ^ Q(ended_at__isnull=False),
                name="motion_ended_at_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(state=MotionState.CARRIED) | ~Q(carried_by=""),
                name="carried_motion_says_by_whom",
            ),
        ]

    @property
    def about_id(self) -> int:
        return int(self.about.partition(":")[2])


class MotionWord(models.Model):
    """One yes or no to a motion: of a member, or of a connector where too few can act (P39).

    Two lives through two different hands: one login counts once, and so does one worker's paper.
    """

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="words")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    agrees = models.BooleanField()
    on_paper = models.BooleanField(default=False)
    # How whoever gave it is named to the group: the name they chose, or a worker's own.
    named = models.CharField(max_length=80)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "member"], name="one_word_a_member"),
            models.UniqueConstraint(
                fields=["motion", "login"],
                condition=Q(agrees=True),
                name="one_login_agrees_once",
            ),
        ]


class UnmetNeed(models.Model):
    """ "Tell us what is missing": one line left at an empty search, no account needed (M14)."""

    words = models.CharField(max_length=200)
    query_text = models.CharField(max_length=200, blank=True)
    outward_code = models.CharField(max_length=4, blank=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.SET_NULL)
    asked_at = models.DateTimeField()
