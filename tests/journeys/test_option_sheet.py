"""From a story to paper in the hand: no account, and few presses (M81, P85)."""

import pytest

from tests.factories.places import HOME
from tests.factories.supply import area

from .conftest import WAYS
from .somebody import Somebody
from .things_to_find import make_things_to_find

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", WAYS[:2], indirect=True)]
MAX_PRESSES = 12
STORY = "She sang all her life. Lonely, early memory problems, likes old railways, Tuesdays"


def counted(somebody: Somebody) -> list[str]:
    """Every link and button that is pressed from now on, and every answer that is chosen."""
    pressed: list[str] = []

    def counting(do):
        def counts(words, *args, **kwargs):
            pressed.append(words)
            return do(words, *args, **kwargs)

        return counts

    for verb in ("presses", "chooses", "ticks", "picks"):
        setattr(somebody, verb, counting(getattr(somebody, verb)))
    return pressed


@pytest.mark.holds("M81", "P85")
def test_from_a_story_to_paper_is_twelve_presses_at_most(town, somebody):
    area()
    make_things_to_find()
    town.work()
    worker = somebody("worker")
    pressed = counted(worker)

    worker.goes_to("/")
    worker.presses("Or tell it as a story, and see five different things")
    worker.types("What would be good, in your own words?", STORY)
    worker.types("Near where?", HOME)
    worker.presses("Show five things")
    worker.reads("Because you said", "Has places")
    worker.chooses("Who can be asked about it?", "A first name and a number")
    worker.types("The first name to ask for", "Jo")
    worker.types("The number to ring", "0117 496 0123")
    worker.presses("Make the sheet")

    worker.reads("To talk about these, ask for Jo")
    worker.does_not_read("Lonely", "sang")
    paper = worker.fetches("Open it for paper (PDF)")
    assert paper.startswith(b"%PDF")
    assert len(pressed) + 1 <= MAX_PRESSES  # one more opens it for paper
