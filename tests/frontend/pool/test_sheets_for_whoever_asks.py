"""A sheet can be printed for anybody who asks, by whoever visits them (P59, fault G2)."""

import re

import pytest
from django.urls import resolve, reverse

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.sending import send_message
from community.messaging.models import Message
from community.messaging.states import Channel
from groups.models.decisions import DecisionSheet
from groups.models.members import Member
from tests.access.sheets import SHEET_OF_ENTRY
from tests.factories.demand import AFTER_ANSWERS, ask, make_group_of, make_offers, start_choosing
from tests.factories.places import make_area
from tests.factories.pools import make_people, make_pool, make_source
from tests.factories.supply import NOW, book, make_connector, make_login, make_session
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

OWN_SHEETS = ("helps", "reach", "new-money", "start-group", "brief", "ask")
NO_ENTRY = {"paper", "paper_sheet", "paper_sheets", "paper_question_sheet", "paper_costs"}


@pytest.fixture
def story(db):
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    member = Member.objects.get(group=pool.group, person=people[0].person)
    return people, pool, member.paper_code


def sheets_page(code, **query):
    return reverse("paper_sheets", args=[code], query=query)


@pytest.mark.holds("P59", "fault:G2", "M122")
def test_whoever_visits_prints_all_that_somebody_can_write(story):
    people, pool, code = story
    book(make_session(make_login("gym"), days=9), people[0])

    text = words(signed_in(make_connector()).get(sheets_page(code)))

    assert "I’m in, and I pay up to £ ______ a session" in text
    assert "What I propose for our group" in text
    assert "Something has changed for me" in text and "I am not coming to Museum morning" in text
    assert "I want to leave “Tuesday people”" in text
    assert text.count(f"Code: {code[:4]}") >= 4


@pytest.mark.holds("P59", "fault:G2")
@pytest.mark.parametrize("name", ["leave", "steps", "change", "cost"])
def test_one_sheet_alone_and_in_large_type(story, name):
    _people, pool, code = story
    browser = signed_in(make_connector())
    sheet = f"cost-{pool.pk}" if name == "cost" else name

    usual = browser.get(sheets_page(code, sheet=sheet))
    large = browser.get(sheets_page(code, sheet=sheet, type="large"))

    assert usual.text.count('<section class="cp-sheet"') == 1
    assert large.text.count("cp-sheet--large") == 1


def test_a_sheet_that_is_not_there(story):
    _people, _pool, code = story

    assert signed_in(make_connector()).get(sheets_page(code, sheet="x")).status_code == 404


@pytest.mark.holds("P59", "P42")
def test_a_choice_that_is_printed_for_somebody_is_waited_for(db):
    group, people = make_group_of("alice", "bob", "carol")
    brief = ask(group, people[0])
    make_offers(brief, "museum", "garden")
    decision = start_choosing(brief, people[0])
    set_clock(AFTER_ANSWERS)
    code = Member.objects.get(group=group, person=people[1].person).paper_code

    page = signed_in(make_connector()).get(sheets_page(code, sheet=f"choice-{decision.pk}"))

    assert "Which would you be happy with?" in words(page)
    assert "How it was put to me" in words(page)
    assert DecisionSheet.objects.get(decision=decision).member.paper_code == code


@pytest.mark.holds("P25")
def test_from_a_choice_of_other_offers_nothing_is_entered(db):
    group, people = make_group_of("alice", "bob", "carol")
    brief = ask(group, people[0])
    make_offers(brief, "museum", "garden")
    decision = start_choosing(brief, people[0])
    set_clock(AFTER_ANSWERS)
    code = Member.objects.get(group=group, person=people[1].person).paper_code
    connie = make_connector()
    call, browser = Calls(connie.login), signed_in(connie)
    address, page = (
        f"/paper/{code}/choose/{decision.pk}/",
        reverse("paper_choose", args=[code, brief.pk]),
    )
    rows = call("get", f"/paper/{code}/sheets/").json()["results"]
    version = {row["name"]: row["sheet"]["version"] for row in rows}[f"choice-{decision.pk}"]

    refused = browser.post(page, {"approves": ["none"], "version": "ZZZZZZ"})
    by_program = call("post", address, approves=[], version="ZZZZZZ")

    assert refused.status_code == 422 and "of another version" in words(refused)
    assert by_program.json()["code"] == "other_sheet" and not decision.ballots.exists()
    assert call("post", address, approves=[], version=version).status_code == 200


@pytest.mark.holds("P59", "fault:G2")
def test_every_entry_of_a_sheet_is_beside_its_sheet_or_says_why_there_is_none(story):
    _people, _pool, code = story
    page = signed_in(make_connector()).get(reverse("paper_sheet", args=[code])).text
    addresses = set(re.findall(rf'(?:href|action)="(/paper/{code}/[^"]*)"', page))
    routes = {resolve(address.split("?")[0]).url_name for address in addresses} - NO_ENTRY

    assert routes - SHEET_OF_ENTRY.keys() == set()
    for sheet in ("leave", "steps", "change", *OWN_SHEETS):
        assert f"{reverse('paper_sheets', args=[code])}?sheet={sheet}" in page


@pytest.mark.holds("P59", "fault:G2")
def test_they_are_printed_from_the_page_of_visits(story):
    people, _pool, code = story
    connie = make_connector()
    set_contact_plan(
        person_id=people[0].person_id,
        channel=Channel.IN_PERSON,
        through_login_id=connie.login_id,
        by=connie,
        now=NOW,
    )
    for message in Message.objects.filter(person_id=people[0].person_id, state="queued"):
        send_message(message_id=message.pk, send=None, now=NOW)

    page = signed_in(connie).get(reverse("next_visits"))
    by_program = Calls(connie.login)("get", "/visits/").json()["results"]

    assert f'href="{sheets_page(code)}"' in page.text
    assert by_program[0]["paper"] == [{"group": "Tuesday people", "code": code}]


@pytest.mark.holds("P59")
def test_nobody_of_another_area_prints_them(story):
    _people, _pool, code = story
    elsewhere = make_connector("other", make_area("Elsewhere", authority_code="E06999998"))

    assert signed_in(elsewhere).get(sheets_page(code)).status_code == 404


@pytest.mark.holds("P59", "fault:G2")
def test_the_same_by_program(story):
    _people, pool, code = story

    rows = Calls(make_connector().login)("get", f"/paper/{code}/sheets/").json()["results"]

    assert {"leave", "steps", "change"} <= {row["name"] for row in rows}
    codes = {row["name"]: row["sheet"]["code"].replace("-", "").replace(" ", "") for row in rows}
    assert codes.pop(f"cost-{pool.pk}") == f"{code}P{pool.pk}"
    assert set(codes.values()) == {code}


@pytest.mark.holds("P59")
def test_any_sheet_is_printed_with_pictures_that_say_no_more_than_the_words(story):
    people, pool, code = story
    own = signed_in(people[0])
    worker = signed_in(make_connector())

    for page in (
        worker.get(sheets_page(code, sheet=f"cost-{pool.pk}", type="large", pictures="yes")),
        own.get(reverse("pool_paper", args=[pool.pk], query={"pictures": "yes", "type": "large"})),
    ):
        drawn = re.findall(r'<svg\s+class="cp-sheet__picture".*?</svg>', page.text, re.DOTALL)
        assert len(drawn) == 7  # when, where, what it costs, by when; yes, no, talk first
        assert all('aria-hidden="true"' in each and "<text" not in each for each in drawn)
        assert page.text.count("cp-sheet--large") == 1
        assert "?pictures=yes&quot;" not in page.text and 'href="?' not in page.text
    plain = own.get(reverse("pool_paper", args=[pool.pk])).text
    assert "cp-sheet__picture" not in plain and "cp-sheet--large" not in plain


@pytest.mark.holds("P59")
@pytest.mark.parametrize("page", ["pool_paper", "leave_sheet", "steps_sheet"])
def test_ones_own_sheets_too_are_large_and_in_pictures_by_a_link(story, page):
    people, pool, _code = story
    address = reverse(page, args=[pool.pk if page == "pool_paper" else pool.group_id])
    own = signed_in(people[0])

    text = own.get(address).text

    assert f'href="{address}?type=large"' in text and f'href="{address}?pictures=yes"' in text
    assert "cp-sheet--large" in own.get(f"{address}?type=large").text
