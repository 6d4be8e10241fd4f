"""Arranged for oneself alone, from the listing to the yes, by page and by program."""

import pytest
from django.urls import reverse

from community.messaging.models import Message
from groups.models.briefs import Brief
from groups.models.members import Group
from groups.states import BriefState
from pooling.pools.actions.closing import give_notice
from pooling.pools.actions.solo import go_on_alone
from pooling.pools.models.pledges import Pool
from tests.factories.motions import let_words_through
from tests.factories.places import HOME
from tests.factories.pools import AFTER_CLOSE, go_on, make_source, office_agrees, say_yes
from tests.factories.solo import ask, make_costly_listing, offer_to_one, provider_voice
from tests.factories.supply import NOW, make_connector, make_someone
from tests.frontend.pages_that_take import pages
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

ASKED = {"when_words": "Tuesdays", "postcode": HOME, "known_as": "Rose"}


def test_from_the_listing_to_the_page_where_one_says_yes():
    listing, rose = make_costly_listing(), make_someone("rose")
    client = signed_in(rose)
    assert (
        reverse("ask_for_oneself", args=[listing.pk])
        in client.get(reverse("listing", args=[listing.pk])).text
    )

    address = reverse("ask_for_oneself", args=[listing.pk])
    look = client.post(address, ASKED)
    assert "Look at it once more" in look.text
    assert not Brief.objects.exists()
    client.post(address, {**ASKED, "step": "yes"})
    brief = Brief.objects.get()
    offer_to_one(brief)
    page = client.get(reverse("arranged_alone", args=[brief.pk]))
    assert "Museum mornings for you" in page.text
    pool_page = client.post(
        reverse("go_on_alone", args=[brief.pk]),
        {"offer": brief.offers.get().pk},
        follow=True,
    )

    assert "Arranged for you alone" in pool_page.text
    assert "group" not in pool_page.text.partition("<main")[2].partition("</main")[0].replace(
        "govuk-button-group", ""
    )
    assert not Pool.objects.get().pledges.exists()


def test_one_who_pays_alone_reads_of_a_price_and_of_no_share():
    """The pages before and after the yes, its sheet, and each message of it."""
    offer = offer_to_one(ask(make_costly_listing(), rose := make_someone("rose")))
    pool = go_on_alone(offer_id=offer.pk, by=rose, now=NOW)
    client, source = signed_in(rose), make_source(rose)
    yes = reverse("pool_pledge", args=[pool.pk])
    look = {"max_pence": "24", "parts": str(source.pk), "step": "look"}

    before = [words(client.get(yes)), words(client.post(yes, look))]
    before += [words(client.get(reverse("pool_paper", args=[pool.pk])))]
    office_agrees([say_yes(pool, rose, 2400, source)])
    go_on(pool, AFTER_CLOSE)
    give_notice(pool, NOW)
    after = words(client.get(reverse("pool", args=[pool.pk])))

    assert "The price for one, and never more than you say here" in before[1]
    assert "You pay £24 a session" in after
    messages = [each.text for each in Message.objects.filter(person_id=rose.person_id)]
    assert any("what you pay, the dates" in each for each in messages)
    assert any("the price of the first sessions" in each for each in messages)
    for text in (*before, after, *messages):
        assert "your share" not in text.lower()


def test_an_offer_that_changed_meanwhile_is_said_so_and_shown_anew():
    brief = ask(make_costly_listing(), rose := make_someone("rose"))
    offer_to_one(brief)

    page = signed_in(rose).post(reverse("go_on_alone", args=[brief.pk]), {"offer": "999999"})

    assert page.status_code == 404
    page = signed_in(rose).post(reverse("go_on_alone", args=[brief.pk]), {"offer": "no"})
    assert page.status_code == 404


def test_its_group_has_no_page_and_stands_in_no_list():
    brief = ask(make_costly_listing(), rose := make_someone("rose"))
    let_words_through(brief)
    client, stranger = signed_in(rose), signed_in(make_someone("bob"))
    title = brief.group.name

    assert client.get(reverse("brief", args=[brief.pk])).url == reverse(
        "arranged_alone", args=[brief.pk]
    )
    for name in ("group", "group_notes", "dates", "ideas", "invite"):
        assert client.get(reverse(name, args=[brief.group_id])).status_code == 404
    for address in (reverse("groups"), "/find/?place=" + HOME, reverse("public_briefs")):
        for reader in (client, stranger):
            main = reader.get(address).text.partition("<main")[2]
            assert f"/group/{brief.group_id}/" not in main
            assert f"/wanted/{brief.pk}/" not in main
    assert title in client.get(reverse("arranged")).text
    assert title not in stranger.get(reverse("arranged")).text
    assert stranger.get(reverse("arranged_alone", args=[brief.pk])).status_code == 404


def test_whoever_runs_it_reads_that_it_is_for_one_and_no_name():
    brief = ask(make_costly_listing(), make_someone("rose"), known_as="Rosemary")
    client = signed_in(provider_voice(brief))

    unread = client.get(reverse("brief_near_me", args=[brief.pk]))
    assert brief.listing.title in unread.text
    assert "Tuesdays" not in unread.text
    let_words_through(brief)
    page = client.get(reverse("brief_near_me", args=[brief.pk]))

    assert "It is for one person" in page.text
    assert "Tuesdays" in page.text
    assert "Rosemary" not in page.text
    first = client.get(reverse("write_offer", args=[brief.pk, brief.listing.provider_id, "what"]))
    assert (
        first.context["form"]["smallest"].value(),
        first.context["form"]["largest"].value(),
    ) == (1, 1)


def test_one_reads_what_they_said_and_nothing_that_they_were_not_asked():
    brief = ask(make_costly_listing(), rose := make_someone("rose"))

    main = signed_in(rose).get(reverse("arranged_alone", args=[brief.pk])).text

    assert "Tuesdays" in main
    for line in ("About how many people", "Money</dt>", "Not said"):
        assert line not in main


def test_by_program_the_same():
    listing, rose = make_costly_listing(), make_someone("rose")
    client = signed_in(rose)

    asked = client.post(
        f"/api/listings/{listing.pk}/for-yourself/", ASKED, content_type="application/json"
    )
    assert asked.status_code == 201
    brief = Brief.objects.get()
    offer = offer_to_one(brief)
    [row] = client.get("/api/for-yourself/").json()["results"]
    assert row["offer"]["id"] == offer.pk
    gone_on = client.post(
        f"/api/for-yourself/{brief.pk}/go-on/",
        {"offer": offer.pk},
        content_type="application/json",
    )
    assert gone_on.json()["pool"] == Pool.objects.get().pk
    assert client.get("/api/groups/").json()["results"] == []
    assert client.get("/api/briefs/").json()["results"] == []
    assert client.get("/api/wanted/").json()["results"] == []


def test_not_wanted_after_all_it_is_closed():
    brief = ask(make_costly_listing(), rose := make_someone("rose"))

    signed_in(rose).post(reverse("stop_asking", args=[brief.pk]))

    brief.refresh_from_db()
    assert brief.state == BriefState.CLOSED


# Where it does stand: one's own, and the words that a connector looks over.
WHERE_IT_STANDS = {
    "rose": {
        "arranged",
        "leaving",
        "leave_everything",
        "conversations",
        "subject_access",
        "subject_access_file",
        "history",
        "messages",
        "home",
    },
    "connie": {"looks"},
}


def test_every_list_of_pages_and_answers_leaves_it_out():
    """By who arranges it, and by a connector of its area, who reads what everybody reads."""
    brief = ask(make_costly_listing(), rose := make_someone("rose"), when_words="Quillwort days")
    brief.what = "Quillwort"
    brief.save(update_fields=["what"])
    Group.objects.filter(pk=brief.group_id).update(name="Quillwort")
    readers = {"rose": rose, "connie": make_connector()}
    lists = [(f"/{each}", route.name) for each, route in pages("account/", "staff/", "demo/")]
    lists = [(address, name) for address, name in lists if "<" not in address]
    assert len(lists) > 100

    found = {called: set() for called in readers}
    for called, reader in readers.items():
        client = signed_in(reader)
        for address, name in lists:
            answer = client.get(address)
            if (
                answer.status_code == 200
                and not answer.streaming
                and b"Quillwort" in answer.content
            ):
                found[called].add(name)

    assert {called: found[called] - WHERE_IT_STANDS[called] for called in readers} == {
        called: set() for called in readers
    }
    assert "arranged" in found["rose"]
