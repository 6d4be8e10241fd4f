"""The money pages in a real browser: with scripts off, narrow and wide, and what axe finds."""

import pytest
from django.urls import reverse

from community.common import clock
from community.people.acting import Acting
from groups.models.members import Member
from pooling.payments.states.charges import Rail
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.states import PrivateQuestionKind, PrivateQuestionState, SourceKind
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_chosen_offer,
    make_officer,
    make_people,
    make_pool,
    make_source,
    say_yes,
)
from tests.factories.supply import NOW, make_connector, make_login
from tests.frontend.browser import faults_of_html, look_over
from tests.frontend.fixtures import browser, open_page, site  # noqa: F401  fixtures, asked for by name
from tests.frontend.visiting import set_clock, signed_in
from tests.pooling.pools.test_by_transfer import Five

from .test_another_way_pages import Low
from .test_cards_and_questions import TRANSFER, WEEK_BEFORE

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _at_the_date_of_the_tests(committed_db):
    """In place of the conftest's, whose database is rolled back."""
    set_clock(NOW)


@pytest.fixture
def visit(site, open_page):  # noqa: F811
    """visit(by, name, address) -> the page, looked over; scripts off."""
    names, pages = [], {}

    def visited(by: Acting, name: str, address: str):
        if by.login_id not in pages:
            page = open_page(scripts=False)
            cookie = signed_in(by).cookies["sessionid"]
            page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])
            pages[by.login_id] = page
        page = pages[by.login_id]
        page.goto(site + address)
        look_over(page, name)
        names.append(name)
        return page

    yield visited
    assert faults_of_html(*names) == []


def look_again(page, name):
    look_over(page, name)
    return page


@pytest.mark.holds("M126", "C15")
def test_a_members_pages(visit):
    people = make_people(5)
    pool = make_pool(people)
    for person, most in zip(people, (1500, 1500, 1500, 1500, 1000), strict=True):
        say_yes(pool, person, most, make_source(person, **TRANSFER))
    make_source(people[4], SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT)
    card = make_source(people[4], SourceKind.OWN, Rail.CARD, called="my card")
    set_clock(WEEK_BEFORE)
    look(pool, WEEK_BEFORE)
    low, question = people[4], PrivateQuestion.objects.get()
    own = low.person.sources.first().pk

    visit(low, "pool", reverse("pool", args=[pool.pk]))
    visit(low, "pool_question", reverse("pool_question", args=[pool.pk, question.pk]))
    visit(low, "pool_leave", reverse("pool_leave", args=[pool.pk]))
    visit(low, "pool_statement", reverse("pool_statement", args=[pool.pk]))
    visit(low, "pool_plan_words", reverse("pool_plan_words", args=[pool.pk]))
    visit(low, "pool_paper", reverse("pool_paper", args=[pool.pk]))
    visit(low, "money", reverse("money"))
    visit(low, "money_kind", reverse("add_source"))
    visit(low, "money_add", reverse("add_source_of", args=["own"]))
    visit(low, "money_end", reverse("end_source", args=[own]))
    visit(low, "money_ended", reverse("source_ended", args=[own]))
    visit(low, "money_card", reverse("source_card", args=[card.pk]))
    visit(low, "statement", reverse("statement", args=[own]))
    visit(low, "what_is_kept", reverse("subject_access"))

    page = visit(low, "pool_yes", reverse("pool_pledge", args=[pool.pk]))
    page.get_by_label("What is the most you would pay for one session?").fill("fifteen")
    page.get_by_role("button", name="Look it over").click()
    look_again(page, "pool_yes_refused")
    page.get_by_label("What is the most you would pay for one session?").fill("15")
    page.get_by_label("When is “my own money” used?").select_option("1")
    page.get_by_role("button", name="Look it over").click()
    look_again(page, "pool_yes_review")
    page.get_by_role("button", name="I’m in, and I pay up to £15 a session").click()
    assert "You are in, up to £15 a session." in page.content()


def test_another_way_and_changed_terms(visit, monkeypatch):
    use_standin(monkeypatch)
    low = Low()
    voice = Acting(login=low.pool.provider.members.get().login)
    visit(low.her, "pool_other_way", low.other_way).get_by_role(
        "button", name="Help me find another way"
    ).click()
    help_request = HelpRequest.objects.get()
    visit(low.her, "pool_question_asked", low.question)
    visit(low.connie, "help_asked", reverse("help_requests"))
    page = visit(low.connie, "help_one", reverse("help_request", args=[help_request.pk]))
    page.get_by_label("A grant").check()
    page.get_by_label("Say it to them in your own words").fill("Westsea Trust gives £2 a week.")
    page.get_by_role("button", name="Tell them").click()
    visit(low.her, "pool_question_answered", low.question)
    code = Member.objects.get(person=low.her.person).paper_code
    visit(low.connie, "paper_other_way", reverse("paper_other_way", args=[code, low.pool.pk]))

    visit(voice, "provider_bank", reverse("provider_bank_details", args=[low.pool.provider_id]))
    now = clock.now()
    change_prices(pool_id=low.pool.pk, prices=dict.fromkeys(range(4, 9), 6600), by=voice, now=now)
    visit(low.people[0], "pool_changes", reverse("pool_terms", args=[low.pool.pk]))
    again = PrivateQuestion.objects.get(
        pledge__person=low.people[0].person,
        kind=PrivateQuestionKind.NEW_TERMS,
        state=PrivateQuestionState.ASKED,
    )
    visit(low.people[0], "pool_terms", reverse("pool_question", args=[low.pool.pk, again.pk]))


def test_what_to_send(visit, monkeypatch):
    use_standin(monkeypatch)
    five = Five()
    set_clock(AFTER_CLOSE)
    visit(five.sender, "pool_to_send", reverse("pool", args=[five.pool.pk]))
    visit(five.voice, "provider_transfers_given", reverse("provider_transfers"))


def test_opening_it_the_office_paper_and_whoever_runs_it(visit):
    people = make_people(5)
    offer = make_chosen_offer(people, voice=(voice := make_login("museum")))
    page = visit(people[0], "pool_open", f"{reverse('pool_open')}?offer={offer.pk}")
    page.get_by_role("button", name="Look it over").click()
    look_again(page, "pool_open_review")
    page.get_by_role("button", name="Open it for the group").click()
    pool = offer.pool
    for person in people[:2]:
        say_yes(pool, person, 1500, make_source(person))
    officer, connie = make_officer(), make_connector()
    code = Member.objects.get(group=pool.group, person=people[2].person).paper_code

    page = visit(officer, "office", reverse("fund_holder"))
    page.get_by_label("Your answer").first.select_option("No")
    page.get_by_role("button", name="Look over my answers").click()
    look_again(page, "office_refused")
    page.goto(page.url)
    for number in range(2):
        page.get_by_label("Your answer").nth(number).select_option("Yes")
        page.get_by_label("If yes: does what they pay").nth(number).select_option(
            "their bill stays the same"
        )
    page.get_by_role("button", name="Look over my answers").click()
    look_again(page, "office_review")
    page.get_by_role("button", name="Send these answers").click()
    look_again(page, "office_agreed")
    visit(voice, "provider_pools", reverse("provider_pools"))
    visit(voice, "provider_pool", reverse("provider_pool", args=[pool.pk]))
    visit(voice, "provider_price", reverse("provider_pool_price", args=[pool.pk]))
    visit(voice, "provider_cards", reverse("provider_cards"))
    visit(voice, "provider_open", reverse("provider_open_account", args=[pool.provider_id]))
    visit(voice, "provider_transfers", reverse("provider_transfers"))
    visit(voice, "provider_invoices", reverse("provider_invoices"))
    visit(connie, "paper_costs", reverse("paper_costs", args=[code]))
    visit(connie, "paper_source", reverse("paper_source", args=[code, pool.pk]))
