"""Who opened a shared cost is a column: it says so, and lets them call it off. The audit is not
asked."""

import pytest
from django.db.models import SET_NULL

from community.audit.models import AuditEntry
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.pool_details import may_cancel
from tests.factories.pools import make_people, make_pool


def test_of_alice_bob_and_charlie_only_alice_who_opened_it_may_call_it_off(db):
    alice, bob, charlie, dora = make_people(4)
    pool = make_pool([alice, bob, charlie, dora])
    assert pool.opened_for.person == alice.person
    assert [may_cancel(pool, by) for by in (alice, bob, charlie)] == [True, False, False]


@pytest.mark.holds("P36")
def test_once_who_opened_it_is_erased_the_column_is_empty_and_nobody_has_the_power(db):
    """The column is for "opened by" alone: no row of the audit keeps the power alive."""
    alice, bob, *others = make_people(4)
    pool = make_pool([alice, bob, *others])
    column = Pool._meta.get_field("opened_for")
    assert (column.null, column.remote_field.on_delete) == (True, SET_NULL)
    assert AuditEntry.objects.filter(deed="open_pool", for_person=alice.person_id).exists()

    Pool.objects.filter(pk=pool.pk).update(opened_for=None)  # as SET_NULL does
    pool = Pool.objects.get(pk=pool.pk)

    assert not may_cancel(pool, alice)
    assert not may_cancel(pool, bob)
