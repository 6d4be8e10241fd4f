"""Five unlike options from plain words or a story (M81, M90)."""

import pytest

from marketplace.search.queries.options import unlike_options
from marketplace.search.queries.search_query import parse_search_query
from providers.states import PriceKind
from tests.factories.places import HOME
from tests.factories.supply import make_login, make_shown_listing
from tests.journeys.things_to_find import make_things_to_find

pytestmark = pytest.mark.django_db
MUSIC, SPORT, GARDEN, MUSEUM = 3, 6, 7, 9


def options_for(text: str, miles: int = 5):
    return unlike_options(text, parse_search_query(postcode=HOME, miles=miles))


def titles(text: str) -> list[str]:
    return [each.hit.title for each in options_for(text).suggestions]


@pytest.mark.holds("M81")
def test_plain_words_give_five_of_which_no_two_are_of_a_kind_with_why_and_free_ones():
    """Of what is nearest and answers the words best there are many of a kind."""
    make_things_to_find()
    voice, provider = make_login("archive"), None
    for number in range(6):
        provider = make_shown_listing(
            voice,
            provider,
            title=f"Old photographs {number}",
            kinds=[MUSEUM],
        ).provider

    found = options_for("lonely, early memory problems, likes old photographs, Tuesdays")

    kinds = [set(each.kinds) for each in found.suggestions]
    assert len(kinds) == 5
    assert all(not one & other for n, one in enumerate(kinds) for other in kinds[n + 1 :])
    assert any(each.hit.price_kind == PriceKind.FREE for each in found.suggestions)
    assert any("Because you said" in reason for each in found.suggestions for reason in each.why)


@pytest.mark.holds("P86", "J11")
@pytest.mark.parametrize("said", ["lonely, a day centre, singing", "singing. lonely. day centre"])
def test_what_the_words_name_stands_first_though_it_is_not_said_first(said):
    make_things_to_find()

    assert titles(said)[0] == "Day centre in the old school"


@pytest.mark.holds("M90")
def test_each_part_of_a_story_finds_something_and_says_because_of_which_words():
    """One thing for each of three sentences, which no row has the words of together."""
    make_things_to_find()

    found = options_for(
        "Mary sang in a choir with the ladies of her street for forty years."
        " She is lonely! Loves an allotment"
    )

    reasons = {each.why[0] for each in found.suggestions}
    assert {f"Because you said “{word}”" for word in ("choir", "lonely", "allotment")} <= reasons
    assert not any("Mary" in reason for reason in reasons)


def test_something_free_and_an_ordinary_place_stand_for_the_last_of_those_that_are_neither():
    voice = make_login("museum")
    provider = None
    for number, kind in enumerate((1, 2, 3, 4, 5, 6)):
        listing = make_shown_listing(
            voice,
            provider,
            title=f"Painting for one {number}",
            kinds=[kind],
            price_kind=PriceKind.ON_THE_DAY,
            price_words="£5",
            attending_access="ask_first",
            ask_first_words="one person at a time",
        )
        provider = listing.provider
    make_shown_listing(
        voice, provider, title="Free park walk", kinds=[GARDEN], price_kind=PriceKind.FREE
    )

    shown = titles("painting")

    assert len(shown) == 5
    assert shown[0].startswith("Painting") and shown[-1] == "Free park walk"


def test_words_of_danger_say_where_to_turn_and_are_looked_for_by_nothing():
    make_things_to_find()

    found = options_for("He hits me. I like swimming")

    assert found.dangers
    assert not any("hits" in reason for each in found.suggestions for reason in each.why)


def test_nothing_of_a_story_is_taken_for_a_misspelt_word():
    make_things_to_find()

    assert not any(
        "Because" in reason for each in options_for("swiming").suggestions for reason in each.why
    )
