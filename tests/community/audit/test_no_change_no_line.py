"""What changed nothing has no line in the audit, however often it is pressed."""

from collections.abc import Callable

import pytest

from community.audit.models import AuditEntry
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.adjustments import set_adjustments
from community.people.actions.persons import set_home_area
from groups.actions.briefs import edit_brief
from groups.actions.decisions import cast_ballot
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.sources import change_source
from providers.actions.listings import save_listing
from tests.factories import pools
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    make_brief,
    make_group_of,
    make_offers,
    start_choosing,
)
from tests.factories.places import HOME, make_postcode
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_listing, make_login, make_someone

pytestmark = pytest.mark.django_db
type Press = Callable[[], object]


def adjustments() -> Press:
    alice = make_someone("alice")
    return lambda: set_adjustments(adjustments=["quiet"], by=alice, now=NOW)


def home_area() -> Press:
    alice = make_someone("alice")
    make_postcode(HOME)
    return lambda: set_home_area(postcode=HOME, by=alice, now=NOW)


def contact_plan() -> Press:
    alice = make_someone("alice")
    return lambda: set_contact_plan(
        person_id=alice.person.pk, channel=Channel.EMAIL, address="a@example.org", by=alice, now=NOW
    )


def brief() -> Press:
    group, [alice, _ben] = make_group_of("alice", "ben")
    row = make_brief(group, alice)
    return lambda: edit_brief(brief_id=row.pk, fields={"what": "A walk"}, by=alice, now=NOW)


def ballot() -> Press:
    group, [alice, _ben] = make_group_of("alice", "ben")
    wanted = ask(group, alice)
    [offer] = make_offers(wanted, "museum")
    decision = start_choosing(wanted, alice)
    return lambda: cast_ballot(
        decision_id=decision.pk, offer_ids=[offer.pk], by=alice, now=AFTER_ANSWERS
    )


def source() -> Press:
    alice = make_someone("alice")
    row = pools.make_source(alice)
    return lambda: change_source(
        source_id=row.pk, amount_pence=9000, keep_aside_pence=100, by=alice, now=NOW
    )


def listing() -> Press:
    by = make_login("museum")
    row = make_listing(by)
    return lambda: save_listing(listing_id=row.pk, title="Museum noon", by=by, now=NOW)


def saying_yes(by: Callable[[Acting], Acting] = lambda member: member) -> Press:
    people = pools.make_people(4)
    pool = pools.make_pool(people)
    request = pools.make_request((pools.make_source(people[0]), 1500))
    return lambda: pledge(pool_id=pool.pk, request=request, by=by(people[0]), now=NOW)


@pytest.mark.holds("fault:A15")
@pytest.mark.parametrize(
    "build", [adjustments, home_area, contact_plan, brief, ballot, source, listing, saying_yes]
)
def test_pressed_eight_times_it_is_written_once(build):
    press = build()
    press()
    before = AuditEntry.objects.count()

    for _time in range(7):
        press()

    assert AuditEntry.objects.count() == before


@pytest.mark.holds("fault:A15")
def test_the_same_yes_by_other_hands_or_to_another_sum_has_its_line():
    people = pools.make_people(4)
    pool = pools.make_pool(people)
    money = pools.make_source(people[0])
    rita = act_for(people[0], scope=4)
    for by, pence in ((people[0], 1500), (rita, 1500), (rita, 1600), (people[0], 1600)):
        request = pools.make_request((money, pence), how_put=pools.put_to(by))
        pledge(pool_id=pool.pk, request=request, by=by, now=NOW)

    lines = AuditEntry.objects.filter(deed="pledge", for_person=people[0].person_id)
    hands = list(lines.order_by("pk").values_list("login_id", flat=True))
    assert hands == [people[0].login_id, rita.login_id, rita.login_id, people[0].login_id]
