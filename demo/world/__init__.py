"""The demo's own world: made once, on a fresh database, through the same actions as anyone's."""

from collections.abc import Callable

from django.db import connection
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import Refused
from community.people.actions.safeguarding import raise_concern
from community.places.actions.search_index import recount
from community.places.models.areas import Area
from demo import days
from demo.processor import at_hand
from demo.world.area import make_area, make_people
from demo.world.story_calendar import StoryCalendar, tell
from demo.world.story_steps import WentOtherwise
from pooling.ledger.queries import ledger_faults
from pooling.payments.queries.commands import parked_commands

from .cast import acting
from .money import fill_purses
from .pictures import add_pictures
from .stories import stories
from .supply import make_supply, open_card_accounts

FIRST_DAY = -90


class AlreadyThere(Refused):
    code = "world_already_there"


def check_empty() -> None:
    if Area.objects.exists():
        raise AlreadyThere(_("There is a world here already, so nothing was loaded."))


def load(say: Callable[[str], None]) -> None:
    """Make all of it; `say` is told of each step. Raises at the first thing that goes wrong."""
    check_empty()
    with connection.cursor() as cursor:
        # Thousands of small commits, of a world that is made anew if it is not made whole.
        cursor.execute("SET synchronous_commit TO off")
    diary = StoryCalendar(clock.now())
    with at_hand() as cards:
        days.go_to(diary.at(FIRST_DAY))
        try:
            _live(diary, cards, say)
        finally:
            days.come_back()
    _check()


def _live(diary: StoryCalendar, cards: bool, say: Callable[[str], None]) -> None:
    now = clock.now()
    say("one area, who lives there and who works there")
    area = make_area()
    make_people(area, now=now)
    say("twelve providers and what they list")
    make_supply(area, now=now)
    add_pictures()
    recount()
    if cards:
        say("their accounts, and cards to pay with, at the pretend processor")
        open_card_accounts(now=now)
    else:
        say("no cards: the processor does not answer, so nobody pays by card")
    fill_purses(cards=cards, now=now)
    say("three months of groups, offers, choices and shared costs")
    tell(stories(diary, cards=cards), until=diary.now)
    raise_concern(
        area=area,
        words="He was not there on Tuesday and his curtains were shut. It may be nothing.",
        about_page="/groups/",
        contact_words="in the garden, most mornings",
        by=acting("gardener"),
        now=clock.now(),
    )


def _check() -> None:
    """Nothing was set aside on the way, and every penny is where it should be."""
    parked = parked_commands()
    wrong = ledger_faults()
    if parked or wrong:
        raise WentOtherwise(f"parked: {parked}; broken in the ledger: {wrong}")
