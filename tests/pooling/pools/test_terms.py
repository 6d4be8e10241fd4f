"""Terms: frozen, the same after any number of trips through JSON, and named by their digest."""

import json
from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooling.pools.models.pledges import Pool
from pooling.pools.terms import Terms
from tests.factories.pools import make_people, make_pool

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
moments = st.datetimes(
    datetime(2026, 1, 1),
    datetime(2030, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=1))]),
)
numbers = st.integers(0, 10_000)


@st.composite
def terms(draw) -> Terms:
    smallest = draw(st.integers(1, 12))
    sizes = draw(st.sets(st.integers(1, 120), min_size=1, max_size=12)) | {smallest}
    return Terms(
        summary=draw(texts),
        prices={size: draw(st.integers(1, 100_000)) for size in sizes},
        smallest=smallest,
        largest=max(sizes),
        starts=tuple(draw(st.lists(moments, min_size=1, max_size=6))),
        minutes=draw(numbers),
        place=draw(texts),
        who_comes=draw(texts),
        same_person=draw(st.sampled_from(["yes", "no", "not_known"])),
        missed=draw(texts),
        missed_notice_hours=draw(numbers),
        time_off_minutes=draw(numbers),
        carer_tasks=draw(texts),
        sharing="same_share_for_everyone",
        sessions_at_once=draw(st.integers(1, 8)),
        gap_days=draw(st.integers(0, 30)),
        fee_payer="operator",
        requirements_met=tuple(draw(st.lists(texts, max_size=4))),
        is_hands_on=draw(st.booleans()),
        hourly_pay_pence=draw(st.none() | numbers),
        travel_paid=draw(st.sampled_from(["yes", "no", "not_known"])),
        care_basis=draw(texts),
        care_where=draw(texts),
        cqc_id=draw(texts),
        languages=draw(texts),
        try_once=draw(texts),
        try_first=draw(st.sampled_from(["yes", "no", "not_known"])),
        hospital=draw(texts),
        complain=draw(texts),
        getting_there=draw(texts),
        missed_rule=draw(st.sampled_from(["free", "half", "paid", "as_written"])),
        provider_name=draw(texts),
        provider_address=draw(texts),
        change_of_mind=draw(st.sampled_from(["fourteen_days", "fixed_day"])),
    )


@given(terms())
def test_any_terms_come_back_out_of_json_as_they_went_in(frozen):
    back = Terms.from_json(json.loads(json.dumps(frozen.to_json())))
    assert back == frozen
    assert back.digest == frozen.digest
    assert back.to_json() == frozen.to_json()
    assert all(isinstance(size, int) for size in back.prices)


@given(terms(), st.data())
def test_any_other_price_is_another_digest(frozen, data):
    size = data.draw(st.sampled_from(sorted(frozen.prices)))
    dearer = frozen.with_prices({**frozen.prices, size: frozen.prices[size] + 1})
    assert dearer.digest != frozen.digest
    assert replace(dearer, prices=frozen.prices) == frozen


@given(terms())
def test_a_price_for_one_alone_is_for_one_alone(frozen):
    assert min(frozen.group_prices) == frozen.smallest
    assert frozen.share_for(frozen.smallest - 1) is None
    share = frozen.share_for(frozen.smallest)
    assert 0 <= share * frozen.smallest - frozen.prices[frozen.smallest] < frozen.smallest


def test_nothing_of_them_can_be_changed(db):
    frozen = make_pool(make_people(4)).terms
    with pytest.raises(FrozenInstanceError):
        frozen.summary = "something else"
    with pytest.raises(TypeError):
        frozen.prices[4] = 1


def test_the_database_gives_back_terms_and_keeps_todays_keys(db):
    pool = make_pool(make_people(4))
    stored = Pool.objects.get(pk=pool.pk)
    assert (stored.terms, stored.terms_digest) == (pool.terms, pool.terms.digest)
    assert pool.versions.get().terms == pool.terms
    assert set(stored.terms.to_json()) == {field.name for field in fields(Terms)}
    assert (
        Pool.objects.filter(terms__prices__has_key="4")
        .values_list("terms__summary", flat=True)
        .get()
        == pool.terms.summary
    )
