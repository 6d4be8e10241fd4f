"""Logins and their roles; persons; who acts for whom; decisions; consent; what helps me."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q

from community.places.models.areas import Area

from .states import (
    AuthorityBasis,
    DecisionBasis,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
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

    Deciding and paying need a basis that somebody else has seen, or the person's own word (M144).
    """

    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="representations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representations")
    kind = models.CharField(max_length=20, choices=RepresentationKind)
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
    agreed_by = models.ForeignKey(
        Login,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agreed_representations",
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
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
                condition=~Q(state=RepresentationState.ACTIVE)
                | Q(scope__lt=RepresentationScope.DECIDE)
                | ~Q(basis=""),
                name="deciding_has_a_basis",
            ),
            models.UniqueConstraint(
                fields=["login", "person"],
                condition=~Q(state=RepresentationState.ENDED),
                name="one_live_representation",
            ),
        ]


class DecisionRecord(models.Model):
    """One decision at one time. There is no flag on a person, anywhere (M69)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="decisions")
    about = models.CharField(max_length=60)
    question = models.CharField(max_length=200)
    chosen = models.CharField(max_length=200)
    basis = models.CharField(max_length=20, choices=DecisionBasis)
    # Why they could not decide this, this time: of one decision, never of a person (P16).
    why_words = models.TextField(blank=True)
    what_they_showed = models.TextField(blank=True)
    who_was_asked = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True, blank=True)
    by_login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField()

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
        ]


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


class SafeguardingConcern(models.Model):
    """ "I am worried about someone": to the area's safeguarding lead and deputy only (M140)."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    words = models.TextField()
    about_page = models.CharField(max_length=200, blank=True)
    contact_words = models.CharField(max_length=200, blank=True)
    by_login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="read_concerns"
    )
    escalated_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
