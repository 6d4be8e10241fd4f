"""Who acts for whom."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from community.people.models.how_put import HowPutFields
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.states import (
    AuthorityBasis,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
)
from community.places.models.areas import Area


class Representation(HowPutFields):
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
