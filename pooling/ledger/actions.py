"""The only writers of the ledger: each calls one SQL function, which does it whole or refuses.

They take no `by` and no `now`. Who did it is in the audit line of the deed that calls them, whose
transaction they join; when is the database's own clock. All are idempotent: the same key with
the same figures gives the same transfer's id again; with other figures it is refused.
"""

from django.db import DatabaseError, connection, transaction

from pooling.ledger.rules import refusal_for
from pooling.ledger.states import AccountKind, TransferReason


def open_account(*, code: str, kind: AccountKind, pool_ref: int | None = None) -> int:
    """The account's id. Nothing happens when it is there; a part says which pool it is in."""
    return _call("ledger_open_account", code, str(kind), pool_ref)


def create_collection(*, code: str, pool_ref: int, target_pence: int) -> int:
    """One attempt at collecting for an instalment. Held money may now be reserved for it."""
    return _call("ledger_create_collection", code, pool_ref, target_pence)


def open_for_posting(*, code: str) -> int:
    """Let what is held be posted. Refused while what is in and held is below the target."""
    return _call("ledger_open_for_posting", code)


def close_collection(*, code: str) -> int:
    """No more comes in. What is still held can only be voided; what is in can be given back."""
    return _call("ledger_close_collection", code)


def transfer(
    *,
    key: str,
    source: str,
    target: str,
    pence: int,
    reason: TransferReason,
    about: str,
    session_ref: int | None = None,
    collection: str | None = None,
) -> int:
    """Move money at once, between two accounts given by code. `session_ref`: the delivered session
    that it is for, where it is for one."""
    return _call(
        "ledger_transfer", key, source, target, pence, reason, about, session_ref, collection
    )


def reserve(
    *,
    key: str,
    source: str,
    target: str,
    pence: int,
    reason: TransferReason,
    about: str,
    session_ref: int | None = None,
    collection: str | None = None,
) -> int:
    """Promise money: it can be posted or voided later, once. Into a part, for a collection."""
    return _call(
        "ledger_reserve", key, source, target, pence, reason, about, session_ref, collection
    )


def post(*, key: str, pending: str, pence: int) -> int:
    """Move what was reserved under the key `pending`, or less of it; the rest is let go."""
    return _call("ledger_post", key, pending, pence)


def void(*, key: str, pending: str) -> int:
    """Undo what was reserved under the key `pending`."""
    return _call("ledger_void", key, pending)


def _call(function: str, *arguments: str | int | None) -> int:
    """In a savepoint, so that a refusal leaves the caller's transaction fit for use."""
    places = ", ".join(["%s"] * len(arguments))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}({places})", arguments)
            return cursor.fetchone()[0]
    except DatabaseError as error:
        cause = error.__cause__
        refusal = refusal_for(
            getattr(cause, "sqlstate", None),
            getattr(getattr(cause, "diag", None), "message_detail", None),
        )
        if refusal is None:
            raise
        raise refusal from error
