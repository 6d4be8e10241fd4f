"""J10, as far as finding goes: the council looks after the money of her son, and nothing is found
less for it, in another order or with a word about changing that; nor with two kinds at once."""

import pytest

from community.people.states import RepresentationScope
from pooling.pools.states import SourceKind
from tests.factories.places import HOME
from tests.factories.representations import act_for
from tests.factories.supply import area, make_connector, make_someone

from .conftest import WAYS
from .steps import adds_money
from .story import step
from .things_to_find import make_things_to_find

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", WAYS[:2], indirect=True)]

# Whatever would lead from one kind of money to another.
PUSHES = ("direct payment", "set up", "set-up", "switch", "recommended", "more choice")
WISHES = ("company", "time off", "art", "")


@pytest.fixture
def son(town):
    area()
    make_connector("connie")
    make_things_to_find()
    son = make_someone("son")
    act_for(son, "carer", scope=RepresentationScope.PAY, limit_pence=10_000)
    town.work()
    return son


@pytest.mark.holds("J10")
def test_whoever_looks_after_the_money_the_same_is_found(town, somebody, son):
    stranger, carer = somebody("stranger"), somebody("carer")
    as_a_stranger = {words: what_is_found(stranger, words) for words in WISHES}

    she_acts_for_him(carer)
    the_same_is_found(carer, as_a_stranger)
    the_kinds_stand_side_by_side_and_none_is_chosen_for_her(carer)
    the_council_looks_after_it(carer)
    the_same_is_found(carer, as_a_stranger)
    what_is_found_is_as_open_to_him(carer)
    a_part_is_his_own(carer)
    the_same_is_found(carer, as_a_stranger)


def what_is_found(who, words: str) -> str:
    """Every card in its order, with all that it says."""
    who.goes_to("/find/")
    who.types("What would be good?", words)
    who.types("Where are you?", HOME)
    who.presses("Find")
    is_pushed(who)
    return who.text_in("cp-find__list")


def is_pushed(who) -> None:
    who.does_not_read(*PUSHES, *(push.capitalize() for push in PUSHES))


@step
def she_acts_for_him(carer):
    carer.signs_in()
    carer.goes_to("/acting/")
    carer.presses("son")


@step
def the_same_is_found(carer, as_a_stranger):
    for words in WISHES:
        assert what_is_found(carer, words) == as_a_stranger[words], words


@step
def the_kinds_stand_side_by_side_and_none_is_chosen_for_her(carer):
    carer.goes_to("/money/")
    carer.presses("Add")
    carer.reads(*(str(kind.label).capitalize() for kind in SourceKind))
    carer.does_not_read("recommended", "Recommended", "most people")
    carer.presses("Go on", status=422)  # nothing is chosen unless she chooses it


@step
def the_council_looks_after_it(carer):
    adds_money(carer, "Money the council looks after")
    carer.goes_to("/money/")
    carer.reads("Money the council looks after")
    is_pushed(carer)


@step
def what_is_found_is_as_open_to_him(carer):
    what_is_found(carer, "art")
    carer.presses("Monday art class", within="Painting, drawing and photography.")
    carer.reads("Monday art class", "Make this our group’s next time")
    is_pushed(carer)


@step
def a_part_is_his_own(carer):
    carer.goes_to("/money/")
    carer.presses("Add")
    adds_money(carer, "My own money", how="By bank transfer")
    carer.goes_to("/money/")
    carer.reads("Money the council looks after", "My own money")
    is_pushed(carer)
