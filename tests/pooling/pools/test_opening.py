from community.messaging.models import Message
from tests.factories.pools import make_people, make_pool


def test_everybody_in_the_group_is_told_once_that_a_shared_cost_is_open(db):
    people = make_people(4)
    pool = make_pool(people)

    told = Message.objects.filter(kind="pool_opened")
    assert {message.person_id for message in told} == {each.person_id for each in people}
    assert {message.link for message in told} == {f"/pools/{pool.pk}/"}
    assert len(told) == 4
