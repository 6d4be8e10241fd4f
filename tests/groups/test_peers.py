"""A talk with who has done it: one at a time, one name and a way to meet, and never a list (M41,
P116)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.common.clock import today
from community.common.refusals import NotFound, Refused
from community.conversations.actions.blocks import block_person
from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions.peers import (
    answer_peer_talk,
    close_peer_talk,
    end_peer_offer,
    end_peer_talk,
)
from groups.models.members import Member
from groups.models.peers import PeerTalk
from groups.queries.peers import peer_talks_to_close
from groups.rules.peers import AskedOften, NoPeerFree, NotOnThisDay, OfferedAlready, OnePeerAtATime
from groups.states import PeerDid, PeerTalkState
from tests.factories.at_once import at_once
from tests.factories.demand import make_group
from tests.factories.going_on import DID, PLACE, ask_for_talk, offer_talk
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

DAY = today(NOW) + timedelta(days=3)


def told(someone) -> list[str]:
    messages = Message.objects.filter(person_id=someone.person_id, kind="peer_talk")
    return list(messages.order_by("pk").values_list("text", flat=True))


@pytest.fixture
def two(db):
    """Ann asks; Cat has shared a personal assistant, and would tell of it."""
    set_clock(NOW)
    ann, cat = make_someone("ann"), make_someone("cat")
    offer_talk(cat)
    return ann, cat


@pytest.mark.holds("M41", "P116")
def test_with_the_yes_one_name_and_a_way_to_meet_in_public(two):
    ann, cat = two
    talk = ask_for_talk(ann)
    page = reverse("peers")
    before = words(signed_in(ann).get(page))
    assert "cat" not in before and PLACE not in before
    assert "ann would like to talk" in told(cat)[0].replace("Ann", "ann")

    answer_peer_talk(talk_id=talk.pk, day=DAY, by=cat, now=NOW)

    [text] = told(ann)
    assert "Cat meets you on Friday 7 May 2027, about ten, in public: the library café" in text
    assert "No lifts, no money, no keys" in text
    assert "the library café" in words(signed_in(ann).get(page))


@pytest.mark.holds("M41", "P116")
def test_one_at_a_time_on_both_sides(two):
    ann, cat = two
    ben = make_someone("ben")
    offer_talk(cat, PeerDid.BEGUN_GROUP)
    first = ask_for_talk(ann)

    assert ask_for_talk(ann).pk == first.pk
    with pytest.raises(OnePeerAtATime):
        ask_for_talk(ann, PeerDid.BEGUN_GROUP)
    for did in (DID, PeerDid.BEGUN_GROUP):  # of anything: she has one to think about
        with pytest.raises(NoPeerFree):
            ask_for_talk(ben, did)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeerTalk.objects.create(
            offer=first.offer, peer=cat.person, person=ben.person, known_as="ben",
            state_at=NOW, asked_at=NOW, answer_by=DAY,
        )  # fmt: skip


@pytest.mark.holds("M41")
def test_of_eight_who_ask_at_once_one_has_the_only_peer(committed_db):
    set_clock(NOW)
    cat = make_someone("cat")
    offer_talk(cat)
    offer_talk(cat, PeerDid.BEGUN_GROUP)
    people = [make_someone(f"p{number}") for number in range(8)]

    answers = at_once(
        *[
            lambda by=by, did=did: ask_for_talk(by, did)
            for by, did in zip(people, [DID, PeerDid.BEGUN_GROUP] * 4, strict=True)
        ]
    )

    assert sum(isinstance(each, PeerTalk) for each in answers) == 1
    assert {type(each) for each in answers} == {PeerTalk, NoPeerFree}


@pytest.mark.holds("P116")
def test_either_ends_it_without_a_reason_and_the_other_is_told(two):
    ann, cat = two
    talk = ask_for_talk(ann)
    answer_peer_talk(talk_id=talk.pk, day=DAY, by=cat, now=NOW)
    with pytest.raises(NotFound):
        end_peer_talk(talk_id=talk.pk, by=make_someone("zoe"), now=NOW)

    end_peer_talk(talk_id=talk.pk, by=ann, now=NOW)

    assert told(cat)[-1] == "Your talk is not on. Nobody needs a reason for that."
    assert ask_for_talk(ann, now=NOW + timedelta(days=1)).peer_id == cat.person_id


@pytest.mark.holds("M41")
def test_no_and_no_answer_are_the_same_and_another_may_be_asked(two):
    ann, cat = two
    talk = ask_for_talk(ann)
    answer_peer_talk(talk_id=talk.pk, day=None, by=cat, now=NOW)
    with pytest.raises(NoPeerFree):  # not the same one again
        ask_for_talk(ann)
    dan = make_someone("dan")
    offer_talk(dan)
    second = ask_for_talk(ann)
    late = NOW + timedelta(days=8)
    assert peer_talks_to_close(today(NOW) + timedelta(days=7)) == []
    assert peer_talks_to_close(today(late)) == [second.pk]
    for _each in range(2):
        close_peer_talk(talk_id=second.pk, now=late)

    assert len(told(ann)) == 2 and len(set(told(ann))) == 1
    assert PeerTalk.objects.get(pk=second.pk).state == PeerTalkState.NOT_THIS_TIME


@pytest.mark.holds("M41")
def test_nobody_gathers_names_by_asking_again_and_again(db):
    set_clock(NOW)
    ann = make_someone("ann")
    for name in ("b", "c", "d", "e"):
        offer_talk(make_someone(name))
    for number in range(3):
        talk = ask_for_talk(ann, now=NOW + timedelta(minutes=number))
        end_peer_talk(talk_id=talk.pk, by=ann, now=NOW)

    with pytest.raises(AskedOften):
        ask_for_talk(ann)
    assert ask_for_talk(ann, now=NOW + timedelta(days=31))


def test_whoever_gave_none_for_longest_is_asked_and_nobody_blocked(two):
    ann, cat = two
    dan, ben = make_someone("dan"), make_someone("ben")
    offer_talk(dan)
    answer_peer_talk(talk_id=ask_for_talk(ann).pk, day=None, by=cat, now=NOW)

    assert ask_for_talk(ben).peer_id == dan.person_id
    zoe = make_someone("zoe")
    block_person(blocked=zoe.person, where="group:1", called="zoe", by=cat, now=NOW)
    with pytest.raises(NoPeerFree):
        ask_for_talk(zoe)


@pytest.mark.holds("P116")
def test_what_is_offered_is_ones_own_word_and_asking_is_for_whoever_decides(two):
    ann, cat = two
    with pytest.raises(NotYours):
        offer_talk(act_for(cat))
    with pytest.raises(NotYours):
        ask_for_talk(act_for(ann, "sue", scope=RepresentationScope.SUGGEST))
    talk = ask_for_talk(act_for(ann, "dee"))
    with pytest.raises(NotYours):
        answer_peer_talk(talk_id=talk.pk, day=DAY, by=act_for(cat, "rob"), now=NOW)
    with pytest.raises(NotFound):
        answer_peer_talk(talk_id=talk.pk, day=DAY, by=ann, now=NOW)
    with pytest.raises(NotOnThisDay):
        answer_peer_talk(talk_id=talk.pk, day=today(NOW) - timedelta(days=1), by=cat, now=NOW)


def test_an_offer_is_one_of_a_thing_and_ends(two):
    ann, cat = two
    same = offer_talk(cat)
    with pytest.raises(OfferedAlready):
        offer_talk(cat, place_words="the park")
    for _each in range(2):
        end_peer_offer(offer_id=same.pk, by=cat, now=NOW)
    with pytest.raises(Refused):
        ask_for_talk(ann)
    with pytest.raises(NotFound):
        end_peer_offer(offer_id=same.pk, by=ann, now=NOW)


@pytest.mark.holds("M41")
def test_by_page_program_and_paper(two):
    ann, cat = two
    anns, cats = signed_in(ann), signed_in(cat)
    made = anns.post("/api/peers/talks/", {"did": DID, "known_as": "Ann"})
    number = made.json()["id"]
    assert (made.status_code, "cat" in made.text) == (201, False)
    cats.post(reverse("answer_peer", args=[number]), {"no": "no"})
    assert anns.get("/api/peers/talks/").json()["results"][0]["state"] == "not_this_time"
    assert anns.get("/api/peers/offers/").json()["count"] == 0
    refused = anns.post(reverse("ask_peer"), {"did": DID, "known_as": "Ann"})
    assert (refused.status_code, "free for a talk" in words(refused)) == (422, True)

    ben = make_someone("ben")
    code = Member.objects.get(group=make_group(ben)).paper_code
    connie = signed_in(make_connector())
    sheet = words(connie.get(reverse("paper_sheets", args=[code]) + "?sheet=peer"))
    assert "shared a personal assistant with others" in sheet
    connie.post(reverse("paper_ask_peer", args=[code]), {"did": DID, "known_as": "Ben"})
    talk = PeerTalk.objects.get(person=ben.person)
    assert (talk.peer_id, talk.on_paper) == (cat.person_id, True)
