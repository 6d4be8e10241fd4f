"""From the first page to “I would like to come”, sent: with no account, no scripts, and few presses
(P111)."""

import pytest

from tests.factories.supply import make_login
from tests.factories.visits import make_time, make_visited_listing

from .form_client import FormClient

pytestmark = pytest.mark.process

MOST_PRESSES = 6


class Counting(FormClient):
    """A visitor whose every press and choice is counted."""

    pressed = 0

    def presses(self, words: str, **where: object) -> None:
        self.pressed += 1
        super().presses(words, **where)

    def chooses(self, question: str, answer: str, **where: object) -> None:
        self.pressed += 1
        super().chooses(question, answer, **where)


@pytest.mark.holds("P111")
def test_from_the_first_page_to_sent_is_six_presses_at_most(town):
    listing = make_visited_listing(make_login("curator"), title="Coffee morning")
    for days in (2, 9):
        make_time(listing, days=days, places=8)
    visitor = Counting(town.site)

    visitor.goes_to("/")
    visitor.types("Where are you?", "ZZ1 1AA")
    visitor.presses("Find")
    visitor.presses("Coffee morning")
    visitor.presses("Say you are coming")
    visitor.presses("Thursday 6 May 2027 at 11 am")
    visitor.types("What may they call you?", "Viv")
    visitor.types("Your e-mail address or telephone number", "viv@example.org")
    visitor.chooses("For whom is it?", "For me")
    visitor.presses("I would like to come")

    assert "It is sent" in visitor.text()
    assert visitor.pressed <= MOST_PRESSES
