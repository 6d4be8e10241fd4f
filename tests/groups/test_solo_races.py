"""Pressed by eight at once, with a lock and without."""

import pytest

from community.people.models.persons import Person
from groups.models.briefs import Brief
from pooling.pools.actions.solo import go_on_alone
from pooling.pools.models.pledges import Pool
from tests.factories.at_once import at_once
from tests.factories.solo import ask, make_costly_listing, offer_to_one
from tests.factories.supply import NOW, make_someone


@pytest.mark.parametrize("has_lock", [True, False])
def test_eight_presses_ask_once(committed_db, monkeypatch, has_lock):
    listing, rose = make_costly_listing(), make_someone("rose")
    if not has_lock:
        monkeypatch.setattr(
            Person.objects.all().__class__, "select_for_update", lambda rows, **_how: rows
        )

    briefs = at_once(*[lambda: ask(listing, rose)] * 8)

    assert (len({brief.pk for brief in briefs}) == 1) is has_lock
    assert (Brief.objects.count() == 1) is has_lock


def test_eight_presses_go_on_once(committed_db):
    rose = make_someone("rose")
    offer = offer_to_one(ask(make_costly_listing(), rose))

    pools = at_once(*[lambda: go_on_alone(offer_id=offer.pk, by=rose, now=NOW)] * 8)

    assert len({pool.pk for pool in pools}) == 1
    assert Pool.objects.count() == 1
