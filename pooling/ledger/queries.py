"""What the ledger says. Balances kept and balances added up from rows agree, or a fault is told."""

import collections.abc
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from pooling.ledger.models import MOVING_KINDS, Account, Collection, Transfer
from pooling.ledger.states import AccountKind


@dataclass(frozen=True)
class AccountEntry:
    """One movement as one account sees it: `pence` is above nought when money came in."""

    at: datetime
    code: str
    pence: int
    reason: str
    about: str
    other_code: str
    session_ref: int | None  # the delivered session it is for, where it is for one


@dataclass(frozen=True)
class CollectionProgress:
    """How far a collection has come. `covered_pence` is in and held; `posted_pence` is in."""

    target_pence: int
    covered_pence: int
    posted_pence: int
    is_open: bool

    @property
    def is_in(self) -> bool:
        return self.posted_pence >= self.target_pence


@dataclass(frozen=True)
class LedgerFault:
    rule: str
    thing: str
    words: str


def available_pence(code: str) -> int:
    """Pence that can still be promised: posted in, less all posted or pending out."""
    account = Account.objects.get(code=code, floor_zero=True)
    return account.posted_pence - account.reserved_out_pence


def balance(code: str) -> int:
    """Pence an account holds. One with no floor goes below nought by what came in through it."""
    account = Account.objects.get(code=code)
    return account.posted_pence if account.floor_zero else balances([code])[code]


def balances(
    codes: collections.abc.Collection[str], before: datetime | None = None
) -> dict[str, int]:
    """{code: pence}, added up from the rows written before a moment, or from all there are."""
    moved = Transfer.objects.filter(kind__in=MOVING_KINDS)
    if before is not None:
        moved = moved.filter(at__lt=before)
    pence_of = dict.fromkeys(codes, 0)
    for code, pence in _sums(moved, "target__code", codes):
        pence_of[code] += pence
    for code, pence in _sums(moved, "source__code", codes):
        pence_of[code] -= pence
    return pence_of


def _sums(
    moved: QuerySet[Transfer], column: str, codes: collections.abc.Collection[str]
) -> Iterable[tuple[str, int]]:
    return (
        moved.filter(**{f"{column}__in": codes})
        .values_list(column)
        .annotate(pence=Sum("pence"))
        .values_list(column, "pence")
    )


def pool_balance(pool_ref: int) -> int:
    """Pence that a pool's parts hold: all that came in, less what was given back or released."""
    parts = Account.objects.filter(kind=AccountKind.PART, pool_ref=pool_ref)
    return parts.aggregate(total=Sum("posted_pence", default=0))["total"]


def collection_progress(code: str) -> CollectionProgress:
    """How far a collection has come."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.target_pence,
                   ledger_covered(c.id, ledger_last_in(c.id)),
                   coalesce(sum(CASE r.kind WHEN 'part' THEN t.pence
                                            WHEN 'outside' THEN -t.pence END), 0)::bigint,
                   c.opened_at IS NOT NULL AND c.closed_at IS NULL
            FROM ledger_collection c
            LEFT JOIN ledger_transfer t ON t.collection_id = c.id AND t.kind IN ('direct', 'post')
            LEFT JOIN ledger_account r ON r.id = t.target_id
            WHERE c.code = %s
            GROUP BY c.id
            """,
            [code],
        )
        row = cursor.fetchone()
    if row is None:
        raise Collection.DoesNotExist(code)
    return CollectionProgress(*row)


def account_entries(
    codes: collections.abc.Collection[str], start: datetime, end: datetime
) -> list[AccountEntry]:
    """Every movement of these accounts from `start` until before `end`, oldest first.

    One between two of them is two lines, so that each account's lines add up by themselves.
    """
    moved = (
        Transfer.objects.filter(kind__in=MOVING_KINDS, at__gte=start, at__lt=end)
        .filter(Q(source__code__in=codes) | Q(target__code__in=codes))
        .select_related("source", "target")
        .order_by("pk")
    )
    own_codes = frozenset(codes)
    return [
        AccountEntry(
            row.at, ours.code, sign * row.pence, row.reason, row.about, other.code, row.session_ref
        )
        for row in moved
        for ours, other, sign in ((row.source, row.target, -1), (row.target, row.source, 1))
        if ours.code in own_codes
    ]


def ledger_faults() -> list[LedgerFault]:
    """All that does not add up. There is nothing, or somebody must look at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rule, thing, words FROM ledger_faults ORDER BY rule, thing")
        return [LedgerFault(*row) for row in cursor.fetchall()]
