"""Logins and their roles."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from community.common.intake import take_in_address
from community.people.states import (
    RoleKind,
)
from community.places.models.areas import Area


class LoginManager(BaseUserManager["Login"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Login":
        login = self.model(email=take_in_address(email), **fields)
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
    # While another address to sign in with waits: look only, by whichever address (P48).
    looks_only_since = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = LoginManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="login_email_lower"),
        ]

    def __str__(self) -> str:
        return self.name


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
