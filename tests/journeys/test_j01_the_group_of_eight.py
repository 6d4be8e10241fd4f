"""J1: eight people whose service closed. No money for weeks; when some of it ends, they stay."""

import pytest

from groups.actions.invites import make_invite
from groups.actions.membership import join_by_code
from groups.models.members import Group
from pooling.pools.actions.opening import open_pool
from tests.factories.places import make_postcode
from tests.factories.pools import (
    CLOSES_ON,
    make_chosen_offer,
    make_people,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, area

from .steps import goes_to_the_shared_cost
from .story import step

pytestmark = pytest.mark.process


def test_a_group_needs_no_money_and_keeps_whoever_loses_theirs(town, somebody):
    area()
    make_postcode()
    founder = somebody("founder")
    the_founder_starts_it_for_company_alone(founder)
    people, pool = seven_come_and_all_say_yes_to_the_fourth_week(town)

    leaver = somebody("member-2")
    their_money_has_changed_and_they_owe_nothing(leaver)
    the_others_read_no_name_and_no_reason(somebody("member-3"), pool)
    nobody_is_asked_to_come_back(leaver, town)


@step
def the_founder_starts_it_for_company_alone(founder):
    founder.is_new()
    founder.presses("Start one")
    founder.types("What shall we call the group?", "Tuesday people")
    founder.types("Where?", "ZZ1")
    founder.types("How often?", "Once a week")
    founder.ticks("Company: being with people is enough")
    founder.types("What shall the others in the group call you?", "founder")
    founder.ticks("I agree to this")
    founder.presses("Start the group")
    founder.reads("You need not ask anybody for anything: meeting is enough.")
    founder.does_not_read("£", "budget", "payment")


@step
def seven_come_and_all_say_yes_to_the_fourth_week(town):
    """Weeks one to three are free; for the fourth, a room whose price they share."""
    group = Group.objects.get()
    first = _founder_of(group)
    people = make_people(7)
    invite = make_invite(group_id=group.pk, is_card=False, by=first, now=NOW)
    for person in people:
        join_by_code(
            code=invite.code, known_as=person.person.preferred_name, agrees=True, by=person, now=NOW
        )
    offer = make_chosen_offer(people, group=group)
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    office_agrees([say_yes(pool, person, 1000) for person in people])
    town.work()
    return people, pool


def _founder_of(group):
    from community.people.acting import Acting

    person = group.members.get().person
    return Acting(login=person.login, person=person)


@step
def their_money_has_changed_and_they_owe_nothing(leaver):
    leaver.signs_in()
    leaver.presses("My money")
    leaver.presses("My money has changed")
    leaver.presses("It has ended")
    leaver.reads("You stay in the group. You owe nothing.")
    leaver.goes_to("/groups/")
    leaver.reads("Tuesday people")


@step
def the_others_read_no_name_and_no_reason(other, pool):
    other.signs_in()
    goes_to_the_shared_cost(other)
    other.does_not_read("member-2", "ended", "council keeps")
    other.presses("Tuesday people")
    other.reads("member-2")  # still one of them


@step
def nobody_is_asked_to_come_back(leaver, town):
    town.work()
    leaver.goes_to("/home/messages/")
    leaver.does_not_read("inactive", "come back", "miss you")
