"""Logins and their roles; persons; who acts for whom; decisions; consent; what helps me."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q

from community.places.models.areas import Area

from .states import (
    ApprovalPurpose,
    ApprovalState,
    AuthorityBasis,
    DecisionBasis,
    DecisionRecordKind,
    DecisionRecordState,
    Interpreter,
    LifeEventKind,
    LifeEventState,
    RecordsRequestKind,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
    SlowChangeState,
)


class LoginManager(BaseUserManager["Login"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Login":
        login = self.model(email=email.strip().lower(), **fields)
        login.set_password(password)
        login.save(using=self._db)
        return login

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Login":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Login(AbstractBaseUser, PermissionsMixin):
    """An account that signs in. Whoever acts by it is a Person, or somebody who works here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80, help_text="how this login is named beside its deeds")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)
    # Kept by the database: an address by which this login signs in came or went.
    email_changed_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = LoginManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=models.functions.Lower("email")), name="login_email_lower"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody with a life and wishes. May have no login, no phone, no address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    preferred_name = models.CharField(max_length=60, help_text="what they like to be called")
    login = models.OneToOneField(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL)
    outward_code = models.CharField(max_length=4, blank=True)
    adjustments = models.JSONField(default=list, blank=True)
    # What they took the place of: it can be had back. Null: they were never changed.
    adjustments_before = models.JSONField(null=True, blank=True)
    adviser = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="advises"
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.preferred_name


class Role(models.Model):
    """What a login does here, for one area. Until `ended_at` is set."""

    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="roles")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["login", "kind", "area"],
                condition=Q(ended_at__isnull=True),
                name="one_live_role",
            ),
        ]


class Representation(models.Model):
    """`login` acts for `person`, as far as `scope` says, until `ends_on`.

    Looking and suggesting begin when it is agreed. Deciding begins at `deciding_starts_at`: 72
    hours after the person was told, or at once on their own word by a login that is plainly theirs
    (P1, P2). Paying begins when a second worker has agreed to it besides (P4).
    """

    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="representations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representations")
    kind = models.CharField(max_length=20, choices=RepresentationKind)
    # Whoever is paid to support somebody is never the only one who agrees to anything (P8).
    is_paid = models.BooleanField(default=False)
    scope = models.PositiveSmallIntegerField(choices=RepresentationScope)
    limit_pence = models.PositiveIntegerField(
        null=True, blank=True, help_text="most for one yes; only with pay"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=RepresentationState, default=RepresentationState.ASKED
    )
    basis = models.CharField(max_length=20, choices=AuthorityBasis, blank=True)
    seen_words = models.TextField(blank=True, help_text="what whoever agreed saw")
    # Where it was agreed: seen and ended from there, wherever the person lives by now.
    agreed_in = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_by = models.ForeignKey(
        Login,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agreed_representations",
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    # Those who hold one power together, each of whom must say yes, have the same number.
    held_jointly = models.UUIDField(null=True, blank=True)
    is_own_plain_word = models.BooleanField(default=False, editable=False)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_with_words = models.CharField(
        max_length=200, blank=True, help_text="who was there when the person was told"
    )
    deciding_starts_at = models.DateTimeField(null=True, blank=True)
    paying_agreed_at = models.DateTimeField(null=True, blank=True)
    # Whether whoever acts hears that it ends, or finds it. The person's to say.
    is_end_told = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="representation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(scope=RepresentationScope.PAY) | Q(limit_pence__isnull=True),
                name="limit_only_with_pay",
            ),
            models.CheckConstraint(
                condition=~Q(state=RepresentationState.ACTIVE) | Q(agreed_at__isnull=False),
                name="active_was_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(state=RepresentationState.ACTIVE) | ~Q(basis=""),
                name="active_has_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("login")),
                name="nobody_agrees_to_their_own_request",
            ),
            models.CheckConstraint(
                condition=Q(told_by__isnull=True) | ~Q(told_by=F("login")),
                name="nobody_tells_of_their_own_authority",
            ),
            models.CheckConstraint(
                condition=~Q(kind=RepresentationKind.ADVOCATE)
                | Q(scope__lte=RepresentationScope.SUGGEST),
                name="advocate_looks_and_suggests",
            ),
            models.CheckConstraint(
                condition=Q(deciding_starts_at__isnull=True)
                | Q(is_own_plain_word=True, deciding_starts_at__gte=F("agreed_at"))
                | Q(
                    told_at__isnull=False,
                    deciding_starts_at__gte=F("told_at") + timedelta(hours=72),
                ),
                name="deciding_starts_after_the_wait",
            ),
            models.UniqueConstraint(
                fields=["login", "person", "state"],
                condition=~Q(state=RepresentationState.ENDED),
                name="one_live_representation",
            ),
            # Besides, one basis to pay for one person at a time: migration 0004.
        ]

    def __str__(self) -> str:
        return f"representation {self.pk}"

    @property
    def is_to_decide(self) -> bool:
        """Agreed as far as deciding, whether that has begun or not."""
        is_active = self.state == RepresentationState.ACTIVE
        return is_active and self.scope >= RepresentationScope.DECIDE

    @property
    def waits_for_second(self) -> bool:
        """Agreed as far as paying, and a second person has not agreed yet."""
        pays = self.is_to_decide and self.scope == RepresentationScope.PAY
        return pays and self.paying_agreed_at is None


class RepresentationReference(models.Model):
    """The number by which one asks to act for somebody. They give it; it works once, and not for
    long. `made_by` is their own login, or a worker who made it for somebody on paper."""

    code = models.CharField(max_length=10, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="references")
    made_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField()
    runs_out_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class NeverRepresents(models.Model):
    """ "Never this one": what this login asks of this person is not there to be asked."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="never_represented_by"
    )
    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "login"], name="never_this_one_once"),
        ]


class AdjustmentSuggestion(models.Model):
    """What might help a person, by somebody who may only suggest: it waits until it is answered."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="suggestions")
    suggested_by = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="+")
    adjustments = models.JSONField(default=list, blank=True)
    suggested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    was_taken_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "suggested_by"],
                condition=Q(answered_at__isnull=True),
                name="one_suggestion_waits_of_each",
            ),
            models.CheckConstraint(
                condition=Q(was_taken_up=False) | Q(answered_at__isnull=False),
                name="suggestion_taken_up_when_answered",
            ),
        ]


class StaffApproval(models.Model):
    """The second of two people. `about` is "representation:12", whatever app it is of.

    Whoever asked, and whoever gains by it (`for_login`), is never the one who answers.
    """

    purpose = models.CharField(max_length=20, choices=ApprovalPurpose)
    about = models.CharField(max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    words = models.TextField(help_text="what is asked, and why, for whoever looks")
    requested_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="requested_approvals"
    )
    requested_at = models.DateTimeField()
    for_login = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=ApprovalState, default=ApprovalState.WAITING)
    answered_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="answered_approvals"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    seen_words = models.TextField(blank=True, help_text="what whoever answered saw")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True)
                | ~(Q(answered_by=F("requested_by")) | Q(answered_by=F("for_login"))),
                name="second_is_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ApprovalState.AGREED, ApprovalState.REFUSED])
                | Q(answered_at__isnull=False),
                name="answered_approval_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.AGREED) | ~Q(seen_words=""),
                name="agreed_approval_says_what_was_seen",
            ),
            models.UniqueConstraint(
                fields=["purpose", "about"],
                condition=Q(state=ApprovalState.WAITING),
                name="one_waiting_approval",
            ),
        ]


class StopByOthers(models.Model):
    """Something of a person's that other hands stopped: the second in a month by the same hands
    waits for whoever works there (P19)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stops_by_others")
    stopped_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    stopped_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "stopped_at"], name="stop_by_others_of_person"),
        ]


class SlowChange(models.Model):
    """What frees money or hides somebody, asked for by other hands than theirs: it counts when a
    second person has agreed, and 72 hours after the person was told (P17).

    `about` is "source:12" or "person:…"; `values` are what it would set, by whatever app does it.
    """

    purpose = models.CharField(max_length=20, choices=ApprovalPurpose)
    about = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="slow_changes")
    words = models.TextField(help_text="what would change, as the person reads it")
    values = models.JSONField()
    what_they_showed = models.TextField()
    requested_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="requested_slow_changes"
    )
    requested_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=SlowChangeState, default=SlowChangeState.WAITING
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what_they_showed=""), name="slow_change_says_what_they_showed"
            ),
            models.CheckConstraint(
                condition=Q(state=SlowChangeState.DONE) ^ Q(done_at__isnull=True),
                name="slow_change_done_at_when_done",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(told_at__isnull=False, done_at__gte=F("told_at") + timedelta(hours=72)),
                name="slow_change_counts_after_the_wait",
            ),
            models.UniqueConstraint(
                fields=["purpose", "about"],
                condition=Q(state=SlowChangeState.WAITING),
                name="one_waiting_slow_change",
            ),
            # Besides, it is done only with a second person's yes: in its migration.
        ]


class DecisionRecord(models.Model):
    """One decision at one time. There is no flag on a person, anywhere (M69).

    `about` is "group:12", "pool:7", "session:3", "choice:5", or nothing that is done here. One that
    counts lets whoever wrote it do that one thing, once, and never pays (P6).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="decisions")
    about = models.CharField(max_length=60, blank=True)
    question = models.CharField(max_length=200)
    chosen = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=DecisionRecordKind)
    basis = models.CharField(max_length=20, choices=DecisionBasis)
    # Why they could not decide this, this time: of one decision, never of a person (P16).
    why_words = models.TextField(blank=True)
    what_they_showed = models.TextField(blank=True)
    who_was_asked = models.CharField(max_length=200, blank=True)
    least_limiting_words = models.TextField(
        blank=True, help_text="what else there was, and why this limits them least"
    )
    # How it was put to them, and through whom they answered (P23, P24).
    shown_words = models.CharField(max_length=200, blank=True)
    interpreted_by = models.CharField(
        max_length=20, choices=Interpreter, default=Interpreter.NOBODY
    )
    max_pence = models.PositiveIntegerField(
        null=True, blank=True, help_text="most for one session; only where it costs something"
    )
    review_on = models.DateField(null=True, blank=True)
    review_asked_at = models.DateTimeField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    by_login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=DecisionRecordState)
    counts_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis=DecisionBasis.BEST_INTERESTS) | ~Q(what_they_showed=""),
                name="best_interests_says_what_they_showed",
            ),
            models.CheckConstraint(
                condition=Q(basis=DecisionBasis.BEST_INTERESTS) | Q(why_words=""),
                name="why_they_could_not_decide_only_for_best_interests",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DecisionRecordState.COUNTS, DecisionRecordState.DONE])
                | Q(counts_from__isnull=False),
                name="decision_counts_from_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionRecordKind.CAREFUL) | Q(max_pence__isnull=True),
                name="decision_with_money_is_careful",
            ),
            models.CheckConstraint(
                condition=Q(max_pence__isnull=True)
                | ~Q(interpreted_by__in=[Interpreter.REPRESENTATIVE, Interpreter.RELATIVE]),
                name="money_is_interpreted_by_neither_representative_nor_relative",
            ),
            models.UniqueConstraint(
                fields=["person", "about"],
                condition=Q(state__in=[DecisionRecordState.HELD, DecisionRecordState.COUNTS])
                & ~Q(about=""),
                name="one_open_decision_about_it",
            ),
            # Besides, a careful one counts only with a second person's yes: migration 0006.
        ]

    def __str__(self) -> str:
        return f"decision record {self.pk}"


class LifeEvent(models.Model):
    """In hospital, moved, or died: said in one line by one person (P20). A death counts when a
    second person has seen it; until then only sending and dates wait (P22).

    `family_words` are how the family wants it told, or the connector where there is none.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="life_events")
    kind = models.CharField(max_length=10, choices=LifeEventKind)
    since = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=LifeEventState, default=LifeEventState.SAID)
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    family_words = models.TextField(blank=True)
    told_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=[LifeEventState.SAID, LifeEventState.SEEN]),
                name="one_open_life_event_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[LifeEventState.SEEN, LifeEventState.NOT_SO])
                | Q(kind=LifeEventKind.DIED),
                name="only_a_death_is_seen_by_a_second",
            ),
            models.CheckConstraint(
                condition=~Q(state=LifeEventState.OVER) | ~Q(kind=LifeEventKind.DIED),
                name="a_death_is_not_over",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LifeEventState.OVER, LifeEventState.NOT_SO])
                ^ Q(ended_at__isnull=True),
                name="life_event_ended_at_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(state=LifeEventState.SEEN),
                name="told_of_a_death_that_was_seen",
            ),
            # Besides, a death is seen by somebody else than who said it: in its migration.
        ]

    def __str__(self) -> str:
        return f"life event {self.pk}"


class Consent(models.Model):
    """A person's explicit yes to one named use of their data, and the words they agreed to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    words = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "about"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_live_consent",
            ),
        ]


class RecordsRequest(models.Model):
    """Asked in writing by whoever acts, or acted, for a person: a copy of what is kept (P13), or a
    statement of what they did themselves (P14). Answered by somebody else, within a month."""

    kind = models.CharField(max_length=10, choices=RecordsRequestKind)
    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="records_requests"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="records_requests")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="what it is needed for")
    requested_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="records_requests"
    )
    requested_at = models.DateTimeField()
    answer_by = models.DateField(help_text="a month after it was asked")
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    # Of a copy: the kinds of thing that whoever reviewed it left in, by their models' names.
    left_in = models.JSONField(default=list)
    answer_words = models.TextField(blank=True, help_text="what was left out, and why")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "representation"],
                condition=Q(answered_at__isnull=True),
                name="one_waiting_records_request",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("requested_by")),
                name="nobody_answers_their_own_records_request",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(left_in=[]),
                name="nothing_is_left_in_before_the_answer",
            ),
        ]


class SafeguardingConcern(models.Model):
    """ "I am worried about someone": to the area's safeguarding lead and deputy only (M140)."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    words = models.TextField()
    about_page = models.CharField(max_length=200, blank=True)
    # The line of the audit that was not wanted: of the person who said so, or whom they act for.
    about_deed_id = models.BigIntegerField(null=True, blank=True)
    contact_words = models.CharField(max_length=200, blank=True)
    by_login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="read_concerns"
    )
    escalated_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
