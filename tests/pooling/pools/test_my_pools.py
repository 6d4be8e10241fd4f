"""The shared costs of one person, and what the week before says to everybody."""

from datetime import timedelta

import pytest

from community.messaging.models import Message
from pooling.pools.actions.closing import _give_notice
from pooling.pools.actions.ending import lapse
from pooling.pools.queries.pool_details import pools_of_person
from tests.factories.pools import make_group, make_people, make_pool, say_yes
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
    with django_assert_num_queries(3):
        _give_notice(pool, NOW)
    assert Message.objects.filter(kind="payment_coming", is_notice=True).count() == count
