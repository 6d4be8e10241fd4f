"""A place is not covered in mid-term: four choices with controls, put to the group as one (C3)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.common.dates import end_of_day
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.telling import record_told_in_person
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.states import RepresentationScope
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import CoverOption, CoverOutcome, InstalmentState
from tests.factories.cards import use_standin
from tests.factories.how_put import READ_ALOUD
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    look,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_login, send_all
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)
CLOSES_AT = end_of_day((AFTER_CLOSE + A_WEEK).date())


@pytest.fixture
def half_paid(db, monkeypatch):
    """Eight weekly sessions of £60, the first four of them paid for by five."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    set_clock(AFTER_CLOSE)
    go_on(pool)
    return people, pool


@pytest.fixture
def one_stopped(half_paid):
    people, pool = half_paid
    stop(people[4])
    return people, pool


def stop(person, now=AFTER_CLOSE) -> None:
    end_source(source_id=person.person.sources.get().pk, by=person, now=now)
    send_all(now)


def second(pool):
    return pool.instalments.get(number=2)


def page_of(pool) -> str:
    return reverse("pool_cover", args=[pool.pk])


def client_of(by) -> APIClient:
    client = APIClient()
    client.force_authenticate(by.login)
    if by.representation is not None:
        client.credentials(HTTP_X_ACTING_FOR=str(by.person_id))
    return client


def answer_by_program(by, pool, *options: CoverOption):
    client, address = client_of(by), f"/api/pools/{pool.pk}/cover/"
    digest = client.get(address).json().get("digest", "none")
    put = READ_ALOUD if by.is_by_other_hands else {}
    sent = {"options": list(options), "digest": digest, **put}
    return client.put(address, sent, format="json")


def everybody_answers(people, pool, option: CoverOption) -> None:
    for person in people[:4]:
        assert answer_by_program(person, pool, option).status_code == 200


@pytest.mark.holds("fault:C3", "M54", "P32")
def test_each_choice_in_the_message_is_a_control_and_says_what_it_would_mean(one_stopped):
    people, pool = one_stopped
    make_connector("connie", pool.area)
    browser = signed_in(people[0])
    said = words(browser.get(page_of(pool)))

    assert "A new share: £15 a session in place of £12." in said
    assert "Fewer sessions: 3 in place of 4, the last of each payment left out" in said
    assert "Weeks without: 3 sessions in place of 4, with weeks between" in said
    assert "Help from the connector: they are asked" in said
    assert "Tuesday 8 June 2027" in said
    assert (
        reverse("pool_cover", args=[pool.pk])
        in browser.get(reverse("pool", args=[pool.pk])).content.decode()
    )

    done = browser.post(page_of(pool), {"options": ["fewer_sessions", "weeks_without"]})

    assert done.status_code == 302
    assert CoverBallot.objects.get().options == ["fewer_sessions", "weeks_without"]


@pytest.mark.holds("fault:C3", "P28")
def test_who_stopped_and_who_only_looks_choose_nothing_and_who_decides_does(one_stopped):
    people, pool = one_stopped
    looks, decides, pays = (
        act_for(people[0], name, scope=scope)
        for name, scope in (
            ("looks", RepresentationScope.LOOK),
            ("decides", RepresentationScope.DECIDE),
            ("pays", RepresentationScope.PAY),
        )
    )

    assert signed_in(people[4]).get(page_of(pool)).status_code == 404
    assert answer_by_program(people[4], pool, CoverOption.CONNECTOR).status_code == 404
    assert answer_by_program(looks, pool, CoverOption.CONNECTOR).status_code in (403, 409)
    assert not CoverBallot.objects.exists()
    for by in (decides, pays):
        assert answer_by_program(by, pool, CoverOption.CONNECTOR).status_code == 200
    assert CoverBallot.objects.get().cast_by == pays.login


@pytest.mark.holds("fault:C3")
def test_an_answer_on_paper_counts_as_theirs(one_stopped):
    people, pool = one_stopped
    connector = make_connector("connie", pool.area)
    code = pool.group.members.get(person=people[0].person).paper_code
    page = reverse("paper_cover", args=[code, pool.pk])
    browser = signed_in(connector)
    assert page in browser.get(reverse("paper_costs", args=[code])).content.decode()

    sheet = browser.get(reverse("paper_choice_sheet", args=[code, pool.pk, "cover"]))
    version = words(sheet).partition("Version ")[2][:6]
    answer = {"options": ["connector"], **READ_ALOUD}
    older = browser.post(page, {**answer, "version": "ZZZZZZ"})  # asked otherwise (P25)
    call = f"/api/paper/{code}/costs/{pool.pk}/cover/"
    by_program = client_of(connector).put(call, {"options": [], "version": "Z"}, format="json")
    assert (older.status_code, by_program.json()["code"]) == (422, "other_sheet")
    assert not CoverBallot.objects.exists()
    browser.post(page, {**answer, "version": version})
    ballot = CoverBallot.objects.get()
    assert (ballot.options, ballot.on_paper, ballot.pledge.person) == (
        ["connector"],
        True,
        people[0].person,
    )
    by_program = client_of(connector).put(
        f"/api/paper/{code}/costs/{pool.pk}/cover/", {"options": []}, format="json"
    )
    assert by_program.status_code == 204
    assert CoverBallot.objects.get().options == []


@pytest.mark.holds("fault:C3", "fault:B1")
def test_an_answer_to_other_numbers_than_those_that_hold_is_no_answer(one_stopped):
    people, pool = one_stopped
    client, address = client_of(people[0]), f"/api/pools/{pool.pk}/cover/"
    digest = client.get(address).json()["digest"]
    assert answer_by_program(people[1], pool, CoverOption.NEW_SHARE).status_code == 200
    stop(people[3], AFTER_CLOSE + A_DAY)

    # What can still be chosen, so that nothing but the numbers speaks against it.
    refused = client.put(address, {"options": ["connector"], "digest": digest}, format="json")

    assert (refused.status_code, refused.json()["code"]) == (409, "shown_has_changed")
    assert not CoverBallot.objects.exists()  # and who had answered is asked anew
    assert CoverChoice.objects.get().closes_at == CLOSES_AT + A_DAY


@pytest.mark.holds("fault:C3", "M54")
@pytest.mark.parametrize(
    ("option", "weeks_held"),
    [
        (CoverOption.NEW_SHARE, [0, 1, 2, 3]),
        (CoverOption.FEWER_SESSIONS, [0, 1, 2]),
        (CoverOption.WEEKS_WITHOUT, [0, 1, 2]),
        (CoverOption.CONNECTOR, [0, 1, 2, 3]),
    ],
)
def test_what_the_group_chose_is_done_and_nobody_pays_more_without_their_own_yes(
    one_stopped, option, weeks_held
):
    people, pool = one_stopped
    starts = second(pool).starts
    everybody_answers(people, pool, option)

    advance_pool(pool_id=pool.pk, now=CLOSES_AT)

    assert CoverChoice.objects.get().outcome == option.value
    assert second(pool).starts == [starts[week] for week in weeks_held]
    look(pool, second(pool).collect_at - 5 * A_DAY)
    assert PrivateQuestion.objects.filter(pence=1500).count() == 4
    assert second(pool).state == InstalmentState.PLANNED


@pytest.mark.holds("P43")
def test_with_too_few_answers_nothing_is_changed_and_the_connector_is_asked(one_stopped):
    people, pool = one_stopped
    connector = make_connector("connie", pool.area)
    starts = second(pool).starts
    answer_by_program(people[0], pool, CoverOption.FEWER_SESSIONS)

    advance_pool(pool_id=pool.pk, now=CLOSES_AT)

    assert CoverChoice.objects.get().outcome == CoverOutcome.NOTHING
    assert second(pool).starts == starts
    assert Message.objects.filter(kind="cover_help_wanted", login_id=connector.login_id).exists()
    told = Message.objects.get(kind="cover_chosen", person_id=people[0].person_id)
    assert "The connector is asked." in told.text


@pytest.mark.holds("P28", "P41")
def test_somebody_told_at_visits_has_the_day_after_it_and_the_date_moves_in_words(half_paid):
    people, pool = half_paid
    worker = make_login("worker")
    set_contact_plan(
        person_id=people[0].person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        by=worker,
        now=NOW,
    )
    stop(people[4])
    closes = CLOSES_AT

    advance_pool(pool_id=pool.pk, now=closes)
    assert CoverChoice.objects.get().closes_at == CLOSES_AT + 3 * A_WEEK
    assert Message.objects.filter(kind="date_moved", person_id=people[1].person_id).exists()

    notice = Message.objects.get(kind="place_not_covered", person_id=people[0].person_id)
    record_told_in_person(
        message_id=notice.pk, told_on=closes.date(), by=worker, now=closes + A_DAY
    )
    CoverChoice.objects.update(closes_at=closes + A_DAY)
    advance_pool(pool_id=pool.pk, now=closes + A_DAY)
    assert CoverChoice.objects.get().closed_at is None
    advance_pool(pool_id=pool.pk, now=closes + 2 * A_DAY)
    assert CoverChoice.objects.get().closed_at is None  # what they may have written is waited for
    advance_pool(pool_id=pool.pk, now=closes + 6 * A_DAY)
    assert CoverChoice.objects.get().outcome == CoverOutcome.NOTHING


@pytest.mark.holds("fault:C3", "P28")
def test_below_the_smallest_size_nothing_is_dropped_before_the_days_of_the_terms(half_paid):
    people, pool = half_paid
    day = second(pool).collect_at
    for person in people[3:]:
        stop(person, day - A_DAY)  # three are left, and no price is for three

    look(pool, day)
    look(pool, day + 5 * A_DAY)
    assert second(pool).state == InstalmentState.PLANNED
    look(pool, day + 7 * A_DAY)  # after the seventh day since they were told, nothing chosen
    look(pool, day + 2 * A_WEEK + A_DAY)

    assert second(pool).state == InstalmentState.NOT_COLLECTED
    assert pool.pledges.filter(state="in").count() == 3
