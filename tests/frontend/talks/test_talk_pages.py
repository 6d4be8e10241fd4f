"""Beside a decision one press leads to a named person and a day; by program and on paper too
(M125)."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.models import Message
from community.people.models.talks import TalkRequest
from community.people.states import RepresentationScope, RoleKind
from groups.actions.invites import make_invite
from groups.actions.motions import propose_step
from groups.models.members import Group, Member
from groups.states import MotionPurpose
from tests.factories.pools import make_people, make_pool, make_source
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_role, make_someone
from tests.factories.talks import TALK_DAY, make_talk
from tests.factories.visits import make_time, make_visited_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in


@pytest.fixture
def story(db):
    set_clock(NOW)
    people = make_people(2)
    return people[0], make_pool(people, prices={2: 3000}, sessions=1), make_connector()


def typed(connie, **other):
    return {
        "with_whom": connie.login.pk,
        "way": "call",
        "day": TALK_DAY.isoformat(),
        **other,
    }


@pytest.mark.holds("M125", "fault:J8")
def test_from_the_page_of_a_yes_to_a_day_and_back_and_the_worker_reads_the_line(story):
    ann, pool, connie = story
    make_source(ann)
    client, works = signed_in(ann), signed_in(connie)
    talk = reverse("talk", args=["pool", pool.pk])
    for page in ("pool", "pool_pledge", "pool_leave"):
        assert f'href="{talk}"' in client.get(reverse(page, args=[pool.pk])).text
    opened = words(client.get(talk))
    assert "connie, community connector" in opened
    assert "held for you until the end of the day you choose" in opened

    done = words(client.post(talk, typed(connie), follow=True))
    assert "connie rings you on Wednesday 5 May 2027" in done
    assert "Your place is held until the end of that day" in done
    assert client.get(talk).status_code == 302  # to the one that waits
    for page in ("next_visits", "talks_to_have"):
        line = words(works.get(reverse(page)))
        assert "ring them, about: Museum mornings with coffee" in line

    asked = TalkRequest.objects.get()
    move = reverse("talk_to_have", args=[asked.pk])
    assert "A talk with" in words(works.get(move))
    works.post(move, typed(connie, way="visit"))
    assert "connie comes to see you" in words(client.get(reverse("talks")))
    works.post(reverse("record_talk", args=[asked.pk]))
    assert "you have talked" in words(client.get(reverse("talks")))


@pytest.mark.holds("M125", "fault:J8")
def test_it_stands_where_one_chooses_comes_asks_and_leaves(story):
    ann, pool, _connie = story
    listing = make_visited_listing()
    session = make_time(listing, places=1, days=4)
    client = signed_in(ann)
    come = reverse("come_to_listing", args=[listing.pk])
    seen = client.post(come, {"session": session.pk, "known_as": "Ann", "step": "look"})

    assert reverse("talk", args=["listing", listing.pk]) in client.get(come).text
    assert reverse("talk", args=["session", session.pk]) in seen.text
    for page in ("leave_group", "end_group"):
        opened = client.get(reverse(page, args=[pool.group_id])).text
        assert reverse("talk", args=["group", pool.group_id]) in opened
    card = reverse("source_card", args=[make_source(ann).pk])
    for page in (reverse("money"), card):
        assert reverse("talk", args=["money", 0]) in client.get(page).text


@pytest.mark.holds("M125")
def test_it_stands_where_one_comes_into_a_group_asks_others_and_agrees_to_a_step(story):
    ann, pool, _connie = story
    Group.objects.filter(pk=pool.group_id).update(is_findable=True)
    zoe = signed_in(make_someone("zoe"))
    group_id, talk = pool.group_id, reverse("talk", args=["group", pool.group_id])
    invite = make_invite(group_id=group_id, by=ann, now=NOW)
    motion = propose_step(purpose=MotionPurpose.CLOSE_GROUP, about_id=group_id, by=ann, now=NOW)
    code = reverse("join_by_code", args=[invite.code])

    for page in (reverse("invite", args=[group_id]), reverse("motion", args=[motion.pk])):
        assert f'href="{talk}"' in signed_in(ann).get(page).text
    for page in (reverse("join_group", args=[group_id]), code):
        assert f'href="{talk}"' in zoe.get(page).text
    assert "connie, community connector" in words(zoe.get(talk))
    Group.objects.filter(pk=group_id).update(is_findable=False)
    assert (zoe.get(talk).status_code, talk in zoe.get(code).text) == (404, False)


@pytest.mark.holds("M125", "M41")
@pytest.mark.parametrize("is_staffed", [True, False])
def test_a_peer_is_one_to_talk_to_also_where_nobody_works(db, is_staffed):
    set_clock(NOW)
    ann = make_someone("ann")
    if is_staffed:
        make_connector()
    page = signed_in(ann).get(reverse("talk", args=["money", 0])).text

    assert f'href="{reverse("ask_peer")}"' in page
    assert ("On which day" in page) == is_staffed


@pytest.mark.holds("M125")
def test_what_was_typed_stays_and_what_is_wrong_is_said_beside_it(story):
    ann, pool, connie = story
    late = typed(connie, day=(TALK_DAY + timedelta(days=60)).isoformat())
    answer = signed_in(ann).post(reverse("talk", args=["pool", pool.pk]), late)

    gone = typed(make_role("olive", RoleKind.OPERATOR))
    nobody = signed_in(ann).post(reverse("talk", args=["pool", pool.pk]), gone)

    assert (answer.status_code, nobody.status_code, TalkRequest.objects.count()) == (422, 422, 0)
    assert "checked" in answer.text
    assert "Choose one of those who work where you live" in words(nobody)
    assert signed_in(ann).get(reverse("talk", args=["nothing", 1])).status_code == 404
    assert signed_in(make_someone("zoe")).get(
        reverse("talk", args=["pool", pool.pk])
    ).status_code == 404  # fmt: skip


@pytest.mark.holds("M125")
def test_whoever_may_only_look_is_led_to_whom_to_ring(story):
    ann, pool, _connie = story
    lou = signed_in(act_for(ann, "lou", scope=RepresentationScope.LOOK))

    assert lou.get(reverse("talk", args=["pool", pool.pk])).url == reverse("where_to_turn")


@pytest.mark.holds("M125")
def test_where_nobody_works_the_page_promises_nobody(db):
    set_clock(NOW)
    page = words(signed_in(make_someone("ann")).get(reverse("talk", args=["money", 0])))

    assert "Nobody works where you live just now" in page
    assert "no place can be held" in page and "On which day" not in page


@pytest.mark.holds("M125")
def test_the_tick_on_a_sheet_makes_the_same(story):
    ann, pool, connie = story
    code = Member.objects.get(group=pool.group, person=ann.person).paper_code
    client = signed_in(connie)
    sheet = words(client.get(reverse("paper_sheets", args=[code]) + "?sheet=talk"))
    assert "About: Museum mornings with coffee" in sheet and "With connie" in sheet
    entry = reverse("paper_talk", args=[code])
    assert entry in client.get(reverse("paper_costs", args=[code])).text

    client.post(entry, typed(connie, about=f"pool:{pool.pk}"))

    talk = TalkRequest.objects.get()
    assert (talk.person, talk.on_paper, talk.held_until is None) == (ann.person, True, False)
    assert Message.objects.filter(kind="talk_day").get().not_told_by_login_id == connie.login.pk


@pytest.mark.holds("M125")
def test_by_program_the_same(story):
    ann, pool, connie = story
    client, works = signed_in(ann), signed_in(connie)

    def send(who, method, address, **body):
        return who.generic(method, f"/api/{address}", json.dumps(body), "application/json")

    detail = client.get(f"/api/talks/about/pool/{pool.pk}/").json()
    assert "connie" in [each["name"] for each in detail["people"]]
    assert detail["days"][0] == TALK_DAY.isoformat()
    made = send(client, "POST", "talks/", about="pool", ref=pool.pk, **typed(connie))
    again = send(client, "POST", "talks/", about="pool", ref=pool.pk, **typed(connie))
    assert (made.status_code, made.json()) == (201, again.json())
    talk = f"talks/{made.json()['id']}/"
    moved = send(client, "PUT", talk, **typed(connie, way="visit"))
    assert moved.json()["way"] == "visit"
    assert [each["called"] for each in works.get("/api/talks-to-have/").json()["results"]] == [
        ann.person.preferred_name
    ]
    wrong = send(client, "PUT", talk, **typed(connie, day="2027-05-08"))
    assert (wrong.status_code, wrong.json()["code"]) == (409, "not_on_that_day")
    assert send(client, "DELETE", talk).status_code == 204
    assert client.get("/api/talks/").json()["results"][0]["state"] == "called_off"


@pytest.mark.holds("M125")
def test_anothers_talk_is_not_there(story):
    ann, _pool, connie = story
    talk = make_talk(ann, connie)
    zoe = signed_in(make_someone("zoe"))

    assert zoe.get(reverse("move_talk", args=[talk.pk])).status_code == 404
    assert zoe.post(reverse("call_off_talk", args=[talk.pk])).status_code == 404
    assert zoe.get(reverse("talks_to_have")).status_code == 404
