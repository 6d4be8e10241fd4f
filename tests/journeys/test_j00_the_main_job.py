"""The main job, end to end: find, gather, ask, choose, pool, pay, go, account for it.

By keyboard, once with scripts and once without. What every page must hold is in looks.py.
"""

from datetime import date

import pytest

from tests.factories.places import HOME, make_postcode
from tests.factories.supply import TODAY, area, make_connector

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request):
    return request.param


def a_museum_offers_something(officer):
    officer.goes_to("/")
    officer.presses("Offer something")
    officer.presses("Start")
    officer.presses("I am new here")
    officer.is_new("the museum officer")
    officer.types("What are you called?", "Westsea Museum")
    officer.types("Who are you, in a sentence or two?", "The town’s museum, on the quay.")
    officer.chooses("Are you one person, or more?", "More than one, or an organisation")
    officer.presses("Go on")
    officer.types("What is it called?", "Museum morning")
    officer.types("What happens?", "Coffee, old photographs and talk.")
    officer.ticks("Museums and old things")
    officer.presses("Save and go on")
    officer.types("When does it happen?", "Tuesdays at half past ten")
    officer.types("The postcode", HOME)
    officer.types("What is the place called?", "The old hall")
    officer.presses("Save and go on")
    officer.chooses("What does it cost to come?", "A price for one person, and for groups")
    officer.types("For one person, one time", "25")
    officer.types("Group price 1: from how many people?", "4")
    officer.types("Group price 1: to how many people?", "8")
    officer.types("Group price 1: for all of them together, one time", "60")
    officer.presses("Save and go on")
    officer.presses("Save and go on")
    officer.presses("Show it to people")
    officer.reads("This is what people read.")
