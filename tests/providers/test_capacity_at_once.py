"""Eight at the same moment for the last unit of a month, where commits are real (M18)."""

from threading import Barrier

import pytest

from providers.actions import capacity, capacity_months, waiting_offers
from providers.models.capacity import CapacityPeriod, CapacityUse
from tests.factories.at_once import at_once
from tests.factories.capacity import make_counted_listing
from tests.factories.supply import make_someone
from tests.factories.visits import come
from tests.waits import TEST_WAIT_SECONDS


def eight_ask() -> list[str]:
    listings = make_counted_listing(units=1)
    people = [make_someone(f"p{number}") for number in range(8)]
    answers = at_once(*[lambda each=each: come(each, listings) for each in people])
    return sorted(type(each).__name__ for each in answers)


@pytest.mark.holds("M18")
def test_of_eight_at_once_for_the_last_unit_one_has_it(committed_db):
    assert eight_ask() == ["NoUnitsLeft"] * 7 + ["VisitRequest"]
    assert CapacityUse.objects.filter(freed_at=None).count() == 1


def test_without_the_lock_of_the_month_more_than_one_has_it(committed_db, monkeypatch):
    """The control."""
    gate, check_need = Barrier(8), capacity.check_need

    def unlocked(provider_id, *, now):
        return CapacityPeriod.objects.get(provider_id=provider_id)

    def checked_together(month, need, **facts):
        check_need(month, need, **facts)
        gate.wait(TEST_WAIT_SECONDS)

    listing = make_counted_listing(units=1)
    people = [make_someone(f"p{number}") for number in range(8)]
    for module in (capacity_months, waiting_offers):
        monkeypatch.setattr(module, "lock_period", unlocked)
    monkeypatch.setattr(capacity, "check_need", checked_together)
    monkeypatch.setattr("providers.actions.visit_requests.lock_listing", _only_read)

    at_once(*[lambda each=each: come(each, listing) for each in people])

    assert CapacityUse.objects.filter(freed_at=None).count() > 1


def _only_read(listing_id):
    from providers.models.supply import Listing

    return Listing.objects.select_related("provider__area").get(pk=listing_id)
