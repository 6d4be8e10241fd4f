import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from community.audit.models import AuditEntry
from community.common import clock
from community.common.clock import LONDON
from community.moderation.models import ModerationItem
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.pictures.models import Picture
from community.places.models.areas import Area
from community.places.models.search_index import SearchEntry
from demo.world.cast import OFFLINE_PEOPLE, PLAYERS
from demo.world.story_calendar import CLOSED_DAYS
from groups.models.decisions import Decision
from groups.models.members import Group, Member
from groups.models.offers import Offer
from pooling.ledger.account_codes import OUTSIDE_CARD
from pooling.ledger.queries import balances, ledger_faults
from pooling.pools.models.pledges import MoneySource, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PoolState, PrivateQuestionKind, SourceKind
from providers.models.sessions import Session
from providers.models.supply import Listing, Provider
from providers.queries.supply import vetted_providers
from standin.store.sqlite_store import SqliteStore

# Among the names most often given in the United Kingdom: none of them may be anybody here.
NAMES = (Path(__file__).parent / "common_names.txt").read_text().split()


def test_there_is_a_shared_cost_in_every_state_that_lasts(world):
    states = set(Pool.objects.values_list("state", flat=True))

    assert states == set(PoolState) - {PoolState.DRAFT}


def test_there_is_every_kind_of_money_and_people_with_none(world):
    kinds = set(MoneySource.objects.values_list("kind", flat=True))
    without = Person.objects.filter(sources=None).count()

    assert set(SourceKind) - kinds == {SourceKind.GRANT}
    assert without > 4


def test_somebody_is_asked_to_mend_a_payment_and_somebody_to_choose(world):
    kinds = set(PrivateQuestion.objects.filter(state="asked").values_list("kind", flat=True))
    open_choices = Decision.objects.filter(closed_at=None).count()

    assert PrivateQuestionKind.FAILED_PAYMENT in kinds
    assert open_choices == 1
    assert Decision.objects.exclude(outcome="").count() > 8


def test_some_providers_papers_were_seen_and_some_not(world):
    count = vetted_providers(clock.today()).count()

    assert (count, Provider.objects.count()) == (9, 12)


def test_every_penny_is_where_it_should_be(world):
    there = [
        thing
        for thing in SqliteStore(str(world / "processor" / "state.json")).objects()
        if thing["object"] == "charge" and thing["captured"] and not thing["_account"]
    ]
    taken = sum(charge["amount_captured"] - charge["amount_refunded"] for charge in there)

    assert ledger_faults() == []
    assert taken > 0
    assert -balances([OUTSIDE_CARD])[OUTSIDE_CARD] == taken


def test_nothing_is_held_on_christmas_day_boxing_day_or_new_years_day(world):
    starts = {
        start.astimezone(LONDON) for start in Session.objects.values_list("starts_at", flat=True)
    }

    assert starts
    assert not {(start.month, start.day) for start in starts} & CLOSED_DAYS


def test_time_never_runs_backwards_in_what_was_done(world):
    moments = list(AuditEntry.objects.order_by("pk").values_list("at", flat=True))
    days = [moment.date() for moment in moments]

    assert days == sorted(days)


def test_the_clock_is_left_at_the_real_day(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM offset_by) FROM clock_offset")
        assert cursor.fetchone()[0] == 0


def test_loading_again_is_refused_and_changes_nothing(world):
    before = (Person.objects.count(), Pool.objects.count(), AuditEntry.objects.count())

    with pytest.raises(CommandError, match="There is a world here already"):
        call_command("load_demo")

    assert (Person.objects.count(), Pool.objects.count(), AuditEntry.objects.count()) == before


def test_every_price_says_that_it_is_an_example(world):
    unpriced = ("", "Price not known, ask.")
    listings = SearchEntry.objects.filter(object_type="listing")
    priced = listings.exclude(price_words__in=unpriced)

    assert priced.count() > 25
    assert all(
        words.startswith("Example price") for words in priced.values_list("price_words", flat=True)
    )
    for model in (Area, Listing, Group, Pool, SearchEntry):
        assert not model.objects.filter(is_example=False).exists(), model


def test_three_places_have_a_picture_drawn_here_and_looked_at(world):
    pictures = Picture.objects.filter(shows_faces=False)
    items = ModerationItem.objects.filter(about__startswith="picture:")

    assert [(each.state, each.alt_words[:9]) for each in pictures] == [("drawn", "A drawing")] * 3
    assert set(items.values_list("state", flat=True)) == {"passed"}
    assert items.count() == 3


@pytest.mark.holds("M135")
def test_nobody_has_a_real_name(world):
    texts = [
        *Person.objects.values_list("preferred_name", flat=True),
        *Login.objects.values_list("name", flat=True),
        *Member.objects.values_list("known_as", flat=True),
        *Group.objects.values_list("name", flat=True),
        *Provider.objects.values_list("name", flat=True),
        *Listing.objects.values_list("title", flat=True),
        *Listing.objects.values_list("what_happens", flat=True),
        *Offer.objects.values_list("who_comes", flat=True),
    ]
    words = {word for text in texts for word in re.findall(r"[a-z]+", text.lower())}

    assert words & set(NAMES) == set()


def test_everybody_in_it_is_somebody_of_the_cast(world):
    called = {player.called for player in PLAYERS} | {
        offline.called for offline in OFFLINE_PEOPLE.values()
    }

    assert set(Person.objects.values_list("preferred_name", flat=True)) <= called
    assert set(Login.objects.values_list("name", flat=True)) <= called
