"""From the first page to “I would like to come”, sent: with no account, no scripts, and few presses
(P111)."""

import pytest

from providers.models.visit_requests import VisitRequest
from tests.factories.supply import make_login
from tests.factories.visits import make_time, make_visited_listing

from .form_client import FormClient
from .story import step

pytestmark = pytest.mark.process

MOST_PRESSES = 6


class Counting(FormClient):
    """A visitor whose every press and choice is counted."""

    pressed = 0

    def presses(self, words: str, **where: object) -> None:
        self.pressed += 1
        super().presses(words, **where)

    def chooses(self, question: str, answer: str, **where: object) -> None:
        self.pressed += 1
        super().chooses(question, answer, **where)


@pytest.mark.holds("P111")
def test_from_the_first_page_to_sent_is_six_presses_at_most(town):
    listing = make_visited_listing(make_login("curator"), title="Coffee morning")
    for days in (2, 9):
        make_time(listing, days=days, places=8)
    visitor = Counting(town.site)

    visitor.goes_to("/")
    visitor.types("Where are you?", "ZZ1 1AA")
    visitor.presses("Find")
    visitor.presses("Coffee morning")
    visitor.presses("Say you are coming")
    visitor.presses("Thursday 6 May 2027 at 11 am")
    visitor.types("What may they call you?", "Viv")
    visitor.types("Your e-mail address or telephone number", "viv@example.org")
    visitor.chooses("For whom is it?", "For me")
    visitor.presses("I would like to come")

    assert "It is sent" in visitor.text()
    assert visitor.pressed <= MOST_PRESSES


@pytest.mark.holds("P107", "P111", "P76")
def test_three_ways_to_come_each_from_the_front_page_and_with_no_account(town, somebody):
    """Just come, say you are coming, and ask first, which is answered from the mail."""
    viv, listener = somebody("viv"), somebody("listener")
    coffee = make_visited_listing(make_login("hall"), access="just_come", title="Coffee morning")
    walk = make_visited_listing(make_login("walker"), title="A walk on the quay")
    one_to_one = make_visited_listing(
        make_login("listener"), access="ask_first", title="An hour of listening"
    )
    for listing in (coffee, walk, one_to_one):
        make_time(listing, days=2, places=8)
        make_time(listing, days=9, places=8)
    town.work()

    she_reads_that_she_may_just_come(viv)
    she_takes_a_place_at_the_walk(viv)
    she_says_that_it_was_she(viv, town, "viv@example.org", "You are expected.")
    she_asks_first_at_the_one_to_one(viv)
    she_says_that_it_was_she(viv, town, "viv2@example.org", "They are asked.")
    it_is_answered_from_the_mail_in_two_presses(listener, town)


def finds(viv, title):
    viv.goes_to("/")
    viv.types("Where are you?", "ZZ1 1AA")
    viv.presses("Find")
    viv.presses(title)


def says_who(viv, address):
    viv.types("What may they call you?", "Viv")
    viv.types("Your e-mail address or telephone number", address)
    viv.chooses("For whom is it?", "For me")
    viv.presses("I would like to come")
    viv.reads("It is sent")


@step
def she_reads_that_she_may_just_come(viv):
    finds(viv, "Coffee morning")
    viv.reads("Just come", "Thursday 6 May 2027 at 11 am")


@step
def she_takes_a_place_at_the_walk(viv):
    finds(viv, "A walk on the quay")
    viv.presses("Say you are coming")
    viv.presses("Thursday 6 May 2027 at 11 am")
    says_who(viv, "viv@example.org")


@step
def she_asks_first_at_the_one_to_one(viv):
    finds(viv, "An hour of listening")
    viv.presses("Ask if you can come")
    viv.presses("Thursday 6 May 2027 at 11 am")
    says_who(viv, "viv2@example.org")


@step
def she_says_that_it_was_she(viv, town, address, told):
    """By the one message that came; two presses."""
    town.work()
    viv.goes_to(town.link_sent_to(address, "/answer/"))
    viv.presses("Yes, I would like to come")
    viv.presses("Yes, tell them")
    viv.reads(told)
    town.work()


@step
def it_is_answered_from_the_mail_in_two_presses(listener, town):
    listener.goes_to(town.link_sent_to("listener@example.org", "/answer/"))
    listener.does_not_read("Viv", "viv2")
    listener.presses("Yes, they can come")
    listener.presses("Send this answer")
    assert VisitRequest.objects.latest("pk").state == "accepted"
