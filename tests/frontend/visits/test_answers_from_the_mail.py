"""A place answers from its mail, in two presses and without signing in (P76, P78, C16)."""

import pytest
from django.test import Client

from community.common.refusals import NotFound
from community.messaging.models import AnswerLink, Message
from community.messaging.queries.answer_links import address_of
from community.people.acting import Acting
from community.people.models.logins import Login
from frontend.pages.look_over import LOOKED_OVER
from providers.actions.visit_askings import not_coming_by_link
from providers.actions.visit_requests import withdraw_visit
from providers.models.sessions import Booking
from providers.models.supply import ProviderMember
from providers.models.visit_requests import VisitRequest
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer
from tests.factories.supply import NOW, make_login, make_someone
from tests.factories.visits import answer, come, make_time, make_visited_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_day(db):
    set_clock(NOW)


def asked(**facts):
    """(who runs it, the visit, the address in their mail)."""
    alice, ann = make_login(), make_someone()
    listing = make_visited_listing(alice, access="ask_first")
    session = make_time(listing, places=1)
    visit = come(ann, listing, session, known_as="Annie", help_asked=["eating", "toilet"])
    return alice, visit, address(alice)


def address(login) -> str:
    message = Message.objects.get(kind="visit_to_answer", login_id=login.login_id)
    return address_of(message.answer_link_id)


def press(browser, address, value):
    """The two presses: the look over, and what comes of it."""
    look = browser.post(address, {"answer": value})
    assert look.status_code == 200 and "Send this answer" in words(look)
    assert VisitRequest.objects.get().state == "requested"
    return browser.post(address, {"answer": value, LOOKED_OVER: "yes"})


@pytest.mark.holds("P76", "P77", "C16")
def test_a_yes_from_the_mail_is_two_presses_and_tells_no_name():
    _alice, visit, link = asked()
    browser = Client()
    for _opening in range(3):
        shown = words(browser.get(link))
        assert "Can somebody come?" in shown and "help with eating or drinking" in shown
        assert "Annie" not in shown
    assert VisitRequest.objects.get().state == "requested"

    done = words(press(browser, link, "yes"))

    assert VisitRequest.objects.get().state == "accepted" and Booking.objects.count() == 1
    assert "Annie" not in done
    again = words(browser.get(link))
    assert "This is answered" in again and "Annie" not in again and "Museum" not in again


@pytest.mark.holds("P78")
@pytest.mark.parametrize(
    ("pressed", "reads"),
    [
        ("full", "It is full."),
        ("not_those_days", "Not on those days."),
        ("help-toilet", "They say that they cannot give this help safely: help in the toilet."),
        ("conflict_or_safety", "They cannot say yes."),
    ],
)
def test_each_reason_is_one_button(pressed, reads):
    _alice, _visit, link = asked()

    press(Client(), link, pressed)

    assert VisitRequest.objects.get().state == "declined"
    [text] = Message.objects.filter(kind="visit_answered").values_list("text", flat=True)
    assert reads in text


@pytest.mark.holds("P76")
def test_another_time_and_a_question_are_answers_too():
    alice, visit, link = asked()
    other = make_time(visit.listing, days=3)
    page = Client().get(link).text
    assert f'value="time-{other.pk}"' in page and 'value="ask"' in page

    press(Client(), link, f"time-{other.pk}")

    visit.refresh_from_db()
    assert (visit.state, visit.other_session_id) == ("accepted_from", other.pk)


@pytest.mark.holds("P76")
@pytest.mark.parametrize("gone", ["left", "closed"])
def test_who_speaks_for_it_no_more_answers_nothing(gone):
    alice, _visit, link = asked()
    if gone == "left":
        ProviderMember.objects.filter(login=alice.login).delete()
    else:
        Login.objects.filter(pk=alice.login_id).update(is_active=False)

    assert press(Client(), link, "yes").status_code in (404, 409)

    assert VisitRequest.objects.get().state == "requested"
    assert AnswerLink.objects.filter(answered_at=None).count() == 1


@pytest.mark.holds("P76")
def test_what_was_answered_on_the_page_or_taken_back_is_not_asked_again():
    alice, visit, link = asked()
    answer(visit, AnswerGiven(VisitAnswer.YES), alice)
    assert "This is answered" in words(Client().get(link))
    assert Client().post(link, {"answer": "full"}).status_code == 200
    assert VisitRequest.objects.get().state == "accepted"


def test_who_is_not_coming_after_all_is_not_asked_about():
    _alice, visit, link = asked()
    ann = Acting(login=visit.person.login, person=visit.person)
    withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)

    assert "This is answered" in words(Client().get(link))


@pytest.mark.holds("P76")
def test_a_program_answers_for_the_place_and_says_no_for_nobody_else():
    """A yes alone is no answer to this: it would take back what somebody else asked."""
    _alice, _visit, link = asked()
    token = {"link": link.partition("link=")[2]}

    def send(**said):
        url = "/api/answer-links/answer/"
        return Client().post(url, token | said, content_type="application/json").status_code

    assert send(yes=True) == 400
    assert VisitRequest.objects.get().state == "requested"
    assert send(visit={"answer": "not_this_time"}) == 409
    assert send(visit={"answer": "not_this_time", "reason": "full"}) == 204
    assert VisitRequest.objects.get().state == "declined"


def test_a_link_answers_only_what_it_was_made_for():
    _alice, _visit, link = asked()
    link_id = Message.objects.get(kind="visit_to_answer").answer_link_id

    with pytest.raises(NotFound):
        not_coming_by_link(link_id=link_id, now=NOW)

    assert VisitRequest.objects.get().state == "requested"
