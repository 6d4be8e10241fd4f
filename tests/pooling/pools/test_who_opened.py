"""Who opened a shared cost is a column: it says so, and gives nobody any power (P36, P40)."""

import pytest
from django.db.models import SET_NULL

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.models.logins import Role
from community.people.models.safeguarding import SafeguardingConcern
from pooling.pools.actions.ending import cancel_pool
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.terms import SaysNoReason
from pooling.pools.states import CallOffReason, PoolState
from tests.factories.pools import call_off, make_people, make_pool, say_yes
from tests.factories.supply import NOW, area, make_connector, make_login


@pytest.fixture
def forming(db):
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500)
    return people, pool


def cancel(pool, by, **words):
    reason = words.pop("reason", CallOffReason.NOT_SAFE)
    return cancel_pool(pool_id=pool.pk, typed="0", reason=reason, by=by, now=NOW, **words)


@pytest.mark.holds("fault:D3", "P36", "P40")
def test_nobody_of_the_group_calls_it_off_alone_whoever_opened_it(forming):
    people, pool = forming
    assert pool.opened_for.person == people[0].person

    for by in (*people, make_login("stranger")):
        with pytest.raises(NotFound):
            cancel(pool, by, why_words="I say so.")

    column = Pool._meta.get_field("opened_for")
    assert (column.null, column.remote_field.on_delete) == (True, SET_NULL)


@pytest.mark.holds("P40")
def test_a_connector_says_why_in_full_to_the_lead_and_in_short_to_all(forming):
    people, pool = forming
    connie = make_connector("connie", pool.area)

    with pytest.raises(SaysNoReason):
        cancel(pool, connie, why_words=" ")
    cancel(pool, connie, why_words="Somebody reported the driver.")

    pool.refresh_from_db()
    assert pool.state == PoolState.CANCELLED
    told = Message.objects.get(kind="cancelled", person_id=people[0].person_id).text
    assert "A connector called this off: it would not be safe." in told
    everything = " ".join(Message.objects.values_list("text", flat=True))
    assert "driver" not in everything
    assert "reported the driver" in SafeguardingConcern.objects.get().words


@pytest.mark.holds("P40")
def test_neither_a_connector_of_elsewhere_nor_one_who_is_in_it_calls_it_off(forming):
    people, pool = forming
    Role.objects.create(login=people[0].login, kind="connector", area=area(), started_at=NOW)

    with pytest.raises(NotFound):
        cancel(pool, people[0], why_words="An emergency.")


@pytest.mark.holds("P40")
def test_the_provider_calls_it_off_and_all_hear_by_whom(forming):
    people, pool = forming

    call_off(pool, now=NOW)

    told = Message.objects.get(kind="cancelled", person_id=people[0].person_id).text
    assert "The provider called this off: the provider cannot go on." in told
