"""Whether somebody stays, by page with scripts off, by program and on paper: the same (P118)."""

import pytest
from django.urls import reverse

from community.people.states import RoleKind
from groups.models.members import Member
from groups.models.removals import Removal, RemovalAnswer
from groups.removal_states import RemovalState
from tests.factories.demand import make_group_of
from tests.factories.how_put import READ_ALOUD
from tests.factories.supply import NOW, TODAY, make_connector, make_role
from tests.frontend.reading import words
from tests.frontend.visiting import day, set_clock, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.holds("P118")]
JSON = "application/json"
WHY = "He shouts at Carol"


@pytest.fixture(autouse=True)
def today():
    set_clock(NOW)


@pytest.fixture
def four():
    return make_group_of("alice", "bob", "carol", "dan")


def member_of(by) -> Member:
    return Member.objects.get(person=by.person)


def asking(other, **more) -> dict:
    asked = {"member_id": other.pk, "about": "threat", "words": WHY, "by_group": "no"}
    return asked | more


def test_asked_said_decided_and_looked_at_again_by_page(four):
    group, [alice, bob, carol, _dan] = four
    ask, place = reverse("ask_removal", args=[group.pk]), reverse("my_place", args=[group.pk])
    hers, his, connie = signed_in(alice), signed_in(bob), signed_in(make_connector())
    assert "They are not told who asked" in words(hers.get(ask))
    refused = hers.post(ask, asking(member_of(bob), about=""))
    assert refused.status_code == 422 and WHY in refused.text
    hers.post(ask, asking(member_of(bob), is_afraid="on"))
    [removal] = Removal.objects.all()

    own = words(his.get(reverse("group", args=[group.pk]), follow=True))
    assert "threats, or hatred" in own and "stay away from the group" in own
    assert WHY not in own and "alice" not in own.casefold()
    assert "Tuesdays" not in own and "carol" not in own.casefold()  # nothing of the group
    assert his.post(place, {"words": ""}).status_code == 422
    his.post(place, {"words": "I was in hospital"})
    assert "I was in hospital" in words(his.get(place))

    others = words(signed_in(carol).get(reverse("group", args=[group.pk])))
    assert "whether somebody stays" not in others and "threat" not in others
    assert reverse("removals_to_decide") in connie.get(reverse("checks")).text
    decide = reverse("decide_removal", args=[removal.pk])
    shown = words(connie.get(decide))
    assert WHY in shown and "I was in hospital" in shown
    typed = {"removes": "yes", "words": "You may not shout."}
    unheard = connie.post(decide, typed)
    assert unheard.status_code == 422 and "Hear both of them first" in unheard.text
    heard = {**day("heard_asker_on", TODAY), **day("heard_member_on", TODAY)}
    connie.post(decide, typed | heard)
    assert "You may not shout." in words(his.get(place))

    his.post(place, {"words": "It was another"})
    assert connie.get(decide).status_code == 404
    deputy = signed_in(make_role("dora", RoleKind.SAFEGUARDING_DEPUTY))
    assert "It was another" in words(deputy.get(decide))
    deputy.post(decide, {"removes": "no", "words": "It was."})
    removal.refresh_from_db()
    assert removal.state == RemovalState.STAYS
    assert (
        reverse("my_place", args=[group.pk]) not in his.get(reverse("group", args=[group.pk])).text
    )


def test_what_was_read_is_what_is_answered(four):
    group, [alice, bob, carol, _dan] = four
    signed_in(alice).post(
        reverse("ask_removal", args=[group.pk]), asking(member_of(bob), by_group="yes")
    )
    [removal] = Removal.objects.all()
    page = reverse("who_stays", args=[removal.pk])
    hers = signed_in(carol)
    assert page in hers.get(reverse("group", args=[group.pk])).text
    call = f"/api/stays/{removal.pk}/"
    read = hers.get(call).json()
    assert (read["known_as"].casefold(), read["stays"]) == ("bob", None)
    signed_in(bob).post(reverse("my_place", args=[group.pk]), {"words": "I am sorry"})

    late = hers.put(call, {"stays": False, "digest": read["digest"]}, JSON)

    assert late.status_code == 409 and not RemovalAnswer.objects.exists()
    assert "I am sorry" in words(hers.get(page))
    again = hers.get(call).json()["digest"]
    assert hers.put(call, {"stays": True, "digest": again}, JSON).json()["stays"] is True
    assert "alice" not in words(hers.get(page)).casefold()


def test_by_program_and_on_paper_it_is_the_same(four):
    group, [alice, bob, carol, dan] = four
    vera = make_role("vera", RoleKind.WORKER)
    hers, worker = signed_in(alice), signed_in(vera)
    call = f"/api/groups/{group.pk}/stays/"
    others = {each["known_as"].casefold() for each in hers.get(call).json()["others"]}
    assert others == {"bob", "carol", "dan"}
    asked = hers.post(call, asking(member_of(bob), by_group=True), JSON)
    assert asked.status_code == 201
    removal = Removal.objects.get()
    paper_of_bob, paper_of_dan = member_of(bob).paper_code, member_of(dan).paper_code
    sheet = worker.get(reverse("paper_sheet", args=[paper_of_bob])).text
    assert reverse("paper_my_place", args=[paper_of_bob]) in sheet
    worker.post(reverse("paper_my_place", args=[paper_of_bob]), {"words": "No"})
    answer = reverse("paper_who_stays", args=[paper_of_dan, removal.pk])
    assert answer in worker.get(reverse("paper_sheet", args=[paper_of_dan])).text
    assert WHY not in worker.get(answer).text
    worker.post(answer, {"stays": "yes", **READ_ALOUD})
    said = worker.put(
        f"/api/paper/{member_of(carol).paper_code}/stays/{removal.pk}/",
        {"stays": False, **READ_ALOUD}, JSON,
    )  # fmt: skip
    assert said.status_code == 200
    removal.refresh_from_db()
    assert removal.side_words == "No"
    answers = RemovalAnswer.objects.order_by("pk").values_list("stays", "on_paper")
    assert list(answers) == [(True, True), (False, True)]
    place = signed_in(bob).get(f"/api/groups/{group.pk}/my-place/").json()
    assert place["about"] == "threat" and WHY not in str(place)
    assert hers.post(f"/api/stays/{removal.pk}/back/").json()["state"] == "taken_back"


def test_blocking_one_of_ones_own_group_says_that_they_may_still_meet(four):
    group, [alice, *_others] = four
    page = words(signed_in(alice).get(reverse("block_member", args=[group.pk])))
    assert "you may still meet" in page
