"""The office's screen: many lines, each with its answer, and nothing of the group."""

from datetime import date

import pytest
from django.urls import reverse

from community.common.dates import format_day
from pooling.payments.actions.billing import write_payer_details
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.actions.pledges import pledge
from pooling.pools.models.pledges import Part
from pooling.pools.states import PartState
from tests.factories.places import make_area
from tests.factories.pools import (
    CLOSES_ON,
    make_officer,
    make_people,
    make_pool,
    make_request,
    make_source,
    say_yes,
)
from tests.factories.shown import line_digest
from tests.factories.supply import NOW, area
from tests.frontend.form_guard.forms_of_pages import browser_of, send
from tests.frontend.pool.test_api import api_of
from tests.frontend.reading import words
from tests.frontend.visiting import day, signed_in

YES = {"answer": "yes", "bill_change": "no"}


def asked(count=3, pence=1500):
    """A shared cost with this many waiting lines: (people, pool, line ids in order)."""
    people = make_people(5)
    pool = make_pool(people)
    for person in people[:count]:
        say_yes(pool, person, pence)
    return people, pool, list(Commitment.objects.order_by("pk").values_list("pk", flat=True))


def typed(**lines) -> dict:
    """{"line7": {...}} as the page posts it, with what was shown of the line."""
    sent = {f"{line}-shown_digest": line_digest(line.removeprefix("line")) for line in lines}
    return sent | {
        f"{line}-{name}": text for line, said in lines.items() for name, text in said.items()
    }


def post(browser, step="yes", **lines):
    return browser.post(reverse("fund_holder"), {**typed(**lines), "step": step})


def test_five_lines_are_one_screen_one_review_and_one_press(db):
    _people, _pool, ids = asked(5)
    browser = signed_in(make_officer())
    answers = {f"line{pk}": YES for pk in ids}

    review = post(browser, "look", **answers)
    assert words(review).count("Yes: at most £15 a session, £60 in all") == 5
    assert {line.state for line in Commitment.objects.all()} == {CommitmentState.ASKED}

    post(browser, **answers)
    assert {part.state for part in Part.objects.all()} == {PartState.CONFIRMED}
    assert "Nothing is waiting" in words(browser.get(reverse("fund_holder")))


def test_each_line_has_its_own_answer(db):
    _people, _pool, [first, second, third] = asked(3)
    browser = signed_in(make_officer())
    when = {
        "answer": "yes_when",
        "when_words": "the supplier is set up",
        "when_owner": "the finance team",
        **day("when_on", date(2027, 5, 20)),
    }

    post(
        browser,
        **{
            f"line{first}": {"answer": "no", "refusal_reason": "not_in_plan"},
            f"line{second}": when,
            f"line{third}": {"answer": "later"},
        },
    )

    assert [line.state for line in Commitment.objects.order_by("pk")] == [
        CommitmentState.REFUSED,
        CommitmentState.YES_WHEN,
        CommitmentState.ASKED,
    ]
    assert "the supplier is set up (the finance team" in words(browser.get(reverse("fund_holder")))


@pytest.mark.holds("fault:B7", "M50")
@pytest.mark.parametrize(("when_on", "is_late"), [(CLOSES_ON, False), (date(2027, 6, 10), True)])
def test_the_day_that_decides_is_said_and_a_yes_of_a_later_day_is_named(db, when_on, is_late):
    [person, *_others], pool, [line] = asked(1)
    browser = signed_in(make_officer())
    answer = {
        "answer": "yes_when",
        "when_words": "the supplier is set up",
        "when_owner": "the finance team",
        **day("when_on", when_on),
    }
    before = words(browser.get(reverse("fund_holder")))

    review = words(post(browser, "look", **{f"line{line}": answer}))
    post(browser, **{f"line{line}": answer})

    assert "It is looked at on Tuesday 1 June 2027." in before
    assert ("Your day is later: that may be too late." in review) == is_late
    person_text = words(signed_in(person).get(reverse("pool", args=[pool.pk])))
    assert f"(the finance team, by {format_day(when_on)})" in person_text


@pytest.mark.holds("fault:B1")
def test_a_line_that_changed_between_the_look_and_the_press_is_shown_beside_what_is_asked_now(db):
    [person, *_others], pool, [line] = asked(1)
    browser = signed_in(make_officer())
    post(browser, "look", **{f"line{line}": YES})
    say_yes(pool, person, 2000)

    answer = post(browser, **{f"line{line}": YES})

    assert answer.status_code == 409
    assert "what is asked has changed since you looked" in words(answer)
    text = " ".join(answer.text.split())
    assert "At most a session: before £15, <strong>now £20</strong>" in text
    assert not Commitment.objects.filter(state=CommitmentState.CONFIRMED).exists()


def ask_for_names(officer, answer) -> None:
    write_payer_details(
        area_id=area().pk, invoice_address="", names_people=answer, by=officer, now=NOW
    )


@pytest.mark.holds("P29", "fault:B1")
def test_an_office_agrees_to_a_name_on_the_invoice_only_where_it_was_shown(db):
    officer = make_officer()
    ask_for_names(officer, True)
    _people, _pool, [line] = asked(1)
    client, page = browser_of(officer), reverse("fund_holder")
    assert "On the invoice their name, because your office asks" in words(client.get(page))
    answer = {f"line{line}-{name}": text for name, text in YES.items()}
    review = send(client, page, **answer, step="look")
    ask_for_names(officer, False)

    refused = send(client, page, review, step="yes")

    assert Commitment.objects.get().state == CommitmentState.ASKED
    text = " ".join(refused.text.split())
    assert "On the invoice: before their name, because" in text
    assert "<strong>now no name: your own reference" in text

    again = send(client, page, refused, **answer, step="yes")
    assert (again.status_code, Commitment.objects.get().state) == (302, CommitmentState.CONFIRMED)


@pytest.mark.holds("P29", "fault:B1")
def test_by_program_too_an_office_agrees_to_a_name_only_where_it_was_shown(db):
    officer = make_officer()
    ask_for_names(officer, True)
    asked(1)
    api, address = api_of(officer), "/api/office/lines/"
    [line] = api.get(address).data["results"]
    answer = {"commitment_id": line["commitment_id"], **YES, "digest": line["digest"]}
    ask_for_names(officer, False)

    [refused] = api.post(address, {"answers": [answer]}, format="json").data["refused"]

    [now] = api.get(address).data["results"]
    assert (refused["code"], now["state"]) == ("shown_has_changed", CommitmentState.ASKED)
    assert line["on_the_invoice"].startswith("their name,")
    assert now["on_the_invoice"].startswith("no name:")
    answer["digest"] = now["digest"]
    agreed = api.post(address, {"answers": [answer]}, format="json")
    assert agreed.data["answered"] == [line["commitment_id"]]


@pytest.mark.holds("P29")
def test_a_line_that_was_agreed_to_stays_as_it_was_shown_whatever_the_office_asks_later(db):
    officer = make_officer()
    ask_for_names(officer, True)
    _people, _pool, [line] = asked(1)
    post(signed_in(officer), **{f"line{line}": YES})

    ask_for_names(officer, False)

    assert Commitment.objects.get().names_person


@pytest.mark.holds("fault:B6")
def test_the_office_reads_what_is_bought_beside_what_it_is_for(db):
    people = make_people(4)
    pool = make_pool(people)
    request = make_request((make_source(people[0]), 1500), what_for="warmth")
    pledge(pool_id=pool.pk, request=request, by=people[0], now=NOW)
    browser = signed_in(make_officer())

    asked_of_office = words(browser.get(reverse("fund_holder")))
    post(browser, **{f"line{Commitment.objects.get().pk}": YES})
    agreed = words(browser.get(reverse("fund_holder")))

    for said in (asked_of_office, agreed):
        assert pool.terms.summary in said
        assert "warmth" in said
    assert f"{pool.terms.summary}, with {pool.provider.name}" in agreed


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"answer": "no"}, "Choose a reason."),
        ({"answer": "no", "refusal_reason": "other"}, "Give the reason in words."),
        ({"answer": "yes"}, "Say whether the person’s own bill changes"),
        ({"answer": "yes", "bill_change": "yes"}, "Say by how much their bill changes."),
        (
            {"answer": "yes", "bill_change": "no", "bill_change_pence": "5"},
            "Leave the sum empty, or say that their bill changes.",
        ),
        ({"answer": "yes_when"}, "Say what has to be done first, who does it, and by which day."),
        ({"answer": "perhaps"}, "none of the answers here. Choose one that is offered."),
    ],
)
def test_a_fault_stands_beside_its_own_line_and_every_other_answer_is_kept(db, answer, sentence):
    _people, _pool, [first, second, _third] = asked(3)
    browser = signed_in(make_officer())

    for step in ("look", "yes"):
        refused = post(browser, step, **{f"line{first}": answer, f"line{second}": YES})

        assert refused.status_code == 422
        assert words(refused).count(sentence) == 2
        kept = refused.content.decode().partition(f'name="line{second}-answer"')[2]
        assert '<option value="yes" selected>' in kept.partition("</select>")[0]
    assert {line.state for line in Commitment.objects.all()} == {CommitmentState.ASKED}


@pytest.mark.holds("M129", "M39")
def test_the_office_sees_person_provider_dates_price_and_purpose_and_never_the_group(db):
    people, pool, _ids = asked(2)

    text = words(signed_in(make_officer()).get(reverse("fund_holder")))

    for shown in ("member-1", "member-2", pool.provider.name, "£15 a session, £60 in all"):
        assert shown in text
    for hidden in (pool.group.name, people[2].person.preferred_name, "company"):
        assert hidden not in text


@pytest.mark.holds("M129", "C13")
def test_an_officer_of_another_area_sees_nothing_of_it_and_cannot_answer(db):
    _people, _pool, [first, *_rest] = asked(1)
    elsewhere = make_officer(
        "other-officer", where=make_area("Elsewhere", authority_code="E06999998")
    )
    browser = signed_in(elsewhere)

    assert "member-1" not in words(browser.get(reverse("fund_holder")))
    post(browser, **{f"line{first}": YES})

    assert Commitment.objects.get().state == CommitmentState.ASKED


def test_to_somebody_without_the_role_there_is_no_such_page(db):
    people, _pool, _ids = asked(1)

    assert signed_in(people[0]).get(reverse("fund_holder")).status_code == 404
