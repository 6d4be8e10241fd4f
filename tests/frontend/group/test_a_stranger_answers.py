"""M35: a brief with no provider in the area is read, and answered, by somebody nobody knew."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from community.messaging.models import Message
from groups.actions.briefs import edit_brief
from groups.models.offers import Offer
from providers.models.supply import Provider
from tests.factories.demand import (
    ask,
    make_brief,
    make_group,
    make_group_of,
    make_vetted,
)
from tests.factories.motions import close_together, send_together
from tests.factories.places import make_area
from tests.factories.supply import (
    NEXT_YEAR,
    NOW,
    TODAY,
    make_connector,
    make_login,
    make_provider,
    make_someone,
    vet,
)
from tests.frontend.visiting import day, set_clock, signed_in

from .test_brief_pages import write

pytestmark = pytest.mark.usefixtures("on_the_day")

SECRET = {
    "where_words": "Behind the chapel",
    "who_must_be_able": "One of us has a hoist",
    "good_looks_like": "Laughing as we did",
}


@pytest.fixture
def asked():
    by = make_someone("alicename")
    group = make_group(by, name="The secret name")
    brief = make_brief(group, by, who_must_be_able=SECRET["who_must_be_able"])
    words = {"good_looks_like": SECRET["good_looks_like"], "where_words": SECRET["where_words"]}
    edit_brief(brief_id=brief.pk, fields=words, by=by, now=NOW)
    return send_together(brief, by, NOW), by


def test_an_unlisted_enterprise_reads_it_registers_is_seen_and_answers(asked):
    brief, alice = asked
    connie = make_connector("connie", alice.person.area)

    # A stranger reads a few lines of it, and what comes before answering.
    stranger = Client()
    listed = stranger.get(reverse("provide"), follow=True)
    assert reverse("public_briefs") in listed.text
    assert brief.what in stranger.get(reverse("public_briefs")).text
    page = stranger.get(reverse("public_brief", args=[brief.pk]))
    assert "before a community connector has seen who you are, and your insurance." in page.text
    [register] = re.findall(r'href="(/provide/register/[^"]*)"', page.text)
    assert stranger.get(register).status_code == 302  # sign in first

    # They say who they are, and are back where they came to answer.
    newcomer = make_login("newcomer")
    client = signed_in(newcomer)
    typed = {"name": "New Loaf bakery", "is_one_person": "no", "area": str(alice.person.area_id)}
    waiting = client.post(register, typed, follow=True)
    provider = Provider.objects.get()
    assert waiting.redirect_chain == [(reverse("public_brief", args=[brief.pk]), 302)]
    assert "has still to see who New Loaf bakery is, and your insurance" in waiting.text
    assert "can make an offer until Tuesday 18 May 2027" in waiting.text
    assert client.get(reverse("brief_near_me", args=[brief.pk])).status_code == 404

    # The area's connector is told, sees how to reach them, and records two checks.
    told = Message.objects.get(login_id=connie.login_id, kind="provider_to_vet")
    looks = signed_in(connie)
    assert "newcomer@example.org" in looks.get(told.link).text
    for kind in ("identity", "insurance"):
        fields = {"kind": kind} | day("seen_on", TODAY) | day("valid_until", NEXT_YEAR)
        looks.post(told.link, fields)

    # Now they read all of it, and answer.
    good_news = Message.objects.get(login_id=newcomer.login_id, kind="vetted")
    assert brief.what in client.get(good_news.link).text
    whole = client.get(reverse("public_brief", args=[brief.pk]), follow=True)
    assert SECRET["who_must_be_able"] in whole.text
    write(client, brief, provider)
    client.post(reverse("review_offer", args=[brief.pk, provider.pk]))
    assert Offer.objects.get().provider == provider
    assert "New Loaf bakery" in signed_in(alice).get(reverse("offers", args=[brief.pk])).text


def test_what_anybody_reads_has_a_rough_place_and_nobody_s_name_or_need(asked):
    brief, _alice = asked
    anybody = Client()
    one = reverse("public_brief", args=[brief.pk])

    pages = [anybody.get(page) for page in ("/wanted/", one, "/api/wanted/")]
    pages.append(anybody.get(f"/api/wanted/{brief.pk}/"))

    for page in pages:
        assert page.status_code == 200
        assert brief.what in page.text
        assert "ZZ1" in page.text
        for hidden in ("alicename", "The secret name", "A hot meal", "hot_meal", *SECRET.values()):
            assert hidden not in page.text


def test_what_is_not_asked_now_is_not_there():
    group, [alice] = make_group_of("alice")
    draft, asked = make_brief(group, alice), ask(group, alice, what="Another morning")
    anybody = Client()
    close_together(asked, alice)

    for brief_id in (draft.pk, asked.pk, 999999):
        for page in (f"/wanted/{brief_id}/", f"/api/wanted/{brief_id}/"):
            assert anybody.get(page).status_code == 404
    assert "No group is asking for anything just now." in anybody.get("/wanted/").text


def test_when_the_day_has_passed_it_is_no_longer_shown(asked):
    brief, _alice = asked
    set_clock(NOW.replace(month=6))

    assert Client().get(reverse("public_brief", args=[brief.pk])).status_code == 404


def test_whoever_is_seen_but_far_away_is_told_so(asked):
    brief, _alice = asked
    far = make_area("Eastsea", authority_code="E06999998")
    voice = make_login("far")
    provider = make_provider(voice, "Far Hall", where=far)
    vet(provider)

    page = signed_in(voice).get(reverse("public_brief", args=[brief.pk]))

    assert "what you have listed is farther away" in page.text
    assert provider.name not in page.text


def test_a_provider_is_told_once_when_it_may_read_names():
    voice, provider = make_vetted("museum")

    told = Message.objects.filter(login_id=voice.login_id, kind="vetted")

    assert told.count() == 1
    assert str(provider.pk) not in told.get().text


def test_the_group_is_told_what_anybody_may_read_before_it_asks():
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)

    page = signed_in(alice).get(reverse("brief_send", args=[brief.pk]))

    assert "Anybody may read what you want, when, and roughly where: nothing more." in page.text


@pytest.mark.parametrize("briefs", [1, 3])
def test_what_groups_want_costs_the_same_for_one_and_three(briefs, django_assert_num_queries):
    group, [alice] = make_group_of("alice")
    for number in range(briefs):
        ask(group, alice, what=f"Morning {number}")
    anybody = Client()
    anybody.get("/wanted/")

    with django_assert_num_queries(5):
        anybody.get("/wanted/")
