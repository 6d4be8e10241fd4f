"""A shared cost on the page: opened, looked at, said yes to, left."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.people.acting import Acting
from frontend.pdf import plan_words
from groups.actions.membership import join_open_group
from pooling.payments.states.charges import Rail
from pooling.pools.actions.pledges import pledge
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.states import WENT_AHEAD_STATES, PartState, PledgeState, PoolState, SourceKind
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    make_chosen_offer,
    make_people,
    make_pool,
    make_request,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in
from tests.journeys.sent_page import SentPage

CLOSES = {"closes_on_day": "1", "closes_on_month": "6", "closes_on_year": "2027"}


def yes_words(most="15", **more):
    return {"max_pence": most, **more}


def test_a_shared_cost_opens_after_a_review(db):
    [ann, *_others] = people = make_people(4)
    offer = make_chosen_offer(people)
    page, browser = f"{reverse('pool_open')}?offer={offer.pk}", signed_in(ann)

    assert "Share the cost" in words(browser.get(page))
    review = browser.post(page, {**CLOSES, "step": "look"})
    assert "Look at it once more before you open it" in words(review)
    assert Pool.objects.count() == 0

    opened = browser.post(page, {**CLOSES, "step": "yes"})
    pool = Pool.objects.get()
    assert opened.url == reverse("pool", args=[pool.pk])
    assert pool.state == PoolState.OPEN
    assert browser.get(page).url == opened.url


def test_a_day_too_near_the_first_session_is_refused_beside_its_box_and_kept(db):
    people = make_people(4)
    offer = make_chosen_offer(people)
    page = f"{reverse('pool_open')}?offer={offer.pk}"

    refused = signed_in(people[0]).post(page, {**CLOSES, "closes_on_day": "14", "step": "look"})

    said = words(refused)
    assert refused.status_code == 422
    assert said.count("Choose a date at least 7 days before the first session.") == 2
    assert 'value="14"' in refused.content.decode()


@pytest.mark.holds("fault:J20")
@pytest.mark.parametrize(
    ("first_session", "proposed"),
    [
        (date(2027, 6, 15), date(2027, 6, 1)),
        (date(2027, 6, 14), date(2027, 5, 28)),  # 31 May is a bank holiday, after a Sunday
        (date(2027, 6, 13), date(2027, 5, 28)),
        (date(2027, 5, 17), None),  # that day has gone
    ],
)
def test_the_day_that_is_proposed_is_a_working_day(db, first_session, proposed):
    people = make_people(4)
    offer = make_chosen_offer(people, first_in_days=(first_session - AFTER_CLOSE.date()).days)

    page = signed_in(people[0]).get(f"{reverse('pool_open')}?offer={offer.pk}")

    assert page.context["form"].initial == {"closes_on": proposed}


def test_the_page_says_the_price_the_example_the_gap_and_what_comes_next(db):
    people = make_people(5)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people])

    said = words(signed_in(people[0]).get(reverse("pool", args=[pool.pk])))

    assert "All 5 places are covered." in said
    assert "If 5 people come, one session is £60 in all. Shared by 5, that is £12 each." in said
    assert "If somebody’s payment does not go through, nobody pays yet." in said
    assert "On Tuesday 1 June 2027 we look at who is in." in said
    assert "You said: I’m in, and I pay up to £15 a session." in said
    assert "Your agreement is with whoever runs it." in said


def test_a_yes_is_reviewed_with_its_totals_before_it_counts(db):
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    page, browser = reverse("pool_pledge", args=[pool.pk]), signed_in(people[0])

    review = browser.post(page, yes_words(what_for="to see people", step="look"))

    said = words(review)
    assert "I’m in, and I pay up to £15 a session" in said
    assert "£60, for 4 sessions, on Tuesday 1 June 2027" in said
    assert "Not now" in said
    assert "Talk to someone first" in said
    assert Pledge.objects.count() == 0

    browser.post(page, yes_words(what_for="to see people", step="yes"))
    assert [(p.max_pence, p.what_for) for p in Pledge.objects.all()] == [(1500, "to see people")]


def test_changing_something_on_the_review_keeps_what_was_typed(db):
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    page = reverse("pool_pledge", args=[pool.pk])

    again = signed_in(people[0]).post(page, yes_words("15", what_for="company", step="change"))

    assert (again.status_code, Pledge.objects.count()) == (200, 0)
    assert 'value="15"' in again.content.decode()
    assert 'value="company"' in again.content.decode()


def test_pressing_yes_twice_makes_one_yes(db):
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    browser = signed_in(people[0])

    for _press in range(2):
        browser.post(reverse("pool_pledge", args=[pool.pk]), yes_words(step="yes"))

    assert (Pledge.objects.count(), Part.objects.count()) == (1, 1)


def test_parts_come_in_the_order_the_person_chose(db):
    people = make_people(4)
    pool = make_pool(people)
    council = make_source(people[0])
    own = make_source(people[0], SourceKind.OWN, Rail.TRANSFER)
    typed = {
        f"parts_{council.pk}": "12",
        f"parts_{council.pk}_turn": "2",
        f"parts_{own.pk}": "8.00",
        f"parts_{own.pk}_turn": "1",
    }

    signed_in(people[0]).post(
        reverse("pool_pledge", args=[pool.pk]), yes_words("20", **typed, step="yes")
    )

    assert [(p.source_id, p.max_pence, p.state) for p in Part.objects.order_by("position")] == [
        (own.pk, 800, PartState.CONFIRMED),
        (council.pk, 1200, PartState.WAITING),
    ]


@pytest.mark.holds("P123")
def test_one_most_is_said_and_nothing_is_added_up_by_hand(db):
    people = make_people(4)
    pool = make_pool(people)
    council = make_source(people[0])
    own = make_source(people[0], SourceKind.OWN, Rail.TRANSFER)
    page, browser = reverse("pool_pledge", args=[pool.pk]), signed_in(people[0])
    council_first = {
        f"parts_{council.pk}_turn": "1",
        f"parts_{council.pk}": "8",
        f"parts_{own.pk}_turn": "2",
    }

    review = words(browser.post(page, yes_words("12", **council_first, step="look")))
    browser.post(page, yes_words("12", **council_first, step="yes"))
    rows = browser.get(page).context["form"]["parts"].rows
    as_shown = {row.amount_name: row.amount for row in rows} | {
        row.position_name: row.position for row in rows
    }
    browser.post(page, yes_words("14", **as_shown, step="yes"))

    assert "Part 1 Up to £8 a session" in review
    assert "Part 2 Up to £4 a session" in review
    assert "I’m in, and I pay up to £12 a session" in review
    assert [(p.source_id, p.max_pence) for p in Part.objects.order_by("position")] == [
        (council.pk, 800),
        (own.pk, 600),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"max_pence": "lots"}, "Enter an amount of money, like 12 or 12.50."),
        ({"max_pence": "0"}, "Your most is more than nothing."),
        ({"max_pence": ""}, "needs an answer."),
        ({"max_pence": "15"}, "Choose which money it comes from."),
        ({"max_pence": "15", "first": "12"}, "The parts come to £12 and your most is £15."),
        ({"max_pence": "15", "first": "x"}, "Enter an amount of money, like 12 or 12.50."),
    ],
)
def test_a_fault_is_said_beside_its_box_and_in_the_summary_and_nothing_is_lost(db, typed, sentence):
    people = make_people(4)
    pool = make_pool(people)
    first = make_source(people[0])
    make_source(people[0], SourceKind.OWN, Rail.TRANSFER)
    typed = {"what_for": "company", **typed, "step": "look"}
    if "first" in typed:
        typed[f"parts_{first.pk}"] = typed.pop("first")

    refused = signed_in(people[0]).post(reverse("pool_pledge", args=[pool.pk]), typed)

    assert refused.status_code == 422
    assert words(refused).count(sentence) == 2
    assert 'value="company"' in refused.content.decode()
    assert Pledge.objects.count() == 0


@pytest.mark.holds("fault:J18")
@pytest.mark.parametrize("count", [1, 2])
def test_a_fault_of_the_money_leads_to_a_box_with_one_source_and_with_two(db, count):
    people = make_people(4)
    pool = make_pool(people)
    kept = {"amount_pence": 20000, "keep_aside_pence": 19900}
    sources = [make_source(people[0], SourceKind.OWN, Rail.TRANSFER, **kept) for _ in range(count)]
    typed = {"max_pence": "15", "step": "look"} | {f"parts_{sources[0].pk}": "15"}
    address = reverse("pool_pledge", args=[pool.pk])

    page = SentPage(address, signed_in(people[0]).post(address, typed).text)

    [summary] = [
        each for each in page.root.iter("div") if each.get("class") == "govuk-error-summary"
    ]
    [link] = summary.iter("a")
    box = page.with_id(link.get("href", "")[1:])
    assert box is not None
    assert box.tag == ("input" if count == 1 else "select")
    assert page.is_shown(box)


def test_what_is_kept_aside_is_said_before_the_review(db):
    people = make_people(4)
    pool = make_pool(people)
    kept = {"amount_pence": 20000, "keep_aside_pence": 18500}
    make_source(people[0], SourceKind.OWN, Rail.TRANSFER, **kept)

    refused = signed_in(people[0]).post(
        reverse("pool_pledge", args=[pool.pk]), yes_words("20", step="look")
    )

    assert refused.status_code == 422
    assert "£5 a week more than you said is free" in words(refused)


def test_without_any_money_the_way_leads_through_saying_where_it_comes_from_and_back(db):
    people = make_people(4)
    pool = make_pool(people)
    browser, yes_page = signed_in(people[0]), reverse("pool_pledge", args=[pool.pk])

    to_kind = browser.get(yes_page)
    to_add = browser.post(to_kind.url, {"kind": "not_sure"})
    back = browser.post(to_add.url, {"called": ""})

    assert back.url == yes_page
    assert [(s.kind, s.rail) for s in MoneySource.objects.all()] == [("not_sure", "undecided")]
    browser.post(yes_page, yes_words(step="yes"))
    assert Part.objects.get().state == PartState.PLEDGED


def test_not_this_time_is_one_page_and_one_press(db):
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500)
    browser, page = signed_in(people[0]), reverse("pool_leave", args=[pool.pk])

    assert "You need not say why." in words(browser.get(page))
    gone = browser.post(page)

    assert gone.url == reverse("pool", args=[pool.pk])
    assert Pledge.objects.get().state == PledgeState.OUT
    assert "You said not this time." in words(browser.get(gone.url))


@pytest.mark.holds("P40")
def test_the_provider_calls_it_off_and_types_the_sum_and_nobody_of_the_group_does(db):
    people = make_people(4)
    pool = make_pool(people)
    page = reverse("pool_cancel", args=[pool.pk])
    voice = signed_in(Acting(login=pool.provider.members.get().login))

    assert {signed_in(each).get(page).status_code for each in people} == {404}
    wrong = voice.post(page, {"typed": "5", "reason": "shut"})
    assert words(wrong).count("Type £0.00 to say that you mean it.") == 2
    voice.post(page, {"typed": "0.00", "reason": "shut"})

    pool.refresh_from_db()
    assert pool.state == PoolState.CANCELLED


@pytest.mark.parametrize(
    "name", ["pool", "pool_status", "pool_pledge", "pool_leave", "pool_cancel", "pool_statement",
             "pool_plan_words", "pool_paper"]
)  # fmt: skip
def test_to_a_stranger_there_is_no_such_page(db, name):
    pool = make_pool(make_people(4))
    charlie = signed_in(make_someone("charlie"))

    forbidden = charlie.get(reverse(name, args=[pool.pk]))
    unknown = charlie.get(reverse(name, args=[987654]))

    assert (forbidden.status_code, unknown.status_code) == (404, 404)
    assert words(forbidden) == words(unknown)


def test_a_page_of_a_shared_cost_asks_no_more_of_the_database_with_more_members(db):
    people = make_people(8)
    pool = make_pool(people)
    counts = []
    for members in (people[:1], people[1:]):
        for person in members:
            own = make_source(person, SourceKind.OWN, Rail.TRANSFER)
            say_yes(pool, person, 800, own)
        browser = signed_in(people[0])
        browser.get(reverse("pool", args=[pool.pk]))
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("pool", args=[pool.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_whoever_comes_to_say_yes_too_late_is_told_before_they_write_anything(db):
    [ann, *_others] = people = make_people(4)
    pool = make_pool(people)
    make_source(ann, SourceKind.OWN, Rail.TRANSFER)
    browser, page = signed_in(ann), reverse("pool_pledge", args=[pool.pk])
    Pool.objects.update(closes_at=NOW - timedelta(days=9_000))

    came = browser.get(page, follow=True)
    pressed = browser.post(page, yes_words(step="yes"))

    assert came.redirect_chain == [(reverse("pool", args=[pool.pk]), 302)]
    assert "The date to say yes to this has passed. Here is how it stands." in words(came)
    assert pressed.status_code == 422
    assert not Pledge.objects.exists()


@pytest.mark.holds("M125")
@pytest.mark.parametrize("name", ["pool", "pool_pledge", "pool_leave"])
def test_talking_to_somebody_first_stands_beside_every_decision(db, name):
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500)

    page = signed_in(people[0]).get(reverse(name, args=[pool.pk]))

    link = f'href="{reverse("talk", args=["pool", pool.pk])}"'
    assert re.search(rf"{link}\s*>Talk to someone first<", page.text)


@pytest.mark.holds("M66", "M39")
def test_words_for_a_support_plan_say_what_when_cost_and_purpose_and_name_nobody_else(db):
    ann, bob, *_others = people = make_people(4)
    pool = make_pool(people)
    for person, pence, what_for in ((ann, 1500, "music he knows"), (bob, 2000, "an hour of rest")):
        request = make_request((make_source(person), pence), what_for=what_for)
        pledge(pool_id=pool.pk, request=request, by=person, now=NOW)

    anns, bobs = (
        words(signed_in(person).get(reverse("pool_plan_words", args=[pool.pk])))
        for person in (ann, bob)
    )

    for said in (pool.terms.summary, pool.provider.name, "£15", "£60", "music he knows"):
        assert said in anns
    for of_bob in ("£20", "an hour of rest", "member-2"):
        assert of_bob not in anns
    assert "an hour of rest" in bobs


@pytest.mark.holds("fault:B5", "M66")
def test_words_for_a_support_plan_carry_the_share_once_it_is_paid_and_say_who_else_decides(db):
    ann, *_others = people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 2000) for person in people])
    rita = act_for(ann)
    address = reverse("pool_plan_words", args=[pool.pk])
    before = words(signed_in(ann).get(address))
    assert go_on(pool).state in WENT_AHEAD_STATES

    after = words(signed_in(ann).get(address))

    assert "at most £20 a session, and at most £80 in all" in before
    assert "It costs £15 a session, and £60 in all." in after
    also = f"the office that looks after the money, {rita.required_login.name}"
    assert f"Who else decides: {also}" in after


@pytest.mark.holds("fault:B5", "M66")
def test_words_for_a_support_plan_can_be_printed_by_whoever_said_yes(db, monkeypatch):
    papers = []
    monkeypatch.setattr(
        plan_words, "render_pdf", lambda name, **each: papers.append(each) or b"%PDF"
    )
    ann, bob, *_others = people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, ann, 2000)
    address = reverse("pool_plan_pdf", args=[pool.pk])

    page = signed_in(ann).get(reverse("pool_plan_words", args=[pool.pk])).content.decode()
    paper = signed_in(ann).get(address)

    assert address in page and (paper.status_code, paper["Cache-Control"]) == (200, "no-store")
    said = papers[0]["words"]
    assert "at most £20 a session, and at most £80 in all" in said["text"]
    assert said["as_it_stands"].startswith("As it stands on ")
    assert signed_in(bob).get(address).status_code == 404


@pytest.mark.holds("fault:E6")
def test_who_just_came_in_reads_no_next_day_and_place_of_what_they_do_not_come_to(db):
    people = make_people(5)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    go_on(pool)
    newcomer = make_someone("newcomer")
    join_open_group(
        group_id=pool.group_id, known_as="New", agrees=True, by=newcomer, now=AFTER_CLOSE
    )
    page = reverse("pool_status", args=[pool.pk])

    assert "The next session is on" in words(signed_in(people[0]).get(page))
    assert "The next session is on" not in words(signed_in(newcomer).get(page))
