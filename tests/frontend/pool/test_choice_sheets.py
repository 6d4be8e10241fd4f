"""What a group chooses in mid-term, on paper: printed, entered, and counted by its day (P42)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.dates import end_of_day
from community.people.queries.acting import acting_on_paper
from groups.rules.decisions import DecisionIsClosed, GivenOutOfRange, LaterAnswerStands
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot, note_cover_sheet_printed
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice, CoverSheet
from pooling.pools.states import ChoiceKind, CoverOption
from tests.factories.cards import use_standin
from tests.factories.how_put import READ_ALOUD, put_to
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.supply import make_connector, send_all
from tests.frontend.pool.test_cover_choice import client_of
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

A_DAY = timedelta(days=1)
LAST_DAY = (AFTER_CLOSE + 7 * A_DAY).date()  # a Tuesday
CLOSES_AT = end_of_day(LAST_DAY)
KINDS = [ChoiceKind.COVER, ChoiceKind.CALL_OFF]
ANSWERS = {ChoiceKind.COVER: CoverOption.CONNECTOR, ChoiceKind.CALL_OFF: CoverOption.GO_ON}


@pytest.fixture
def choosing(db, monkeypatch):
    """Eight sessions, the first four paid for; one has stopped, and another asked to call it off:
    the four who are left choose about both."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    set_clock(AFTER_CLOSE)
    go_on(pool)
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    ask_group_to_call_off(pool_id=pool.pk, typed="240", by=people[0], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    return people[:4], pool


def answer(by, pool, kind, now=AFTER_CLOSE, **facts) -> CoverBallot:
    facts = {"options": [ANSWERS[kind]], "how_put": put_to(by), **facts}
    return cast_cover_ballot(pool_id=pool.pk, kind=kind, by=by, now=now, **facts)


def printed(by, pool, kind, now=AFTER_CLOSE) -> None:
    note_cover_sheet_printed(pool_id=pool.pk, kind=kind, by=by, now=now)


def on_paper(person, pool):
    login = make_connector("connie", pool.area).login
    return acting_on_paper(login=login, person=person.person)


def closed(pool, kind, now) -> bool:
    advance_pool(pool_id=pool.pk, now=now)
    return CoverChoice.objects.get(kind=kind).closed_at is not None


@pytest.mark.holds("P42", "P32")
@pytest.mark.parametrize("kind", KINDS)
def test_counting_waits_two_working_days_for_a_sheet_and_no_longer(choosing, kind):
    people, pool = choosing
    printed(people[3], pool, kind)
    for person in people[:3]:
        answer(person, pool, kind)

    assert not closed(pool, kind, CLOSES_AT + A_DAY)
    assert closed(pool, kind, CLOSES_AT + 2 * A_DAY)


@pytest.mark.holds("P42")
def test_a_sheet_that_was_answered_is_not_waited_for(choosing):
    people, pool = choosing
    printed(people[3], pool, ChoiceKind.COVER)
    for person in people:
        answer(person, pool, ChoiceKind.COVER)

    assert closed(pool, ChoiceKind.COVER, CLOSES_AT)


@pytest.mark.holds("P42")
@pytest.mark.parametrize("kind", KINDS)
def test_paper_given_in_time_counts_though_it_is_entered_after_the_close(choosing, kind):
    people, pool = choosing
    printed(people[3], pool, kind)
    answer(people[0], pool, kind)
    after, paper = CLOSES_AT + timedelta(hours=10), on_paper(people[3], pool)

    assert not closed(pool, kind, after)
    with pytest.raises(DecisionIsClosed):
        answer(people[1], pool, kind, after)
    with pytest.raises(GivenOutOfRange):
        answer(paper, pool, kind, after, given_on=LAST_DAY + A_DAY)
    answer(paper, pool, kind, after, given_on=LAST_DAY)

    assert closed(pool, kind, CLOSES_AT + 2 * A_DAY)
    assert CoverChoice.objects.get(kind=kind).outcome == ANSWERS[kind].value


@pytest.mark.holds("P42")
def test_a_sheet_given_before_a_later_answer_does_not_take_its_place(choosing):
    people, pool = choosing
    answer(people[0], pool, ChoiceKind.COVER, AFTER_CLOSE + 2 * A_DAY)

    with pytest.raises(LaterAnswerStands):
        answer(
            on_paper(people[0], pool),
            pool,
            ChoiceKind.COVER,
            AFTER_CLOSE + 3 * A_DAY,
            given_on=(AFTER_CLOSE + A_DAY).date(),
        )


@pytest.mark.holds("P42", "P32")
@pytest.mark.parametrize("kind", KINDS)
def test_each_can_print_it_and_a_connector_prints_and_enters_it_for_them(choosing, kind):
    people, pool = choosing
    member = pool.group.members.get(person=people[0].person)
    connector = signed_in(make_connector("connie", pool.area))
    own = reverse("pool_choice_sheet", args=[pool.pk, kind])
    theirs = reverse("paper_choice_sheet", args=[member.paper_code, pool.pk, kind])
    costs = connector.get(reverse("paper_costs", args=[member.paper_code])).content.decode()
    assert own in signed_in(people[0]).get(reverse("pool", args=[pool.pk])).content.decode()
    assert theirs in costs
    assert "How it was put to me" in words(connector.get(theirs))

    for sheet in (words(signed_in(people[0]).get(own)), words(connector.get(theirs))):
        assert str(ANSWERS[kind].label).capitalize() in sheet and "None of these" in sheet
        assert "Answer until the end of Tuesday 8 June 2027" in sheet and f"P{pool.pk}" in sheet
    assert CoverSheet.objects.get().pledge.person == people[0].person

    set_clock(AFTER_CLOSE + 2 * A_DAY)
    day = LAST_DAY - 6 * A_DAY
    parts = {"given_on_day": day.day, "given_on_month": day.month, "given_on_year": day.year}
    name = "paper_cover" if kind == ChoiceKind.COVER else "paper_call_off"
    connector.post(
        reverse(name, args=[member.paper_code, pool.pk]),
        {"options": [ANSWERS[kind]], **parts, **READ_ALOUD},
    )
    assert CoverBallot.objects.get().given_on == day
    address = f"/api/paper/{member.paper_code}/costs/{pool.pk}/{name[6:].replace('_', '-')}/"
    body = {"options": [], "given_on": (day + A_DAY).isoformat()}
    by_program = client_of(make_connector("conrad", pool.area))
    assert by_program.put(address, body, format="json").status_code == 204
    assert CoverBallot.objects.get().given_on == day + A_DAY


@pytest.mark.holds("P42")
def test_who_stopped_and_who_is_elsewhere_print_nothing(choosing):
    people, pool = choosing
    stopped = pool.pledges.exclude(person__in=[each.person for each in people]).get().person
    code = pool.group.members.get(person=stopped).paper_code
    connector = make_connector("connie", pool.area)
    for kind in (*KINDS, "other"):
        theirs = reverse("paper_choice_sheet", args=[code, pool.pk, kind])
        assert signed_in(connector).get(theirs).status_code == 404
    assert not CoverSheet.objects.exists()


@pytest.mark.holds("P42")
def test_asked_anew_with_other_numbers_the_old_sheet_is_not_waited_for(choosing):
    people, pool = choosing
    printed(people[3], pool, ChoiceKind.COVER)
    later = AFTER_CLOSE + A_DAY
    end_source(source_id=people[2].person.sources.get().pk, by=people[2], now=later)
    assert not CoverSheet.objects.exists()

    with pytest.raises(GivenOutOfRange):
        answer(
            on_paper(people[3], pool),
            pool,
            ChoiceKind.COVER,
            later,
            given_on=AFTER_CLOSE.date(),
        )
