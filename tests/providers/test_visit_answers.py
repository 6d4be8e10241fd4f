"""A place answers whoever asks to come; the person reads why, and what they can say (P77, P78)."""

from datetime import timedelta

import pytest

from community.common.refusals import EmptyText, NotFound
from community.messaging.models import Message
from community.people.models.persons import Person
from providers.actions.visit_answers import (
    answer_unfair,
    reply_about_visit,
    say_unfair,
    take_other_day,
)
from providers.actions.visit_requests import withdraw_visit
from providers.models.sessions import Booking
from providers.models.supply import Check
from providers.models.visit_requests import UnfairAnswer
from providers.queries.visit_requests import held_back_for_safety, visits_of_provider
from providers.rules.vetting import NotVetted
from providers.rules.visit_answers import (
    AnswerGiven,
    VisitAnswered,
    WhichHelp,
    WhichOtherDay,
    WhichReason,
)
from providers.rules.visit_requests import VisitFull
from providers.states import VisitAnswer
from tests.factories.supply import NOW, TODAY, make_connector, make_login, make_someone
from tests.factories.visits import answer, come, make_time, make_visited_listing

pytestmark = pytest.mark.django_db

YES = AnswerGiven(VisitAnswer.YES)


def asked(access="ask_first", places=None, **facts):
    """(who asks, who runs it, the visit)."""
    ann, alice = make_someone(), make_login()
    listing = make_visited_listing(alice, access=access)
    session = make_time(listing, places=places)
    return ann, alice, come(ann, listing, session, **facts)


def told(kind: str) -> str:
    [text] = Message.objects.filter(kind=kind).values_list("text", flat=True)
    return text


@pytest.mark.holds("P77")
def test_the_name_comes_after_a_yes_with_the_place():
    _ann, alice, visit = asked(known_as="Annie")
    [before] = visits_of_provider(alice.login_id, now=NOW)

    visit = answer(visit, YES, alice)

    [after] = visits_of_provider(alice.login_id, now=NOW)
    assert (before.known_as, after.known_as, visit.state) == ("", "Annie", "accepted")
    assert Booking.objects.get().known_as == "Annie"
    assert told("visit_agreed").startswith("You are expected at “Museum morning”")
    texts = Message.objects.filter(login_id=alice.login_id).values_list("text", "subject")
    assert not any("Annie" in word for pair in texts for word in pair)


@pytest.mark.holds("P78")
@pytest.mark.parametrize(
    ("given", "reads"),
    [
        ({"reason": "full"}, "It is full."),
        ({"reason": "not_those_days"}, "Not on those days."),
        (
            {"reason": "help", "help_declined": ["toilet"]},
            "They say that they cannot give this help safely: help in the toilet.",
        ),
        ({"reason": "full", "words": "A Friday"}, "What would make it possible: “A Friday”"),
    ],
)
def test_a_no_has_a_reason_that_the_person_reads(given, reads):
    _ann, alice, visit = asked(help_asked=["toilet"])

    answer(visit, AnswerGiven(VisitAnswer.NOT_THIS_TIME, **given), alice)

    text = told("visit_answered")
    assert "Not this time." in text and reads in text
    assert "If you think that is not fair" in text and not Booking.objects.exists()


@pytest.mark.holds("P78")
def test_a_conflict_or_safety_is_told_to_a_connector_only():
    connie = make_connector()
    _ann, alice, visit = asked()
    given = {"reason": "conflict_or_safety", "words": "He knows me"}

    answer(visit, AnswerGiven(VisitAnswer.NOT_THIS_TIME, **given), alice)

    assert "conflict" not in told("visit_answered") and "safety" not in told("visit_answered")
    message = Message.objects.get(kind="unfair_to_answer", login_id=connie.login_id)
    assert (
        "because of a conflict or of safety" in message.text and "ann " not in message.text.lower()
    )
    assert [each.pk for each in held_back_for_safety([visit.listing.provider.area_id])] == [
        visit.pk
    ]


@pytest.mark.holds("P78")
@pytest.mark.parametrize(
    ("given", "why"),
    [
        (AnswerGiven(VisitAnswer.NOT_THIS_TIME), WhichReason),
        (AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="rude"), WhichReason),
        (AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="help"), WhichHelp),
        (
            AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="help", help_declined=["toilet"]),
            WhichHelp,
        ),
        (AnswerGiven(VisitAnswer.YES_FROM), WhichOtherDay),
        (AnswerGiven(VisitAnswer.YES_FROM, other_day=TODAY - timedelta(days=1)), WhichOtherDay),
        (AnswerGiven(VisitAnswer.YES_FROM, other_session_id=999), NotFound),
        (AnswerGiven(VisitAnswer.ASK_ME, words=" "), EmptyText),
    ],
)
def test_half_an_answer_is_refused_and_nothing_is_told(given, why):
    _ann, alice, visit = asked(help_asked=["eating"])
    with pytest.raises(why):
        answer(visit, given, alice)
    visit.refresh_from_db()
    assert visit.state == "requested" and not Message.objects.filter(kind="visit_answered")


@pytest.mark.holds("P77", "M143")
def test_the_first_answer_stands_and_only_theirs_counts():
    _ann, alice, visit = asked(places=1)
    with pytest.raises(NotFound):
        answer(visit, YES, make_login("bob"))
    come(make_someone("ben"), visit.listing, visit.session)
    answer(visit, YES, alice)
    with pytest.raises(VisitAnswered):
        answer(visit, AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full"), alice)
    with pytest.raises(VisitFull):
        answer(visit.listing.visit_requests.exclude(pk=visit.pk).get(), YES, alice)
    Check.objects.all().delete()
    with pytest.raises(NotVetted):
        answer(visit.listing.visit_requests.exclude(pk=visit.pk).get(), YES, alice)


@pytest.mark.holds("P78")
@pytest.mark.parametrize("by_time", [True, False])
def test_another_day_is_theirs_to_take(by_time):
    ann, alice, visit = asked()
    other = make_time(visit.listing, days=9, places=1)
    day = {"other_session_id": other.pk} if by_time else {"other_day": TODAY}
    answer(visit, AnswerGiven(VisitAnswer.YES_FROM, **day), alice)
    assert "Yes, but on" in told("visit_answered") and not Booking.objects.exists()

    taken = take_other_day(visit_request_id=visit.pk, by=ann, now=NOW)

    assert taken.state == "accepted"
    assert Booking.objects.filter(session=other).exists() == by_time
    with pytest.raises(VisitAnswered):
        take_other_day(visit_request_id=visit.pk, by=ann, now=NOW)


@pytest.mark.holds("P78")
def test_a_question_is_answered_and_it_is_their_turn_again():
    ann, alice, visit = asked()
    answer(visit, AnswerGiven(VisitAnswer.ASK_ME, words="Which door do you use?"), alice)
    assert "They ask you: “Which door do you use?”" in told("visit_answered")

    reply_about_visit(visit_request_id=visit.pk, words="The ramp", by=ann, now=NOW)

    [theirs] = visits_of_provider(alice.login_id, now=NOW)
    assert (theirs.reply_words, theirs.known_as, theirs.state) == ("The ramp", "", "requested")
    assert Message.objects.filter(kind="visit_to_answer").count() == 2
    withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)
    with pytest.raises(VisitAnswered):
        answer(visit, YES, alice)


@pytest.mark.holds("P78")
def test_that_it_is_not_fair_goes_to_a_connector_and_is_answered_by_a_day():
    connie = make_connector()
    ann, alice, visit = asked()
    with pytest.raises(VisitAnswered):
        say_unfair(visit_request_id=visit.pk, words="", by=ann, now=NOW)
    answer(visit, AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full"), alice)

    for _press in range(2):
        said = say_unfair(visit_request_id=visit.pk, words="It is empty.", by=ann, now=NOW)

    assert UnfairAnswer.objects.count() == 1
    messages = Message.objects.filter(kind="unfair_to_answer")
    assert not any("It is empty" in each.text for each in messages)
    hear = {each.login_id for each in messages}
    assert connie.login_id in hear and alice.login_id not in hear
    with pytest.raises(NotFound):
        answer_unfair(unfair_answer_id=said.pk, words="So.", by=alice, now=NOW)
    answer_unfair(unfair_answer_id=said.pk, words="They have a chair now.", by=connie, now=NOW)
    assert "They have a chair now." in told("unfair_answered")


@pytest.mark.holds("P78", "P111")
@pytest.mark.parametrize(
    "given",
    [
        AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full"),
        AnswerGiven(VisitAnswer.YES_FROM, other_day=TODAY + timedelta(days=7)),
        AnswerGiven(VisitAnswer.ASK_ME, words="Which morning?"),
    ],
    ids=["no", "another day", "a question"],
)
def test_nobody_is_sent_to_a_page_that_they_do_not_have(given):
    ann, alice, visit = asked()
    with_page = told_of(visit, given, alice)
    Person.objects.filter(pk=ann.person_id).update(login=None)
    bob = make_login("bob")
    other = come(ann, make_visited_listing(bob, access="ask_first"))
    without = told_of(other, given, bob)

    area = visit.listing.provider.area
    assert "page" in with_page and area.adviser_phone not in with_page
    assert "page" not in without and area.adviser_phone in without


def told_of(visit, given, by) -> str:
    answer(visit, given, by)
    return Message.objects.filter(kind="visit_answered").latest("pk").text
