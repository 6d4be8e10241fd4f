"""A payment that has moved wakes its own shared cost, and no other; what a job missed, the sweep
finds by state."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from community.common import clock
from pooling.payments.actions.card_payments import enqueue_wake
from pooling.payments.models.cards import CardPayment
from pooling.payments.sync.payments import sync_payment
from pooling.pools import tasks
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.collecting import ADVANCE_POOL_TASK
from pooling.pools.queries.due import pools_due
from pooling.pools.states import InstalmentState, PoolState
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
from tests.frontend.visiting import set_clock


def pool_jobs() -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name=ADVANCE_POOL_TASK, status="todo")
    return sorted(args["pool_id"] for args in jobs.values_list("args", flat=True))


def forget_jobs() -> None:
    """As where a worker took them, and they are gone."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")


def pool_on_hold(core, name="Tuesday people"):
    """A shared cost whose cards the bank is asked to hold: the next step is the worker's."""
    people = make_people(4)
    voice = make_login(f"museum of {name}")
    pool = make_pool(people, voice=voice, group=make_group(people, name))
    open_account(core, pool.provider, voice)
    for person in people:
        say_yes(pool, person, 1500, make_card(core, person))
    set_clock(AFTER_CLOSE)
    tell_of_payment(pool, AFTER_CLOSE)
    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    pool.refresh_from_db()
    assert pool.state == PoolState.COLLECTING
    return pool


def settle_payments() -> None:
    for payment_id in CardPayment.objects.order_by("pk").values_list("pk", flat=True):
        sync_payment(payment_id, now=clock.now())


@pytest.fixture
def held(db, monkeypatch):
    return pool_on_hold(use_standin(monkeypatch))


def state_of(pool) -> str:
    return pool.instalments.get(number=1).state


def test_a_payment_that_moved_queues_its_own_pool_once(held, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        settle_payments()
    assert pool_jobs() == [held.pk]
    tasks.advance_pool(pool_id=held.pk)
    assert state_of(held) == InstalmentState.CAPTURING


def test_a_job_that_is_lost_is_found_by_the_sweep(held):
    settle_payments()  # and nothing after the commit: the worker died between the two
    assert pool_jobs() == []
    tasks.sweep_pools()
    assert pool_jobs() == [held.pk]
    tasks.advance_pool(pool_id=held.pk)
    assert state_of(held) == InstalmentState.CAPTURING


def test_a_job_that_came_before_the_commit_is_made_good_by_the_sweep(committed_db, monkeypatch):
    held = pool_on_hold(use_standin(monkeypatch))
    forget_jobs()
    with transaction.atomic():
        settle_payments()
        too_early = threading.Thread(target=_advance_elsewhere, args=(held.pk,))
        too_early.start()
        too_early.join()
    forget_jobs()
    assert state_of(held) == InstalmentState.COLLECTING

    tasks.sweep_pools()
    assert pool_jobs() == [held.pk]
    tasks.advance_pool(pool_id=held.pk)
    assert state_of(held) == InstalmentState.CAPTURING


def _advance_elsewhere(pool_id: int) -> None:
    try:
        tasks.advance_pool(pool_id=pool_id)
    finally:
        connection.close()
        close_old_connections()


def test_queued_already_is_fine(held):
    for _again in range(3):
        enqueue_wake(ADVANCE_POOL_TASK, held.pk)
    assert pool_jobs() == [held.pk]


def test_the_sweep_queues_only_what_is_due(db):
    """One far from its date is left alone, whatever was said about it."""
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500)
    set_clock(NOW)
    tasks.sweep_pools()
    assert pool_jobs() == []
    assert pools_due(AFTER_CLOSE) == [pool.pk]


def test_a_settled_payment_costs_the_same_however_many_shared_costs_are_open(
    held, django_capture_on_commit_callbacks
):
    payments = list(CardPayment.objects.order_by("pk"))
    counts = [_statements(payments[0].pk, django_capture_on_commit_callbacks)]
    for number in (1, 2):
        people = make_people(4, f"other-{number}")
        make_pool(
            people, voice=make_login(f"hall-{number}"), group=make_group(people, f"G{number}")
        )
    counts.append(_statements(payments[1].pk, django_capture_on_commit_callbacks))
    forget_jobs()
    counts.append(_statements(payments[2].pk, django_capture_on_commit_callbacks))
    assert counts[0] == counts[2]
    assert counts[1] <= counts[0] + 1  # its job is queued already, and it says so


def _statements(payment_id: int, capture) -> int:
    with CaptureQueriesContext(connection) as statements, capture(execute=True):
        sync_payment(payment_id, now=clock.now())
    return len(statements)


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_due_is_found_by_as_many_statements_for_three_as_for_one(
    db, count, django_assert_num_queries
):
    for number in range(count):
        people = make_people(4, f"other-{number}")
        pool = make_pool(
            people, voice=make_login(f"hall-{number}"), group=make_group(people, f"G{number}")
        )
        say_yes(pool, people[0], 1500)
    with django_assert_num_queries(DUE_STATEMENTS):
        assert len(pools_due(AFTER_CLOSE)) == count


DUE_STATEMENTS = 18  # the last three: whom to ask who can go sooner, of a question or a payment
