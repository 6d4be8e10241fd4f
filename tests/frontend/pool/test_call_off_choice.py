"""The group's own choice to call a shared cost off once money is in (P40, P41, P43)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.dates import end_of_day
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.states import RepresentationScope
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.commitments import Decommitment
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice
from pooling.pools.queries.due import pools_due
from pooling.pools.rules.cover_choices import AskedLately
from pooling.pools.rules.terms import SumNotTyped
from pooling.pools.states import CoverOption, CoverOutcome, PoolState
from providers.models.sessions import Session
from tests.factories.cards import use_standin
from tests.factories.how_put import READ_ALOUD
from tests.factories.pools import (
    AFTER_CLOSE,
    call_off,
    go_on,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import make_connector, send_all
from tests.frontend.pool.test_cover_choice import client_of
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)
COUNTED_AT = end_of_day((AFTER_CLOSE + A_WEEK).date())


@pytest.fixture
def paid(db, monkeypatch):
    """Four sessions of £60, paid for by four."""
    use_standin(monkeypatch)
    people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    set_clock(AFTER_CLOSE)
    go_on(pool)
    return people, pool


def page_of(pool) -> str:
    return reverse("pool_call_off", args=[pool.pk])


def ask(by, pool, now=AFTER_CLOSE, typed="240"):
    choice = ask_group_to_call_off(pool_id=pool.pk, typed=typed, by=by, now=now)
    send_all(now)
    return choice


def answer(by, pool, *options: CoverOption):
    client, address = client_of(by), f"/api/pools/{pool.pk}/call-off/"
    digest = client.get(address).json().get("digest", "none")
    put = READ_ALOUD if by.is_by_other_hands else {}
    sent = {"options": list(options), "digest": digest, **put}
    return client.put(address, sent, format="json")


def state_of(pool) -> str:
    pool.refresh_from_db()
    return pool.state


@pytest.mark.holds("P40", "C4", "fault:D3")
def test_what_the_group_chose_is_done_once_and_each_pound_goes_back(paid):
    people, pool = paid
    ask(people[0], pool)
    for person, option in zip(people[:3], ["call_off", "call_off", "go_on"], strict=True):
        assert answer(person, pool, CoverOption(option)).status_code == 200
    advance_pool(pool_id=pool.pk, now=COUNTED_AT - A_DAY)
    assert state_of(pool) == PoolState.FUNDED

    for _twice in range(2):
        advance_pool(pool_id=pool.pk, now=COUNTED_AT)

    assert state_of(pool) == PoolState.CANCELLED
    assert set(Session.objects.values_list("state", flat=True)) == {"called_off"}
    assert [back.pence for back in Decommitment.objects.all()] == [1500] * 16
    assert pool_balance(pool.pk) == 0
    assert ledger_faults() == []
    told = Message.objects.filter(kind="cancelled")
    assert {each.person_id for each in told if each.person_id} == {p.person_id for p in people}
    assert all("Your group called this off." in each.text for each in told)


@pytest.mark.holds("P40", "P43")
@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (["call_off", "go_on"], CoverOutcome.GO_ON),  # level: it goes on
        (["call_off", "go_on", "go_on"], CoverOutcome.GO_ON),
        ([None, None, "call_off"], CoverOutcome.NOTHING),
    ],
)
def test_without_most_of_them_it_goes_on_and_only_what_was_chosen_is_told(paid, answers, outcome):
    people, pool = paid
    ask(people[0], pool)
    for person, option in zip(people, answers, strict=False):
        answer(person, pool, *([CoverOption(option)] if option else []))

    advance_pool(pool_id=pool.pk, now=COUNTED_AT)

    assert (state_of(pool), CoverChoice.objects.get().outcome) == (PoolState.FUNDED, outcome)
    texts = set(Message.objects.filter(kind="cover_chosen").values_list("text", flat=True))
    assert len(texts) == 1 and not any(letter.isdigit() for letter in texts.pop())
    with pytest.raises(AskedLately):
        ask(people[1], pool, COUNTED_AT)


@pytest.mark.holds("P43", "P40")
def test_missed_once_it_is_asked_again_and_missed_twice_the_connector_is_asked(paid):
    people, pool = paid
    connector = make_connector("connie", pool.area)
    ask(people[0], pool)
    answer(people[0], pool, CoverOption.CALL_OFF)

    advance_pool(pool_id=pool.pk, now=COUNTED_AT)
    choice = CoverChoice.objects.get()
    assert (choice.closed_at, choice.closes_at) == (None, COUNTED_AT + A_WEEK)
    assert Message.objects.filter(kind="call_off_asked").count() == 8
    assert CoverBallot.objects.count() == 1
    send_all(COUNTED_AT)
    advance_pool(pool_id=pool.pk, now=COUNTED_AT + A_WEEK)

    choice.refresh_from_db()
    assert (state_of(pool), choice.outcome) == (PoolState.RUNNING, CoverOutcome.NOTHING)
    assert Message.objects.filter(kind="cover_help_wanted", login_id=connector.login_id).exists()


@pytest.mark.holds("P40", "C4")
def test_the_sum_is_typed_by_one_who_is_in_once_money_is_in(paid):
    people, pool = paid
    outside = make_connector("connie", pool.area)
    looks = act_for(people[0], "looks", scope=RepresentationScope.LOOK)

    with pytest.raises(SumNotTyped, match="£240.00"):
        ask(people[0], pool, typed="yes")
    leave_pool(pool_id=pool.pk, by=people[3], now=AFTER_CLOSE)
    with pytest.raises(NotFound):
        ask(people[3], pool)
    assert client_of(people[3]).get(f"/api/pools/{pool.pk}/call-off/").status_code == 404
    for by in (looks, outside):
        sent = {"typed": "240", "digest": "none"}
        refused = client_of(by).post(f"/api/pools/{pool.pk}/call-off/", sent, format="json")
        assert refused.status_code in (403, 404, 409)
    assert not CoverChoice.objects.exists()


@pytest.mark.holds("P40", "P43")
def test_on_its_page_one_asks_and_each_answers_and_nobody_reads_a_count(paid):
    people, pool = paid
    first, second = signed_in(people[0]), signed_in(people[1])
    assert page_of(pool) in words_of(first, pool)
    said = words(first.get(page_of(pool)))
    assert "£240.00" in said and "4 people" in said

    assert first.post(page_of(pool), {"typed": "24"}).status_code == 422
    assert first.post(page_of(pool), {"typed": "240"}).status_code == 302
    assert second.post(page_of(pool), {"typed": "240"}).status_code == 302  # once more is nothing
    assert not CoverBallot.objects.exists()
    second.get(reverse("pool", args=[pool.pk]))  # reads that it is done
    before = words(second.get(page_of(pool)))
    assert first.post(page_of(pool), {"options": ["call_off"], **READ_ALOUD}).status_code == 302

    assert CoverChoice.objects.count() == 1
    assert CoverBallot.objects.get().options == ["call_off"]
    assert words(second.get(page_of(pool))) == before
    name = pool.group.members.get(person=people[0].person).known_as
    assert name not in Message.objects.filter(kind="call_off_asked")[0].text


def words_of(browser, pool) -> str:
    return browser.get(reverse("pool", args=[pool.pk])).content.decode()


@pytest.mark.holds("P40")
def test_on_paper_and_through_who_decides_for_them_it_is_their_one_voice(paid):
    people, pool = paid
    connector = make_connector("connie", pool.area)
    code = pool.group.members.get(person=people[0].person).paper_code
    page = reverse("paper_call_off", args=[code, pool.pk])
    browser = signed_in(connector)
    assert page in browser.get(reverse("paper_costs", args=[code])).content.decode()

    assert "What would go back, if it were today: £240.00" in words(browser.get(page))
    assert browser.post(page, {"typed": "240", **READ_ALOUD}).status_code == 302
    assert "Call it off: It ends for everybody who is in." in words(browser.get(page))
    assert browser.post(page, {"options": ["call_off"], **READ_ALOUD}).status_code == 302
    ballot = CoverBallot.objects.get()
    assert (ballot.options, ballot.on_paper) == (["call_off"], True)
    address = f"/api/paper/{code}/costs/{pool.pk}/call-off/"
    by_program = client_of(connector)
    assert (
        by_program.post(address, {"typed": "240", **READ_ALOUD}, format="json").status_code == 204
    )
    assert (
        by_program.put(address, {"options": ["go_on"], **READ_ALOUD}, format="json").status_code
        == 204
    )
    decides = act_for(people[0], "decides", scope=RepresentationScope.DECIDE)
    assert answer(decides, pool, CoverOption.CALL_OFF).status_code == 200
    assert CoverBallot.objects.get().cast_by == decides.login


@pytest.mark.holds("P40")
def test_called_off_by_its_provider_there_is_nothing_left_to_choose(paid):
    people, pool = paid
    ask(people[0], pool)

    call_off(pool, typed="240", now=AFTER_CLOSE + A_DAY)

    assert CoverChoice.objects.get().outcome == CoverOutcome.NOT_NEEDED
    assert pool.pk not in pools_due(COUNTED_AT)
    assert page_of(pool) not in words_of(signed_in(people[0]), pool)
