"""A place answers on its page; the person reads it, takes another day, or says it is not fair."""

import pytest
from django.urls import reverse

from groups.models.members import Member
from providers.models.visit_requests import VisitRequest
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import NOW, make_connector, make_login, make_someone
from tests.factories.visits import answer, come, make_time, make_visited_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_day(db):
    set_clock(NOW)


@pytest.mark.holds("P77", "P78")
def test_a_place_answers_on_its_page_and_reads_the_name_after_the_yes():
    alice, ann = make_login(), make_someone()
    listing = make_visited_listing(alice, access="ask_first")
    visit = come(ann, listing, make_time(listing), known_as="Annie", help_asked=["eating"])
    browser, page = signed_in(alice), reverse("provider_visit", args=[visit.pk])
    assert page in browser.get("/provide/visits/").text
    shown = words(browser.get(page))
    assert "Annie" not in shown and "The law asks every place for reasonable changes" in shown

    bad = browser.post(page, {"answer": "not_this_time", "words": "Come in June"})
    assert bad.status_code == 422 and "Choose why. They read it." in words(bad)
    assert "Come in June" in words(bad)
    done = words(browser.post(page, {"answer": "yes"}, follow=True))

    assert "You may call them Annie." in done and "Annie" in words(browser.get("/provide/visits/"))
    assert "You are expected" not in words(signed_in(make_someone("ben")).get("/my-sessions/"))
    late = browser.post(page, {"answer": "ask_me", "words": "Who?"})
    assert late.status_code == 422 and "This is answered already." in words(late)
    assert signed_in(make_login("bob")).get(page).status_code == 404


@pytest.mark.holds("P78")
def test_the_person_reads_why_not_and_says_that_it_is_not_fair():
    alice, ann, connie = make_login(), make_someone(), make_connector()
    visit = come(ann, make_visited_listing(alice, access="ask_first"))
    answer(visit, AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="not_those_days"), alice)
    browser, unfair = signed_in(ann), reverse("visit_unfair", args=[visit.pk])
    own = browser.get("/my-sessions/")
    assert "Not this time. Not on those days." in words(own) and unfair in own.text

    page = words(browser.get(unfair))
    assert "the Equality Advisory and Support Service gives advice" in page
    said = words(browser.post(unfair, {"words": "It is every day."}, follow=True))
    assert "A connector answers you by Tuesday 11 May 2027." in said
    assert "You said that it is not fair." in said

    connector = signed_in(connie)
    assert "To be answered by Tuesday 11 May 2027" in words(connector.get("/connect/visits/"))
    theirs = reverse("unfair_answer", args=[visit.unfair.pk])
    assert "It is every day." in words(connector.get(theirs))
    connector.post(theirs, {"words": "They will say yes to June."})
    assert "They will say yes to June." in words(browser.get("/my-sessions/"))


@pytest.mark.holds("P78")
@pytest.mark.parametrize("on_paper", [False, True])
def test_another_day_is_taken_by_one_press_or_from_a_sheet(on_paper):
    alice = make_login("baker")
    people = make_people(2)
    member = Member.objects.get(group=make_pool(people).group, person=people[0].person)
    listing = make_visited_listing(alice, access="ask_first")
    visit = come(people[0], listing)
    other = make_time(listing, days=9)
    answer(visit, AnswerGiven(VisitAnswer.YES_FROM, other_session_id=other.pk), alice)

    if on_paper:
        browser, paper = signed_in(make_connector()), f"/paper/{member.paper_code}/"
        assert "I take the other day" in words(browser.get(f"{paper}sheets/?sheet=change"))
        assert f"{paper}visits/{visit.pk}/" in browser.get(f"{paper}stops/").text
        browser.post(f"{paper}visits/{visit.pk}/", {"said": "take"})
    else:
        browser = signed_in(people[0])
        assert "I take that day" in words(browser.get("/my-sessions/"))
        browser.post(reverse("visit_other_day", args=[visit.pk]))
    taken = VisitRequest.objects.get()
    assert (taken.state, taken.session_id) == ("accepted", other.pk)


def test_a_connector_and_a_place_find_who_asks_from_their_first_page():
    at_work = signed_in(make_connector()).get("/home/").text
    runs_it = make_login()
    make_visited_listing(runs_it)

    assert reverse("unfair_answers") in at_work and reverse("to_ring") in at_work
    assert reverse("provider_visits") in signed_in(runs_it).get("/home/").text
