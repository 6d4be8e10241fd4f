"""From a story to paper in the hand: no account, no scripts, and few presses (M81, P85)."""

import pytest

from tests.factories.places import HOME
from tests.factories.supply import area

from .form_client import FormClient
from .things_to_find import make_things_to_find

pytestmark = pytest.mark.process
MAX_PRESSES = 12
STORY = "She sang all her life. Lonely, early memory problems, likes old railways, Tuesdays"


class Counting(FormClient):
    """Every link and button that is pressed, and every answer that is ticked."""

    pressed = 0

    def presses(self, words: str, **where: object) -> None:
        self.pressed += 1
        super().presses(words, **where)

    def chooses(self, question: str, answer: str, **where: object) -> None:
        self.pressed += 1
        super().chooses(question, answer, **where)


def test_from_a_story_to_paper_is_twelve_presses_at_most(town):
    area()
    make_things_to_find()
    town.work()
    worker = Counting(town.site)

    worker.goes_to("/")
    worker.presses("Or tell it as a story, and see five different things")
    worker.types("What would be good, in your own words?", STORY)
    worker.types("Near where?", HOME)
    worker.presses("Show five things")
    assert "Because you said" in worker.text()
    worker.chooses("Who can be asked about it?", "A first name and a number")
    worker.types("The first name to ask for", "Jo")
    worker.types("The number to ring", "0117 496 0123")
    worker.presses("Make the sheet")

    sheet = worker.text()
    assert "To talk about these, ask for Jo" in sheet
    assert "Lonely" not in sheet and "sang" not in sheet
    assert worker.pressed + 1 <= MAX_PRESSES  # one more opens it for paper
