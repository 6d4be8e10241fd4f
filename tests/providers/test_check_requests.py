"""“Please check this one”: asked with no account, counted once each, answered by a day (P108)."""

from functools import partial
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.people.acting import Acting
from providers.actions import check_requests
from providers.actions.check_requests import answer_check_request, ask_for_check
from providers.models.check_requests import CheckRequest
from providers.models.supply import Listing
from providers.rules.check_requests import AlreadyChecked
from providers.rules.objections import AlreadyAnswered
from tests.factories.at_once import at_once
from tests.factories.places import make_area
from tests.factories.supply import (
    NOW,
    make_connector,
    make_login,
    make_shown_listing,
    vet,
)
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.waits import TEST_WAIT_SECONDS

NOBODY = Acting()


@pytest.fixture
def listing(db) -> Listing:
    cache.clear()
    set_clock(NOW)
    return make_shown_listing(make_login("voice"))


def ask(listing, asker="one") -> CheckRequest:
    return ask_for_check(listing_id=listing.pk, asker=asker, by=NOBODY, now=NOW)


@pytest.mark.holds("P108")
def test_anybody_asks_on_its_page_and_reads_the_answer_there(listing):
    visitor, connie = Client(), signed_in(make_connector())
    page = f"/find/listing/{listing.pk}/"
    assert "Please check this one" in words(visitor.get(page))

    after = visitor.post(f"{page}please-check/", follow=True)
    assert "The answer stands on this page by Tuesday 11 May 2027." in words(after)
    other = Client(REMOTE_ADDR="192.0.2.7")
    answer = other.post(f"/api/listings/{listing.pk}/check-requests/")
    assert (answer.status_code, answer.json()["answer_by"]) == (201, "2027-05-11")

    [asked] = connie.get("/api/check-requests/").json()["results"]
    assert (asked["listing"], asked["asked_count"]) == ("Museum morning", 2)
    said = "Asked by 2 or more, to be answered by Tuesday 11 May 2027"
    assert said in words(connie.get("/connect/please-check/"))
    connie.post(f"/connect/please-check/{asked['id']}/", {"words": "I see them on Friday."})

    read = words(visitor.get(page))
    assert "The answer, on Tuesday 4 May 2027: I see them on Friday." in read
    assert "Asked by" not in read
    told = visitor.get(f"/api/listings/{listing.pk}/").json()["check_request"]
    assert told["answer_words"] == "I see them on Friday." and "asked_count" not in told


@pytest.mark.holds("P108")
def test_whoever_asks_again_is_counted_once_and_is_kept_nowhere(listing):
    people = {ask(listing, f"person:{number}").asked_count for number in (1, 1, 2, 2)}

    assert people == {1, 2}
    assert CheckRequest.objects.count() == 1
    lines = AuditEntry.objects.filter(deed="ask_for_check")
    assert [(line.login_id, line.for_person) for line in lines] == [(None, None)] * 2


@pytest.mark.holds("P108")
def test_only_what_nobody_has_checked_is_asked_for(listing):
    vet(listing.provider)

    with pytest.raises(AlreadyChecked):
        ask(listing)
    assert "Please check this one" not in words(Client().get(f"/find/listing/{listing.pk}/"))


@pytest.mark.holds("P108")
def test_only_who_works_in_its_area_answers_and_once(listing):
    asked = ask(listing)
    elsewhere = make_connector("far", make_area("Eastsea", authority_code="E06999998"))

    def answer(by, said="Yes, on Friday."):
        answer_check_request(check_request_id=asked.pk, words=said, by=by, now=NOW)

    with pytest.raises(NotFound):
        answer(elsewhere)
    assert signed_in(elsewhere).get(f"/connect/please-check/{asked.pk}/").status_code == 404
    answer(make_connector())
    with pytest.raises(AlreadyAnswered):
        answer(make_connector("deputy"), "No.")
    assert CheckRequest.objects.get().answer_words == "Yes, on Friday."
    assert ask(listing).pk != asked.pk


def test_the_table_refuses_a_second_open_one(listing):
    asked = ask(listing)
    asked.pk = None

    with pytest.raises(IntegrityError):
        asked.save(force_insert=True)


ASKERS = [f"person:{number}" for number in range(8)]


@pytest.mark.holds("P108")
@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_all_who_ask_at_once_are_counted(committed_db, monkeypatch, has_lock):
    """The control: without the lock of the listing's row some are lost, or refused."""
    set_clock(NOW)
    listing = make_shown_listing(make_login("voice"))
    gate = Barrier(len(ASKERS))
    if not has_lock:
        monkeypatch.setattr(check_requests, "lock_listing", lambda pk: _read_together(pk, gate))

    asked = at_once(*[partial(ask, listing, each) for each in ASKERS], expected=IntegrityError)

    assert (CheckRequest.objects.get().asked_count == len(ASKERS)) == has_lock
    assert all(isinstance(each, CheckRequest) for each in asked) == has_lock


def _read_together(pk: int, gate: Barrier) -> Listing:
    gate.wait(TEST_WAIT_SECONDS)
    return Listing.objects.get(pk=pk)


@pytest.mark.holds("P108")
def test_asking_is_slowed_down_by_page_and_program_together_and_objecting_is_not(listing):
    page = f"/find/listing/{listing.pk}/please-check/"
    call = f"/api/listings/{listing.pk}/check-requests/"
    for _ in range(10):
        assert (Client().post(page).status_code, Client().post(call).status_code) == (302, 201)

    by_page, by_program = Client().post(page), Client().post(call)

    assert "Please ask again in an hour." in words(by_page)
    assert (by_program.status_code, by_program.json()["code"]) == (429, "too_often")
    object_to = f"/api/listings/{listing.pk}/objections/"
    assert Client().post(object_to, {}, content_type="application/json").status_code == 400
