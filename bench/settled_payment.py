"""The SQL statements of a card payment that settles, and of the job it wakes, with few and with
many shared costs open: the same, as only its own is looked at."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from bench.copies import copies_of
from bench.scratch import as_owner
from bench.statements import statements_of
from bench.timing import Count
from community.common import clock
from pooling.payments.models.cards import CardPayment
from pooling.payments.sync.payments import sync_payment
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PoolState
from pooling.pools.tasks import advance_pool
from tests.factories.cards import open_account, use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    make_card,
    make_group,
    make_people,
    make_pool,
    say_yes,
    tell_of_payment,
)
from tests.factories.supply import NOW, make_login

FEW, MANY = 10, 1_000


def measure() -> Iterator[Count]:
    _set_clock(NOW)
    with pytest.MonkeyPatch.context() as monkeypatch:
        collecting, example = _fill(monkeypatch)
        first, second, *_others = CardPayment.objects.order_by("pk")
        _open_pools(example, FEW)
        few = len(statements_of(partial(_settle, first, collecting)))
        _forget_jobs()
        _open_pools(example, MANY)
        many = len(statements_of(partial(_settle, second, collecting)))
    yield Count(f"a settled payment, {FEW} open shared costs: SQL statements", few, few)
    yield Count(f"a settled payment, {MANY} open shared costs: SQL statements", many, few)


def _settle(payment: CardPayment, pool: Pool) -> None:
    sync_payment(payment.pk, now=clock.now())
    advance_pool(pool_id=pool.pk)


def _fill(monkeypatch: pytest.MonkeyPatch) -> tuple[Pool, Pool]:
    """One whose cards are just being held, and an open one to make many like it."""
    core = use_standin(monkeypatch)
    people, voice = make_people(4, "payer"), make_login("paid-museum")
    collecting = make_pool(people, voice=voice, group=make_group(people, "Payers"))
    open_account(core, collecting.provider, voice)
    for person in people:
        say_yes(collecting, person, 1500, make_card(core, person))
    others = make_people(4, "other")
    example = make_pool(others, voice=make_login("other-hall"), group=make_group(others, "Others"))
    _set_clock(AFTER_CLOSE)
    tell_of_payment(collecting, AFTER_CLOSE)
    advance_open_pool(pool_id=collecting.pk, now=AFTER_CLOSE)
    return collecting, example


def _open_pools(example: Pool, number: int) -> None:
    """As many open ones in all as that, each of its own group and offer."""
    missing = number - Pool.objects.filter(state=PoolState.OPEN).count()
    groups = copies_of(example.group, missing, lambda n: {})
    briefs = copies_of(example.offer.brief, missing, lambda n: {"group": groups[n]})
    offers = copies_of(example.offer, missing, lambda n: {"brief": briefs[n]})
    with transaction.atomic():  # a pool and the version of its terms that it names
        pools = copies_of(example, missing, lambda n: {"group": groups[n], "offer": offers[n]})
        copies_of(example.versions.get(), missing, lambda n: {"pool": pools[n]})
    for instalment in example.instalments.all():
        copies_of(instalment, missing, lambda n: {"pool": pools[n]})
    as_owner("VACUUM ANALYZE")


def _set_clock(moment: datetime) -> None:
    clock.set_offset(timedelta())
    clock.set_offset(moment - clock.now())


def _forget_jobs() -> None:
    """As where the worker has done them: none is queued already."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
