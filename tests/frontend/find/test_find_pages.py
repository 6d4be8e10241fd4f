import re

import pytest

from community.places.actions.search_index import recount_kinds
from community.places.models.search_index import OpennessRank
from groups.models.briefs import UnmetNeed
from marketplace.search.queries.nearest import MAX_RESULTS
from providers.models.supply import Listing, ProviderMember
from providers.states import LOCATION_NOT_KNOWN_TEXT
from tests.factories.places import HOME, make_area, make_findable, make_home, make_postcode
from tests.factories.pools import make_group
from tests.factories.supply import (
    NOW,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
    vet,
)
from tests.frontend.markup import tight
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db


def find(client, **asked):
    return client.get("/find/", {"postcode": HOME, **asked})


def text(response) -> str:
    return response.content.decode()


def test_the_first_page_asks_one_question_and_says_how_it_works_in_five_steps(client):
    page = text(client.get("/"))

    assert 'name="words"' in page and 'name="postcode"' in page
    steps = re.findall(r"<strong>(.*?)</strong>", page.split('class="cp-steps"')[1])
    assert steps[:5] == ["Find", "Gather", "Ask", "Share the cost", "It goes ahead"]
    assert "Or it does not, and nobody pays." in page
    assert "Contains Royal Mail data" in page


def test_a_wish_on_the_first_page_is_one_press_from_where_somebody_is(client):
    make_home()
    make_findable(1, "Warm meals")
    make_findable(2, "Sewing")
    names = re.findall(r'name="words"\s+value="([^"]+)"', text(client.get("/")))
    assert names == ["company", "garden", "warm meal", "time off carers"]

    # The box above it is sent too, and empty; where nobody said where, the wish is kept.
    page = text(client.get(f"/find/?words=&postcode={HOME}&words=warm+meal"))
    asked = text(client.get("/find/?words=&postcode=&words=warm+meal"))

    assert "One thing found." in page and "Warm meals" in page
    assert 'value="warm meal"' in asked


def test_results_say_where_in_what_order_and_what_is_there(client):
    make_home()
    make_findable(
        1,
        "Museum morning",
        summary="Coffee and old photographs.",
        price_kind="on_the_day",
        price_words="Example price: £4 on the day.",
        suits={"memory_welcome": "yes"},
        is_example=True,
    )

    page = text(find(client, words="museum"))

    for words in [
        "Near ZZ1 1AA",
        "One thing found.",
        "nobody can pay to be higher",
        "Museum morning",
        "Has places",
        "About ½ mile",
        "Example price: £4 on the day.",
        "People with memory problems are welcome",
        "This is an example",
    ]:
        assert words in page


@pytest.mark.holds("M16")
def test_quality_and_the_employer_stand_above_the_price(client):
    make_home()
    quality = {"same_person": "not_known", "notice": "two days"}
    make_findable(1, "Help at home", quality=quality, engager="self_employed", price_words="£14")

    page = text(find(client))

    where = [page.index(words) for words in ["same person", "Two days", "for themselves", "£14"]]
    assert where == sorted(where)


def test_what_nobody_has_told_us_is_said_once_at_the_end(client):
    make_home()
    make_findable(1, "Club", engager="not_known", price_kind="not_known", price_words="Ask.")

    page = tight(text(find(client)))
    asked = tight(text(find(client, no_employer="on")))

    assert "<dt>Not known, ask</dt><dd>Who it suits. The price</dd>" in page
    said = "<dt>Not known, ask</dt><dd>Who it suits. Who would be the employer. The price</dd>"
    assert said in asked
    assert "Ask." not in page


def test_no_distance_is_said_of_a_place_that_is_not_known(client):
    make_home()
    make_findable(1, "Somewhere", has_location=False, place_words=str(LOCATION_NOT_KNOWN_TEXT))
    make_findable(2, "By telephone", has_location=False, place_words="Online")

    page = text(find(client))

    assert page.count("It may be anywhere around here.") == 1
    assert "<dd>Online</dd>" in page
    assert "walk" not in page.split("<article", 1)[1]


def test_misspelt_words_are_mended_out_loud(client):
    make_home()
    make_findable(1, "Gardening on Tuesdays")

    assert "Nothing has “gardning”. Showing “gardening”." in text(find(client, words="gardning"))


def test_where_only_some_words_are_found_it_says_so_and_asks_what_is_missing(client):
    make_home()
    for n in range(5):
        make_findable(n, f"Sewing {n}")

    page = text(find(client, words="sewing spaceships"))

    assert "Not all of your words were found together. These have some of them." in page
    assert "Is something missing?" in page
    line = re.search(r'<input[^>]*id="missing_words"[^>]*>', page).group()
    assert 'value="sewing spaceships"' in line


def test_what_is_not_known_is_apart_under_its_own_heading(client):
    make_home()
    make_findable(1, "Sure", suits={"hot_meal": "yes"})
    make_findable(2, "Swimming baths")

    page = text(find(client, suits=["hot_meal"]))

    assert page.index("Sure</a>") < page.index("Not known, ask</h2>") < page.index("Swimming baths")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Say where you are: a postcode, or its first half."),
        ("Bristol", "“Bristol” is not a postcode."),
        ("ZY9 9ZZ", "We do not know where “ZY9 9ZZ” is."),
        ("ZY9\x00", "We do not know where “ZY9” is."),
        ("🙂", "“🙂” is not a postcode."),
        ("'; --", "is not a postcode."),
        ("B" * 400, "At most 200 letters fit here."),
    ],
)
def test_a_postcode_that_is_not_one_is_said_so_and_what_was_typed_is_kept(client, typed, said):
    response = client.get("/find/", {"words": "garden & bees", "postcode": typed})

    assert response.status_code == 422
    assert said in text(response)
    assert 'value="garden &amp; bees"' in text(response)


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "a & b | !c <-> d:*"},
        {"words": "x\x00y"},
        {"words": "w" * 5000},
        {"words": "🙂"},
        {"kind": "nonsense"},
        {"miles": "999999999999999999999"},
        {"miles": "-1"},
        {"suits": ["nonsense"]},
        {"entrance": "nonsense"},
        {"order": "cheapest"},
        {"page": "x"},
        {"page": "99999999"},
    ],
)
def test_nothing_that_is_asked_is_our_fault(client, asked):
    make_home()

    assert find(client, **asked).status_code in (200, 422)


def test_imported_words_are_only_words(client):
    make_home()
    make_findable(1, "<script>alert(1)</script>", summary="<b onclick=x>", place_words='"><i>')

    page = text(find(client))

    assert "<script>alert" not in page and "<b onclick" not in page and '"><i>' not in page


def test_results_come_ten_at_a_time(client):
    make_home()
    for n in range(15):
        make_findable(n, f"Thing {n:02}", km=0.2 + n / 100)

    first, second = text(find(client)), text(find(client, page=2))

    assert ("Thing 09" in first, "Thing 10" in first) == (True, False)
    assert ("Thing 09" in second, "Thing 14" in second) == (False, True)


def test_a_page_may_have_more_of_them(client):
    make_home()
    for n in range(25):
        make_findable(n, f"Thing {n:02}", km=0.2 + n / 100)

    page = text(find(client, size=20))

    assert ("Thing 19" in page, "Thing 20" in page) == (True, False)
    assert "size=20&amp;page=2" in page
    assert find(client, size=200).status_code == 422


def test_each_choice_says_how_many_would_stay_but_the_one_that_is_chosen(client):
    make_home()
    make_findable(1, "Choir", when_words="Mondays, ten to twelve", kinds=[3])
    make_findable(2, "Lunch", when_words="Mondays at seven", suits={"hot_meal": "yes"})

    page = text(find(client, free_only="on"))

    for said in ("Monday (2)", "Tuesday (0)", "In the morning (1)", "A hot meal (1)"):
        assert said in page
    assert "Music and singing (1)" in page
    assert "Only what is free" in page and "Only what is free (" not in page
    assert "I do not want to be an employer (2)" in page
    chosen = text(find(client, day="monday"))
    assert "Monday (" not in chosen and '<option value="monday" selected>Monday' in chosen


@pytest.mark.holds("M25")
def test_what_is_not_known_leads_to_asking(client):
    alice = make_login()
    listing = make_shown_listing(alice, when_words="Ask us")
    make_findable(9, "A group", object_type="group")

    page = text(find(client, day="monday"))
    asked = re.search(r'href="([^"]*)#ask"', page).group(1)

    assert asked == f"/find/listing/{listing.pk}/"
    there = text(client.get(asked))
    assert 'id="ask"' in there and there.count('href="#ask"') >= 8


def test_a_kind_near_here_is_one_press_away(client):
    make_home()
    make_findable(1, "Choir", kinds=[3])

    page = text(find(client, miles=3))

    assert "miles=3&amp;kind=music" in page and "(1)" in page


def test_kinds_that_were_counted_before_are_about_so_many_on_the_page_and_for_a_program(client):
    make_home()
    for n in range(MAX_RESULTS + 5):
        make_findable(n, "Choir", kinds=[3])
    recount_kinds()

    page = text(find(client))
    answer = client.get("/api/search/", {"postcode": HOME}).json()

    assert page.count("(about 205)") == 2 and "Music and singing (about 205)" in page
    assert "Gardening and growing</option>" in page
    assert (answer["is_cut"], answer["kinds_are_about"]) == (True, True)


@pytest.mark.holds("M92")
def test_a_full_thing_is_said_to_be_full(client):
    make_home()
    make_findable(1, "Choir", openness=OpennessRank.FULL)

    assert "No places just now" in text(find(client))


@pytest.mark.parametrize("things", [1, 3])
@pytest.mark.parametrize(
    ("words", "statements", "under_a_short_list"), [("", 4, 0), ("sewing", 5, 1), ("sewwing", 6, 1)]
)
def test_the_list_takes_at_most_six_statements_and_two_to_ask_what_is_missing(
    client, django_assert_num_queries, things, words, statements, under_a_short_list
):
    make_home()
    for n in range(things):
        make_findable(n, f"Sewing {n}")

    is_short = things == 1  # and so says who reads what is missing, whom to ask today, what else
    with django_assert_num_queries(statements + is_short * (3 + under_a_short_list)):
        find(client, words=words)


@pytest.mark.holds("M23", "M139")
def test_a_card_says_of_whom_nobody_has_checked_as_the_page_behind_it_does(client):
    make_home()
    vetted, far_off = make_login("vetted"), make_login("far-off")
    museum = make_provider(vetted)
    vet(museum)
    checked = make_shown_listing(vetted, museum, title="Checked")
    close = make_shown_listing(vetted, museum, title="Close")
    unchecked = make_shown_listing(far_off, title="Unchecked")
    imported = make_shown_listing(make_login("not-here"), title="Imported")
    Listing.objects.filter(pk=imported.pk).update(feed="https://example.org/feed")
    ProviderMember.objects.filter(provider=imported.provider_id).delete()
    Listing.objects.filter(pk=close.pk).update(is_hands_on=True)
    set_clock(NOW)
    make_group([make_someone("ann")], name="A group")

    cards = {card.title: dict(card.facts).get("Checked") for card in find(client).context["alike"]}
    sent = client.get("/api/search/", {"postcode": HOME}).json()["results"]

    not_yet = "Not yet by a connector"
    assert cards == {
        "Checked": None,
        "Close": not_yet,
        "Unchecked": not_yet,
        "Imported": "Not by us: it is from the council’s directory",
        "A group": None,
    }
    assert {hit["title"]: (hit["is_checked"], hit["is_from_directory"]) for hit in sent} == {
        "Checked": (True, False),
        "Close": (False, False),
        "Unchecked": (False, False),
        "Imported": (False, True),
        "A group": (None, None),
    }
    for listing in (checked, close, unchecked, imported):
        page = text(client.get(f"/find/listing/{listing.pk}/"))
        is_said = "not yet seen all the papers" in page or "not checked by us" in page
        assert is_said == bool(cards[listing.title]), listing.title


class TestMissing:
    def test_an_empty_result_takes_one_line_from_anybody(self, client):
        area = make_area()
        make_home()
        assert "Is something missing?" in text(find(client, words="choir"))

        told = client.post(
            "/find/missing/",
            {"words": " a choir on  Tuesday evenings ", "postcode": "ZZ1", "searched": "choir"},
            follow=True,
        )

        assert "Thank you" in text(told)
        assert list(UnmetNeed.objects.values("words", "query_text", "outward_code", "area")) == [
            {
                "words": "a choir on Tuesday evenings",
                "query_text": "choir",
                "outward_code": "ZZ1",
                "area": area.pk,
            }
        ]

    def test_a_full_list_does_not_ask(self, client):
        make_home()
        for n in range(3):
            make_findable(n)

        assert "Is something missing?" not in text(find(client))

    @pytest.mark.parametrize("words", ["", "   ", "x" * 500, "\x00"])
    def test_nothing_or_too_much_is_refused_and_nothing_is_kept(self, client, words):
        response = client.post("/find/missing/", {"words": words})

        assert (response.status_code, UnmetNeed.objects.count()) == (422, 0)

    def test_a_line_counts_even_where_the_postcode_is_unknown(self, client):
        client.post("/find/missing/", {"words": "a choir", "postcode": "nowhere"})

        assert UnmetNeed.objects.get().outward_code == ""


def test_kinds_are_what_you_do_and_why(client):
    page = text(client.get("/find/kinds/"))

    assert "A warm meal" in page and "?kind=warm-meal" in page


def test_the_question_can_begin_from_a_kind(client):
    page = text(client.get("/find/", {"kind": "music"}))

    assert '<option value="music" selected>' in page


def test_a_signed_in_person_need_not_type_their_postcode_again(client):
    from tests.factories.supply import make_someone

    make_postcode()
    someone = make_someone()
    someone.person.outward_code = "ZZ1"
    someone.person.save()
    client.force_login(someone.login, backend="django.contrib.auth.backends.ModelBackend")

    assert 'value="ZZ1"' in text(client.get("/"))


def test_choices_are_said_in_words_kept_and_can_be_changed(client):
    make_home()
    asked = {"miles": "3", "kind": "music", "suits": ["hot_meal", "step_free"], "free_only": "on"}

    page = text(find(client, **asked))

    assert "Within 3 miles. Music and singing. Step-free. A hot meal. Only what is free." in page
    for name, value in [("miles", 3), ("suits", "hot_meal"), ("suits", "step_free")]:
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    changing = find(client, change="1", **asked)
    assert changing.status_code == 200
    assert '<option value="3" selected>' in text(changing)
    assert "There is a problem" not in text(changing)
