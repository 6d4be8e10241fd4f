"""What a group says of itself waits for a look; that it is there, and about where, does not."""

from datetime import timedelta
from functools import partial
from importlib import import_module

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.common.shared_words import WordsHaveChanged, digest_of_words
from community.common.shown import digest_of
from community.messaging.models import Message
from community.moderation.actions.items import hold_back_words, pass_words
from community.moderation.models import ModerationItem
from community.moderation.states import HeldBackReason, ModerationState
from community.places.models.search_index import SearchEntry
from groups.actions.group_words import mend_group_words
from groups.models.members import Group, Member
from groups.queries.group_words import GROUP_WORDS, group_for_stranger, words_of_group
from groups.rules.members import AlreadyStarted, WordsNotHeldBack
from groups.tasks import index_groups_looked_at
from groups.wording import group_shown
from pooling.pools.tasks import index_pools
from tests.factories.at_once import at_once
from tests.factories.demand import join, make_group, make_unread_group, make_vetted
from tests.factories.motions import let_group_words_through
from tests.factories.places import HOME
from tests.factories.pools import make_pool
from tests.factories.supply import NOW, area, make_connector, make_someone
from tests.frontend.visiting import set_clock, signed_in

OWN = {"name": "Loom and lathe", "purpose_words": "We mend chairs", "how_often": "Each new moon"}
OTHER = {"name": "Chairs", "purpose_words": "", "how_often": "Weekly"}
UNREAD = "A group near ZZ1: words not yet looked at"
NAME = {"known_as": "Bo", "agrees": "on"}


@pytest.fixture(autouse=True)
def _on_the_day(request):
    if "committed_db" not in request.fixturenames:
        request.getfixturevalue("on_the_day")


@pytest.fixture
def alice():
    return make_someone("alice")


@pytest.fixture
def group(alice) -> Group:
    """Started just now, and nobody has looked at its words."""
    return make_unread_group(alice, **OWN)


def item_of(group: Group) -> ModerationItem:
    return ModerationItem.objects.get(about=f"group:{group.pk}")


def hold_back(group: Group, by=None) -> ModerationItem:
    facts = {"reason": HeldBackReason.ADVERT, "why_words": "It sells loans", "bodies": {"one"}}
    by = by or make_connector("connie", area())
    return hold_back_words(item_id=item_of(group).pk, **facts, by=by, now=NOW)


def read_by(browser: Client, group: Group) -> list[str]:
    """Each way to it, and a search for its own words, which finds only what was read."""
    cache.clear()
    looked_for = f"postcode={HOME}&words=loom"
    pages = [
        f"/group/{group.pk}/",
        f"/api/groups/{group.pk}/",
        f"/find/?postcode={HOME}",
        f"/api/search/?postcode={HOME}",
        f"/find/?{looked_for}",
        f"/api/search/?{looked_for}",
    ]
    return [browser.get(page).text for page in pages]


def holds_any(texts: list[str]) -> bool:
    return any(words in text for words in OWN.values() for text in texts)


@pytest.mark.holds("P45", "M139")
def test_a_group_is_found_at_once_by_facts_and_by_its_words_once_a_connector_has_looked(group):
    """Alice starts it, Bob finds it, and Charlie, who works there, looks."""
    bob, charlie = make_someone("bob"), make_connector("charlie", area())
    for browser in (Client(), signed_in(bob)):
        texts = read_by(browser, group)
        assert not holds_any(texts)
        assert all(UNREAD in text for text in texts[:4])
        assert all("Company" in text or "company" in text for text in texts[:4])
    assert OWN["name"] in signed_in(charlie).get("/looks/").text

    pass_words(item_id=item_of(group).pk, by=charlie, now=NOW)
    assert OWN["name"] in read_by(signed_in(bob), group)[0]
    index_groups_looked_at()

    texts = read_by(Client(), group)
    assert all(OWN["name"] in text for text in texts)
    assert OWN["how_often"] in texts[0] and OWN["purpose_words"] in texts[0]


@pytest.mark.holds("P45")
def test_whoever_is_in_it_reads_its_words_and_until_when_they_wait(alice, group):
    page = signed_in(alice).get(f"/group/{group.pk}/").text
    answer = signed_in(alice).get(f"/api/groups/{group.pk}/").json()

    assert OWN["name"] in page and "Your words wait until Thursday 6 May 2027" in page
    assert answer["words"]["waits_until"].startswith("2027-05-06")
    assert Client().get(f"/api/groups/{group.pk}/").json()["words"] is None


@pytest.mark.holds("P45")
def test_after_four_working_days_only_checked_providers_read_them(group):
    voice, _provider = make_vetted()
    set_clock(NOW + timedelta(days=6))

    assert not holds_any(read_by(Client(), group))
    assert not holds_any(read_by(signed_in(make_someone("bob")), group))
    assert OWN["name"] in read_by(signed_in(voice), group)[0]


@pytest.mark.holds("P45")
def test_a_group_that_nobody_finds_is_not_looked_at(alice):
    group = make_unread_group(alice, is_findable=False, **OWN)

    assert not ModerationItem.objects.filter(about=f"group:{group.pk}").exists()
    assert "words wait" not in signed_in(alice).get(f"/group/{group.pk}/").text


@pytest.mark.holds("P45", "fault:D5")
def test_what_forms_in_a_group_is_found_by_its_words_no_sooner(alice):
    pool = make_pool([alice, *map(make_someone, ("ben", "cat", "dan"))])
    group = pool.group
    Group.objects.filter(pk=group.pk).update(**OWN | {"name": "Loom: ring 07700 900123"})
    ModerationItem.objects.filter(about=f"group:{group.pk}").update(
        state=ModerationState.WAITING, looked_at=None
    )
    entries = SearchEntry.objects.filter(object_type="pool", object_id=pool.pk, kind=0)
    index_pools()
    assert entries.get().title == UNREAD
    assert not holds_any(read_by(Client(), group))

    let_group_words_through(group)
    index_pools()

    assert entries.get().title == "Loom: ring (held back)"
    assert "900123" not in str(entries.values_list("words", flat=True).get())


@pytest.mark.holds("P45", "fault:B1")
def test_who_comes_in_agrees_to_the_group_as_they_read_it(group):
    bob, ways = make_someone("bob"), f"/api/groups/{group.pk}/"
    browser = signed_in(bob)
    digest = browser.get(ways).json()["digest"]

    assert digest != digest_of(group_shown(group))
    let_group_words_through(group)
    answer = browser.post(f"{ways}join/", {"known_as": "Bo", "agrees": True, "digest": digest})
    assert (answer.status_code, answer.json()["code"]) == (409, "shown_has_changed")
    digest = browser.get(ways).json()["digest"]
    answer = browser.post(f"{ways}join/", {"known_as": "Bo", "agrees": True, "digest": digest})
    assert (answer.status_code, answer.json()["group"]["name"]) == (200, OWN["name"])


@pytest.mark.holds("fault:B1", "fault:D5")
def test_of_a_group_with_a_number_in_its_name_a_stranger_agrees_to_what_is_left_of_it(alice):
    group = make_group(alice, name="Ring 07700 900123")
    browser = signed_in(make_someone("bob"))
    digest = browser.get(f"/api/groups/{group.pk}/").json()["digest"]

    came = {"known_as": "Bo", "agrees": True, "digest": digest}
    assert browser.post(f"/api/groups/{group.pk}/join/", came).status_code == 200


def mend(way: str, group: Group, by, **typed):
    """By page or by program."""
    if way == "page":
        return signed_in(by).post(reverse("group_words", args=[group.pk]), OTHER | typed)
    return signed_in(by).patch(
        f"/api/groups/{group.pk}/", OTHER | typed, content_type="application/json"
    )


@pytest.mark.holds("P46", "P47")
@pytest.mark.parametrize("way", ["page", "call"])
def test_held_back_its_members_read_why_and_one_mends_it_and_the_others_hear(alice, group, way):
    carol = make_someone("carol")
    join(group, carol)
    hold_back(group)

    for page in (f"/group/{group.pk}/", reverse("group_words", args=[group.pk])):
        assert "an advert: “It sells loans”" in signed_in(carol).get(page).text
    words = signed_in(carol).get(f"/api/groups/{group.pk}/").json()["words"]
    assert (words["reason"], words["why_words"]) == ("an advert", "It sells loans")
    assert all("words held back" in text for text in read_by(Client(), group)[:2])
    assert mend(way, group, make_someone("bob")).status_code == 404
    assert mend(way, group, carol).status_code in (200, 302)

    assert (item_of(group).state, item_of(group).words) == ("waiting", "Chairs\nWeekly")
    told = Message.objects.filter(kind="words_mended").values_list("person_id", flat=True)
    assert {alice.person_id, carol.person_id} == set(told)
    assert "Chairs" not in "".join(read_by(Client(), group)[:4])
    assert "Chairs" in signed_in(alice).get(f"/group/{group.pk}/").text


@pytest.mark.holds("P47")
@pytest.mark.parametrize("way", ["page", "call"])
def test_words_that_are_not_held_back_are_not_changed_by_one(alice, group, way):
    assert mend(way, group, alice).status_code in (409, 422)
    let_group_words_through(group)
    assert mend(way, group, alice).status_code in (409, 422)

    group.refresh_from_db()
    assert words_of_group(group) == OWN


def test_mended_it_is_not_called_like_another_group_of_theirs(alice, group):
    make_unread_group(alice, name="Chairs")
    hold_back(group)

    with pytest.raises(AlreadyStarted):
        mend_group_words(group_id=group.pk, fields={"name": "chairs"}, by=alice, now=NOW)


def ask_again(way: str, group: Group, by):
    """By page or program, or on paper, which a worker enters."""
    if way == "page":
        return signed_in(by).post(reverse("group_look_again", args=[group.pk]))
    if way == "call":
        return signed_in(by).post(f"/api/groups/{group.pk}/look-again/")
    worker = signed_in(make_connector("dora", area()))
    member = Member.objects.filter(person=by.person).first()
    code = member.paper_code if member else "none"
    if way == "paper":
        sheet = worker.get(reverse("paper_sheet", args=[code]))
        if member:
            assert "what the group says of itself, which is held back" in sheet.text
        return worker.post(f"/paper/{code}/look-again/", {"group": group.pk})
    return worker.post(f"/api/paper/{code}/look-again/")


WAYS = ["page", "call", "paper", "paper_call"]


@pytest.mark.holds("P47")
@pytest.mark.parametrize("way", WAYS)
def test_its_members_ask_somebody_else_to_look_and_the_first_cannot(alice, group, way):
    first, second = make_connector("first", area()), make_connector("second", area())
    hold_back(group, first)

    assert ask_again(way, group, alice).status_code in (200, 302)
    assert item_of(group).state == ModerationState.WAITING
    assert OWN["name"] not in signed_in(first).get("/looks/").text
    assert OWN["name"] in signed_in(second).get("/looks/").text


@pytest.mark.holds("P47")
@pytest.mark.parametrize("way", WAYS)
def test_nobody_outside_asks(group, way):
    hold_back(group)

    assert ask_again(way, group, make_someone("bob")).status_code == 404
    assert item_of(group).state == ModerationState.HELD_BACK


def test_on_paper_it_can_be_ticked(alice, group):
    hold_back(group)

    sheet = signed_in(alice).get(reverse("steps_sheet", args=[group.pk])).text
    assert "Please ask somebody else to look at our words (what our group says of itself)" in sheet


@pytest.mark.holds("P45", "M139")
def test_groups_of_before_wait_too_and_the_search_forgets_their_words(alice, group):
    hidden = make_unread_group(alice, name="Hidden", is_findable=False)
    let_group_words_through(group)
    before = item_of(group).words
    ModerationItem.objects.all().delete()
    migration = import_module("groups.migrations.0016_words_of_groups_wait_too")

    for sql in (migration.HAND_IN, migration.HAND_IN, migration.HIDE):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    item = item_of(group)
    assert (item.state, item.words, item.waits_since) == ("waiting", before, group.created_at)
    assert item.link == f"/group/{group.pk}/"
    assert not ModerationItem.objects.filter(about=f"group:{hidden.pk}").exists()
    assert not holds_any(read_by(Client(), group))
    index_groups_looked_at()
    assert UNREAD in read_by(Client(), group)[2]


@pytest.mark.holds("P45")
def test_what_is_shown_as_it_may_be_read_is_not_written_again(group, django_assert_num_queries):
    with django_assert_num_queries(1):
        index_groups_looked_at()


def test_all_that_can_be_typed_freely_waits():
    ticked = {"purposes", "begins", "state", "is_findable", "is_example"}
    of_the_place = {"outward_code"}
    typed = {field.name for field in Group._meta.fields if field.get_internal_type() == "CharField"}

    assert set(GROUP_WORDS) == typed - ticked - of_the_place


@pytest.mark.holds("P47")
@pytest.mark.parametrize("turn", range(4))
def test_of_two_who_mend_it_at_once_neither_wipes_out_the_other(committed_db, turn):
    group = make_unread_group(alice := make_someone("alice"), **OWN)
    carol = make_someone("carol")
    join(group, carol)
    hold_back(group)
    began = digest_of_words(words_of_group(group))
    mend_it = partial(mend_group_words, group_id=group.pk, began_from=began, now=NOW)

    answers = at_once(
        partial(mend_it, fields=OTHER, by=alice),
        partial(mend_it, fields=OTHER | {"name": "Benches"}, by=carol),
        expected=(WordsHaveChanged, WordsNotHeldBack),
    )

    group.refresh_from_db()
    assert [each.name for each in answers if isinstance(each, Group)] == [group.name]
    assert item_of(group).words.startswith(group.name)
    assert group_for_stranger(group, None, now=NOW).name == UNREAD
