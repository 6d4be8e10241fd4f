"""What shows that money moved, in the words of a statement: never the number of a row of ours."""

from collections.abc import Collection
from functools import partial

from django.utils.translation import gettext as _

from pooling.payments.queries.subjects import payment_texts, transfer_texts


def evidence_texts(abouts: Collection[str]) -> dict[str, str]:
    """{"payment:4": "the card payment, Visa that ends in 4242"}, for what the ledger says that a
    movement is about. Two statements at most."""
    texts = {
        about: PLAIN_EVIDENCE[name]()
        for about in abouts
        if (name := _kind_of(about)) in PLAIN_EVIDENCE
    }
    for name, find, words in (
        ("payment", payment_texts, _("the card payment, %(which)s")),
        ("transfer", transfer_texts, _("the bank transfer with the reference %(which)s")),
    ):
        ids = [about.partition(":")[2] for about in texts if about.startswith(f"{name}:")]
        found = find(ids) if ids else {}
        texts |= {f"{name}:{pk}": words % {"which": which} for pk, which in found.items() if which}
    return texts


def _kind_of(about: str) -> str:
    return about.partition(":")[0]


PLAIN_EVIDENCE = {
    "payment": partial(_, "the card payment"),
    "transfer": partial(_, "the bank transfer"),
    "line": partial(_, "what the office agreed to"),
    "session": partial(_, "what was written down of the session"),
}
