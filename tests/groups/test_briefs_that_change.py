"""A brief that was sent is written anew by its people together, and sent anew by two (M35)."""

from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest

from community.common.shared_words import WordsHaveChanged, digest_of_words
from community.messaging.models import Message
from community.moderation.models import ModerationItem
from community.moderation.states import ModerationState
from community.people.acting import Acting
from groups.actions import briefs
from groups.actions.briefs import close_answers, edit_brief
from groups.actions.motions import answer_step, propose_step, take_back_step
from groups.actions.offers import change_offer
from groups.models.briefs import Brief, BriefRewording, EarlierBrief
from groups.models.motions import Motion
from groups.queries.briefs import brief_for_provider
from groups.queries.motions import steps_to_propose
from groups.queries.offers import offers_to_compare
from groups.queries.rewordings import (
    changes_for_provider,
    changes_of_brief,
    changes_since_offer,
    words_of_brief,
)
from groups.rules.briefs import AnswersByOutOfRange, BriefAlreadyPublished, NothingToSend
from groups.states import BriefState, MotionPurpose, MotionState
from tests.factories.at_once import at_once
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    make_group_of,
    make_offers,
    make_terms,
    make_vetted,
)
from tests.factories.motions import (
    agree_together,
    close_together,
    let_words_through,
    send_together,
    stop_together,
)
from tests.factories.supply import NOW, TODAY
from tests.waits import TEST_WAIT_SECONDS

SWIM = {"what": "A swim each week"}
SENT = "A morning out each week"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def asked(db):
    group, people = make_group_of("alice", "bob", "cara")
    return ask(group, people[0]), people


def write(brief, by, fields=SWIM, **more) -> Brief:
    return edit_brief(brief_id=brief.pk, fields=fields, by=by, now=NOW, **more)


def propose(brief, by) -> Motion | None:
    purpose = MotionPurpose.SEND_CHANGES
    return propose_step(purpose=purpose, about_id=brief.pk, by=by, now=LATER)


def send_anew(brief, by) -> Brief:
    return agree_together(MotionPurpose.SEND_CHANGES, brief, by, LATER)


def questions(lines) -> list[tuple[str, str, str]]:
    return [(each.question, each.before, each.now) for each in lines]


WHAT = ("What", SENT, SWIM["what"])


@pytest.mark.holds("M35", "P38")
def test_nobody_outside_reads_what_is_written_anew_before_two_have_sent_it(asked):
    brief, [alice, bob, _cara] = asked
    voice, _provider = make_vetted()

    write(brief, alice)
    propose(brief, alice)

    def is_read() -> str:
        return brief_for_provider(brief.pk, voice.login_id, LATER).what

    assert (is_read(), changes_for_provider(brief.pk, LATER)) == (SENT, [])
    propose(brief, bob)
    let_words_through(brief, LATER)
    assert is_read() == SWIM["what"]
    [change] = changes_for_provider(brief.pk, LATER)
    assert (change.changed_at, questions(change.lines)) == (LATER, [WHAT])


@pytest.mark.holds("M35")
def test_each_goes_on_from_what_another_wrote_anew_and_it_is_shown_to_the_group(asked):
    brief, [alice, bob, _cara] = asked
    write(brief, alice)

    write(brief, bob, {"when_words": "Mondays"})
    send_anew(brief, bob)

    assert (brief.what, brief.when_words) == ("A swim each week", "Mondays")
    [change] = changes_of_brief(brief)
    assert questions(change.lines) == [WHAT, ("When", "Tuesday mornings", "Mondays")]


@pytest.mark.holds("M35", "fault:H15")
def test_who_began_from_words_that_another_changed_wipes_out_nothing(asked):
    brief, [alice, bob, _cara] = asked
    began_from = digest_of_words(words_of_brief(brief))
    write(brief, alice, began_from=began_from)

    with pytest.raises(WordsHaveChanged) as refusal:
        write(brief, bob, {"what": "A walk"}, began_from=began_from)

    assert refusal.value.present["what"] == SWIM["what"]
    assert words_of_brief(brief)["what"] == SWIM["what"]


@pytest.mark.holds("M35")
@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_two_who_edit_a_sent_brief_at_once_wipe_out_nobody(committed_db, monkeypatch, has_lock):
    """The control: without the lock of the brief both began from the same, and one is lost."""
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    write(brief, alice, {"good_looks_like": "Warm water"})
    began_from = digest_of_words(words_of_brief(brief))
    gate = Barrier(2)

    def read_together(brief_id, _by):
        gate.wait(TEST_WAIT_SECONDS)
        return Brief.objects.get(pk=brief_id)

    if not has_lock:
        check = briefs.check_began_from

        def check_together(*args, **more):
            check(*args, **more)
            gate.wait(TEST_WAIT_SECONDS)

        monkeypatch.setattr(briefs, "lock_brief", read_together)
        monkeypatch.setattr(briefs, "check_began_from", check_together)

    edits = [(alice, SWIM), (bob, {"what": "A walk"})]
    results = at_once(*[partial(write, brief, by, new, began_from=began_from) for by, new in edits])

    refused = [type(each) for each in results if isinstance(each, Exception)]
    assert (refused == [WordsHaveChanged]) == has_lock


@pytest.mark.holds("M35")
def test_an_offer_of_before_is_seen_to_be_so_until_it_is_made_anew(asked):
    brief, [alice, _bob, _cara] = asked
    offer, other = make_offers(brief, "museum", "bakery")
    write(brief, alice)
    send_anew(brief, alice)
    let_words_through(brief, LATER)

    offer.refresh_from_db()
    assert questions(changes_since_offer(offer, LATER)) == [WHAT]
    voice = offer.provider.members.get().login
    change_offer(offer_id=offer.pk, terms=make_terms(), by=Acting(login=voice), now=LATER)

    _brief, comparisons = offers_to_compare(brief.pk, alice, TODAY)
    offers = {each.offer.provider.name: each.offer for each in comparisons}
    assert {name: each.is_of_earlier_words for name, each in offers.items()} == {
        "Museum": False,
        "Bakery": True,
    }
    assert changes_since_offer(offers["Museum"], LATER) == ()


@pytest.mark.holds("M35")
def test_who_offered_and_who_may_offer_are_told_once_each_and_nobody_by_name(asked):
    brief, [alice, _bob, _cara] = asked
    [offer] = make_offers(brief, "museum")
    baker, _bakery = make_vetted("bakery")
    write(brief, alice)
    send_anew(brief, alice)

    told = Message.objects.filter(kind="brief_changed")
    assert {each.login_id: each.link for each in told} == {
        offer.sent_by_id: f"/provide/offers/{offer.pk}/",
        baker.login_id: f"/provide/briefs/{brief.pk}/",
    }
    assert told.count() == 2
    assert not [each for each in told if "alice" in each.text or SWIM["what"] in each.text]


def test_other_words_wait_for_a_look_and_until_then_the_facts_alone_are_shown(asked):
    brief, [alice, _bob, _cara] = asked
    write(brief, alice, SWIM | {"people_about": 6})
    send_anew(brief, alice)

    item = ModerationItem.objects.get(about=f"brief:{brief.pk}")
    assert (item.state, SWIM["what"] in item.words) == (ModerationState.WAITING, True)
    people = ("About how many people", "Not said", "6")
    [change] = changes_for_provider(brief.pk, LATER)
    assert questions(change.lines) == [people]
    let_words_through(brief, LATER)
    [change] = changes_for_provider(brief.pk, LATER)
    assert questions(change.lines) == [WHAT, people]


def test_words_that_nobody_had_looked_at_are_never_shown_afterwards(asked):
    brief, [alice, _bob, _cara] = asked
    waiting = {"state": ModerationState.WAITING, "waits_since": LATER, "looked_at": None}
    ModerationItem.objects.update(**waiting)
    write(brief, alice)
    send_anew(brief, alice)
    let_words_through(brief, LATER)

    [change] = changes_for_provider(brief.pk, LATER)

    assert change.lines == ()


def test_what_says_the_same_as_before_is_not_written_anew_any_more(asked):
    brief, [alice, bob, _cara] = asked
    write(brief, alice)
    motion = propose(brief, alice)

    write(brief, bob, {"what": SENT})

    motion.refresh_from_db()
    assert (motion.state, BriefRewording.objects.exists()) == (MotionState.LET_GO, False)
    assert MotionPurpose.SEND_CHANGES not in [
        each.purpose for each in steps_to_propose(brief.group_id)
    ]
    assert propose(brief, alice) is None


@pytest.mark.holds("M35")
def test_what_was_proposed_is_let_go_when_its_words_change(asked):
    brief, [alice, bob, _cara] = asked
    write(brief, alice)
    motion = propose(brief, alice)

    write(brief, bob, {"when_words": "Mondays"})

    motion.refresh_from_db()
    assert motion.state == MotionState.LET_GO


def test_once_its_answers_are_in_it_does_not_change(asked):
    brief, [alice, bob, _cara] = asked
    make_offers(brief, "museum")
    write(brief, alice)
    motion = propose(brief, alice)
    stop_together(brief, alice)

    with pytest.raises(BriefAlreadyPublished):
        write(brief, alice, {"what": "A walk"})
    with pytest.raises(BriefAlreadyPublished):
        answer_step(motion_id=motion.pk, agrees=True, by=bob, now=LATER)

    close_together(brief, alice)
    assert not BriefRewording.objects.exists()


def test_taken_back_it_is_a_draft_with_what_was_written_anew(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    write(brief, alice)
    waiting = propose(brief, alice)
    sent = Motion.objects.get(purpose=MotionPurpose.SEND_BRIEF)

    take_back_step(motion_id=sent.pk, by=bob, now=LATER)

    brief.refresh_from_db()
    assert (brief.state, brief.what) == (BriefState.DRAFT, SWIM["what"])
    with pytest.raises(NothingToSend):
        answer_step(motion_id=waiting.pk, agrees=True, by=bob, now=LATER)
    assert send_together(brief, alice, LATER).state == BriefState.ASKING


def test_its_day_is_still_to_come_when_it_is_sent_anew(asked):
    brief, [alice, _bob, _cara] = asked
    write(brief, alice, {"answers_by": TODAY + timedelta(days=1)})

    with pytest.raises(AnswersByOutOfRange):
        propose_step(
            purpose=MotionPurpose.SEND_CHANGES,
            about_id=brief.pk,
            by=alice,
            now=NOW + timedelta(days=1),
        )


def test_a_later_day_is_the_day_that_its_answers_close_on(asked):
    brief, [alice, _bob, _cara] = asked
    write(brief, alice, {"answers_by": AFTER_ANSWERS.date() + timedelta(days=5)})
    send_anew(brief, alice)

    close_answers(brief_id=brief.pk, by=alice, now=AFTER_ANSWERS)

    brief.refresh_from_db()
    assert brief.state == BriefState.ASKING


def test_sent_twice_it_is_changed_once(asked):
    brief, [alice, bob, _cara] = asked
    write(brief, alice)

    for by in (alice, bob, bob, alice):
        propose(brief, by)

    assert EarlierBrief.objects.count() == 1


@pytest.mark.parametrize("answer", ["yes", "not_yet", ""])
def test_it_says_whether_there_is_money_and_never_how_much(asked, answer):
    brief, [alice, _bob, _cara] = asked
    voice, _provider = make_vetted()
    write(brief, alice, {"money_in_hand": "yes" if answer != "yes" else ""})
    write(brief, alice, {"money_in_hand": answer})
    if answer:
        send_anew(brief, alice)

    assert brief_for_provider(brief.pk, voice.login_id, LATER).money_in_hand == answer
