import random
from itertools import pairwise

import pytest
from geopy.distance import geodesic

from community.places.actions.search_index import recount_kinds, recount_search_words
from community.places.actions.vocabulary import words_never_shown
from community.places.activity_kinds import KINDS_BY_SLUG
from community.places.days_said import DayPart, Weekday
from community.places.grid import KM_PER_MILE
from community.places.models.search_index import OpennessRank
from community.places.models.vocabulary import Saying
from marketplace.search.queries.nearest import BAND_EDGES_KM, MAX_RESULTS
from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import SearchQuery
from marketplace.search.states import Order, StartingPoint
from providers.states import SuitFact
from tests.factories.places import HOME_AT, make_area, make_findable, make_home, north_of

MUSIC = KINDS_BY_SLUG["music"]
GARDENING = KINDS_BY_SLUG["gardening"]

pytestmark = pytest.mark.django_db


def titles(rows):
    return [row.title for row in rows]


def results_near(**query):
    return search_near(SearchQuery(location=make_home(), **query))


def titles_near(**query):
    return titles(results_near(**query).matches)


class TestOrder:
    def test_near_then_has_places_then_distance(self):
        make_findable(1, "Next mile, open", km=2.0)
        make_findable(2, "Full", km=0.1, openness=OpennessRank.FULL)
        make_findable(3, "Further on", km=0.9)
        make_findable(4, "Not known", km=0.2, openness=OpennessRank.NOT_KNOWN)
        make_findable(5, "Near", km=0.8)

        assert titles_near() == ["Near", "Further on", "Not known", "Full", "Next mile, open"]

    @pytest.mark.holds("M04")
    def test_what_answers_the_words_best_comes_first_then_has_places_then_distance(self):
        make_findable(1, "Singing", km=6)
        make_findable(2, "Digging", km=0.3, summary="singing")
        make_findable(3, "Singing", km=0.1, openness=OpennessRank.FULL)
        make_findable(4, "Singing", km=7)
        make_findable(5, "Singing", km=0.2, openness=OpennessRank.NOT_KNOWN)

        found = results_near(query_text="singing")

        assert [hit.object_id for hit in found.matches] == [1, 4, 5, 3, 2]
        assert found.query.order_text.startswith("What answers your words best comes first")

    @pytest.mark.holds("M04")
    def test_halving_a_price_moves_nothing(self):
        for n, pence in enumerate([900, 400, 700]):
            make_findable(n, f"Number {n}", km=0.1 + n / 10, price_pence=pence)
        before = titles_near()

        make_findable(2, "Number 2", km=0.3, price_pence=350)

        assert titles_near() == before == ["Number 0", "Number 1", "Number 2"]

    @pytest.mark.holds("M04")
    def test_lowest_price_is_first_only_when_chosen(self):
        make_findable(1, "Dear", km=0.1, price_pence=900)
        make_findable(2, "Not known", km=0.2, price_pence=None)
        make_findable(3, "Free", km=0.3, price_pence=0)

        assert titles_near() == ["Dear", "Not known", "Free"]
        assert titles_near(order=Order.PRICE) == ["Free", "Dear", "Not known"]

    def test_what_has_no_known_place_comes_last_and_the_sentence_says_so(self):
        make_findable(1, "Somewhere", km=0, has_location=False)
        make_findable(2, "Four miles off", km=6.4, openness=OpennessRank.FULL)

        assert titles_near() == ["Four miles off", "Somewhere"]
        assert titles_near(query_text="somewhere") == ["Somewhere"]
        assert "what has no known place comes last" in SearchQuery(location=make_home()).order_text

    def test_what_has_no_known_place_never_crowds_out_what_is_near(self):
        for n in range(MAX_RESULTS + 40):
            make_findable(n, "Somewhere", km=0, has_location=False)
        make_findable(999, "Down the road", km=1.0)

        results = search_near(SearchQuery(location=make_home()))

        assert titles(results.matches[:2]) == ["Down the road", "Somewhere"]
        assert (len(results.matches), results.is_cut) == (MAX_RESULTS, True)

    def test_of_what_is_not_known_to_be_as_asked_too(self):
        make_findable(1, "Somewhere", km=0, has_location=False)
        make_findable(2, "Down the road", km=1.0)
        make_findable(3, "Sure", km=0, has_location=False, suits={"hot_meal": "yes"})

        results = search_near(SearchQuery(location=make_home(), suits=("hot_meal",)))

        assert titles(results.matches) == ["Sure"]
        assert titles(results.not_known) == ["Down the road", "Somewhere"]

    def test_each_order_is_explained_in_one_sentence(self):
        home = make_home()

        for order in Order:
            words = search_near(SearchQuery(location=home, order=order)).query.order_text
            assert words.count(".") == 1 and "nobody can pay to be higher" in words


class TestWords:
    def test_any_of_the_words_is_enough_in_any_form_and_what_has_most_comes_first(self):
        make_findable(1, "Walking group")
        make_findable(2, "Garden walks")
        make_findable(3, "Bread")

        assert titles_near(query_text="walk GARDENS") == ["Garden walks", "Walking group"]

    def test_a_time_of_day_in_the_words_puts_what_is_at_it_first_and_at_another_last(self):
        """What nobody said the time of day of is not held against it."""
        make_findable(2, "Company", km=0.2, when_words="Tuesday mornings")
        make_findable(3, "Company", km=0.3, when_words="Tuesdays")
        make_findable(4, "Company", km=0.4, when_words="Tuesday evenings")

        def found(words: str) -> list[int]:
            return [hit.object_id for hit in results_near(query_text=words).matches]

        assert found("company in the evening") == [4, 3, 2]
        assert found("company in the morning") == [2, 3, 4]
        assert found("company") == [2, 3, 4]

    def test_what_people_who_say_so_look_for_is_found(self):
        make_findable(1, "Befriending on Sundays")
        make_findable(2, "Bread")

        assert titles_near(query_text="nobody to talk to") == ["Befriending on Sundays"]

    def test_a_word_that_nearly_means_the_same_is_found_after_the_word_itself(self):
        make_findable(1, "Stitching on Sundays")
        make_findable(2, "Sewing on Mondays")

        assert titles_near(query_text="sewing") == ["Sewing on Mondays", "Stitching on Sundays"]

    def test_the_words_of_a_way_of_saying_it_count_for_less_than_what_answers_it(self):
        make_findable(1, "Beds and sofas")
        make_findable(2, "Talking about depression")
        Saying.objects.create(said="get out of bed", means=["depression", "talking"])

        found = titles_near(query_text="cant get out of bed")

        assert found == ["Talking about depression", "Beds and sofas"]

    def test_a_kind_is_found_by_its_name(self):
        make_findable(1, "Tuesday club", kinds=[GARDENING.code])

        assert titles_near(query_text="growing") == ["Tuesday club"]

    def test_a_word_that_few_things_have_counts_for_more(self):
        for n in range(8):
            make_findable(n, f"Tuesday club {n}", km=0.1)
        make_findable(9, "Falconry", km=3)
        recount_search_words()

        assert titles_near(query_text="falconry club")[0] == "Falconry"

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("gardning", "gardening"),
            ("musuem", "museum"),
            ("pottry", "pottery"),
            ("chior", "choir"),
            ("paynting", "painting"),
            ("soft\u00adwear", "software"),
        ],
    )
    def test_misspelt_words_still_find_things_and_it_says_so(self, typed, meant):
        for n, word in enumerate(
            ["gardening", "museum", "pottery", "choir", "garage", "music", "painting", "software"]
        ):
            make_findable(n, f"{word} morning".capitalize())

        results = search_near(SearchQuery(location=make_home(), query_text=typed))

        assert titles(results.matches)[0] == f"{meant} morning".capitalize()
        assert results.showing_for == meant
        assert results.mended == ((typed.replace("\u00ad", ""), meant),)

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("lunchclub", "lunch club"), ("Memorycafe", "memory cafe"), ("gardenning", "gardening")],
    )
    def test_two_words_typed_as_one_are_taken_apart_unless_one_is_nearer(self, typed, meant):
        for number, title in enumerate(["Lunch club", "Memory cafe", "Gardening", "Garden ning"]):
            make_findable(number, title)

        results = results_near(query_text=typed)

        assert titles(results.matches)[0] == meant.capitalize()
        assert (results.mended, results.showing_for) == (((typed.lower(), meant),), meant)

    def test_a_misspelt_doing_finds_what_is_here_by_another_ending(self):
        make_findable(1, "Garden mornings")
        make_findable(2, "Learning to paint")

        results = search_near(SearchQuery(location=make_home(), query_text="gardning"))

        assert titles(results.matches) == ["Garden mornings"]
        assert results.showing_for == "gardening"

    def test_only_what_was_typed_when_that_is_asked(self):
        make_findable(1, "Sewing")

        found = results_near(query_text="sewng", as_typed=True)

        assert (found.matches, found.mended) == ([], ())

    @pytest.mark.holds("fault:I14")
    @pytest.mark.parametrize(
        ("typed", "here"),
        [
            ("gay", "An evening with Gary"),
            ("prison leavers", "Person leaders"),
            ("rent arrears", "The Trent gliding club"),
            ("darts", "Arts"),
            ("sewing", "A trip to see the sea"),
            ("gardening", "Gambling"),
        ],
    )
    def test_a_right_word_is_never_taken_for_another(self, typed, here):
        make_findable(1, here)

        assert results_near(query_text=typed).mended == ()

    @pytest.mark.holds("fault:I14")
    def test_a_word_that_stands_here_is_never_taken_for_another(self):
        make_findable(1, "Zumbini", search_words="with Wriggletots in Keynsham")
        make_findable(2, "Zumba")

        for typed in ("zumbini", "wriggletots", "keynsham"):
            found = results_near(query_text=typed)
            assert (titles(found.matches)[0], found.mended) == ("Zumbini", ())

    def test_the_name_of_a_place_is_never_taken_for_another_word(self):
        make_area(name="Bedmynstir")
        make_findable(1, "Bedminster mornings")

        assert results_near(query_text="bedmynstir").mended == ()

    @pytest.mark.parametrize("typed", ["retardd", "spaztic", "crippel", "idiott"])
    def test_no_insult_is_ever_what_was_meant(self, typed):
        make_findable(1, "Retarded, spastic, cripple, idiot: words we do not use")

        shown = {meant for _typed, meant in results_near(query_text=typed).mended}
        assert not shown & words_never_shown()

    def test_whom_nothing_answers_whole_is_told_that_only_some_words_were_found(self):
        for n in range(5):
            make_findable(n, f"Sewing {n}")
        home = make_home()

        some = search_near(SearchQuery(location=home, query_text="sewing spaceships"))

        assert (len(some.matches), some.has_some_words_only, some.has_few_results) == (
            5,
            True,
            True,
        )
        assert not search_near(SearchQuery(location=home, query_text="sewing")).has_few_results

    def test_a_word_that_says_nothing_is_not_missed(self):
        make_findable(1, "Sewing")

        assert not search_near(
            SearchQuery(location=make_home(), query_text="something like the sewing")
        ).has_some_words_only

    def test_more_than_eight_words_are_read(self):
        make_findable(1, "Sewing")

        line = "one day soon she may well try her own hand again with a few stitches of sewing"
        assert titles_near(query_text=line) == ["Sewing"]

    @pytest.mark.holds("P86")
    def test_the_kind_of_thing_that_was_named_stands_first_and_the_rest_is_something_different(
        self,
    ):
        day = KINDS_BY_SLUG["somewhere-for-the-day"].code
        make_findable(1, "Day trips from the day centre", km=0.1, kinds=[1])
        make_findable(2, "The old mill", km=3, kinds=[day], summary="a centre for the day")

        found = results_near(query_text="day centre")

        assert titles(found.matches) == ["The old mill", "Day trips from the day centre"]
        assert titles(found.different) == ["Day trips from the day centre"]

    def test_where_nothing_is_of_the_kind_that_was_named_nothing_is_different(self):
        make_findable(1, "Day trips from the day centre", kinds=[1])

        assert results_near(query_text="day centre").different == []

    def test_a_word_is_not_quietly_taken_for_another(self):
        make_findable(1, "Union choir")

        results = search_near(SearchQuery(location=make_home(), query_text="zzzqqq xqxqxq"))

        assert (results.matches, results.showing_for, results.has_few_results) == ([], "", True)

    def test_words_that_say_nothing_ask_for_everything(self):
        make_findable(1, "Sewing")

        assert (
            titles_near(query_text="the")
            == titles_near(query_text="🙂")
            == titles_near()
            == ["Sewing"]
        )

    @pytest.mark.parametrize(
        "words",
        [
            "a & b | !c <-> d:*",
            "'; DROP TABLE places_searchentry; --",
            "🙂 sewing",
            "((((",
            "% _ \\",
            "sewing" * 500,
            "word " * 5000,
            "é ñ ü ß 縫う",
        ],
    )
    def test_no_words_are_too_strange_to_ask(self, words):
        make_findable(1, "Sewing")

        search_near(SearchQuery(location=make_home(), query_text=words))


class TestFacts:
    @pytest.mark.holds("M08")
    def test_a_fact_not_known_is_apart_and_never_a_match(self):
        make_findable(1, "Yes", km=0.9, suits={"memory_welcome": "yes", "hot_meal": "yes"})
        make_findable(2, "Swimming pool", km=0.1, suits={"memory_welcome": "yes"})
        make_findable(3, "Nothing known", km=0.2)
        make_findable(4, "No", km=0.1, suits={"memory_welcome": "yes", "hot_meal": "no"})

        results = search_near(
            SearchQuery(location=make_home(), suits=("memory_welcome", "hot_meal"))
        )

        assert titles(results.matches) == ["Yes"]
        assert titles(results.not_known) == ["Swimming pool", "Nothing known"]

    @pytest.mark.holds("M25")
    def test_whoever_does_not_want_to_be_an_employer_is_shown_none_that_makes_them_one(self):
        make_findable(1, "Yours to employ", engager="you")
        make_findable(2, "The museum's", engager="provider")
        make_findable(3, "Nobody knows", engager="not_known")
        make_findable(4, "A group", object_type="group")
        make_findable(5, "One of you", engager="shared")

        results = search_near(SearchQuery(location=make_home(), no_employer=True))

        assert sorted(titles(results.matches)) == ["A group", "The museum's"]
        assert titles(results.not_known) == ["Nobody knows"]

    def test_only_what_is_free_when_asked(self):
        make_findable(1, "Free")
        make_findable(2, "By grant", price_kind="grant", km=0.6)
        make_findable(3, "On the day", price_kind="on_the_day")

        assert titles_near(free_only=True) == ["Free", "By grant"]

    @pytest.mark.holds("M25")
    @pytest.mark.parametrize(
        "asked",
        [
            {"no_employer": True},
            {"free_only": True},
            {"day": Weekday.MONDAY},
            {"day_part": DayPart.MORNING},
            *({"suits": (fact.value,)} for fact in SuitFact),
        ],
    )
    def test_nothing_is_left_out_because_a_question_was_not_asked_of_it(self, asked):
        """A class of which nobody said so, and a group, which nobody is asked it of."""
        make_findable(1, "A class", engager="not_known", price_kind="not_known")
        make_findable(2, "A group", object_type="group", price_kind="")

        results = search_near(SearchQuery(location=make_home(), **asked))

        found = titles(results.matches) + titles(results.not_known)
        assert sorted(found) == ["A class", "A group"]

    def test_a_group_where_no_money_is_needed_is_free(self):
        make_findable(1, "A group", object_type="group", price_kind="")

        assert titles_near(free_only=True) == ["A group"]

    @pytest.mark.parametrize(
        ("asked", "matches", "not_known"),
        [
            ({"day": Weekday.TUESDAY}, ["Both", "Tuesdays"], ["Ask"]),
            ({"day_part": DayPart.MORNING}, ["Both", "Mondays"], ["Ask", "Tuesdays"]),
            ({"day": Weekday.MONDAY, "day_part": DayPart.EVENING}, [], ["Ask"]),
        ],
    )
    def test_on_a_day_and_at_a_time_of_day(self, asked, matches, not_known):
        make_findable(1, "Mondays", when_words="Mondays, ten to twelve")
        make_findable(2, "Tuesdays", when_words="Tuesdays")
        make_findable(3, "Both", when_words="Monday and Tuesday mornings")
        make_findable(4, "Ask", when_words="Ask us")

        results = search_near(SearchQuery(location=make_home(), **asked))

        assert sorted(titles(results.matches)) == matches
        assert sorted(titles(results.not_known)) == not_known

    def test_each_further_choice_says_how_many_would_stay(self):
        make_findable(1, "Choir", when_words="Mondays, ten to twelve", kinds=[8])
        make_findable(2, "Lunch", suits={"hot_meal": "yes"}, price_kind="on_the_day", kinds=[8, 7])
        make_findable(3, "Helper", engager="you", suits={"hot_meal": "no"}, price_kind="not_known")

        facets = search_near(SearchQuery(location=make_home())).facets

        assert [(kind.code, count) for kind, count in facets.kinds] == [(8, 2), (7, 1)]
        assert (facets.free, facets.no_employer) == (1, 2)
        assert {day: n for day, n in facets.days.items() if n} == {Weekday.MONDAY: 1}
        assert facets.day_parts[DayPart.MORNING] == 1
        assert {fact: n for fact, n in facets.suits.items() if n} == {SuitFact.HOT_MEAL: 1}


class TestEntrances:
    def test_what_i_can_bring_puts_groups_that_want_it_first(self):
        make_findable(1, "Sewing lessons", km=0.1)
        make_findable(
            2, "Sewing circle", object_type="group", km=0.5, purposes=["bring", "company"]
        )

        assert titles_near(query_text="sewing") == ["Sewing lessons", "Sewing circle"]
        assert titles_near(query_text="sewing", starting_point=StartingPoint.BRING) == [
            "Sewing circle",
            "Sewing lessons",
        ]


class TestDistance:
    def test_only_what_is_within_the_radius(self):
        make_findable(1, "Just inside", km=KM_PER_MILE * 0.99)
        make_findable(2, "Just outside", km=KM_PER_MILE * 1.01)

        assert titles_near(miles=1) == ["Just inside"]
        assert titles_near(miles=3) == ["Just inside", "Just outside"]

    def test_only_the_kind_that_was_asked(self):
        make_findable(1, "Choir", kinds=[MUSIC.code])
        make_findable(2, "Allotment", kinds=[GARDENING.code])

        assert titles_near(kind=MUSIC.code) == ["Choir"]

    def test_each_kind_is_counted_within_the_radius(self):
        make_findable(1, "Choir", kinds=[MUSIC.code])
        make_findable(2, "Singing allotment", km=2, kinds=[MUSIC.code, GARDENING.code])
        make_findable(3, "Far choir", km=20, kinds=[MUSIC.code])

        results = search_near(SearchQuery(location=make_home(), miles=5))

        assert results.kinds == [(MUSIC, 2), (GARDENING, 1)]
        assert not results.kinds_are_about

    def test_kinds_of_a_list_that_is_cut_are_those_that_were_counted_and_it_says_about(self):
        for n in range(MAX_RESULTS + 5):
            make_findable(n, "One of many", km=4 * n / MAX_RESULTS, kinds=[MUSIC.code])
        make_findable(999, "Far choir", km=20, kinds=[MUSIC.code])
        recount_kinds()
        make_findable(0, "New here", km=0.1, kinds=[GARDENING.code])
        make_findable(300, "Hut", km=7.9, kinds=[GARDENING.code])

        results = search_near(SearchQuery(location=make_home()))

        assert (results.is_cut, results.kinds_are_about) == (True, True)
        assert results.kinds == [(MUSIC, MAX_RESULTS + 5), (GARDENING, 1)]
        recount_kinds()
        assert search_near(SearchQuery(location=make_home())).kinds == [
            (MUSIC, MAX_RESULTS + 4),
            (GARDENING, 2),
        ]

    @pytest.mark.parametrize("miles", [1, 5])
    def test_order_and_membership_are_those_of_the_geodesic(self, miles):
        seed = random.Random(miles)
        places = {
            n: (HOME_AT[0] + seed.uniform(-0.09, 0.09), HOME_AT[1] + seed.uniform(-0.14, 0.14))
            for n in range(1, 150)
        }
        places[200] = north_of(KM_PER_MILE)  # on the very edge
        for n, at in places.items():
            make_findable(n, f"Number {n}", at=at)

        results = search_near(SearchQuery(location=make_home(), miles=miles))

        km = {n: geodesic(HOME_AT, at).km for n, at in places.items()}
        within = [n for n in km if km[n] <= miles * KM_PER_MILE]
        band = {n: sum(km[n] > edge for edge in BAND_EDGES_KM) for n in within}
        assert [row.object_id for row in results.matches] == sorted(
            within, key=lambda n: (band[n], km[n])
        )
        assert all(row.km == pytest.approx(km[row.object_id], rel=1e-4) for row in results.matches)

    def test_at_most_two_hundred_the_nearest_and_it_says_there_are_more(self):
        for n in range(MAX_RESULTS + 5):
            make_findable(n, "One of many", km=0.1 + n / 1000)

        results = search_near(SearchQuery(location=make_home()))

        assert results.is_cut
        assert len(results.matches) == MAX_RESULTS
        assert max(row.km for row in results.matches) < 0.1 + MAX_RESULTS / 1000
        assert all(a.km <= b.km for a, b in pairwise(results.matches))


def test_the_same_question_has_the_same_answer_for_every_kind_of_money():
    """M04, K07: there is nothing about money in the question."""
    assert not {
        name for name in SearchQuery.__dataclass_fields__ if "money" in name or "source" in name
    }


@pytest.mark.parametrize("things", [1, 3])
@pytest.mark.parametrize(
    ("typed", "statements"), [("", 1), ("the", 2), ("sewing", 2), ("sewwing", 3)]
)
def test_as_many_statements_however_many_things(
    django_assert_num_queries, things, typed, statements
):
    for n in range(things):
        make_findable(n, f"Sewing {n}")
    home = make_home()

    with django_assert_num_queries(statements):
        search_near(SearchQuery(location=home, query_text=typed))
