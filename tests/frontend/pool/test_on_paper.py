"""A yes, and not this time, on paper: no phone, no e-mail, and the same yes (M122)."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from community.audit.models import AuditEntry
from groups.models.members import Member
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.states import PartState, PledgeState
from tests.factories.places import make_area
from tests.factories.pools import (
    CLOSES_ON,
    make_chosen_offer,
    make_people,
    make_pool,
    make_source,
    say_yes,
)
from tests.factories.shown import office_words
from tests.factories.supply import make_connector
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import day, signed_in

SHOWN = {"shown_words": "Read aloud", "interpreted_by": "nobody"}


@pytest.fixture
def story(db):
    people = make_people(4)
    pool = make_pool(people)
    member = Member.objects.get(group=pool.group, person=people[0].person)
    return people, pool, member.paper_code


def page(name, *args):
    return reverse(name, args=args)


def test_the_sheet_has_large_words_boxes_to_tick_and_a_code(story):
    people, pool, code = story

    page_text = words(signed_in(people[0]).get(page("pool_paper", pool.pk)))

    assert "I’m in, and I pay up to £ ______ a session" in page_text
    assert "Not this time" in page_text
    assert "Ask me: I would like to talk first" in page_text
    assert "Please answer by Tuesday 1 June 2027." in page_text
    assert code[:4] in page_text
    sheet = signed_in(people[0]).get(page("pool_paper_pdf", pool.pk)).content
    text = PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert "I’m in, and I pay up to £ ______ a session" in text
    assert code[:4] in text


@pytest.mark.holds("M122")
def test_a_yes_on_paper_is_entered_by_a_connector_and_shows_as_such(story):
    people, pool, code = story
    connie = make_connector()
    browser = signed_in(connie)
    assert pool.terms.summary in words(browser.get(page("paper_costs", code)))

    to_money = browser.get(page("paper_pool", code, pool.pk))
    assert to_money.url == page("paper_source", code, pool.pk)
    browser.post(to_money.url, {"kind": "council_managed"})
    typed = {"max_pence": "12", **SHOWN, **office_words(people[0].person_id)}
    review = words(browser.post(page("paper_pool", code, pool.pk), typed))
    assert "says I’m in, and I pay up to £12 a session" in review
    assert "The first payment, at most £48, for 4 sessions" in review
    assert Pledge.objects.count() == 0
    browser.post(page("paper_pool", code, pool.pk), typed | {"step": "yes"})

    pledge = Pledge.objects.get()
    assert (pledge.max_pence, pledge.on_paper, pledge.said_by) == (1200, True, connie.login)
    assert Part.objects.get().state == PartState.WAITING
    assert AuditEntry.objects.get(deed="pledge").on_paper


@pytest.mark.holds("M72")
@pytest.mark.parametrize("by_program", [False, True])
def test_what_the_group_chose_is_opened_from_a_sheet_and_asks_nobody_for_money(db, by_program):
    people = make_people(4)
    offer = make_chosen_offer(people)
    connie = make_connector()
    call, browser = Calls(connie.login), signed_in(connie)
    code = Member.objects.get(group=offer.brief.group, person=people[0].person).paper_code
    assert page("paper_open", code, offer.pk) in browser.get(page("paper_costs", code)).text
    rows = {
        row["name"]: row["sheet"] for row in call("get", f"/paper/{code}/sheets/").json()["results"]
    }
    sheet = rows[f"open-{offer.pk}"]
    assert "Please open this for our group" in sheet["ticks"]

    def enter(version: str):
        if by_program:
            sent = {"offer_id": offer.pk, "closes_on": CLOSES_ON.isoformat(), "version": version}
            return call("post", f"/paper/{code}/costs/", **sent).status_code
        typed = day("closes_on", CLOSES_ON) | {"version": version}
        looked = browser.post(page("paper_open", code, offer.pk), typed)
        assert not Pool.objects.exists()
        if looked.status_code != 200:
            return looked.status_code
        assert "Look at it once more before you open it" in looked.text
        return browser.post(page("paper_open", code, offer.pk), typed | {"step": "yes"}).status_code

    assert enter("ZZZZZZ") in (409, 422) and not Pool.objects.exists()
    assert enter(sheet["version"]) in (201, 302)
    pool = Pool.objects.get()
    assert (pool.offer, pool.opened_for.paper_code, pool.opened_by) == (offer, code, connie.login)
    assert not Pledge.objects.exists()


def test_not_this_time_on_paper(story):
    people, pool, code = story
    say_yes(pool, people[0], 1500, make_source(people[0]))

    signed_in(make_connector()).post(page("paper_pool_leave", code, pool.pk))

    assert Pledge.objects.get().state == PledgeState.OUT


def test_whoever_enters_it_does_not_read_what_was_said_before(story):
    people, pool, code = story
    say_yes(pool, people[0], 1777, make_source(people[0]))

    read = signed_in(make_connector()).get(page("paper_pool", code, pool.pk)).content.decode()

    assert "17.77" not in read


@pytest.mark.holds("M122")
def test_a_connector_of_another_area_and_a_member_find_nothing(story):
    people, pool, code = story
    elsewhere = make_connector("other", make_area("Elsewhere", authority_code="E06999998"))

    for reader in (elsewhere, people[1]):
        for name in ("paper_costs", "paper_pool", "paper_source", "paper_pool_leave"):
            args = (code,) if name == "paper_costs" else (code, pool.pk)
            assert signed_in(reader).get(page(name, *args)).status_code == 404
    assert MoneySource.objects.count() == 0
