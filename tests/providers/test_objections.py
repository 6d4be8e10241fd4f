"""“This is wrong”, “this is not us”, “take this down”: without an account, answered by a day."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from community.audit.models import AuditEntry
from community.common.refusals import EmptyText, NotFound, Refused
from community.messaging.actions.sending import NotSent, send_message
from community.messaging.models import Message
from community.messaging.states import MessageState, NotSentReason
from community.messaging.tasks import send_messages
from community.people.acting import Acting
from community.people.states import RoleKind
from frontend.shared.throttles import ObjectionThrottle
from providers.actions.claims import claim_provider
from providers.actions.objections import answer_objection, raise_objection
from providers.models.objections import ListingObjection
from providers.models.supply import Listing
from providers.rules.objections import AlreadyAnswered, answered_by_day
from providers.states import ListingState, ObjectionAnswer, ObjectionKind, PublicContact
from providers.tasks import tell_of_late_answers
from tests.factories.directory import import_feed, row, write
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import (
    NOW,
    make_connector,
    make_login,
    make_role,
    make_shown_listing,
)
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


@pytest.mark.holds("P104")
def test_the_answer_goes_to_the_mail_address_that_was_left_and_it_is_forgotten(feed):
    left = objection(words="Gone", contact="jo@example.org")
    called, by = objection(words="Shut", contact="0117 496 0000"), connector()
    voice = signed_in(by)
    assert "Your answer is sent there" in words(voice.get(f"/connect/said/{left.pk}/"))
    assert "Tell them your answer there" in words(voice.get(f"/connect/said/{called.pk}/"))

    for each in (left, called):
        answer_objection(
            objection_id=each.pk, answer=ObjectionAnswer.STAYS, words="It is open.", by=by, now=NOW
        )
    Message.objects.filter(login_id__isnull=False).delete()
    send_messages()

    [sent] = mail.outbox
    assert sent.to == ["jo@example.org"] and "It is open." in sent.body
    assert f"/find/said/{left.code}/" in sent.body and "forgotten now" in sent.body
    assert "take this down" not in sent.subject.lower() and "Choir" not in sent.subject
    [message] = Message.objects.all()
    assert (message.state, message.address) == (MessageState.SENT, "")
    for who in (message, *ListingObjection.objects.all()):
        assert "jo@example.org" not in str(vars(who)), who


def test_a_message_that_waits_has_its_address_and_one_given_up_has_none(feed):
    answer_objection(
        objection_id=objection(contact="jo@example.org").pk,
        answer=ObjectionAnswer.STAYS,
        words="It is open.",
        by=connector(),
        now=NOW,
    )
    message = Message.objects.get(kind="objection_answered")

    def refuse(message, address):
        raise NotSent(NotSentReason.ADDRESS)

    with pytest.raises(IntegrityError, match="message_to_a_person"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(address="")
    for days in range(3):
        send_message(message_id=message.pk, send=refuse, now=NOW + timedelta(days=days))

    message.refresh_from_db()
    assert (message.state, message.address) == (MessageState.FAILED, "")


def moments_of(login_id: int) -> list[datetime]:
    late = Message.objects.filter(kind="answer_late", login_id=login_id, urgent=True)
    return list(late.order_by("pk").values_list("created_at", flat=True))


@pytest.mark.holds("P104")
def test_past_its_day_those_who_answer_are_told_and_two_working_days_later_the_operator(feed):
    connie = connector()
    olive = make_role("olive", RoleKind.OPERATOR, choir().provider.area)
    said = objection()
    claim_provider(
        listing_id=choir().pk,
        proposed_contact=PublicContact.TELEPHONE,
        by=make_login("alice"),
        now=NOW,
    )
    asked = Message.objects.filter(login_id=connie.login_id).order_by("pk")
    assert [each.kind for each in asked] == ["objection_to_answer", "claim_to_answer"]

    def told_on(day: int) -> tuple[int, int]:
        set_clock(NOW.replace(day=day))
        tell_of_late_answers()
        tell_of_late_answers()
        return len(moments_of(connie.login_id)), len(moments_of(olive.login_id))

    assert told_on(11) == (0, 0)  # its day, a Tuesday
    assert told_on(12) == (2, 0)
    assert told_on(13) == (2, 0)
    assert told_on(14) == (2, 2)
    assert told_on(28) == (2, 2)
    links = Message.objects.filter(kind="answer_late", login_id=olive.login_id)
    assert signed_in(olive).get(links.order_by("pk").first().link).status_code == 200
    said.refresh_from_db()
    assert said.office_told_at and said.office_told_at.day == 14


def test_of_what_is_answered_nobody_is_told_that_it_is_late(feed):
    connie = connector()
    answer_objection(
        objection_id=objection().pk,
        answer=ObjectionAnswer.STAYS,
        words="It is open.",
        by=connie,
        now=NOW,
    )
    set_clock(NOW + timedelta(days=30))

    tell_of_late_answers()

    assert moments_of(connie.login_id) == []


@pytest.mark.holds("P104")
def test_the_same_on_paper_asks_what_the_page_asks_and_says_where_it_goes(feed):
    listing = choir()
    assert "The same on paper" in Client().get(f"/find/listing/{listing.pk}/wrong/").text

    sheet = words(Client().get(f"/find/listing/{listing.pk}/wrong/sheet/"))

    for line in (
        "Choir 1",
        "This is wrong This is not us Take this down",
        "Where can we ask you",
        f"/find/listing/{listing.pk}/wrong/",
        "whoever works for Westsea",
    ):
        assert line in sheet, line
