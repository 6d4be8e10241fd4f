"""A few unlike things that may answer, each with why (P99, M81)."""

import pytest

from community.places.models.search_index import ObjectType, OpennessRank
from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import parse_search_query
from marketplace.search.queries.suggestions import suggest_options
from providers.states import PriceKind, SuitFact
from tests.factories.places import HOME, make_findable, make_home

pytestmark = pytest.mark.django_db
WALKS, ART, MUSIC, COMPANY, MEAL, SPORT, GARDENING = 1, 2, 3, 4, 5, 6, 7
MEMORY, PEERS = 11, 16
CONDITIONS = {
    "dementia": SuitFact.MEMORY_WELCOME,
    "autism": SuitFact.QUIET_ROOM,
    "depression": None,
    "stroke": SuitFact.STEP_FREE,
    "deaf": None,
    "parkinsons": None,
    "learning disability": SuitFact.COMPANION_WELCOME,
}


def suggest(words="", **asked):
    return suggest_options(search_near(parse_search_query(postcode=HOME, words=words, **asked)))


def titles(suggestions) -> list[str]:
    return [each.hit.title for each in suggestions]


@pytest.fixture
def westsea():
    make_home()


def test_of_the_first_five_no_two_are_of_a_kind_and_the_order_is_the_search_s(westsea):
    for number in range(4):
        make_findable(number, f"Choir {number}", km=number / 10, kinds=[MUSIC])
    for number, kind in enumerate((WALKS, ART, COMPANY, MEAL, SPORT), start=10):
        make_findable(number, f"Thing {number}", km=number / 10, kinds=[kind])

    found = titles(suggest())

    assert found[:5] == ["Choir 0", "Thing 10", "Thing 11", "Thing 12", "Thing 13"]
    assert found[5:] == ["Choir 1", "Choir 2", "Choir 3", "Thing 14"]


def test_nothing_that_is_full_is_suggested(westsea):
    make_findable(1, "Full", kinds=[MUSIC], openness=OpennessRank.FULL)
    make_findable(2, "Open", kinds=[ART])

    assert titles(suggest()) == ["Open"]


def test_each_says_why_from_what_was_asked(westsea):
    free = {"price_kind": PriceKind.FREE}
    make_findable(1, "Choir practice", kinds=[MUSIC], price_kind=PriceKind.ON_THE_DAY)
    make_findable(2, "Shed", kinds=[ART], suits={SuitFact.HOT_MEAL: "yes"}, **free)
    make_findable(3, "Online", kinds=[COMPANY], has_location=False, **free)

    why = {each.hit.title: each.why for each in suggest("choir")}

    assert why == {
        "Choir practice": ["Music and singing", "Near you"],
        "Shed": ["Something quite different", "Near you", "Free"],
        "Online": ["Something quite different", "Free"],
    }
    assert suggest(suits=["hot_meal"])[0].why == ["A hot meal", "Near you", "Free"]


@pytest.mark.holds("P99")
@pytest.mark.parametrize(("words", "fact"), CONDITIONS.items())
def test_a_condition_leads_to_things_and_ordinary_ones_that_fit_are_among_the_first_five(
    westsea, words, fact
):
    """The class for people with it is nearest, and there are many of it."""
    for number in range(12):
        make_findable(number, f"{words} group {number}", km=number / 20, kinds=[PEERS])
    for number, kind in enumerate((ART, MUSIC, GARDENING), start=20):
        suits = {fact: "yes"} if fact else {}
        make_findable(number, f"Ordinary {number}", km=number / 10, kinds=[kind], suits=suits)

    first = suggest(words)[:5]

    ordinary = [each for each in first if each.hit.title.startswith("Ordinary")]
    assert len(ordinary) == 3
    assert all(each.hit.object_type in ObjectType.values and each.kinds for each in first)
    if fact:
        assert all(each.why[0] != "Something quite different" for each in ordinary)
    assert not any(words in reason.lower() for each in first for reason in each.why)


def test_nothing_is_suggested_for_words_of_danger(westsea):
    make_findable(1, "Choir", kinds=[MUSIC])

    assert suggest("i want to die") == []


def test_what_would_make_one_an_employer_is_never_suggested_to_who_wants_to_be_none(westsea):
    make_findable(1, "Employs you", kinds=[MUSIC], engager="you")
    make_findable(2, "Works for themselves", kinds=[ART], engager="self_employed")

    assert titles(suggest("help", no_employer=True)) == ["Works for themselves"]


@pytest.mark.parametrize("things", [1, 3])
def test_it_takes_the_same_statements_however_many(westsea, django_assert_num_queries, things):
    for number in range(things):
        make_findable(number, f"Dementia choir {number}", kinds=[MUSIC])

    found = search_near(parse_search_query(postcode=HOME, words="dementia"))
    with django_assert_num_queries(4):
        suggest_options(found)


def test_they_stand_under_a_short_list_and_by_program(client, westsea):
    make_findable(1, "Choir", kinds=[MUSIC])
    make_findable(2, "Shed", kinds=[ART])

    page = client.get("/find/", {"postcode": HOME, "words": "choir"}).text
    told = client.get("/api/search/suggestions/", {"postcode": HOME, "words": "choir"}).json()

    under = page.split("Or one of these")[1].split("</section>")[0]
    assert "Something quite different. Near you. Free" in under
    assert "Shed</a>" in under and "Choir</a>" not in under
    assert [(each["thing"]["title"], each["why"][0]) for each in told["suggestions"]] == [
        ("Choir", "Music and singing"),
        ("Shed", "Something quite different"),
    ]
    assert search_near(parse_search_query(postcode=HOME, words="choir")).has_few_results
