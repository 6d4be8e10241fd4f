"""Home says what a group waits for, apart from what waits for one alone (fault J16)."""

import pytest
from django.urls import reverse

from community.people.acting import Acting
from groups.models.briefs import Brief
from groups.models.members import Group
from groups.states import BriefState
from tests.factories.demand import ask, make_group_of, make_offers, start_choosing
from tests.factories.pools import make_chosen_offer, make_people
from tests.factories.supply import make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

ALL_IS_WELL = "Nothing. All is well."


def home_of(by: Acting) -> str:
    return words(signed_in(by).get(reverse("home")))


def waits_by_program(by: Acting, group: Group) -> list[str]:
    answer = signed_in(by).get(f"/api/groups/{group.pk}/").json()
    return [f"{wait['kind']} {wait['about_id']}" for wait in answer["waits"]]


def with_answers_in() -> tuple[Group, list[Acting], Brief]:
    group, people = make_group_of("alice", "bob")
    brief = ask(group, people[0])
    make_offers(brief, "museum")
    Brief.objects.filter(pk=brief.pk).update(state=BriefState.COMPARING)
    return group, people, brief


@pytest.mark.holds("fault:J16")
def test_answers_that_are_in_wait_for_the_group_and_not_for_one_alone():
    group, [alice, _bob], brief = with_answers_in()

    home = home_of(alice)

    assert ALL_IS_WELL not in home
    assert "Waiting for you Nothing waits for you alone." in home
    assert f"Tuesday people has answers to “{brief.what}”." in home
    assert waits_by_program(alice, group) == [f"to_choose {brief.pk}"]


@pytest.mark.holds("fault:J16")
def test_a_choice_that_is_open_waits_for_each_and_no_longer_for_the_group():
    group, [alice, _bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    make_offers(brief, "museum")
    start_choosing(brief, alice)

    home = home_of(alice)

    assert "No answer from you yet." in home
    assert "has answers to" not in home
    assert waits_by_program(alice, group) == []


@pytest.mark.holds("fault:J16")
def test_a_chosen_offer_waits_until_its_shared_cost_is_open():
    people = make_people(4)
    offer = make_chosen_offer(people)
    group = offer.brief.group

    home = home_of(people[1])

    assert ALL_IS_WELL not in home
    assert f"has chosen for “{offer.brief.what}”." in home
    assert waits_by_program(people[1], group) == [f"to_open {offer.brief_id}"]


@pytest.mark.holds("fault:J16")
def test_nothing_that_waits_is_well_and_a_stranger_reads_of_none():
    group, [alice, _bob] = make_group_of("alice", "bob")
    ask(group, alice)
    stranger = make_someone("carol")

    assert ALL_IS_WELL in home_of(alice)
    assert ALL_IS_WELL in home_of(stranger)
