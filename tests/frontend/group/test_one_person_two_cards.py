"""A second card finds the same person: by a reference, and never by a name (fault G3, M77)."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from community.messaging.models import ContactPlan, Message
from community.people.models.persons import Person
from community.people.states import RoleKind
from frontend.shared.paper_cards import version_of_card
from groups.models.members import Member
from tests.factories.demand import make_group, make_invite
from tests.factories.how_put import READ_ALOUD
from tests.factories.places import make_area
from tests.factories.supply import NOW, make_connector, make_role, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
CARD = {"known_as": "M", "agrees": "on", **READ_ALOUD}
NEW = {"who": "new", "called": "the man with no phone", "through_words": "me, on Thursdays"}


@pytest.fixture
def world():
    """Two groups, each with a card, and a worker who has entered one of them for somebody."""
    alice = make_someone("alice")
    groups = [make_group(alice, name=name) for name in ("Tuesday people", "The choir")]
    invites = [make_invite(group, alice, is_card=True) for group in groups]
    cards = [invite.code for invite in invites]
    wanda = make_role("wanda", RoleKind.WORKER)
    make_connector("connie")
    client = signed_in(wanda)
    answer = client.post(reverse("join_on_paper", args=[cards[0]]), CARD | NEW)
    assert answer.status_code == 302
    member = Member.objects.get(known_as="M")
    return SimpleNamespace(
        client=client, wanda=wanda, cards=cards, m=member, choir=groups[1], first=invites[0]
    )


def enter(world, **answers):
    return world.client.post(reverse("join_on_paper", args=[world.cards[1]]), CARD | answers)


def on_paper() -> int:
    return Person.objects.filter(login=None).count()


@pytest.mark.holds("fault:G3", "M77")
def test_somebody_whom_the_worker_visits_comes_into_a_second_group_as_the_same_person(world):
    plan = ContactPlan.objects.get(person_id=world.m.person_id)
    page = world.client.get(reverse("join_on_paper", args=[world.cards[1]]))
    code = f"{world.m.paper_code[:5]} {world.m.paper_code[5:]}"
    assert f"the man with no phone (a sheet of theirs: {code})" in page.text

    who = {"who": str(world.m.person_id)}
    card = world.client.get(reverse("paper_invite_card", args=[world.m.paper_code, world.first.pk]))
    assert f"Version {version_of_card(world.first.group)}" in words(card)
    older = enter(world, **who, version=version_of_card(world.first.group))  # of the other group
    assert older.status_code == 422 and not Member.objects.filter(group=world.choir, known_as="M")

    answer = enter(world, **who, version=version_of_card(world.choir))

    second = Member.objects.get(group=world.choir, known_as="M")
    assert answer.url == reverse("paper_sheet", args=[second.paper_code])
    assert (second.person_id, on_paper()) == (world.m.person_id, 1)
    assert ContactPlan.objects.get(person_id=world.m.person_id) == plan
    told = Message.objects.filter(person_id=world.m.person_id, text__contains="The choir")
    assert told.get().not_told_by_login_id == world.wanda.login_id
    assert enter(world, who=str(world.m.person_id)).status_code == 302  # twice is once
    assert Member.objects.filter(person_id=world.m.person_id).count() == 2


@pytest.mark.holds("fault:G3", "M77")
def test_the_code_of_a_sheet_brings_in_somebody_whom_another_worker_visits(world):
    other = make_role("olive", RoleKind.WORKER)
    world.client = signed_in(other)
    assert "the man with no phone" not in enter(world, who="").text

    wrong = enter(world, who="sheet", sheet="no-such-code")
    assert (wrong.status_code, wrong.text.count("We know no sheet with this code.")) == (422, 2)
    assert enter(world, who="sheet", sheet="").status_code == 422

    assert enter(world, who="sheet", sheet=world.m.paper_code.upper()).status_code == 302
    assert on_paper() == 1


@pytest.mark.holds("M77")
def test_the_sheet_of_another_area_reads_like_a_code_that_never_was(world):
    world.m.person.area = make_area("Eastsea", authority_code="E06999998")
    world.m.person.save()

    answer = enter(world, who="sheet", sheet=world.m.paper_code)

    assert (answer.status_code, "We know no sheet with this code." in answer.text) == (422, True)


@pytest.mark.holds("M77")
@pytest.mark.parametrize("called", ["the man with no phone", "The  Man with no PHONE"])
def test_a_name_that_is_known_is_asked_about_and_matches_nobody(world, called):
    asked = enter(world, **NEW | {"called": called})

    assert (asked.status_code, on_paper()) == (422, 1)
    assert "Is this another person?" in asked.text
    assert "Tuesday people" not in asked.text  # nothing of the first

    assert enter(world, **NEW | {"called": called, "is_another": "on"}).status_code == 302
    assert on_paper() == 2
    assert Member.objects.get(group=world.choir, known_as="M").person_id != world.m.person_id


@pytest.mark.holds("fault:G3", "M77")
def test_a_program_says_whose_card_it_is_in_the_same_ways(world):
    digest = world.client.get("/api/join/", {"code": world.cards[1]}).json()["digest"]
    card = {"code": world.cards[1], "known_as": "M", "agrees": True, "digest": digest}
    card |= READ_ALOUD

    def join(**whose):
        return world.client.post("/api/paper/join/", card | whose, "application/json")

    assert set(join().json()["errors"]) >= {"called", "through_words"}
    known = {"called": "the man with no phone", "through_words": "me"}
    assert join(**known).json()["code"] == "perhaps_the_same"
    assert join(person=str(make_someone("bob").person_id)).status_code == 404
    assert join(sheet="no-such-code").json()["field"] == "sheet"
    assert join(person=str(world.m.person_id)).status_code == 201
    assert join(sheet=world.m.paper_code).status_code == 201
    assert (on_paper(), Member.objects.filter(person_id=world.m.person_id).count()) == (1, 2)


@pytest.mark.holds("fault:G5")
def test_a_card_of_somebody_new_says_who_stands_in_which_days_and_what_never(world):
    said = {"days_words": "Thursdays", "never_words": "ring me"}
    deputy = make_role("olive", RoleKind.WORKER)
    known = {**NEW, **said, "called": "another", "known_as": "B"}

    assert enter(world, **known | {"deputy_login_id": deputy.login_id}).status_code == 302

    member = Member.objects.get(group=world.choir, known_as="B")
    plan = ContactPlan.objects.get(person_id=member.person_id)
    assert (plan.through_login_id, plan.deputy_login_id) == (world.wanda.login_id, deputy.login_id)
    assert (plan.days_words, plan.never_words) == ("Thursdays", "ring me")
    assert (plan.said_on, plan.said_to_login_id) == (NOW.date(), world.wanda.login_id)
    first = ContactPlan.objects.get(person_id=world.m.person_id)
    assert first.deputy_login_id not in (None, world.wanda.login_id)  # a connector of the area
