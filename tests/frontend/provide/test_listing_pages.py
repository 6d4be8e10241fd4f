"""Putting something here in short pages, and looking it over."""

import re

import pytest
from django.contrib.messages import get_messages

from providers.models.supply import Listing, Provider
from providers.states import ListingState, PriceKind, YesNoUnknown
from tests.factories.places import make_postcode, rows_of
from tests.factories.supply import (
    area,
    make_listing,
    make_login,
    make_provider,
    make_shown_listing,
)
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.django_db

WHAT = {
    "title": "Museum morning",
    "what_happens": "Coffee, old photographs and talk.",
    "kinds": ["9"],
    "is_hands_on": "no",
}
WHERE = {
    "when_words": "Tuesdays at half past ten",
    "postcode": "zz1 1aa",
    "venue_kind": "public_place",
}
COMING = {"attending_access": "just_come", "who_meets_words": "One of us, with a green badge"}
FOUR_TERMS = re.compile(
    r"personal budget|direct payment|\bISF\b|individual service fund|commission", re.IGNORECASE
)


@pytest.fixture
def alice(client):
    by = make_login()
    client.force_login(by.login)
    return by


def words(response) -> str:
    """What the page says, without its frame of markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.holds("fault:I9")
@pytest.mark.parametrize("website", ["ftp://example.org/", "ftps://example.org/", "example"])
def test_only_an_address_of_the_web_is_taken_by_page_and_by_program(client, alice, website):
    listing = make_listing(alice)

    page = client.post(f"/provide/listings/{listing.pk}/what/", WHAT | {"website": website})
    answer = signed_in(alice).patch(
        f"/api/my-listings/{listing.pk}/", {"website": website}, content_type="application/json"
    )

    said = "Enter a web address that begins with https://, like https://example.org."
    assert page.status_code == 422 and said in words(page)
    assert (answer.status_code, answer.data["field"]) == (400, "website")
    assert answer.data["message"] == said


@pytest.mark.holds("fault:I9")
def test_an_ordinary_address_of_the_web_is_taken(client, alice):
    listing = make_listing(alice)

    client.post(
        f"/provide/listings/{listing.pk}/what/", WHAT | {"website": "example.org/what's-on"}
    )

    listing.refresh_from_db()
    assert listing.website == "https://example.org/what's-on"


def test_from_nothing_to_shown_in_six_forms(client, alice):
    make_postcode()
    where = area()

    page = client.post(
        "/provide/register/",
        {"name": "Westsea Museum", "is_one_person": "no", "area": where.pk},
    )
    page = client.post(page.url, WHAT)
    assert page.url.endswith("/where/")
    page = client.post(page.url, WHERE)
    page = client.post(page.url, COMING)
    page = client.post(page.url, {"price_kind": "free"})
    page = client.post(page.url, {"stay_without_carer": "yes"})
    listing = Listing.objects.get()
    assert page.url == f"/provide/listings/{listing.pk}/"
    assert listing.state == ListingState.DRAFT

    page = client.post(f"{page.url}do/publish/")

    assert page.status_code == 302
    assert rows_of(listing.pk) == [0, 9]
    assert Provider.objects.get().members.get().login == alice.login


def test_the_first_form_is_the_only_one_needed_to_be_kept(client, alice):
    provider = make_provider(alice)

    page = client.post(f"/provide/{provider.pk}/new/", {"title": "Just a name", "stop": "1"})

    assert page.url == f"/provide/{provider.pk}/"
    listing = Listing.objects.get()
    assert (listing.title, listing.what_happens) == ("Just a name", "")
    assert "Just a name" in words(client.get(f"/provide/listings/{listing.pk}/what/")) or (
        b'value="Just a name"' in client.get(f"/provide/listings/{listing.pk}/what/").content
    )


@pytest.mark.holds("M120")
@pytest.mark.parametrize("step", ["what", "where", "price", "suits", "helper"])
def test_stopping_at_any_page_keeps_what_was_answered_and_asks_for_nothing(client, alice, step):
    listing = make_listing(alice, is_hands_on=True)

    page = client.post(f"/provide/listings/{listing.pk}/{step}/", {"stop": "1"})

    assert page.status_code == 302, page.context["form"].errors
    assert page.url == f"/provide/{listing.provider_id}/"


def test_what_was_typed_is_kept_when_something_is_wrong(client, alice):
    listing = make_listing(alice)

    page = client.post(
        f"/provide/listings/{listing.pk}/where/",
        WHERE | {"when_words": "On the <b>longest</b> day", "postcode": "ZZ8 8ZZ"},
    )

    assert page.status_code == 422
    assert "We do not know where “ZZ8 8ZZ” is." in words(page)
    assert b"On the &lt;b&gt;longest&lt;/b&gt; day" in page.content
    assert Listing.objects.get().when_words == "Tuesdays at half past ten"


def test_group_prices_are_asked_in_steps_and_shown_again(client, alice):
    listing = make_listing(alice)
    prices = {
        "price_kind": "by_group",
        "price_for_one": "40",
        "from_1": "3",
        "to_1": "5",
        "pence_1": "£75",
        "from_2": "6",
        "to_2": "8",
        "pence_2": "90",
    }

    client.post(f"/provide/listings/{listing.pk}/price/", prices)

    assert Listing.objects.get().prices == {
        "1": 4000,
        **dict.fromkeys(("3", "4", "5"), 7500),
        **dict.fromkeys(("6", "7", "8"), 9000),
    }
    form = client.get(f"/provide/listings/{listing.pk}/price/").context["form"]
    assert [form.initial[name] for name in ("price_for_one", "from_1", "to_1", "pence_2")] == [
        4000,
        3,
        5,
        9000,
    ]


@pytest.mark.parametrize(
    ("prices", "sentence"),
    [
        (
            {"from_1": "3", "to_1": "5"},
            "Fill in all three boxes, or none of them.",
        ),
        (
            {
                "from_1": "3",
                "to_1": "5",
                "pence_1": "75",
                "from_2": "5",
                "to_2": "6",
                "pence_2": "80",
            },  # noqa: E501
            "There are two prices for 5 people.",
        ),
        (
            {
                "from_1": "3",
                "to_1": "3",
                "pence_1": "30",
                "from_2": "4",
                "to_2": "4",
                "pence_2": "60",
            },  # noqa: E501
            "4 people at £60 cost more each than 3 people at £30.",
        ),
        ({"from_1": "3", "to_1": "5", "pence_1": "lots"}, "Enter an amount of money"),
    ],
)
def test_prices_that_make_no_sense_are_refused_and_kept_in_the_form(
    client, alice, prices, sentence
):
    listing = make_listing(alice)

    page = client.post(
        f"/provide/listings/{listing.pk}/price/", {"price_kind": "by_group"} | prices
    )

    assert page.status_code == 422
    assert sentence in words(page)
    assert f'value="{prices["from_1"]}"' in page.content.decode()
    assert Listing.objects.get().prices == {}


def test_answers_about_who_it_suits_are_dated_and_come_back(client, alice):
    listing = make_listing(alice)

    client.post(f"/provide/listings/{listing.pk}/suits/", {"step_free": "yes", "hot_meal": "no"})

    kept = {fact: said["answer"] for fact, said in Listing.objects.get().suits.items()}
    assert kept == {"step_free": YesNoUnknown.YES, "hot_meal": YesNoUnknown.NO}
    form = client.get(f"/provide/listings/{listing.pk}/suits/").context["form"]
    assert form.initial["step_free"] == "yes"


def test_the_page_to_look_over_says_what_is_missing_and_leads_there(client, alice):
    listing = make_listing(alice, when_words="")

    page = client.get(f"/provide/listings/{listing.pk}/")

    assert "Say when it happens." in words(page)
    assert f'href="/provide/listings/{listing.pk}/where/"' in page.content.decode()
    page = client.post(f"/provide/listings/{listing.pk}/do/publish/")
    assert page.status_code == 422
    assert "There is a problem" in words(page)


def test_quality_is_shown_before_the_price_of_hands_on_help(client, alice):
    listing = make_listing(alice, is_hands_on=True)

    text = words(client.get(f"/provide/listings/{listing.pk}/"))

    assert text.count("Not known, ask") >= 4
    assert text.index("Is it the same person each time?") < text.index("Price")


def test_one_press_pauses_and_one_press_shows_again(client, alice):
    listing = make_shown_listing(alice)

    page = client.post(f"/provide/listings/{listing.pk}/do/pause/")
    assert [str(said) for said in get_messages(page.wsgi_request)] == [
        "Paused. Nobody finds it until you show it again."
    ]
    client.post(f"/provide/listings/{listing.pk}/do/publish/")

    assert Listing.objects.get().state == ListingState.SHOWN


def test_a_move_that_is_not_there_is_refused_on_a_page_that_says_so(client, alice):
    listing = make_listing(alice)

    page = client.post(f"/provide/listings/{listing.pk}/do/pause/")

    assert page.status_code == 409
    assert "cannot become" in words(page)


def test_nothing_moves_by_looking(client, alice):
    listing = make_listing(alice)

    for move in ("publish", "pause", "take-down", "reopen"):
        assert client.get(f"/provide/listings/{listing.pk}/do/{move}/").status_code == 405


def paths_of(listing):
    own = f"/provide/listings/{listing.pk}/"
    yield "get", f"/provide/{listing.provider_id}/"
    yield "get", f"/provide/{listing.provider_id}/new/"
    yield "get", own
    for step in ("what", "where", "price", "suits"):
        yield "get", f"{own}{step}/"
        yield "post", f"{own}{step}/"
    for move in ("publish", "pause", "take-down", "reopen"):
        yield "post", f"{own}do/{move}/"


def test_anothers_listing_and_one_that_never_was_are_the_same_404(client, alice):
    bob = make_login("bob")
    listing = make_listing(bob)
    never = Listing(pk=listing.pk + 99, provider_id=listing.provider_id + 99)

    for (method, path), (_method, nowhere) in zip(paths_of(listing), paths_of(never), strict=True):
        theirs, nothing = getattr(client, method)(path), getattr(client, method)(nowhere)
        assert (theirs.status_code, nothing.status_code) == (404, 404), path
        token = re.compile(r'value="[\w]{64}"')
        assert token.sub("", theirs.content.decode()).replace(path, "") == token.sub(
            "", nothing.content.decode()
        ).replace(nowhere, "")
    assert Listing.objects.get().state == ListingState.DRAFT


def test_a_stranger_is_asked_to_sign_in(client):
    listing = make_listing(make_login())

    for method, path in paths_of(listing):
        page = getattr(client, method)(path)
        assert page.status_code == 302 and page.url.startswith("/account/login/"), path


def test_no_page_for_providers_says_what_they_need_not_know(client, alice):
    listing = make_listing(alice, is_hands_on=True, price_kind=PriceKind.BY_GROUP)
    pages = [
        "/provide/register/",
        f"/provide/{listing.provider_id}/",
        f"/provide/{listing.provider_id}/new/",
        f"/provide/listings/{listing.pk}/",
        *(
            f"/provide/listings/{listing.pk}/{step}/"
            for step in ("what", "where", "price", "suits", "helper")
        ),  # noqa: E501
        "/provide/sessions/",
    ]

    for path in pages:
        page = client.get(path)
        assert page.status_code == 200, path
        assert not FOUR_TERMS.search(words(page)), path
    client.logout()
    assert not FOUR_TERMS.search(words(client.get("/provide/")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_provider_takes_the_same_statements(
    client, alice, count, django_assert_max_num_queries
):
    provider = make_provider(alice)
    for _listing in range(count):
        make_listing(alice, provider)
    client.get("/find/kinds/")  # the first page of a day notes that the sign-in is used

    with django_assert_max_num_queries(11):
        page = client.get(f"/provide/{provider.pk}/")

    assert len(page.context["cards"]) == count
