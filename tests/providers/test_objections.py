"""“This is wrong”, “this is not us”, “take this down”: without an account, answered by a day."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from community.audit.models import AuditEntry
from community.common.refusals import EmptyText, NotFound, Refused
from community.people.acting import Acting
from frontend.shared.throttles import ObjectionThrottle
from providers.actions.objections import answer_objection, raise_objection
from providers.models.objections import ListingObjection
from providers.models.supply import Listing
from providers.rules.objections import AlreadyAnswered, answered_by_day
from providers.states import ListingState, ObjectionAnswer, ObjectionKind
from tests.factories.directory import import_feed, row, write
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import NOW, make_connector, make_login, make_shown_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
NOBODY = Acting()


@pytest.fixture
def feed(tmp_path):
    cache.clear()
    set_clock(NOW)
    make_postcode()
    make_area()
    path = tmp_path / "feed.json"
    import_feed(write(path, [row(1), row(2)]))
    return path


def choir() -> Listing:
    return Listing.objects.get(feed_row_id="row-1")


def objection(kind=ObjectionKind.TAKE_DOWN, **said) -> ListingObjection:
    return raise_objection(listing_id=choir().pk, kind=kind, by=NOBODY, now=NOW, **said)


def connector(**where) -> Acting:
    return make_connector(where=choir().provider.area, **where)


@pytest.mark.holds("P104")
def test_anybody_says_it_on_its_page_and_reads_by_when_it_is_answered_and_then_the_answer(feed):
    visitor, listing = Client(), choir()
    assert "or take this down" in visitor.get(f"/find/listing/{listing.pk}/").text

    address = f"/find/listing/{listing.pk}/wrong/"
    kept = visitor.post(address, {"kind": "not_us", "contact": "0117 496 0000"}, follow=True)
    their_page = kept.redirect_chain[-1][0]
    assert "works for the area answers by Tuesday 11 May 2027" in words(kept)
    assert "0117" not in kept.text

    voice = signed_in(connector())
    raised = ListingObjection.objects.get()
    assert "Choir 1" in words(voice.get("/connect/said/"))
    assert "0117 496 0000" in words(voice.get(f"/connect/said/{raised.pk}/"))
    voice.post(
        f"/connect/said/{raised.pk}/", {"answer": "taken_down", "words": "It is gone. Thank you."}
    )

    said = words(visitor.get(their_page))
    assert "It is taken down here. It is gone. Thank you." in said
    raised.refresh_from_db()
    assert (raised.contact, choir().state) == ("", ListingState.WITHDRAWN)
    assert "None." in words(voice.get("/connect/said/"))


@pytest.mark.holds("P104")
def test_what_was_taken_down_is_shown_again_by_no_reading(feed):
    answer_objection(
        objection_id=objection().pk,
        answer=ObjectionAnswer.TAKEN_DOWN,
        words="It is gone.",
        by=connector(),
        now=NOW,
    )

    import_feed(write(feed, [row(1, name="Choir one"), row(2)]))

    assert choir().state == ListingState.WITHDRAWN


@pytest.mark.holds("P104")
def test_the_day_is_five_working_days_away_and_no_bank_holiday_is_one():
    friday = NOW.replace(month=5, day=28)  # Monday 31 May 2027 is a bank holiday

    assert answered_by_day(NOW, "england") == date(2027, 5, 11)
    assert answered_by_day(friday, "england") == date(2027, 6, 7)


def test_what_is_wrong_is_said(feed):
    with pytest.raises(EmptyText, match="Say what is wrong"):
        objection(ObjectionKind.WRONG, words=" ")
    with pytest.raises(IntegrityError, match="what_is_wrong_is_said"), transaction.atomic():
        ListingObjection.objects.filter(pk=objection().pk).update(kind=ObjectionKind.WRONG)


def test_the_same_again_is_the_same_one(feed):
    assert objection(words="Gone").pk == objection(words="Gone").pk != objection().pk


def test_only_what_a_directory_lists_and_is_shown(feed):
    own = make_shown_listing(make_login("museum"))

    for listing_id in (own.pk, 10**9):
        with pytest.raises(NotFound):
            raise_objection(listing_id=listing_id, kind=ObjectionKind.TAKE_DOWN, by=NOBODY, now=NOW)


def test_who_said_it_is_kept_nowhere(feed):
    signed_in(make_login("bob")).post(f"/find/listing/{choir().pk}/wrong/", {"kind": "take_down"})

    [line] = AuditEntry.objects.filter(deed="raise_objection")
    assert line.login_id is None


def test_the_connector_of_its_area_answers_and_nobody_else(feed):
    raised = objection()
    elsewhere = make_connector("carol", where=make_area("Eastsea", authority_code="E06999998"))
    answer = {"answer": ObjectionAnswer.STAYS, "words": "It is right.", "now": NOW}

    for by in (elsewhere, make_login("bob"), NOBODY):
        with pytest.raises(Refused):
            answer_objection(objection_id=raised.pk, by=by, **answer)
    assert signed_in(elsewhere).get(f"/connect/said/{raised.pk}/").status_code == 404
    by = connector()
    answer_objection(objection_id=raised.pk, by=by, **answer)
    with pytest.raises(AlreadyAnswered):
        answer_objection(objection_id=raised.pk, by=by, **answer)

    assert choir().state == ListingState.SHOWN


def test_it_is_said_so_often_an_hour_and_what_was_written_stays(feed, monkeypatch):
    monkeypatch.setattr(ObjectionThrottle, "rate", "1/hour")
    address = f"/find/listing/{choir().pk}/wrong/"
    visitor = Client()

    said = [
        visitor.post(address, {"kind": "wrong", "words": text}) for text in ("Mondays", "Tuesdays")
    ]

    assert [answer.status_code for answer in said] == [302, 422]
    assert "Tuesdays" in said[1].text and "send it again in an hour" in words(said[1])
    assert ListingObjection.objects.count() == 1


def test_a_program_says_and_answers_the_same(feed):
    visitor, voice = Client(), signed_in(connector())
    address = f"/api/listings/{choir().pk}/objections/"

    sent = visitor.post(address, {"kind": "wrong", "words": "On Mondays"}, "application/json")
    mine = sent.json()
    [waiting] = voice.get("/api/objections-to-answer/").json()["results"]
    answered = voice.post(
        f"/api/objections-to-answer/{waiting['id']}/",
        {"answer": "passed_on", "words": "We asked the council."},
        "application/json",
    )

    assert (sent.status_code, answered.status_code) == (201, 200)
    assert (mine["answer_by"], waiting["words"]) == ("2027-05-11", "On Mondays")
    there = visitor.get(f"/api/objections/{mine['code']}/").json()
    assert (there["answer"], there["answer_words"]) == ("passed_on", "We asked the council.")
