import pytest
from rest_framework.test import APIClient

from groups.models.briefs import UnmetNeed
from providers.states import PriceKind
from tests.factories.places import HOME, make_area, make_findable, make_home
from tests.factories.supply import make_login, make_shown_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    return APIClient()


def test_find_answers_what_the_page_answers(api, client):
    make_home()
    for n in range(25):
        make_findable(n, f"Sewing {n:02}", km=0.2 + n / 100)

    answer = api.get("/api/search/", {"postcode": HOME, "words": "sewing", "page": 2}).json()

    assert (answer["count"], answer["page"], answer["pages"]) == (25, 2, 2)
    assert [row["title"] for row in answer["results"]] == [f"Sewing {n}" for n in range(20, 25)]
    assert answer["results"][0]["km"] == 0.4
    assert answer["place"]["label"] == HOME
    page = client.get("/find/", {"postcode": HOME, "words": "sewing"})
    assert answer["order_words"] in page.content.decode()


def test_no_distance_is_given_of_a_place_that_is_not_known(api):
    make_home()
    make_findable(1, "Somewhere", has_location=False)
    make_findable(2, "Down the road", km=1.0)

    answer = api.get("/api/search/", {"postcode": HOME}).json()

    assert [(row["km"], row["direction"]) for row in answer["results"]] == [
        (1.0, "north"),
        (None, ""),
    ]


def test_mended_words_and_unknown_facts_are_said(api):
    make_home()
    make_findable(1, "Gardening", suits={"hot_meal": "yes"}, kinds=[7])
    make_findable(2, "Gardening club")

    answer = api.get(
        "/api/search/", {"postcode": HOME, "words": "gardning", "suits": ["hot_meal"]}
    ).json()

    assert answer["showing_for"] == "gardening"
    assert answer["corrected"] == [{"typed": "gardning", "shown": "gardening"}]
    only = {"postcode": HOME, "words": "gardning", "as_typed": True}
    assert api.get("/api/search/", only).json()["count"] == 0
    assert [row["title"] for row in answer["results"]] == ["Gardening"]
    assert [row["title"] for row in answer["not_known"]] == ["Gardening club"]


def test_kinds_are_counted_when_nothing_narrows(api):
    make_home()
    make_findable(1, "Gardening", kinds=[7])

    answer = api.get("/api/search/", {"postcode": HOME}).json()

    assert answer["kinds"] == [{"kind": "gardening", "name": "Gardening and growing", "count": 1}]


def test_days_are_read_and_each_further_choice_is_counted(api):
    make_home()
    make_findable(1, "Choir", when_words="Mondays, ten to twelve")
    make_findable(2, "Lunch", when_words="Ask us")

    whole = api.get("/api/search/", {"postcode": HOME}).json()
    on_monday = api.get("/api/search/", {"postcode": HOME, "day": "monday", "size": 10}).json()

    assert whole["results"][0]["days"] == ["monday"]
    assert whole["results"][0]["day_parts"] == ["morning"]
    assert {"choice": "monday", "count": 1} in whole["facets"]["day"]
    assert {"choice": "morning", "count": 1} in whole["facets"]["day_part"]
    assert whole["facets"]["free_only"] == 2
    assert [row["title"] for row in on_monday["results"]] == ["Choir"]
    assert [row["title"] for row in on_monday["not_known"]] == ["Lunch"]


@pytest.mark.holds("fault:H2")
@pytest.mark.parametrize("typed", ["(zz1–1aa) UK", "ZZ1" + " " * 25 + "1AA"])
def test_page_and_api_read_a_postcode_the_same(api, client, typed):
    make_home()

    answer = api.get("/api/search/", {"postcode": typed})

    assert answer.json()["place"]["label"] == HOME
    assert api.get("/api/locations/", {"q": typed}).json()["label"] == HOME
    assert client.get("/find/", {"postcode": typed}).status_code == 200


@pytest.mark.parametrize("postcode", ["Bristol", "ZY9 9ZZ", "ZQ9 9ZZ"])
def test_page_and_api_refuse_in_the_same_words(api, client, postcode):
    answer = api.get("/api/search/", {"postcode": postcode})
    page = client.get("/find/", {"postcode": postcode}).content.decode()

    said = answer.json()
    assert answer.status_code == 409
    assert set(said) == {"code", "message", "field", "next_step"}
    assert said["field"] == "postcode"
    assert said["message"] in page and said["next_step"] in page


@pytest.mark.parametrize(
    "asked",
    [{}, {"postcode": HOME, "miles": 4}, {"postcode": HOME, "kind": "x"}],
)
def test_a_misshapen_question_is_refused(api, asked):
    answer = api.get("/api/search/", asked)

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"


def test_one_listing(api):
    listing = make_shown_listing(make_login())

    answer = api.get(f"/api/listings/{listing.pk}/").json()

    assert (answer["title"], answer["has_places"]) == ("Museum morning", "has places")
    assert answer["suits"][0]["answer"] == "not_known"
    assert api.get("/api/listings/999999/").json() == {
        "code": "not_found",
        "message": "We cannot find that.",
        "field": None,
        "next_step": "",
    }


def test_a_listing_priced_by_group_says_each_share(api):
    voice = make_login()
    steps = [(1, 1, 2500), (4, 4, 6001)]
    listing = make_shown_listing(voice, price_kind=PriceKind.BY_GROUP, price_steps=steps)

    answer = api.get(f"/api/listings/{listing.pk}/").json()

    assert answer["smallest_group"] == 4
    assert answer["shares"] == [
        {"people": 1, "total_pence": 2500, "each_at_most_pence": 2500},
        {"people": 4, "total_pence": 6001, "each_at_most_pence": 1501},
    ]


def test_a_place_as_typed(api):
    make_home()

    answer = api.get("/api/locations/", {"q": "zz11aa"}).json()

    assert (answer["label"], answer["precision"], answer["ended"]) == (HOME, "unit", False)
    assert api.get("/api/locations/").json()["message"] == "Enter a postcode."


def test_what_is_missing_can_be_told_without_an_account(api):
    make_area()
    make_home()

    answer = api.post("/api/missing/", {"words": "a choir", "postcode": "zz1"})

    assert answer.status_code == 201
    assert UnmetNeed.objects.values_list("words", "outward_code").get() == ("a choir", "ZZ1")


def test_nothing_said_is_refused_in_the_words_of_the_page(api, client):
    answer = api.post("/api/missing/", {"words": " "})
    page = client.post("/find/missing/", {"words": " "}).content.decode()

    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_said")
    assert answer.json()["message"] in page


def test_telling_is_slowed_down(api):
    answers = [api.post("/api/missing/", {"words": "a choir"}) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [201] * 30 + [429]
    assert answers[-1].json() == {
        "code": "too_often",
        "message": "That was asked too often.",
        "field": None,
        "next_step": "Wait a while, and ask again.",
    }
    assert int(answers[-1]["Retry-After"]) > 0


def test_by_page_it_is_slowed_down_with_it_and_what_was_typed_is_kept(api, client):
    for _line in range(20):
        api.post("/api/missing/", {"words": "a choir"})
    pages = [client.post("/find/missing/", {"words": "a loom of mine"}) for _line in range(11)]

    assert [page.status_code for page in pages] == [302] * 10 + [422]
    said = pages[-1].content.decode()
    assert "Many lines have come from where you are in the last hour." in said
    assert 'value="a loom of mine"' in said
    assert UnmetNeed.objects.count() == 30
