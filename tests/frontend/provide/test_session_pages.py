"""What a provider sees of who comes, what people say of it, and what a connector records."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from community.common import clock
from community.common.dates import start_of_day
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.states import Channel
from community.people.acting import SYSTEM
from providers.actions.session_outcomes import raise_session_dispute
from providers.actions.sessions import (
    book_session,
    call_off_session,
    mark_not_coming,
    plan_sessions,
    record_delivered,
)
from providers.models.sessions import Booking, Session, SessionDispute
from providers.models.supply import Check
from providers.queries.sessions import session_of_login
from providers.states import BookingState, SessionDisputeOutcome, SessionState
from tests.factories.places import make_area
from tests.factories.supply import make_connector, make_login, make_provider, make_someone
from tests.frontend.visiting import day, signed_in

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def make_session(by, *, days, provider=None, **facts) -> Session:
    """By the clock that pages read: `days` from now, or ago."""
    now = clock.now()
    [session] = plan_sessions(
        provider_id=(provider or make_provider(by)).pk,
        title="Museum morning",
        starts=[now + timedelta(days=days)],
        minutes=60,
        place_words="The old hall",
        by=by,
        now=now,
        **facts,
    )
    return session


def take(session, someone, **facts) -> Booking:
    return book_session(
        session_id=session.pk,
        person_id=someone.person.pk,
        known_as=f"{someone.person.preferred_name} as chosen",
        by=SYSTEM,
        now=session.starts_at - timedelta(days=1),
        **facts,
    )


@pytest.fixture
def alice(client):
    by = make_login()
    client.force_login(by.login)
    return by


def test_a_session_page_shows_the_chosen_name_and_what_helps_and_nothing_else(client, alice):
    ann = make_someone("Annabel Realname")
    session = make_session(alice, days=2)
    book_session(
        session_id=session.pk,
        person_id=ann.person.pk,
        known_as="Bee",
        what_helps="A seat by the door",
        by=SYSTEM,
        now=clock.now(),
    )

    text = words(client.get(f"/provide/sessions/{session.pk}/"))

    assert "Bee A seat by the door Coming" in text
    assert "Annabel" not in text and "Realname" not in text and "example.org" not in text


def test_ticking_who_came_records_it(client, alice):
    session = make_session(alice, days=-1)
    came, stayed = take(session, make_someone()), take(session, make_someone("bob"))

    page = client.post(f"/provide/sessions/{session.pk}/", {"came": [came.pk], "step": "yes"})

    assert page.url == f"/provide/sessions/{session.pk}/"
    states = dict(Booking.objects.values_list("pk", "state"))
    assert states == {came.pk: BookingState.CAME, stayed.pk: BookingState.VISIT_DID_NOT_HAPPEN}


def test_recording_it_twice_says_that_it_is_recorded(client, alice):
    session = make_session(alice, days=-1)
    client.post(f"/provide/sessions/{session.pk}/", {"step": "yes"})

    page = client.post(f"/provide/sessions/{session.pk}/", {})

    assert page.status_code == 422
    assert "It is already recorded: it happened." in words(page)


@pytest.mark.parametrize(
    ("path", "days", "state"),
    [
        ("did-not-happen", -1, SessionState.NOT_DELIVERED),
        ("call-off", 2, SessionState.CALLED_OFF),
    ],
)
def test_what_cannot_be_unsaid_is_looked_at_first(client, alice, path, days, state):
    session = make_session(alice, days=days)
    url = f"/provide/sessions/{session.pk}/{path}/"

    assert "Not now" in words(client.get(url))
    assert Session.objects.get().state == SessionState.PLANNED
    client.post(url, {"why": "The boiler broke."})

    assert Session.objects.get().state == state


def test_sessions_of_others_are_not_there(client, alice):
    session = make_session(make_login("bob"), days=-1)

    for path in ("", "did-not-happen/", "call-off/"):
        assert client.get(f"/provide/sessions/{session.pk}/{path}").status_code == 404
        assert client.post(f"/provide/sessions/{session.pk}/{path}").status_code == 404


def test_a_person_says_not_coming_with_one_press_and_takes_it_back(client):
    ann = make_someone()
    place = take(make_session(make_login(), days=2), ann)
    client.force_login(ann.login)
    assert "I am not coming this time" in words(client.get("/my-sessions/"))

    client.post(f"/my-sessions/{place.pk}/not-coming/")
    assert Booking.objects.get().state == BookingState.NOT_COMING
    client.post(f"/my-sessions/{place.pk}/coming/")

    assert Booking.objects.get().state == BookingState.COMING


def test_a_person_says_afterwards_how_it_was(client):
    alice, ann = make_login(), make_someone()
    session = make_session(alice, days=-1)
    place = take(session, ann)
    record_delivered(session_id=session.pk, came=[place.pk], by=alice, now=clock.now())
    client.force_login(ann.login)

    page = client.post(f"/my-sessions/{place.pk}/otherwise/", {"words": ""})
    assert page.status_code == 422
    client.post(f"/my-sessions/{place.pk}/otherwise/", {"words": "It was locked."})
    assert "not known yet what was" in words(client.get("/my-sessions/"))
    client.post(f"/my-sessions/{place.pk}/it-happened/")

    assert SessionDispute.objects.get().words == "It was locked."
    assert Session.objects.get().confirmed_at is not None


def test_anothers_place_is_not_there(client):
    place = take(make_session(make_login(), days=2), make_someone())
    client.force_login(make_someone("bob").login)

    for path in ("not-coming", "coming", "it-happened", "otherwise"):
        assert client.post(f"/my-sessions/{place.pk}/{path}/", {"words": "x"}).status_code == 404


def test_a_connector_records_a_check_and_a_wrong_day_keeps_what_was_typed(client):
    museum = make_provider(make_login())
    client.force_login(make_connector().login)
    assert "Westsea Museum" in words(client.get("/connect/checks/"))

    fields = {
        "kind": "insurance",
        "seen_on_day": "1",
        "seen_on_month": "May",
        "seen_on_year": "2020",
    }
    page = client.post(f"/connect/checks/{museum.pk}/", fields)
    assert page.status_code == 422
    assert "Insurance ends. Enter the day it runs until." in words(page)
    assert b'value="May"' in page.content

    until = {"valid_until_day": "1", "valid_until_month": "5", "valid_until_year": "2030"}
    assert client.post(f"/connect/checks/{museum.pk}/", fields | until).status_code == 302
    assert Check.objects.get().kind == "insurance"


def test_a_connector_settles_what_somebody_said(client):
    alice, ann = make_login(), make_someone()
    session = make_session(alice, days=-1)
    place = take(session, ann)
    record_delivered(session_id=session.pk, came=[place.pk], by=alice, now=clock.now())
    raised = raise_session_dispute(
        session_id=session.pk, words="It was locked.", by=ann, now=clock.now()
    )
    client.force_login(make_connector().login)

    assert "It was locked." in words(client.get(f"/connect/disputes/{raised.pk}/"))
    client.post(f"/connect/disputes/{raised.pk}/", {"happened": "no"})

    assert SessionDispute.objects.get().outcome == SessionDisputeOutcome.DID_NOT_HAPPEN
    assert Session.objects.get().state == SessionState.NOT_DELIVERED


def test_connectors_pages_are_there_for_connectors_of_the_area_only(client):
    museum = make_provider(make_login())
    elsewhere = make_connector("charlie", make_area("Eastsea", authority_code="E06999998"))
    for login in (make_login("bob").login, make_someone().login):
        client.force_login(login)
        for path in ("checks/", f"checks/{museum.pk}/", "disputes/", "disputes/1/"):
            assert client.get(f"/connect/{path}").status_code == 404
    client.force_login(elsewhere.login)

    assert client.get(f"/connect/checks/{museum.pk}/").status_code == 404
    assert "Westsea Museum" not in words(client.get("/connect/checks/"))


def test_a_list_says_who_came_and_nothing_of_what_was_called_off(client, alice):
    provider = make_provider(alice)
    ann, ben = make_someone("ann"), make_someone("ben")
    held = make_session(alice, days=-2, provider=provider)
    place, _not_there = take(held, ann), take(held, ben)
    off = make_session(alice, days=2, provider=provider)
    take(off, ann)
    record_delivered(session_id=held.pk, came=[place.pk], by=alice, now=clock.now())
    call_off_session(session_id=off.pk, why="the boiler has broken", by=alice, now=clock.now())

    text = words(client.get("/provide/sessions/"))

    assert "It happened. One person came." in text
    assert "Called off." in text
    assert "comes" not in text


@pytest.mark.holds("P11")
def test_please_never_is_read_by_the_provider_of_a_coming_visit_and_by_no_later_one():
    museum, ann = make_login("museum"), make_someone("ann")
    session = make_session(museum, days=3)
    now = clock.now()
    booking = book_session(
        session_id=session.pk, person_id=ann.person_id, known_as="Ann", by=ann, now=now
    )
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.EMAIL,
        address="ann@example.org",
        never_words="no photographs",
        by=ann,
        now=now,
    )
    [place] = session_of_login(session.pk, login_id=museum.login_id)[1]
    page = reverse("provider_session", args=[session.pk])
    assert place.never_words == "no photographs"
    assert "Please never: no photographs" in words(signed_in(museum).get(page))

    mark_not_coming(booking_id=booking.pk, by=ann, now=now)

    assert "no photographs" not in words(signed_in(museum).get(page))


@pytest.mark.holds("fault:C5")
def test_what_nobody_recorded_stays_on_my_sessions_with_the_two_answers(client):
    ann = make_someone()
    place = take(make_session(make_login(), days=-1), ann)
    client.force_login(ann.login)

    text = words(client.get("/my-sessions/"))
    assert "Not recorded yet: did it happen?" in text
    assert "Yes, it happened" in text
    assert "It was different" in text

    client.post(f"/my-sessions/{place.pk}/it-happened/")
    assert "You said that it happened." in words(client.get("/my-sessions/"))
    page = client.post(f"/my-sessions/{place.pk}/otherwise/", {"words": "Nobody came."})
    assert page.status_code == 302


@pytest.mark.holds("fault:C1")
@pytest.mark.parametrize(
    ("rule", "days", "before", "after_press"),
    [
        ("free", 6, "and you do not pay.", "you do not pay for this time. It goes back"),
        ("half", 6, "and you pay half.", "the other half goes back to you."),
        ("free", 1, "If you do not come now, it is paid", "It was not said in time"),
        ("paid", 6, "it is paid all the same", "it is paid all the same"),
    ],
)
def test_what_missing_it_costs_is_said_before_the_press_and_after_it(
    client, rule, days, before, after_press
):
    ann = make_someone()
    session = make_session(make_login(), days=days, missed_rule=rule, missed_notice_hours=48)
    place = take(session, ann)
    client.force_login(ann.login)

    assert before in words(client.get("/my-sessions/"))
    assert before in client.get("/api/my-places/").json()["results"][0]["if_missed"]
    page = client.post(f"/my-sessions/{place.pk}/not-coming/", follow=True)
    assert after_press in words(page)


def test_where_nothing_is_paid_nothing_is_said_of_it(client):
    ann = make_someone()
    take(make_session(make_login(), days=2), ann)
    client.force_login(ann.login)
    text = words(client.get("/my-sessions/"))
    assert "If you are not coming, say so" not in text
    assert "If you miss it" not in text


@pytest.mark.holds("P27")
def test_the_register_writes_down_when_they_said_so_and_lets_off_in_one_press(client, alice):
    ann = make_someone()
    session = make_session(alice, days=1, missed_rule="free", missed_notice_hours=48)
    place = take(session, ann)
    assert "Ask nothing for this time" not in words(client.get(f"/provide/sessions/{session.pk}/"))
    assert client.post(f"/provide/places/{place.pk}/let-off/").status_code == 409  # still expected

    client.post(f"/provide/places/{place.pk}/told/", day("told_on", clock.today()))
    place.refresh_from_db()
    assert place.state == BookingState.NOT_COMING
    assert place.told_at == start_of_day(clock.today())

    assert "Ask nothing for this time" in words(client.get(f"/provide/sessions/{session.pk}/"))
    client.post(f"/provide/places/{place.pk}/let-off/")
    place.refresh_from_db()
    assert place.let_off_at is not None
    assert "You ask nothing for this time." in words(client.get(f"/provide/sessions/{session.pk}/"))
    client.force_login(ann.login)
    assert "They let you off: you do not pay" in words(client.get("/my-sessions/"))


@pytest.mark.holds("fault:C8")
def test_calling_off_asks_why_and_whoever_had_a_place_reads_it(client, alice):
    ann = make_someone()
    session = make_session(alice, days=2)
    take(session, ann)
    url = f"/provide/sessions/{session.pk}/call-off/"

    assert client.post(url, {"why": ""}).status_code == 422
    client.post(
        url, {"why": "The boiler broke."} | day("another_day", clock.today() + timedelta(days=9))
    )

    client.force_login(ann.login)
    text = words(client.get("/my-sessions/"))
    assert "The boiler broke." in text
    assert "instead." in text


@pytest.mark.holds("fault:F12")
def test_an_old_link_to_call_off_leads_to_it_did_not_happen_and_a_late_press_keeps_the_why(
    client, alice
):
    session = make_session(alice, days=-1)
    call_off = reverse("session_call_off", args=[session.pk])

    opened = client.get(call_off)
    pressed = client.post(call_off, {"why": "Snow on the road"})

    assert opened.url == reverse("session_did_not_happen", args=[session.pk])
    page = words(pressed)
    assert "This has begun, so it cannot be called off any more" in page
    assert "Snow on the road" in pressed.content.decode()
    assert Session.objects.get(pk=session.pk).state == SessionState.PLANNED
