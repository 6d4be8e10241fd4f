"""Coming without an account: one message, nothing before it is answered, a place held meanwhile
(P111, P135), and nothing told to whoever asks (T19)."""

from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client

from community.common import clock
from community.common.refusals import NotFound, Refused
from community.messaging.models import AnswerLink, Message
from community.messaging.queries.answer_links import token_of
from community.messaging.rules.answer_links import LinkAnswered, LinkHasRunOut
from community.messaging.tasks import send_messages
from community.people.acting import Acting
from community.people.models.persons import Person
from providers.actions import visit_askings, visit_requests
from providers.actions.visit_askings import (
    answer_by_telephone,
    ask_without_account,
    confirm_by_link,
    forget_unanswered,
    refuse_by_link,
)
from providers.models.sessions import Booking, Session
from providers.models.visit_askings import VisitAsking
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_requests import next_times, places_taken
from providers.rules.visit_askings import MOST_UNANSWERED, NoWayToReach, clean_contact, next_noon
from providers.rules.visit_requests import VisitFull
from providers.states import VisitRequestState
from providers.tasks import forget_unanswered_askings
from tests.factories.at_once import at_once
from tests.factories.places import make_area
from tests.factories.supply import NOW, make_connector, make_someone
from tests.factories.visits import come, make_time, make_visited_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.waits import TEST_WAIT_SECONDS

NOON = datetime(2027, 5, 4, 11, 0, tzinfo=UTC)  # twelve by the clock of the United Kingdom
SAID = {"known_as": "Viv", "contact": "viv@example.org", "who": "me"}


@pytest.fixture
def listing(db):
    set_clock(NOW)
    return make_visited_listing()


def ask(
    listing, session=None, contact="viv@example.org", asker="one", **said
) -> VisitAsking | None:
    before = VisitAsking.objects.count()
    ask_without_account(
        listing_id=listing.pk,
        session_id=session and session.pk,
        **{"known_as": "Viv", "is_for_somebody": False} | said,
        contact=contact,
        asker=asker,
        by=Acting(),
        now=NOW,
    )
    return (
        VisitAsking.objects.order_by("pk").last() if VisitAsking.objects.count() > before else None
    )


def link_of(asking) -> AnswerLink:
    return AnswerLink.objects.get(purpose="was_this_you", ref=f"visit_asking:{asking.pk}")


def is_held(asking) -> bool:
    return VisitAsking.objects.get(pk=asking.pk).held_until is not None


@pytest.mark.holds("P111")
def test_nothing_goes_on_before_the_one_message_is_answered_and_then_as_for_anybody(listing):
    session = make_time(listing, days=2, places=1)
    voice = signed_in(Acting(login=listing.provider.members.get().login))
    told_before = Message.objects.count()
    asking = ask(listing, session)

    [message] = Message.objects.order_by("pk")[told_before:]
    assert (message.address, message.subject) == ("viv@example.org", "Was this you?")
    assert "Viv" not in message.text
    assert not VisitRequest.objects.exists() and not Person.objects.exists()
    assert "Viv" not in words(voice.get("/provide/visits/"))
    assert ask(listing, session, " VIV@example.org ") is None

    visit = confirm_by_link(link_id=link_of(asking).pk, now=NOW)

    assert (visit.state, visit.known_as) == (VisitRequestState.ACCEPTED, "Viv")
    assert Booking.objects.get().person == visit.person
    assert "Viv" in words(voice.get("/provide/visits/"))
    assert places_taken(session.pk) == 1 and not is_held(asking)


@pytest.mark.holds("P111")
def test_where_it_was_not_them_or_nobody_answers_all_of_it_is_forgotten(listing):
    session = make_time(listing, days=30, places=3)
    no, silent = ask(listing, session), ask(listing, session, "eve@example.org")
    refuse_by_link(link_id=link_of(no).pk, now=NOW)
    set_clock(NOW + timedelta(days=7))
    forget_unanswered_askings()

    kept = VisitAsking.objects.values_list("known_as", "contact", "held_until", "person")
    assert set(kept) == {("", "", None, None)}
    assert not VisitRequest.objects.exists() and not Person.objects.exists()
    for asking, refused in ((no, LinkAnswered), (silent, LinkHasRunOut)):
        with pytest.raises(refused):
            confirm_by_link(link_id=link_of(asking).pk, now=NOW + timedelta(days=7))


@pytest.mark.holds("P111")
def test_a_place_is_held_until_the_next_noon_and_counts_as_taken_meanwhile(listing):
    session, ann = make_time(listing, days=2, places=1), make_someone()
    assert is_held(ask(listing, session))

    assert next_times(listing.pk, now=NOW)[0].is_full and places_taken(session.pk) == 1
    with pytest.raises(VisitFull):
        come(ann, listing, session)
    set_clock(NOON - timedelta(seconds=1))
    assert next_times(listing.pk, now=NOW)[0].is_full
    set_clock(NOON)
    assert not next_times(listing.pk, now=NOW)[0].is_full and places_taken(session.pk) == 0
    assert come(ann, listing, session).state == VisitRequestState.ACCEPTED


@pytest.mark.holds("P111")
def test_answered_after_noon_it_goes_on_while_there_is_a_place_and_else_uses_nothing(listing):
    session = make_time(listing, days=2, places=1)
    asking = ask(listing, session)
    set_clock(NOON)
    come(make_someone(), listing, session)

    with pytest.raises(VisitFull):
        confirm_by_link(link_id=link_of(asking).pk, now=NOON)

    assert link_of(asking).answered_at is None and not Person.objects.filter(login=None).exists()
    Booking.objects.all().delete()
    assert confirm_by_link(link_id=link_of(asking).pk, now=NOON).known_as == "Viv"


@pytest.mark.parametrize(
    ("now", "noon"),
    [
        (datetime(2027, 5, 4, 10, 59, tzinfo=UTC), NOON),
        (NOON, NOON + timedelta(days=1)),
        (datetime(2027, 3, 27, 13, 0, tzinfo=UTC), datetime(2027, 3, 28, 11, 0, tzinfo=UTC)),
    ],
)
@pytest.mark.holds("P111")
def test_the_next_noon_is_of_the_clock_of_the_united_kingdom(now, noon):
    assert next_noon(now) == noon


@pytest.mark.holds("P135")
def test_above_three_for_an_address_and_ten_for_a_network_it_goes_on_without_a_held_place(listing):
    times = [make_time(listing, days=day) for day in range(2, 7)]
    first = [ask(listing, time, asker=f"a{number}") for number, time in enumerate(times[:4])]
    assert [is_held(each) for each in first] == [True] * 3 + [False]

    ward = [ask(listing, times[4], f"p{number}@example.org", "ward") for number in range(11)]
    assert [is_held(each) for each in ward] == [True] * 10 + [False]
    assert Message.objects.filter(kind="was_this_you").count() == 4 + 11

    assert confirm_by_link(link_id=link_of(ward[-1]).pk, now=NOW).state == "accepted"


@pytest.mark.holds("P111")
def test_nobodys_mailbox_is_filled_by_others(listing):
    for day in range(2, 2 + MOST_UNANSWERED + 2):
        ask(listing, make_time(listing, days=day))

    assert Message.objects.filter(kind="was_this_you").count() == MOST_UNANSWERED


@pytest.mark.holds("T19", "P111")
def test_whoever_asks_reads_and_sends_the_same_whether_it_is_there_or_not(listing):
    """A login of that address, what was asked before, a place that went meanwhile."""
    make_someone("viv")
    session = make_time(listing, days=2, places=1)
    page = f"/find/listing/{listing.pk}/come/without-account/?time={session.pk}"
    answers, texts = set(), set()

    def press(contact):
        sent = Client().post(page, SAID | {"contact": contact})
        shown = Client().get(sent.headers["Location"])
        by_program = Client().post(
            f"/api/listings/{listing.pk}/askings/",
            {"session": session.pk, "known_as": "Viv", "contact": contact}
            | {"is_for_somebody": False},
        )
        assert by_program.status_code == 204
        body = words(shown)
        answers.add((sent.status_code, sent.content, sent.headers["Location"], body))
        answers.add((by_program.status_code, by_program.content))

    press("viv@example.org")
    press("viv@example.org")
    press("nobody@example.org")
    come_in = VisitAsking.objects.get(contact="viv@example.org")
    confirm_by_link(link_id=link_of(come_in).pk, now=clock.now())
    press("late@example.org")
    for message in Message.objects.filter(kind="was_this_you"):
        texts.add((message.subject, message.text))

    assert len(answers) == 2 and len(texts) == 1
    assert "Nobody there hears of it before" in words(
        Client().get(f"/find/listing/{listing.pk}/come/sent/")
    )


@pytest.mark.holds("P76", "P111")
def test_the_mail_is_opened_as_often_as_one_likes_and_answered_in_two_presses(listing):
    session = make_time(listing, days=2)
    ask(listing, session)
    send_messages()
    [sent] = [each for each in mail.outbox if each.to == ["viv@example.org"]]
    [address] = [word for word in sent.body.split() if "/answer/?link=" in word]
    address = address[address.index("/answer/") :]
    browser = Client()

    for _time in range(2):
        page = browser.get(address)
        read = words(page)
        assert "Was this you?" in read and page.headers["Cache-Control"] == "no-store"
        assert "ZZ1" in read and "1AA" not in read and "Viv" not in read and "viv@" not in read
    first = browser.post(address, {"answer": "yes"})
    assert "Yes, tell them" in words(first) and not VisitRequest.objects.exists()
    second = browser.post(address, {"answer": "yes", "looked_over": "on"})
    assert "You are expected" in words(second)
    assert VisitRequest.objects.get().state == VisitRequestState.ACCEPTED
    for after in (
        browser.get(address),
        browser.post(address, {"answer": "no", "looked_over": "on"}),
    ):
        assert "This is answered" in words(after) and "Museum" not in words(after)
    assert Client().get("/answer/?link=nonsense").status_code == 404
    assert Client().get("/answer/").status_code == 404


@pytest.mark.holds("P76")
def test_a_link_that_has_run_out_says_so_and_how_to_say_it_by_telephone(listing):
    listing.phone = "0117 496 0145"
    listing.save()
    asking = ask(listing, make_time(listing, days=2))
    address = f"/answer/?link={token_of(link_of(asking).pk)}"
    set_clock(NOW + timedelta(days=2))
    forget_unanswered(asking_id=asking.pk, now=NOW + timedelta(days=2))

    for answer in (Client().get(address), Client().post(address, {"answer": "yes"})):
        assert "This link has run out" in words(answer)
        assert "by telephone: 0117 496 0145. By relay: 18001" in words(answer)


@pytest.mark.holds("P111")
def test_not_coming_after_all_is_said_by_the_link_in_the_mail_that_says_when(listing):
    session = make_time(listing, days=2, places=1)
    confirm_by_link(link_id=link_of(ask(listing, session)).pk, now=NOW)
    link = AnswerLink.objects.get(purpose="not_coming")
    address = f"/answer/?link={token_of(link.pk)}"

    browser = Client()
    assert "Are you not coming after all?" in words(browser.get(address))
    browser.post(address, {"answer": "no", "looked_over": "on"})

    assert VisitRequest.objects.get().state == VisitRequestState.WITHDRAWN
    assert places_taken(session.pk) == 0


@pytest.mark.holds("P111")
def test_a_number_is_rung_by_who_works_there_and_asked_for_first(listing):
    connie = make_connector()
    asking = ask(listing, contact="01632 960 123", is_for_somebody=True)
    assert not Message.objects.filter(kind="was_this_you").exists()
    elsewhere = make_connector("far", make_area("Eastsea", authority_code="E06999998"))
    with pytest.raises(NotFound):
        answer_by_telephone(asking_id=asking.pk, wants_it=True, by=elsewhere, now=NOW)
    client = signed_in(connie)
    assert f"/connect/to-ring/{asking.pk}/" in client.get("/connect/to-ring/").text
    page = words(client.get(f"/connect/to-ring/{asking.pk}/"))
    assert "Number 01632960123" in page and "Ask for them first" in page

    client.post(f"/connect/to-ring/{asking.pk}/", {"wants_it": "yes"})

    assert VisitRequest.objects.get().known_as == "Viv"
    assert client.get(f"/connect/to-ring/{asking.pk}/").status_code == 404
    send_messages()
    assert "You are expected" in words(client.get("/visits/"))


@pytest.mark.holds("P111")
def test_what_is_no_address_and_a_number_that_nobody_could_ring_are_refused_in_words():
    assert clean_contact(" Viv@Example.org", has_somebody_to_ring=False) == "viv@example.org"
    assert clean_contact("01632 960 123", has_somebody_to_ring=True) == "01632960123"
    for text, somebody in (("viv", True), ("12", True), ("01632 960123", False), ("", True)):
        with pytest.raises(NoWayToReach):
            clean_contact(text, has_somebody_to_ring=somebody)


@pytest.mark.parametrize(
    "change",
    [
        {"known_as": ""},
        {"forgotten_at": NOW},
        {"confirmed_at": NOW},
        {"held_until": NOW},
    ],
)
def test_the_table_keeps_whole_askings_only(listing, change):
    asking = ask(listing)

    with pytest.raises(IntegrityError):
        VisitAsking.objects.filter(pk=asking.pk).update(**change)


def _race(monkeypatch, has_lock, module) -> None:
    """The control: without the session's lock both have seen the one place before either takes
    it."""
    if has_lock:
        return
    gate, take_place = Barrier(2), visit_requests.take_place

    def taken_together(*args, **facts):
        booking = take_place(*args, **facts)
        gate.wait(TEST_WAIT_SECONDS)
        return booking

    def unlocked(session_id):
        return Session.objects.select_related("provider").get(pk=session_id)

    monkeypatch.setattr(visit_requests, "lock_session", unlocked)
    monkeypatch.setattr(visit_askings, "lock_session", unlocked)
    monkeypatch.setattr(visit_requests, "take_place", taken_together)


@pytest.mark.holds("P111")
@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_a_hold_that_runs_out_while_its_message_is_answered(committed_db, monkeypatch, has_lock):
    """At noon: whoever is answered for read the clock before, somebody else takes the place."""
    set_clock(NOW)
    listing, ann = make_visited_listing(), make_someone()
    session = make_time(listing, days=2, places=1)
    asking = ask(listing, session)
    set_clock(NOON)
    _race(monkeypatch, has_lock, visit_askings)

    answers = at_once(
        lambda: confirm_by_link(link_id=link_of(asking).pk, now=NOON - timedelta(seconds=1)),
        lambda: come(ann, listing, session),
        expected=(Refused, IntegrityError),
    )

    coming = Booking.objects.filter(state="coming").count()
    assert (coming == 1) == has_lock
    assert ([type(each) for each in answers].count(VisitRequest) == 1) == has_lock


@pytest.mark.holds("P111")
def test_one_that_is_forgotten_while_it_is_answered_is_one_or_the_other(committed_db):
    set_clock(NOW)
    listing = make_visited_listing()
    asking = ask(listing, make_time(listing, days=20))
    link, over = link_of(asking), asking.answer_until

    at_once(
        lambda: confirm_by_link(link_id=link.pk, now=over - timedelta(seconds=1)),
        lambda: forget_unanswered(asking_id=asking.pk, now=over),
        expected=Refused,
    )

    asking.refresh_from_db()
    assert (asking.confirmed_at is None) == (asking.contact == "")
    assert VisitRequest.objects.exists() == (asking.confirmed_at is not None)


@pytest.mark.holds("P135")
def test_many_who_ask_at_once_from_one_network_hold_ten_places_and_no_more(committed_db):
    set_clock(NOW)
    listing = make_visited_listing()
    session = make_time(listing, days=2)

    at_once(
        *[lambda n=n: ask(listing, session, f"p{n}@example.org", "ward") for n in range(12)],
        expected=Refused,
    )

    assert VisitAsking.objects.count() == 12
    assert VisitAsking.objects.filter(held_until__isnull=False).count() == 10
