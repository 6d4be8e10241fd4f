"""Nothing by which somebody is reached stands in words that strangers read (fault D5)."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.messaging.models import Message
from tests.factories.demand import ask, make_group, make_vetted
from tests.factories.places import HOME
from tests.factories.supply import make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
CONTACTS = ("07700 900123", "win.example.com", "ann@example.org", "12 Hidden Street")
WORDS = f"Ring {', '.join(CONTACTS)}"


@pytest.mark.holds("fault:D5")
def test_what_a_group_asks_for_says_to_strangers_and_providers_nothing_by_which_to_reach_anybody():
    alice = make_someone("alice")
    voice, _provider = make_vetted()
    parts = ("when_words", "where_words", "who_must_be_able", "good_looks_like")
    brief = ask(make_group(alice), alice, what=WORDS, **dict.fromkeys(parts, WORDS))
    stranger, provider, member = Client(), signed_in(voice), signed_in(alice)

    texts = [
        stranger.get(reverse("public_briefs")).text,
        stranger.get(reverse("public_brief", args=[brief.pk])).text,
        stranger.get("/api/wanted/").text,
        provider.get(reverse("brief_near_me", args=[brief.pk])).text,
        provider.get(f"/api/briefs-near/{brief.pk}/").text,
    ]

    assert ["Ring (held back)" in text for text in texts] == [True] * 5
    assert "Ring" not in Message.objects.get(login_id=voice.login_id, kind="brief_near").text
    assert not any(contact in text for text in texts for contact in CONTACTS)
    assert WORDS in member.get(reverse("brief", args=[brief.pk])).text


@pytest.mark.holds("fault:D5")
def test_what_a_group_says_of_itself_does_so_neither():
    alice = make_someone("alice")
    group = make_group(alice, name="Ring 07700 900123", purpose_words=WORDS)
    ask(group, alice)
    cache.clear()
    stranger = Client()

    texts = [
        stranger.get(reverse("group", args=[group.pk])).text,
        stranger.get(f"/api/groups/{group.pk}/").text,
        stranger.get(f"/find/?postcode={HOME}").text,
        stranger.get(f"/api/search/?postcode={HOME}").text,
    ]

    assert all("(held back)" in text for text in texts)
    assert not any(contact in text for text in texts for contact in CONTACTS)
    assert WORDS in signed_in(alice).get(reverse("group", args=[group.pk])).text
