import pytest
from django.utils.html import escape

from community.common import clock
from providers.actions.listings import pause_listing, withdraw_listing
from providers.models.supply import Listing, ProviderMember
from providers.states import CheckKind, Engager, PriceKind, SuitFact
from tests.factories.places import make_postcode
from tests.factories.supply import (
    NOW,
    make_listing,
    make_login,
    make_provider,
    make_shown_listing,
    vet,
)
from tests.frontend.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_day(db):
    clock.set_offset(NOW - clock.now())


def read(client, listing) -> str:
    return client.get(f"/find/listing/{listing.pk}/").content.decode()


@pytest.mark.holds("M08")
def test_a_listing_says_all_we_know_and_what_we_do_not(client):
    listing = make_shown_listing(make_login(), what_happens="Coffee.\n\n<b>Old photographs</b>")

    page = read(client, listing)

    assert "Museum morning" in page and "Tuesdays at half past ten" in page
    assert "&lt;b&gt;Old photographs" in page
    for fact in SuitFact:
        assert escape(str(fact.label)) in page
    assert page.count("Not known, ask") >= len(SuitFact)
    assert "No check seen." in page


UNCHECKED = "A connector has not yet seen all the papers about them that we ask for."


@pytest.mark.holds("M23", "M139")
@pytest.mark.parametrize(
    ("kinds", "is_hands_on", "is_checked"),
    [
        ((), False, False),
        ((CheckKind.IDENTITY,), False, False),
        ((CheckKind.IDENTITY, CheckKind.INSURANCE), False, True),
        ((CheckKind.IDENTITY, CheckKind.INSURANCE), True, False),
        ((CheckKind.IDENTITY, CheckKind.INSURANCE, CheckKind.DBS_ENHANCED), True, True),
    ],
)
def test_what_an_unchecked_provider_writes_says_so_to_strangers(
    client, kinds, is_hands_on, is_checked
):
    alice = make_login()
    provider = make_provider(alice)
    if kinds:
        vet(provider, None, *kinds)

    pay = {"hourly_pay_pence": 1500, "engager": Engager.PROVIDER} if is_hands_on else {}
    listing = make_shown_listing(alice, provider, is_hands_on=is_hands_on, **pay)

    assert (UNCHECKED in " ".join(read(client, listing).split())) == (not is_checked)
    assert client.get(f"/api/listings/{listing.pk}/").json()["is_checked"] == is_checked


def test_checks_are_dated_facts(client):
    alice = make_login()
    museum = make_provider(alice)
    vet(museum)

    page = read(client, make_shown_listing(alice, museum))

    assert "Insurance: seen by a connector on Tuesday 4 May 2027" in page
    assert "No check seen." not in page


def test_the_price_for_each_size_of_group_and_the_smallest_that_works(client):
    prices = {1: 4000, 3: 7500, 4: 7500, 5: 7500}
    listing = make_shown_listing(make_login(), price_kind=PriceKind.BY_GROUP, prices=prices)

    page = read(client, listing)

    assert "£25" in page and "£15" in page
    assert "The smallest group that works is 3 people." in page


@pytest.mark.holds("M25")
def test_what_an_employer_must_do_comes_before_what_you_can_do(client):
    listing = make_shown_listing(make_login(), engager=Engager.YOU)

    page = read(client, listing)

    assert page.index("pay the wages") < page.index('id="ask"')
    assert "cp-act--beside" not in page  # where it would be seen first


@pytest.mark.holds("M25")
def test_of_a_shared_helper_one_is_named_as_employer(client):
    helper = make_shown_listing(
        make_login(), is_hands_on=True, hourly_pay_pence=1500, engager=Engager.SHARED
    )

    page = read(client, helper)

    assert "one of those who share the helper is named as employer" in page
    assert "Whoever of you is named as employer would" in page


@pytest.mark.holds("fault:I13")
def test_what_nobody_is_employed_for_stays_where_nobody_wants_to_be_an_employer(client):
    """A coffee morning, as the pages publish one: who employs is asked of a helper alone."""
    alice = make_login()
    morning = make_shown_listing(alice)
    pottery = make_shown_listing(alice, title="Pottery", engager=Engager.PROVIDER)
    helper = make_shown_listing(
        alice, title="A helper", is_hands_on=True, hourly_pay_pence=1500, engager=Engager.YOU
    )
    shared = make_shown_listing(
        alice,
        title="Half a helper",
        is_hands_on=True,
        hourly_pay_pence=1500,
        engager=Engager.SHARED,
    )
    query = {"postcode": "ZZ1 1AA", "no_employer": "true"}

    answer = client.get("/api/search/", query).json()

    assert {hit["id"] for hit in answer["results"]} == {morning.pk, pottery.pk}
    assert answer["not_known"] == []
    for listing in (morning, pottery):
        assert "Who would be the employer?" not in read(client, listing)
        assert client.get(f"/api/listings/{listing.pk}/").json()["employer"] == "nobody"
    for listing in (helper, shared):
        assert "Who would be the employer?" in read(client, listing)


@pytest.mark.holds("fault:I13")
def test_a_row_of_a_directory_is_not_guessed_at(client):
    listing = make_shown_listing(make_login(), price_kind=PriceKind.FREE)
    Listing.objects.filter(pk=listing.pk).update(feed="example", feed_row_id="1")

    assert client.get(f"/api/listings/{listing.pk}/").json()["employer"] == "not_known"


@pytest.mark.holds("M16", "M25")
def test_quality_facts_of_hands_on_help_stand_above_the_price(client):
    listing = make_shown_listing(
        make_login(), is_hands_on=True, hourly_pay_pence=1500, engager=Engager.PROVIDER
    )

    page = read(client, listing)

    assert page.index("Is it the same person each time?") < page.index(">Price</h2>")


def test_one_can_ask_for_a_group_price(client):
    listing = make_shown_listing(make_login())

    assert f"?listing={listing.pk}" in read(client, listing)


def test_what_is_not_shown_is_not_found(client):
    alice = make_login()
    draft = make_listing(alice)
    withdrawn = make_shown_listing(alice)
    withdraw_listing(listing_id=withdrawn.pk, by=alice, now=NOW)

    answers = [client.get(f"/find/listing/{pk}/") for pk in (draft.pk, withdrawn.pk, 10**9)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    mains = {answer.content.decode().split("<main")[1].split("</main")[0] for answer in answers}
    assert len(mains) == 1


@pytest.mark.holds("fault:I12")
def test_what_is_paused_says_so_and_names_its_like(client):
    alice = make_login()
    paused = make_shown_listing(alice, kinds=[7])
    like = make_shown_listing(alice, title="Shed mornings", kinds=[7])
    make_shown_listing(alice, title="Quiet singing", kinds=[8])
    pause_listing(listing_id=paused.pk, by=alice, now=NOW)
    make_postcode("ZZ1")

    answer = client.get(f"/find/listing/{paused.pk}/")

    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main")[0]
    assert "“Museum morning” is paused for now." in main
    assert "Like it, near ZZ1" in main and f"/find/listing/{like.pk}/" in main
    assert "Tuesdays at half past ten" not in main.split("Like it")[0]
    assert "Quiet singing" not in main


@pytest.mark.holds("P86")
def test_like_what_has_no_kind_is_only_what_is_called_so(client):
    """Whatever is nearest is not like a refuge."""
    alice = make_login()
    refuge = make_shown_listing(alice, title="Westhaven refuge")
    make_shown_listing(alice, title="Hammer and plane", kinds=[2])
    make_postcode("ZZ1")
    pause_listing(listing_id=refuge.pk, by=alice, now=NOW)
    page = f"/find/listing/{refuge.pk}/"

    assert "Hammer and plane" not in client.get(page).text

    like = make_shown_listing(alice, title="A refuge by the sea", kinds=[14])
    assert f"/find/listing/{like.pk}/" in client.get(page).text


@pytest.mark.holds("fault:I12")
def test_what_is_paused_says_so_to_a_program(client):
    alice = make_login()
    paused = make_shown_listing(alice)
    pause_listing(listing_id=paused.pk, by=alice, now=NOW)

    answer = client.get(f"/api/listings/{paused.pk}/")

    assert answer.status_code == 409
    assert answer.json()["code"] == "listing_paused"


def test_a_shown_listing_is_found_and_a_paused_one_is_not(client):
    alice = make_login()
    listing = make_shown_listing(alice)
    query = {"postcode": "ZZ1 1AA"}
    assert f"/find/listing/{listing.pk}/" in client.get("/find/", query).content.decode()

    pause_listing(listing_id=listing.pk, by=alice, now=NOW)

    assert "Museum morning" not in client.get("/find/", query).content.decode()


@pytest.mark.holds("M28")
def test_no_page_has_an_address_or_number_of_a_person(client):
    alice = make_login()
    listing = make_shown_listing(alice)

    assert alice.login.email not in read(client, listing)


def test_nobody_is_said_to_be_asked_who_is_not_here_to_answer(client):
    listing = make_shown_listing(make_login())
    assert "Ask them for a group price" in read(client, listing)

    Listing.objects.filter(pk=listing.pk).update(feed="feed", feed_row_id="1")
    assert "Ask them for a group price" in read(client, listing)  # it is theirs, and they are here
    ProviderMember.objects.filter(provider=listing.provider_id).delete()

    page = read(client, listing)
    assert "Ask them for a group price" not in page
    assert "Ask for something like it" in page


@pytest.mark.holds("M10")
def test_what_a_helper_who_comes_along_pays_is_said_apart(client):
    companion_words = "Whoever helps you comes free. A carer in the same class pays as you do."
    listing = make_shown_listing(make_login(), companion_words=companion_words)

    page = client.get(f"/find/listing/{listing.pk}/")

    assert f"If somebody comes with you {companion_words}" in words(page)
