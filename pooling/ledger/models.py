"""Accounts, and money moved between them: one row a movement, so it balances by construction.

The app's role may only read these tables. They are written by the SQL functions of
`migrations/0002_what_the_database_enforces`, which `actions.py` calls. No personal data: accounts
are codes.
"""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from community.common.money import MAX_PENCE
from pooling.ledger.states import KINDS_WITH_FLOOR, AccountKind, TransferKind

MOVING_KINDS = (TransferKind.DIRECT, TransferKind.POST)
SETTLING_KINDS = (TransferKind.POST, TransferKind.VOID)


class Account(models.Model):
    """Where money is. `posted_pence` is what it holds; `reserved_out_pence` is promised out of it.

    Both are kept only where there is a floor to hold: a stored balance for "all the cards there
    are" would be one row that every payment in the country waits for.
    """

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=AccountKind)
    pool_ref = models.BigIntegerField(null=True)  # null: not a part, so in no pool
    floor_zero = models.BooleanField()
    posted_pence = models.BigIntegerField(default=0)
    reserved_out_pence = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^(outside|part|provider|fees|disputes):[a-z0-9-]+$"),
                name="account_code_is_opaque",
            ),
            models.CheckConstraint(
                condition=Q(code__startswith=Concat(F("kind"), Value(":"))),
                name="account_code_says_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=KINDS_WITH_FLOOR, floor_zero=True)
                | ~Q(kind__in=KINDS_WITH_FLOOR) & Q(floor_zero=False),
                name="account_floor_follows_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=AccountKind.PART, pool_ref__isnull=False)
                | ~Q(kind=AccountKind.PART) & Q(pool_ref__isnull=True),
                name="account_of_a_part_has_its_pool",
            ),
            models.CheckConstraint(
                condition=Q(reserved_out_pence__gte=0, posted_pence__gte=F("reserved_out_pence"))
                & (Q(floor_zero=True) | Q(posted_pence=0, reserved_out_pence=0)),
                name="account_floor",
            ),
        ]
        indexes = [
            models.Index(
                fields=["pool_ref"], condition=Q(pool_ref__isnull=False), name="account_pool"
            ),
        ]


class Collection(models.Model):
    """What is collected for one instalment. Held money is posted only while it is open, and it
    opens only when what is in and what is held reach the target.

    `opened_past` and `closed_past` are the last transfer of it (0: none) when it opened and
    closed: they keep the order of things however the demo's clock is moved.
    """

    code = models.CharField(max_length=60, unique=True)
    pool_ref = models.BigIntegerField()
    target_pence = models.BigIntegerField()
    opened_at = models.DateTimeField(null=True)
    opened_past = models.BigIntegerField(null=True)
    opened_with_pence = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_past = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z_]*:[a-z0-9:-]+$"),
                name="collection_code_is_opaque",
            ),
            models.CheckConstraint(
                condition=Q(target_pence__gt=0, target_pence__lte=MAX_PENCE),
                name="collection_target_is_money",
            ),
            models.CheckConstraint(
                condition=Q(
                    opened_at__isnull=True, opened_past__isnull=True, opened_with_pence__isnull=True
                )
                | Q(
                    opened_at__isnull=False,
                    opened_past__isnull=False,
                    opened_with_pence__isnull=False,
                    opened_with_pence__gte=F("target_pence"),
                ),
                name="collection_opens_covered",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_past__isnull=True)
                | Q(closed_at__isnull=False, closed_past__isnull=False),
                name="collection_closes_once",
            ),
        ]


class Transfer(models.Model):
    """One movement of money, or a promise of one. Never changed: a correction is a new row.

    `key` names the event, so that it is written once; `body_hash` is of all that it says.
    `about` is what it is for, as an opaque reference: "payment:7", and `session_ref` the
    delivered session, where it is for one. A void carries the pence it voids. `at` is the
    database's `app_now()`.
    """

    key = models.CharField(max_length=120, unique=True)
    body_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=TransferKind)
    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="transfers_out")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="transfers_in")
    pence = models.BigIntegerField()
    pending = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="settled_by"
    )  # null: a direct or a pending one settles no other
    collection = models.ForeignKey(
        Collection, null=True, on_delete=models.PROTECT, related_name="transfers"
    )  # null: not money that an instalment waits for
    reason = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    session_ref = models.BigIntegerField(null=True)  # null: not for one delivered session
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence__gt=0, pence__lte=MAX_PENCE), name="transfer_is_of_money"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="transfer_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SETTLING_KINDS, pending__isnull=False)
                | Q(kind__in=[TransferKind.DIRECT, TransferKind.PENDING], pending__isnull=True),
                name="transfer_settles_a_pending_one",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[A-Za-z0-9:._-]+$")
                & Q(reason__regex=r"^[a-z][a-z0-9_]*$")
                & Q(about__regex=r"^[a-z][a-z0-9_]*:[a-z0-9:-]+$"),
                name="transfer_names_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "at"], name="transfer_out_of"),
            models.Index(fields=["target", "at"], name="transfer_into"),
        ]
