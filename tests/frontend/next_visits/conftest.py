"""Ann is told things in person, by her worker and whoever stands in."""

import pytest

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.states import Channel
from tests.factories.supply import NOW, make_login, make_someone
from tests.frontend.visiting import on_the_day  # noqa: F401


@pytest.fixture
def worker():
    return make_login("worker")


@pytest.fixture
def deputy():
    return make_login("deputy")


@pytest.fixture
def ann(worker, deputy):
    ann = make_someone("ann")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        deputy_login_id=deputy.login_id,
        by=worker,
        now=NOW,
    )
    return ann
