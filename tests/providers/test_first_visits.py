"""A first visit: what the place says of it, “not today”, and one line afterwards (P112, P80)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from providers.actions.first_visits import ask_how_visit_was, say_how_visit_was
from providers.actions.listings import save_listing
from providers.actions.visit_requests import withdraw_visit
from providers.models.sessions import Booking
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_requests import (
    visits_at_the_door,
    visits_of_provider,
    visits_over,
    visits_to_ask_about,
)
from providers.rules.first_visits import HowItWasNotYet, HowItWasSaid
from providers.rules.sessions import TooLate
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer
from providers.wording.first_visits import first_visit_lines
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, make_someone
from tests.factories.visits import answer, come, make_time, make_visited_listing

pytestmark = pytest.mark.django_db

DURING = NOW + timedelta(days=1, minutes=10)
THAT_EVENING = NOW + timedelta(days=1, hours=7)
DAY_AFTER = NOW + timedelta(days=2)
MOBILE, OFFICE = "07700 900123", "0117 496 0145"


def words_of(listing: Listing, *, is_expected: bool = False, **facts) -> dict[str, str]:
    lines = first_visit_lines(listing, is_expected=is_expected, **facts)
    return {line.question: line.words for line in lines}


def how(visit: VisitRequest, by, *, now=DAY_AFTER, happened=True, **said) -> VisitRequest:
    return say_how_visit_was(visit_request_id=visit.pk, happened=happened, by=by, now=now, **said)


@pytest.mark.holds("P112")
def test_a_place_says_what_it_will_and_nothing_more_is_shown():
    alice = make_login()
    listing = make_visited_listing(alice, first_visit={"door": " The  side door ", "toilets": ""})
    assert listing.first_visit == {"door": "The side door"}

    save_listing(listing_id=listing.pk, first_visit={"how_long": "An hour"}, by=alice, now=NOW)

    listing.refresh_from_db()
    assert listing.first_visit == {"door": "The side door", "how_long": "An hour"}
    words = words_of(listing)
    assert words["Which door is it?"] == "The side door"
    assert words["Where are the toilets?"] == "" == words["Is leaving early fine?"]


@pytest.mark.holds("P112")
def test_a_mobile_number_for_the_day_is_read_by_whoever_is_expected_alone():
    asks = "Which number is answered on the day?"
    mobile = make_visited_listing(make_login(), first_visit={"day_number": MOBILE})
    office = make_visited_listing(make_login("b"), first_visit={"day_number": OFFICE})

    assert words_of(mobile)[asks] == "You are told once you have a place"
    assert words_of(mobile, is_expected=True)[asks] == MOBILE
    assert words_of(office)[asks] == OFFICE
    assert OFFICE not in words_of(office, reads_number=False).values()
    come(make_someone(), mobile, make_time(mobile))
    assert MOBILE in Message.objects.get(kind="visit_agreed").text


@pytest.mark.holds("P112", "P101")
def test_of_a_place_that_is_kept_back_no_way_there_is_kept():
    said = {"door": "The green one", "getting_home": "Bus 4", "how_long": "An hour"}
    listing = make_visited_listing(first_visit=said, venue_kind="own_home")
    assert listing.is_place_private and listing.first_visit == {"how_long": "An hour"}
    assert words_of(listing)["Which door is it?"] == "You are told when you agree to meet"
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(first_visit={"door": "The green one"})


@pytest.mark.holds("P112", "M74")
@pytest.mark.parametrize("access", ["say_coming", "ask_first"])
def test_that_a_known_face_comes_is_seen_once_they_are_expected(access):
    alice = make_login()
    listing = make_visited_listing(alice, access=access)
    visit = come(make_someone(), listing, make_time(listing), comes_with_somebody=True)
    if access == "ask_first":
        assert not visits_of_provider(alice.login_id, now=NOW)[0].comes_with_somebody
        answer(visit, AnswerGiven(VisitAnswer.YES), alice)
    assert visits_of_provider(alice.login_id, now=NOW)[0].comes_with_somebody


@pytest.mark.holds("P112", "P80")
def test_not_today_is_an_answer_at_the_door_and_ends_nothing():
    ann, listing = make_someone(), make_visited_listing()
    session = make_time(listing)
    visit = come(ann, listing, session)
    advocate = act_for(ann, "advocate", RepresentationScope.DECIDE)
    assert [each.pk for each in visits_at_the_door(ann, now=DURING)] == [visit.pk]

    for _twice in range(2):
        withdraw_visit(visit_request_id=visit.pk, by=advocate, now=DURING)

    visit.refresh_from_db()
    assert (visit.state, visit.because) == ("did_not_happen", "ours")
    assert Booking.objects.get().state == "not_coming"
    assert Message.objects.filter(kind="visit_not_coming").count() == 1
    assert visits_over(ann, now=DURING) == []
    assert come(ann, listing, make_time(listing, days=8)).state == "accepted"


@pytest.mark.holds("P112")
def test_the_day_after_it_is_no_answer_any_more():
    ann, listing = make_someone(), make_visited_listing()
    visit = come(ann, listing, make_time(listing))
    with pytest.raises(TooLate):
        withdraw_visit(visit_request_id=visit.pk, by=ann, now=DAY_AFTER)
    withdraw_visit(visit_request_id=visit.pk, by=ann, now=THAT_EVENING)


@pytest.mark.holds("P112")
def test_one_is_asked_once_how_the_first_visit_was_and_the_place_hears_nothing():
    ann, listing = make_someone(), make_visited_listing()
    first = come(ann, listing, make_time(listing))
    second = come(ann, listing, make_time(listing, days=8))
    assert visits_to_ask_about(THAT_EVENING) == []
    assert visits_to_ask_about(DAY_AFTER) == [first.pk]

    for _twice in range(2):
        ask_how_visit_was(visit_request_id=first.pk, now=DAY_AFTER)

    asked = Message.objects.get(kind="how_was_visit")
    assert "You need not answer, and are not asked again." in asked.text
    assert asked.person_id == ann.person_id
    assert visits_to_ask_about(NOW + timedelta(days=9)) == [], second
    said = Message.objects.count()
    how(first, ann, outcome="going_on")
    assert Message.objects.count() == said


@pytest.mark.holds("P112")
def test_nobody_is_asked_whose_plan_is_to_be_told_nothing():
    ann, listing = make_someone(), make_visited_listing()
    visit = come(ann, listing, make_time(listing))
    set_contact_plan(person_id=ann.person_id, channel=Channel.NONE, by=ann, now=NOW)
    ask_how_visit_was(visit_request_id=visit.pk, now=DAY_AFTER)
    assert not Message.objects.filter(kind="how_was_visit").exists()
    assert visits_to_ask_about(DAY_AFTER) == []
    assert [each.pk for each in visits_over(ann, now=DAY_AFTER)] == [visit.pk]


@pytest.mark.holds("P80")
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"outcome": "going_on", "because": "ours"}, ("came", "going_on", "")),
        ({"outcome": "found_something_else"}, ("came", "found_something_else", "")),
        ({}, ("came", "", "")),
        ({"happened": False, "because": "way_there"}, ("did_not_happen", "", "way_there")),
        ({"happened": False, "outcome": "going_on"}, ("did_not_happen", "", "not_known")),
    ],
)
def test_what_came_of_it_is_said_once_and_ends_nothing(said, kept):
    ann, listing = make_someone(), make_visited_listing()
    visit = come(ann, listing, make_time(listing))
    with pytest.raises(HowItWasNotYet):
        how(visit, ann, now=NOW, **said)
    with pytest.raises(NotYours):
        how(visit, act_for(ann, "looks", RepresentationScope.LOOK), **said)

    how(visit, ann, **said)

    visit.refresh_from_db()
    assert (visit.state, visit.outcome, visit.because) == kept
    with pytest.raises(HowItWasSaid):
        how(visit, ann)
    assert come(ann, listing, make_time(listing, days=8)).state == "accepted"


@pytest.mark.holds("P80")
def test_the_database_keeps_an_outcome_to_a_visit_that_happened():
    visit = come(make_someone(), make_visited_listing())
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitRequest.objects.filter(pk=visit.pk).update(outcome="going_on")
