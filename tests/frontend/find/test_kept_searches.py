"""A search that is kept is health data: only the person keeps and reads it, no message says what
for, and it ends by itself (P106)."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.actions.kept_searches import stop_search, want_search
from community.people.models.kept_searches import KeptSearch
from community.people.queries.kept_searches import kept_search_of
from community.people.rules.authority import NotYours
from community.people.rules.kept_searches import MAX_KEPT_SEARCHES, SearchInDanger, TooManySearches
from community.people.states import RepresentationScope
from marketplace.search import tasks
from marketplace.search.actions.kept_searches import change_search, keep_search, tell_of_new
from pooling.pools.actions.leaving_everything import leave_everything
from tests.factories.places import make_findable, make_home, make_postcode
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, area, make_connector, make_login, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
WORDS = "dementia choir"
ASKED = {"words": WORDS, "postcode": "ZZ1 1AA"}


@pytest.fixture(autouse=True)
def near():
    cache.clear()
    area()
    make_home()
    set_clock(NOW)


def keep(by, *, now=NOW, **asked) -> KeptSearch:
    return keep_search(**(ASKED | asked), by=by, now=now)


def appears(object_id=7, title="Dementia choir", **facts):
    make_findable(object_id, title, at=(50.10, -6.00), **facts)


def look(days=0) -> None:
    set_clock(NOW + timedelta(days=days))
    tasks.tell_of_new_by_kept_searches()


def told(person) -> list[Message]:
    return list(Message.objects.filter(person_id=person.pk, kind="kept_search_found"))


def test_it_is_kept_from_the_button_beside_what_was_found_and_read_stopped_and_gone():
    ann = make_someone("ann")
    browser = signed_in(ann)
    found = browser.get(reverse("find"), ASKED | {"miles": 3, "free_only": "on"}).text
    assert "Tell me when there is something new" in found

    sent = browser.post(
        reverse("keep_search"),
        {"words": WORDS, "postcode": "ZZ1", "miles": "3", "free_only": "True"},
    )

    assert sent.url == reverse("kept_searches")
    kept = KeptSearch.objects.get()
    assert (kept.words, kept.outward_code, kept.miles, kept.free_only) == (WORDS, "ZZ1", 3, True)
    assert f"{WORDS.capitalize()}, near ZZ1" in browser.get(sent.url).text
    browser.post(reverse("stop_search", args=[kept.pk]))
    assert not KeptSearch.objects.exists()


@pytest.mark.holds("P106")
def test_who_is_told_of_what_is_new_once_a_day_in_words_that_say_nothing(caplog):
    caplog.set_level(logging.DEBUG)
    ann = make_someone("ann")
    appears(1, "Dementia choir of long ago")
    lines = AuditEntry.objects.count()
    keep(ann)
    look()
    assert told(ann.person) == []

    appears(7)
    look()
    appears(8, "Another dementia choir")
    look()
    [message] = told(ann.person)
    look(days=1)
    look(days=1)

    assert len(told(ann.person)) == 2
    said = f"{message.subject} {message.text} {message.link} {message.key} {message.about}"
    for word in ("dementia", "choir", "ZZ1"):
        assert word not in said.lower()
        assert word not in caplog.text.lower()
    assert AuditEntry.objects.count() == lines
    page = signed_in(ann).get(reverse("kept_search", args=[KeptSearch.objects.get().pk])).text
    assert page.index("Another dementia choir") < page.index("Here already")


def test_what_does_not_match_or_was_there_is_no_news():
    ann = make_someone("ann")
    appears(1)
    keep(ann, free_only=True)
    appears(2, "Memory walk")
    appears(3, price_kind="on_the_day")
    appears(1, "Dementia choir, changed")

    look()

    assert told(ann.person) == []


@pytest.mark.holds("P106")
@pytest.mark.parametrize("scope", RepresentationScope)
def test_whoever_acts_for_them_neither_reads_nor_keeps_nor_is_told(scope):
    ann = make_someone("ann")
    rita = act_for(ann, scope=scope)
    kept = keep(ann)
    appears(7)
    look()
    browser = signed_in(rita)

    with pytest.raises(NotYours):
        keep(rita)
    for press in (
        lambda: kept_search_of(kept.pk, rita, now=NOW),
        lambda: change_search(kept_search_id=kept.pk, **ASKED, by=rita, now=NOW),
        lambda: want_search(kept_search_id=kept.pk, by=rita, now=NOW),
        lambda: stop_search(kept_search_id=kept.pk, by=rita, now=NOW),
    ):
        with pytest.raises(NotYours):
            press()
    names = ("kept_searches", "keep_search", "home", "messages", "find")
    pages = [browser.get(reverse(name), ASKED if name == "find" else {}).text for name in names]
    header = {"HTTP_X_ACTING_FOR": str(ann.person.pk)}
    calls = [browser.get(f"/api/{path}/", **header).text for path in ("kept-searches", "messages")]
    for text in pages[:-1] + calls:
        assert "dementia" not in text and "Something new near you" not in text
    assert "Tell me when" not in pages[-1]


@pytest.mark.holds("P106")
def test_nobody_else_finds_it():
    kept = keep(make_someone("ann"))
    bob = make_someone("bob")
    for other in (bob, make_connector(), make_login("voice")):
        browser = signed_in(other)
        for name in ("kept_search", "change_search"):
            answer = browser.get(reverse(name, args=[kept.pk]))
            assert answer.status_code in (302, 404) and "dementia" not in answer.text
        for name in ("want_search", "stop_search"):
            browser.post(reverse(name, args=[kept.pk]))
        assert browser.get(f"/api/kept-searches/{kept.pk}/").status_code == 404
    with pytest.raises(NotFound):
        change_search(kept_search_id=kept.pk, **ASKED, by=bob, now=NOW)
    assert Client().get("/api/kept-searches/").status_code in (401, 403)
    assert KeptSearch.objects.filter(pk=kept.pk, asked_at=None).exists()


@pytest.mark.holds("P98", "P106")
@pytest.mark.parametrize("words", ["he hits me", "i want to die"])
def test_words_of_danger_are_neither_offered_nor_kept(words):
    ann = make_someone("ann")
    browser = signed_in(ann)

    page = browser.get(reverse("find"), ASKED | {"words": words}).text
    sent = browser.post(reverse("keep_search"), ASKED | {"words": words})
    called = browser.post(
        "/api/kept-searches/", ASKED | {"words": words}, content_type="application/json"
    )

    assert "Tell me when" not in page and "you can be told" not in page
    assert (sent.status_code, called.status_code) == (422, 409)
    kept = keep(ann)
    with pytest.raises(SearchInDanger):
        change_search(kept_search_id=kept.pk, words=words, postcode="ZZ1", by=ann, now=NOW)
    assert [each.words for each in KeptSearch.objects.all()] == [WORDS]


@pytest.mark.holds("P106")
def test_after_a_year_it_is_asked_about_and_ends_by_itself():
    ann, bob = make_someone("ann"), make_someone("bob")
    keep(ann)
    wanted = keep(bob)

    asked = 365 - 30
    day_by_day(range(asked - 1, asked + 1))
    messages = Message.objects.filter(kind="kept_search_ends")
    assert sorted(each.person_id for each in messages) == sorted([ann.person.pk, bob.person.pk])
    assert not any("choir" in f"{each.subject}{each.text}{each.link}" for each in messages)
    browser = signed_in(bob)
    assert "I still want it" in browser.get(reverse("kept_searches")).text
    browser.post(reverse("want_search", args=[wanted.pk]))
    day_by_day([364])
    assert KeptSearch.objects.count() == 2
    day_by_day([365, 366])

    assert list(KeptSearch.objects.values_list("pk", flat=True)) == [wanted.pk]
    assert KeptSearch.objects.get().ends_on == TODAY + timedelta(days=365 + asked)


def day_by_day(days) -> None:
    for day in days:
        set_clock(NOW + timedelta(days=day))
        tasks.end_kept_searches()


@pytest.mark.holds("P106")
def test_it_never_ends_unasked():
    """Whatever the jobs missed, two weeks lie between the question and the end."""
    keep(make_someone("ann"))

    day_by_day([400, 413])
    assert KeptSearch.objects.exists()
    day_by_day([415])
    assert not KeptSearch.objects.exists()


@pytest.mark.holds("P106")
def test_it_is_in_the_copy_of_what_is_kept_and_goes_with_whoever_leaves():
    ann = make_someone("ann")
    keep(ann)
    copy = signed_in(ann).get(reverse("subject_access_file")).getvalue().decode()
    assert WORDS in copy

    leave_everything(by=ann, now=NOW)

    assert not KeptSearch.objects.exists()


def test_twice_is_once_and_there_is_an_end_to_how_many():
    ann = make_someone("ann")
    assert keep(ann).pk == keep(ann, words=" dementia  choir").pk
    for number in range(MAX_KEPT_SEARCHES - 1):
        keep(ann, words=f"choir {number}")

    with pytest.raises(TooManySearches):
        keep(ann, words="one more")


def test_only_the_first_half_of_where_is_kept_and_it_can_be_changed():
    ann = make_someone("ann")
    make_postcode("ZZ2 1AA", (50.2, -6.0))
    kept = keep(ann)
    browser = signed_in(ann)

    sent = browser.post(
        reverse("change_search", args=[kept.pk]), {"words": "choir", "postcode": "ZZ2 1AA"}
    )
    called = browser.put(
        f"/api/kept-searches/{kept.pk}/",
        {"words": "garden", "postcode": "ZZ2 1AA", "miles": 10},
        content_type="application/json",
    )

    assert sent.status_code == 302 and called.status_code == 200
    kept.refresh_from_db()
    assert (kept.words, kept.outward_code, kept.miles) == ("garden", "ZZ2", 10)


def test_what_is_new_is_said_once_by_two_jobs_at_once():
    ann = make_someone("ann")
    keep(ann)
    appears(7)

    told_of = [tell_of_new(person_id=ann.person.pk, now=NOW) for _job in range(2)]

    assert told_of == [True, False]
    assert len(told(ann.person)) == 1
