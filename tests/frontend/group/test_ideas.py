"""An idea by a picture alone, in three presses, and its answer in what the group wants."""

import json

import pytest
from django.urls import reverse

from groups.models.briefs import Brief
from groups.models.ideas import GroupIdea, IdeaRound, IdeaTurn, WhatMatters
from groups.models.members import Member
from groups.states import IdeaRoundState
from tests.factories.demand import make_group_of
from tests.factories.ideas import hear, make_answered, make_idea
from tests.factories.supply import NOW, make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in


@pytest.fixture
def three(db):
    set_clock(NOW)
    return make_group_of("ann", "ben", "cat")


def sheet_of(group, acting):
    return Member.objects.get(group=group, person=acting.person).paper_code


@pytest.mark.holds("M38")
def test_with_pictures_only_an_idea_is_three_presses_and_its_answer_stands_in_what_is_wanted(three):
    group, (ann, ben, cat) = three
    anns, bens = signed_in(ann), signed_in(ben)
    # one: from the group's page; two: a picture; three: the button
    add = reverse("add_idea", args=[group.pk])
    assert f'href="{add}"' in anns.get(f"/group/{group.pk}/").text
    assert 'src="/static/kinds/garden.svg"' in anns.get(add).text
    told = anns.post(add, {"picture": "garden", "words": ""}, follow=True)
    assert "Your idea is there. It gets an answer." in words(told)
    make_idea(group, ben, words="To the sea", picture="bus")
    idea, trip = GroupIdea.objects.order_by("pk")
    signed_in(cat).post(reverse("nothing_to_add", args=[idea.round_id]))
    for each in (anns, bens, signed_in(cat)):
        page = each.get(reverse("like_ideas", args=[idea.round_id]))
        assert page.status_code == 200
        each.post(reverse("like_ideas", args=[idea.round_id]), {"likes": [idea.pk]})

    answered = words(bens.get(reverse("ideas", args=[group.pk])))
    assert "Not, because: more of us would like something else this time." in answered
    bens.post(reverse("explain_idea", args=[trip.pk]), {"words": "the coach is dear"})
    bens.post(reverse("write_down_idea", args=[idea.pk]), {"brief": "0"})

    wanted = words(anns.get(reverse("brief", args=[Brief.objects.get().pk])))
    assert "A garden, or growing things Your idea. Taken up." in wanted
    assert "To the sea An idea of ben. Not, because: the coach is dear. ben wrote why." in wanted


def test_a_refusal_stands_beside_its_box_with_what_was_typed(three):
    group, people = three
    empty = signed_in(people[0]).post(reverse("add_idea", args=[group.pk]), {})
    assert (empty.status_code, "Choose a picture, or write a few words." in words(empty)) == (
        422,
        True,
    )
    idea = make_answered(group, people, taken_up=False)
    late = signed_in(people[1]).post(reverse("write_down_idea", args=[idea.pk]), {"brief": "0"})
    assert (late.status_code, "was not taken up" in words(late)) == (422, True)


@pytest.mark.holds("P43")
def test_before_each_was_heard_no_page_asks_what_one_would_like_and_none_counts(three):
    group, (ann, ben, cat) = three
    idea = make_idea(group, ann)
    like = reverse("like_ideas", args=[idea.round_id])

    early = signed_in(ben).get(like)
    pressed = signed_in(ben).post(like, {"likes": [idea.pk]})
    assert (early.status_code, pressed.status_code) == (302, 422)
    hear(idea.round, ben, cat)
    before = words(signed_in(cat).get(reverse("ideas", args=[group.pk])))
    signed_in(ben).post(like, {"likes": [idea.pk]})

    assert words(signed_in(cat).get(reverse("ideas", args=[group.pk]))) == before


@pytest.mark.holds("M38")
def test_on_paper_a_picture_is_ticked_a_spoken_note_is_typed_and_who_typed_it_is_named(three):
    group, (ann, ben, _cat) = three
    code, client = sheet_of(group, ann), signed_in(make_connector("connie"))
    sheets = client.get(reverse("paper_sheets", args=[code]) + "?sheet=ideas")
    assert "An idea for our group" in words(sheets)

    client.post(reverse("paper_idea", args=[code]), {"picture": "garden"})
    client.post(reverse("paper_idea", args=[sheet_of(group, ben)]), {"is_nothing": "on"})
    client.post(reverse("paper_what_matters", args=[code]), {"line_1": "That I am asked"})
    old = client.post(reverse("paper_idea", args=[code]), {"picture": "bus", "version": "AAAAAA"})

    assert (old.status_code, GroupIdea.objects.count(), WhatMatters.objects.count()) == (422, 1, 1)
    assert IdeaTurn.objects.filter(heard_at__isnull=False, on_paper=True).count() == 2
    page = words(signed_in(ben).get(reverse("ideas", args=[group.pk])))
    assert "An idea of ann. Said on paper or aloud, and typed by connie." in page
    assert "That I am asked" in page


@pytest.mark.holds("M38")
def test_by_program_the_same(three):
    group, (ann, ben, cat) = three
    anns = signed_in(ann)

    def send(client, method, address, **body):
        return client.generic(method, f"/api/{address}", json.dumps(body), "application/json")

    made = send(anns, "POST", f"groups/{group.pk}/ideas/", picture="walk")
    number = made.json()["round"]
    for each in (ben, cat):
        send(signed_in(each), "POST", f"idea-rounds/{number}/nothing/")
    assert IdeaRound.objects.get().state == IdeaRoundState.LIKING
    for each in (ann, ben, cat):
        send(signed_in(each), "POST", f"idea-rounds/{number}/like/", likes=[made.json()["id"]])
    send(anns, "PUT", f"groups/{group.pk}/what-matters/", lines=["Quiet"])
    written = send(anns, "POST", f"ideas/{made.json()['id']}/brief/")

    assert (written.status_code, written.json()["brief"]) == (200, Brief.objects.get().pk)
    read = signed_in(ben).get(f"/api/groups/{group.pk}/ideas/").json()
    assert [each["state"] for each in read["answered"]] == ["taken_up"]
    assert read["matters"] == [
        {"known_as": "ann", "lines": ["Quiet"], "is_me": False, "typed_by": "", "words_digest": ""}
    ]
    [mine] = anns.get(f"/api/groups/{group.pk}/ideas/").json()["matters"]
    for status in (200, 409):  # of what was read; then not of that any more
        body = {"lines": [f"Warm, {status}"], "began_from": mine["words_digest"]}
        again = send(anns, "PUT", f"groups/{group.pk}/what-matters/", **body)
        assert again.status_code == status
