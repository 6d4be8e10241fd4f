"""Controls that must fail: the ways of charging a card that one would write first.

Each is run by a worker that dies now and then between the charge and writing it down. If one of
the bad ways charged nobody twice here, the proofs beside this file would prove nothing.
"""

import random
import uuid

import pytest
import stripe

from standin import inprocess
from standin.core import Core

from .life import forget_keys

PEOPLE = 60
PENCE = 1000


class Killed(Exception):
    """The worker is gone; what it had not written down is gone with it."""


class Shop:
    """The processor, and the one table that a naive worker keeps."""

    def __init__(self, seed: int):
        self.core = Core(seed=seed, pause=lambda seconds: None)
        self.v1 = inprocess.client(self.core, max_network_retries=0).v1
        self.dice = random.Random(seed)
        self.keys = {person: str(uuid.uuid4()) for person in range(PEOPLE)}
        self.intents: dict[int, str] = {}
        self.paid: set[int] = set()
        self.core.faults.plan(
            operation="payment_intents.*", fault="lost_answer", times=None, chance=0.05
        )

    def may_die(self) -> None:
        if self.dice.random() < 0.1:
            raise Killed

    def create(self, person: int, key: str, **how) -> str:
        return self.v1.payment_intents.create(
            {
                "amount": PENCE,
                "currency": "gbp",
                "payment_method": "pm_card_visa",
                "allowed_payment_method_types": ["card"],
                "metadata": {"person": str(person)},
                **how,
            },
            {"idempotency_key": key},
        ).id

    def charged_twice(self) -> int:
        times = [0] * PEOPLE
        for intent in self.core.store.objects("", "payment_intent"):
            if intent["status"] == "succeeded":
                times[int(intent["metadata"]["person"])] += 1
        assert min(times) == 1
        return sum(count > 1 for count in times)


def with_a_fresh_key(shop: Shop, person: int) -> None:
    shop.create(person, key=str(uuid.uuid4()), confirm=True)
    shop.may_die()
    shop.paid.add(person)


def with_a_stored_key(shop: Shop, person: int) -> None:
    shop.create(person, key=shop.keys[person], confirm=True)
    shop.may_die()
    shop.paid.add(person)


def with_the_intent_s_id_first(shop: Shop, person: int) -> None:
    """Ours, in six lines: the id is kept before anything is asked of the bank."""
    if person not in shop.intents:
        made = shop.create(person, key=shop.keys[person])
        shop.may_die()
        shop.intents[person] = made
    status = shop.v1.payment_intents.retrieve(shop.intents[person]).status
    if status == "requires_confirmation":
        shop.v1.payment_intents.confirm(shop.intents[person])
    shop.may_die()
    shop.paid.add(person)


def run(way, *, forgets: bool, seed: int = 3) -> int:
    shop = Shop(seed)
    while len(shop.paid) < PEOPLE:
        for person in range(PEOPLE):
            if person not in shop.paid:
                try:
                    way(shop, person)
                except (Killed, stripe.APIConnectionError):
                    if forgets:
                        forget_keys(shop.core)
    return shop.charged_twice()


@pytest.mark.parametrize(
    ("way", "forgets", "somebody_is_charged_twice"),
    [
        (with_a_fresh_key, False, True),
        (with_a_stored_key, False, False),
        (with_a_stored_key, True, True),
        (with_the_intent_s_id_first, False, False),
        (with_the_intent_s_id_first, True, False),
    ],
)
def test_who_is_charged_twice(way, forgets, somebody_is_charged_twice):
    assert (run(way, forgets=forgets) > 0) is somebody_is_charged_twice
