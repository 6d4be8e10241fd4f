"""Compares an answer with the library's own classes: which fields it has, which may be null."""

import builtins
import sys
import types
import typing
from functools import cache

import stripe
import stripe.checkout

CLASSES = {
    "account": stripe.Account,
    "account_link": stripe.AccountLink,
    "balance": stripe.Balance,
    "balance_transaction": stripe.BalanceTransaction,
    "bank_account": stripe.BankAccount,
    "charge": stripe.Charge,
    "checkout.session": stripe.checkout.Session,
    "customer": stripe.Customer,
    "event": stripe.Event,
    "payment_intent": stripe.PaymentIntent,
    "payment_method": stripe.PaymentMethod,
    "payout": stripe.Payout,
    "refund": stripe.Refund,
    "setup_intent": stripe.SetupIntent,
    "transfer": stripe.Transfer,
    "transfer_reversal": stripe.TransferReversal,
}


class _Names(dict):
    """A module's names, and those that it imports for type checkers only."""

    def __missing__(self, name):
        return getattr(stripe, name, typing.Any)


@cache
def fields_of(kind: type) -> dict[str, object]:
    own = {name: hint for name, hint in kind.__annotations__.items() if name != "OBJECT_NAME"}
    holder = types.SimpleNamespace(__annotations__=own)
    names = _Names(vars(builtins) | vars(sys.modules[kind.__module__]))
    return typing.get_type_hints(holder, {}, names)


def faults(answer: dict, kind: type | None = None, path: str = "") -> list[str]:
    """Where an answer has a field the library does not know, or a null it does not expect."""
    known = fields_of(kind or CLASSES[answer["object"]])
    problems = []
    for name, value in answer.items():
        here = f"{path}.{name}" if path else name
        if name not in known:
            problems.append(f"{here}: not a field")
        else:
            problems += _faults_of_value(value, known[name], here)
    return problems


def _faults_of_value(value, hint, path: str) -> list[str]:
    options = typing.get_args(hint) if _is_union(hint) else (hint,)
    if value is None:
        return [] if type(None) in options else [f"{path}: may not be null"]
    if isinstance(value, list):
        (inner,) = next(typing.get_args(o) for o in options if typing.get_origin(o) is list)
        return [f for i, v in enumerate(value) for f in _faults_of_value(v, inner, f"{path}[{i}]")]
    if not isinstance(value, dict):
        return []
    if value.get("object") == "list":
        return [f for i, v in enumerate(value["data"]) for f in faults(v, None, f"{path}[{i}]")]
    if isinstance(value.get("object"), str) and value["object"] in CLASSES:
        return faults(value, None, path)
    for option in options:
        if isinstance(option, type) and issubclass(option, stripe.StripeObject):
            return faults(value, option, path) if option.__annotations__ else []
    return []


def _is_union(hint) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)
