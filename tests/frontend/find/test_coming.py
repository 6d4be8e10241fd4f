"""Each listing says how one comes to it, by its button, its card, its sheet and its call (P107)."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.common import clock
from community.common.telephone import to_ring
from providers.actions.listings import publish_listing, save_listing
from providers.models.supply import Listing
from providers.queries.supply import listing_of_login
from providers.rules.listings import NotReady
from providers.rules.published_phones import NotPublished
from providers.states import AttendingAccess, VenueKind
from tests.factories.directory import import_feed, row, write
from tests.factories.places import HOME, make_area, make_postcode
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

OFFICE = "0117 496 0145"
WHY = "There are only four chairs."
MEETS = "One of us at the side door, with a green badge"
NO_FORM = "There is no form, and you need not tell anybody."
OURSELVES = "Go or ring them yourself: we have passed nothing on."
GO_OURSELVES = "Go yourself: we have passed nothing on."
WAITS = "A connector has still to see the papers of whoever runs it."
HANDS_ON = {
    "is_hands_on": True,
    "hourly_pay_pence": 1500,
    "engager": "provider",
    "attending_access": "ask_first",
    "ask_first_words": WHY,
}


@pytest.fixture(autouse=True)
def _that_day(db):
    clock.set_offset(NOW - clock.now())


def page_of(client, listing):
    return client.get(f"/find/listing/{listing.pk}/")


def button_of(page) -> str:
    """What the one button of the page says."""
    [button] = page.content.decode().split('class="govuk-button"')[1:]
    return " ".join(button.split(">", 1)[1].split("</a>")[0].split())


@pytest.mark.holds("P107")
@pytest.mark.parametrize(
    ("access", "button", "said"),
    [
        ("just_come", "Just come: print when and where", NO_FORM),
        ("say_coming", "Say you are coming", "Nobody decides whether you may."),
        ("ask_first", "Ask if you can come", f"They ask you to ask first: {WHY}"),
    ],
)
def test_each_listing_says_which_by_every_way(client, access, button, said):
    why = {"ask_first_words": WHY} if access == "ask_first" else {}
    provider = make_provider(alice := make_login())
    vet(provider)
    listing = make_shown_listing(alice, provider, attending_access=access, phone=OFFICE, **why)
    label = str(AttendingAccess(access).label).capitalize()

    page = page_of(client, listing)
    assert button_of(page) == button and said in words(page)
    main = page.content.decode().split("<main")[1].split("</main")[0]
    # Nothing to fill in to come; whoever thinks of telling somebody may say what stopped them.
    assert re.findall(r"<form[^>]*action=\"([^\"]*)", main) == [
        reverse("what_stopped_me", args=[listing.pk])
    ]
    assert main.count("<form") == 1
    found = client.get("/find/", {"postcode": HOME})
    assert f"How people come {label}" in words(found)
    assert f"{label}." in words(client.get(reverse("listing_sheet", args=[listing.pk])))
    assert client.get(f"/api/listings/{listing.pk}/").json()["attending_access"] == access
    [hit] = client.get("/api/search/", {"postcode": HOME}).json()["results"]
    assert hit["attending_access"] == access


@pytest.mark.holds("P107")
def test_whoever_just_comes_reads_when_where_what_it_costs_and_whom_to_look_for(client):
    just = {"attending_access": "just_come", "who_meets_words": MEETS, "phone": OFFICE}
    listing = make_shown_listing(make_login(), **just)

    page = words(page_of(client, listing))
    facts = ("When Tuesdays at half past ten", "Where The old hall", "What it costs Free")
    meets = f"Who meets you, and how do you know them? {MEETS}"
    assert all(fact in page for fact in (*facts, meets))
    assert page.index(NO_FORM) < page.index("Who it suits") < page.index("group price")
    sheet = words(client.get(reverse("listing_sheet", args=[listing.pk])))
    assert f"Just come. To ask, ring {to_ring(OFFICE)}." in sheet and meets in sheet


@pytest.mark.holds("P108", "P57")
def test_an_ordinary_place_that_nobody_has_checked_is_no_dead_end(client):
    listing = make_shown_listing(make_login(), phone=OFFICE)

    page = page_of(client, listing)

    assert OURSELVES in words(page)
    assert 'href="tel:01174960145"' in page.content.decode()
    assert f"Ring them: {OFFICE} . By relay: 18001, and then the number." in words(page)
    assert client.get(f"/api/listings/{listing.pk}/").json()["phone"] == OFFICE


@pytest.mark.holds("P107")
@pytest.mark.parametrize(("phone", "is_told"), [(OFFICE, True), ("", False)])
def test_nobody_is_sent_to_a_way_that_is_not_there(client, phone, is_told):
    listing = make_shown_listing(make_login(), attending_access="say_coming", phone=phone)

    page = words(page_of(client, listing))

    assert ("Tell them that you are coming." in page) == is_told
    assert (OURSELVES in page) == is_told
    assert (GO_OURSELVES in page) != is_told
    assert ("publish neither a number nor a page" in page) != is_told


@pytest.mark.holds("P108", "M143")
def test_nobody_is_led_to_anything_close_before_its_papers_were_seen(client):
    alice = make_login()
    provider = make_provider(alice)
    listing = make_shown_listing(alice, provider, phone=OFFICE, **HANDS_ON)
    make_shown_listing(make_login("bob"), title="Open house")

    page = page_of(client, listing)
    assert WAITS in words(page) and OFFICE not in words(page)
    assert 'class="govuk-button"' not in page.content.decode()
    assert "Like it, near ZZ1" in words(page) and "Open house" in words(page)
    assert client.get(f"/api/listings/{listing.pk}/").json()["phone"] == ""
    assert OFFICE not in words(client.get(reverse("listing_sheet", args=[listing.pk])))

    vet(provider, None, *(kind for kind in ("identity", "insurance", "dbs_enhanced")))
    page = page_of(client, listing)
    assert WAITS not in words(page) and OFFICE in words(page)
    assert button_of(page) == "Ask if you can come"


@pytest.mark.holds("P107")
def test_what_is_full_says_so_before_anything_with_two_like_it(client):
    alice = make_login()
    provider = make_provider(alice)
    full = {"places_left": 0, "attending_access": "just_come", "phone": OFFICE}
    listing = make_shown_listing(alice, provider, kinds=[4], **full)
    make_shown_listing(alice, provider, title="Also full", places_left=0, kinds=[4])
    for title in ("First choice", "Second choice", "Third choice"):
        make_shown_listing(alice, provider, title=title, kinds=[4])

    page = page_of(client, listing)

    assert "It has no places just now." in words(page)
    assert 'class="govuk-button"' not in page.content.decode()
    titles = ("First choice", "Second choice", "Third choice", "Also full")
    assert [title for title in titles if title in words(page)] == list(titles[:2])


@pytest.mark.holds("P107")
def test_whoever_shows_it_says_which_and_why_one_asks_first(client):
    alice = make_login()
    listing = make_listing(alice, attending_access=AttendingAccess.NOT_KNOWN)

    def refused(**answers) -> str | None:
        save_listing(listing_id=listing.pk, by=alice, now=NOW, **answers)
        with pytest.raises(NotReady) as refusal:
            publish_listing(listing_id=listing.pk, by=alice, now=NOW)
        return refusal.value.field

    assert refused() == "attending_access"
    assert refused(attending_access=AttendingAccess.ASK_FIRST) == "ask_first_words"
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(state="shown")
    home = {"venue_kind": VenueKind.OWN_HOME, "attending_access": AttendingAccess.JUST_COME}
    assert refused(**home) == "attending_access"
    save_listing(
        listing_id=listing.pk,
        by=alice,
        now=NOW,
        attending_access=AttendingAccess.ASK_FIRST,
        ask_first_words=WHY,
    )
    assert publish_listing(listing_id=listing.pk, by=alice, now=NOW).state == "shown"


@pytest.mark.holds("P107")
def test_nobody_is_told_to_just_come_to_a_place_that_is_kept_back_later(client):
    listing = make_shown_listing(make_login(), attending_access="just_come")
    Listing.objects.filter(pk=listing.pk).update(
        is_place_private=True, postcode="", has_location=False, getting_there_words=""
    )

    page = page_of(client, listing)
    found = client.get("/find/", {"postcode": HOME, "miles": "15"})

    assert "How people come is not known: ask" in words(page) and NO_FORM not in words(page)
    assert "Just come" not in words(found)


@pytest.mark.holds("P108")
@pytest.mark.parametrize(
    ("number", "is_taken"),
    [
        ("0117 496 0145", True),
        ("+44 (0)117 496 0145", True),
        ("0800 111 222 3", True),
        ("07700 900123", False),
        ("+44 7700 900123", False),
        ("0906 123 4567", False),
        ("0117 496 0145 or 07700 900123", False),
        ("ring us", False),
    ],
)
def test_only_the_number_of_an_office_is_published(number, is_taken):
    alice = make_login()
    listing = make_listing(alice)

    def save():
        save_listing(listing_id=listing.pk, by=alice, now=NOW, phone=number)

    if is_taken:
        save()
        assert listing_of_login(listing.pk, login_id=alice.login_id).phone == number
    else:
        with pytest.raises(NotPublished):
            save()


OWN = {"number": "0117 496 0101"}
NAMED = {"name": "Robin Example", "phones": [{"number": "0117 496 0102"}]}
NAMELESS = {"name": "", "phones": [{"number": "07700 900123"}, {"number": "0117 496 0103"}]}


@pytest.mark.holds("P107", "P108")
@pytest.mark.parametrize(
    ("change", "access", "phone"),
    [
        ({}, "not_known", ""),
        ({"attending_access": "Drop-in"}, "just_come", ""),
        ({"attending_access": "Drop-in, Membership"}, "not_known", ""),
        ({"attending_access": "Appointment"}, "not_known", ""),
        ({"phones": [OWN]}, "not_known", "0117 496 0101"),
        ({"contacts": [NAMED]}, "not_known", ""),
        ({"contacts": [NAMED, NAMELESS]}, "not_known", "0117 496 0103"),
        ({"contacts": "Robin", "phones": {"number": 7}}, "not_known", ""),
        (
            {"phones": [OWN], "attending_access": "drop in", "description": "Runs from home"},
            "not_known",
            "",
        ),
    ],
)
def test_of_a_directory_only_what_it_says_for_certain(client, tmp_path, change, access, phone):
    make_area()
    make_postcode()
    import_feed(write(tmp_path / "feed.json", [row(postcode=HOME) | change]))
    listing = Listing.objects.get()

    page = page_of(client, listing)

    assert (listing.attending_access, listing.phone) == (access, phone)
    assert (NO_FORM in words(page)) == (access == "just_come")
    ourselves = OURSELVES if phone else GO_OURSELVES
    assert (ourselves in words(page)) == (not listing.is_place_private)
    if not phone and not listing.website:
        assert "You can ask" in words(page) or "Nobody reads this here yet." in words(page)


@pytest.mark.holds("P107")
def test_what_its_provider_says_of_coming_stays_when_the_directory_is_read_again(tmp_path):
    make_area()
    make_postcode()
    feed = tmp_path / "feed.json"
    import_feed(write(feed, [row(postcode=HOME, attending_access="Drop-in")]))
    listing = Listing.objects.get()
    alice = make_login()
    listing.provider.members.create(login=alice.login)
    save_listing(
        listing_id=listing.pk,
        by=alice,
        now=NOW,
        when_words="Tuesdays",
        attending_access=AttendingAccess.SAY_COMING,
        phone=OFFICE,
    )

    import_feed(write(feed, [row(postcode=HOME, attending_access="Drop-in", name="New name")]))

    listing.refresh_from_db()
    assert (listing.title, listing.attending_access, listing.phone) == (
        "New name",
        "say_coming",
        OFFICE,
    )
