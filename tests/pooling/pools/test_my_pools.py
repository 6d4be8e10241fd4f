"""The shared costs of one person, and what the week before says to everybody."""

from datetime import timedelta

import pytest

from community.messaging.models import Message
from pooling.payments.states.charges import Rail
from pooling.pools.actions.closing import give_notice
from pooling.pools.actions.ending import lapse
from pooling.pools.actions.pledges import pledge
from pooling.pools.queries.money import transfers_to_send
from pooling.pools.queries.pledge_details import pledge_of_person
from pooling.pools.queries.pool_lists import pools_of_person
from pooling.pools.states import SourceKind
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_group,
    make_officer,
    make_people,
    make_pool,
    make_request,
    make_source,
    say_yes,
)
from tests.factories.supply import NOW, make_login


def test_what_has_ended_stands_last(db):
    people = make_people(4)
    pools = [
        make_pool(
            people, voice=make_login(f"hall-{number}"), group=make_group(people, f"G{number}")
        )
        for number in range(3)
    ]
    lapse(pools[0], now=NOW + timedelta(days=1))
    listed = pools_of_person(people[0].person_id)
    assert [pool.pk for pool in listed] == [pools[1].pk, pools[2].pk, pools[0].pk]


@pytest.mark.parametrize("count", [1, 3])
def test_notice_to_three_costs_as_many_statements_as_to_one(db, count, django_assert_num_queries):
    people = make_people(4)
    pool = make_pool(people)
    for person in people[:count]:
        say_yes(pool, person, 1500)
    with django_assert_num_queries(4):
        give_notice(pool, NOW)
    assert Message.objects.filter(kind="payment_coming", is_notice=True).count() == count


@pytest.mark.parametrize("count", [1, 3])
def test_bank_transfers_to_send_take_as_many_statements_for_three_as_for_one(
    db, count, django_assert_num_queries
):
    people = make_people(4)
    own = {person: make_source(person, SourceKind.OWN, Rail.TRANSFER) for person in people}
    for number in range(count):
        pool = make_pool(
            people, voice=make_login(f"hall-{number}"), group=make_group(people, f"G{number}")
        )
        for person in people:
            say_yes(pool, person, 1500, own[person])
        look(pool, AFTER_CLOSE)
    with django_assert_num_queries(2):
        assert len(transfers_to_send(people[0].person_id)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_ones_own_parts_take_as_many_statements_for_three_as_for_one(
    db, count, django_assert_num_queries
):
    people = make_people(4)
    pool = make_pool(people)
    make_officer()
    sources = [make_source(people[0]) for _number in range(count)]
    pledge(
        pool_id=pool.pk,
        request=make_request(*((source, 500) for source in sources)),
        by=people[0],
        now=NOW,
    )
    with django_assert_num_queries(7):
        own = pledge_of_person(pool, people[0].person_id)
    assert [part.status_text for part in own.parts] == [
        "Waiting for the office that looks after this money. Your place is held."
    ] * count
