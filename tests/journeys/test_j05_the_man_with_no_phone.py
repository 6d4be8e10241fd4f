"""J5: a man with no phone. His yes comes on paper at the third visit; nothing is sent to him."""

from datetime import timedelta

import pytest

from community.common.codes import format_code
from community.messaging.models import Message
from community.messaging.states import MessageState
from community.people.models.logins import Login, Role
from community.people.models.persons import Person
from community.people.states import RoleKind
from groups.actions.invites import make_invite
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.pledges import Pledge
from tests.factories.pools import CLOSES_ON, make_chosen_offer, make_people
from tests.factories.supply import NOW, area, make_login

from .steps import comes_on_paper, yes_on_paper
from .story import step

pytestmark = pytest.mark.process
HIM = "the man with no phone"


@pytest.fixture
def card(town) -> str:
    where = area()
    worker = make_login("worker")
    Role.objects.create(login=worker.login, kind=RoleKind.WORKER, area=where, started_at=NOW)
    people = make_people(3)
    offer = make_chosen_offer(people)
    open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    invite = make_invite(group_id=offer.brief.group_id, is_card=True, by=people[0], now=NOW)
    return format_code(invite.code)


def test_his_yes_comes_on_paper_and_nothing_is_ever_sent_to_him(town, somebody, card):
    worker = somebody("worker")
    worker.signs_in()

    sheet = comes_on_paper(worker, card, HIM, told="me, on my visits only")
    town.is_now(NOW + timedelta(days=7))
    at_the_second_visit_there_is_nothing_to_enter(worker)
    town.is_now(NOW + timedelta(days=14))
    yes_on_paper(worker, sheet, "16")

    town.is_now(NOW + timedelta(days=29))
    what_happened_is_read_to_him(worker)
    nobody_wrote_to_him()


@step
def at_the_second_visit_there_is_nothing_to_enter(worker):
    worker.goes_to("/visits/")
    worker.does_not_read("we did not hear", "reminder")


@step
def what_happened_is_read_to_him(worker):
    """The office had not answered, so the date moved: a line on the sheet; his place is held."""
    worker.goes_to("/home/")
    worker.presses("For your next visits")
    worker.reads(HIM)
    worker.presses("I have told them all of this")
    worker.reads("Nothing to say just now")


@step
def nobody_wrote_to_him():
    him = Person.objects.get(preferred_name=HIM)
    told = Message.objects.filter(person_id=him.pk)
    # What she entered from his own paper is for somebody else to tell him: nobody confirms word
    # of their own deed.
    by_others = told.filter(not_told_by_login_id=None)
    assert {message.state for message in by_others} == {MessageState.TOLD}
    assert {message.state for message in told} <= {MessageState.TOLD, MessageState.FOR_NEXT_VISIT}
    assert (him.login, Login.objects.filter(name=HIM).count()) == (None, 0)
    assert Pledge.objects.get(person=him).on_paper
