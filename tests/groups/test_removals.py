"""Whether somebody stays in a group: who heard both decides, or the others choose (P118)."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from community.audit.models import AuditEntry
from community.common.clock import today
from community.common.dates import last_day_before
from community.common.refusals import EmptyText, NotFound
from community.messaging.models import Message
from community.moderation.rules.looking import NotForYouToLook
from community.people.acting import Acting
from community.people.how_put import SAID_BY_THEMSELVES
from community.people.models.logins import Role
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope, RoleKind
from groups.actions import invites, removals
from groups.actions.decisions import cast_ballot
from groups.actions.membership import join_by_code, leave_group
from groups.actions.removal_decisions import decide_removal, settle_removal
from groups.actions.removals import (
    ask_removal,
    say_side,
    say_who_stays,
    take_back_removal,
)
from groups.actions.resting import set_resting
from groups.models.members import Group, Member
from groups.models.removals import Removal, RemovalAnswer
from groups.queries.decisions import answers_of_members
from groups.queries.members import membership, names_in_group
from groups.queries.removals import own_removal, removal_to_answer, removals_to_look_at
from groups.removal_states import RemovalAbout, RemovalState
from groups.rules.decisions import GivenOutOfRange, LaterAnswerStands
from groups.rules.removals import (
    AskedAlready,
    HearBoth,
    NotNow,
    NotToLookAgain,
    RemovalIsOver,
    SuspendedLately,
    TooFewToChoose,
    check_heard_both,
    is_removed,
)
from groups.states import MemberState
from groups.tasks import settle_removals
from tests.factories.at_once import at_once
from tests.factories.demand import (
    AFTER_ANSWERS,
    join,
    make_group_of,
    make_invite,
    make_offers,
    start_choosing,
)
from tests.factories.demand import ask as ask_for_offers
from tests.factories.how_put import HOW_PUT
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_role, make_someone
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.holds("P118")
DAY = timedelta(days=1)
WHY = "He shouts at Carol, and she cries."


@pytest.fixture
def four(db):
    return make_group_of("alice", "bob", "carol", "dan")


def ask(group, by, other, now=NOW, **more) -> Removal:
    return ask_removal(
        group_id=group.pk,
        member_id=Member.objects.get(group=group, person=other.person).pk,
        about=RemovalAbout.AFRAID,
        words=more.pop("words", WHY),
        **more,
        by=by,
        now=now,
    )


def decide(removal, by, now=NOW + DAY, *, removes=True, **more) -> Removal:
    day = today(now)
    heard = {"heard_asker_on": day, "heard_member_on": day} if removes else {}
    return decide_removal(
        removal_id=removal.pk, removes=removes, **(heard | more),
        by=Acting(login=by.login), now=now,
    )  # fmt: skip


def everybody_is_told(**more) -> None:
    Message.objects.filter(sent_at__isnull=True).update(
        state="sent", sent_at=more.get("at", F("created_at"))
    )


def state_of(group, by) -> str:
    return Member.objects.get(group=group, person=by.person).state


def said_to(by) -> list[str]:
    messages = Message.objects.filter(person_id=by.person_id, kind="who_stays")
    texts = messages.order_by("pk").values_list("text", flat=True)
    return [text.removeprefix("Tuesday people: ") for text in texts]


def test_the_database_alone_refuses_what_the_rules_do(four):
    """Each by its own name, whatever wrote it."""
    group, [alice, bob, *_others] = four
    removal = ask(group, alice, bob, is_afraid=True)
    asker, decided = removal.asked_login, {"state": "stays", "decided_at": NOW}
    refused = {
        "nobody_asks_it_of_themselves": {"member": removal.asked_by},
        "a_group_answers_until_a_day": {"closes_at": NOW + DAY},
        "away_for_a_week": {"paused_until": NOW + 8 * DAY},
        "removal_decided_at_when_decided": {"decided_at": NOW},
        "who_asked_does_not_decide": decided | {"decided_by": asker},
        "somebody_else_looks_again": {"ended_by": asker},
    }
    for name, written in refused.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Removal.objects.filter(pk=removal.pk).update(**written)
    with pytest.raises(IntegrityError, match="one_open_removal_a_member"), transaction.atomic():
        Removal.objects.create(
            group=group, member=removal.member, asked_by=removal.asked_by, about="other",
            words=WHY, by_group=False, asked_at=NOW,
        )  # fmt: skip


# ---- asked


def test_it_is_told_to_whom_it_is_about_and_never_by_whom_nor_to_the_others(four):
    group, [alice, bob, carol, dan] = four

    removal = ask(group, alice, bob)

    assert len(said_to(bob)) == 1
    assert "somebody is made afraid, or is hurt" in said_to(bob)[0]
    assert "alice" not in said_to(bob)[0].casefold() and WHY not in said_to(bob)[0]
    assert (said_to(carol), said_to(dan), said_to(alice)) == ([], [], [])
    assert state_of(group, bob) == MemberState.IN
    assert own_removal(group.pk, bob).removal == removal
    with pytest.raises(NotFound):
        own_removal(group.pk, alice)
    lines = AuditEntry.objects.filter(deed="ask_removal").values_list("for_person", flat=True)
    assert list(lines) == [alice.person_id]


def test_without_words_of_oneself_or_of_a_stranger_it_is_not_asked(four):
    group, [alice, bob, *_others] = four
    eve = make_group_of("eve")[1][0]
    with pytest.raises(EmptyText):
        ask(group, alice, bob, words="  ")
    with pytest.raises(NotFound):
        ask(group, alice, alice)
    with pytest.raises(NotFound):
        ask(group, eve, bob)
    assert not Removal.objects.exists()


def test_asked_twice_it_is_one_and_by_another_it_is_refused(four):
    group, [alice, bob, carol, _dan] = four
    removal = ask(group, alice, bob)
    assert ask(group, alice, bob) == removal
    with pytest.raises(AskedAlready):
        ask(group, carol, bob)
    assert len(said_to(bob)) == 1


def two_who_ask_at_once(before=lambda: None) -> list[str]:
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    before()
    answers = at_once(
        *(lambda by=by: ask(group, by, bob) for by in (alice, carol)),
        expected=(AskedAlready, IntegrityError),
    )
    return sorted(type(each).__name__ for each in answers)


def test_two_who_ask_at_once_are_one_and_a_refusal_in_words(committed_db):
    assert two_who_ask_at_once() == ["AskedAlready", "Removal"]


def test_the_control_without_its_lock_ends_in_no_words(committed_db, monkeypatch):
    both_have_read = Barrier(2)

    def read(member):
        both_have_read.wait(timeout=10)

    def without_lock():
        monkeypatch.setattr(removals, "lock_group", lambda pk: Group.objects.get(pk=pk))
        monkeypatch.setattr(removals, "open_removal_about", read)

    assert two_who_ask_at_once(without_lock) == ["IntegrityError", "Removal"]


# ---- away for a week


def test_where_somebody_is_afraid_they_are_away_for_a_week_and_nothing_of_theirs_runs_out(four):
    group, [alice, bob, *_others] = four
    set_resting(group_id=group.pk, rests=True, by=bob, now=NOW)

    removal = ask(group, alice, bob, is_afraid=True)

    assert state_of(group, bob) == MemberState.SUSPENDED
    assert "bob" not in [name.casefold() for name in names_in_group(group.pk)]
    with pytest.raises(NotFound):
        membership(group.pk, bob)
    settle_removal(removal_id=removal.pk, now=NOW + 7 * DAY - timedelta(hours=1))
    assert state_of(group, bob) == MemberState.SUSPENDED
    set_clock(NOW + 7 * DAY)
    settle_removals()
    assert state_of(group, bob) == MemberState.RESTING  # as before


def test_the_same_one_asks_nobody_to_stay_away_twice_in_a_month(four):
    group, [alice, bob, carol, dan] = four
    rita = act_for(dan, "rita")
    ask(group, alice, bob, is_afraid=True)
    with pytest.raises(SuspendedLately):
        ask(group, alice, carol, now=NOW + 29 * DAY, is_afraid=True)
    ask(group, rita, carol, is_afraid=True)
    with pytest.raises(SuspendedLately):
        ask(group, dan, alice, now=NOW + DAY, is_afraid=True)
    assert ask(group, alice, dan, now=NOW + 30 * DAY, is_afraid=True).paused_until


def test_taken_back_they_are_back_and_only_by_who_asked(four):
    group, [alice, bob, carol, _dan] = four
    removal = ask(group, alice, bob, is_afraid=True)
    for by in (bob, carol):
        with pytest.raises(NotFound):
            take_back_removal(removal_id=removal.pk, by=by, now=NOW)

    for _again in range(2):
        take_back_removal(removal_id=removal.pk, by=alice, now=NOW)

    assert state_of(group, bob) == MemberState.IN


# ---- by who heard both


def test_nobody_is_taken_out_by_who_did_not_hear_both(four):
    group, [alice, bob, *_others] = four
    connie, removal = make_connector(), ask(group, alice, bob)
    for heard in ({"heard_member_on": None}, {"heard_asker_on": None},
                  {"heard_member_on": today(NOW) - DAY}):  # fmt: skip
        with pytest.raises(HearBoth):
            decide(removal, connie, **heard)
    with pytest.raises(IntegrityError, match="heard"), transaction.atomic():
        Removal.objects.update(state="removed", decided_at=NOW)

    decide(removal, connie, words="You may not shout.")

    assert state_of(group, bob) == MemberState.SUSPENDED  # held, until it is over
    assert "You may not shout." in said_to(bob)[-1] and "alice" not in said_to(bob)[-1].casefold()
    assert said_to(alice) == ["What you asked was looked at. They do not stay in the group."]


@pytest.mark.parametrize(
    ("days", "is_fine"),
    [((1, 1), True), ((3, 3), True), ((0, 2), False), ((2, 4), False), ((None, 2), False)],
)
def test_both_are_heard_from_the_day_it_was_asked_to_today(days, is_fine):
    first = today(NOW)
    asker, member = (None if day is None else first + day * DAY for day in days)
    facts = {"asker_on": asker, "member_on": member, "asked_on": first + DAY, "on": first + 3 * DAY}
    check_heard_both(removes=False, **facts)
    if is_fine:
        check_heard_both(removes=True, **facts)
    else:
        with pytest.raises(HearBoth):
            check_heard_both(removes=True, **facts)


def test_who_decides_is_of_neither_side_and_not_of_the_group(four):
    group, [alice, bob, carol, _dan] = four
    removal = ask(group, alice, bob)
    for of_group in (alice, carol, bob):
        Role.objects.create(
            login=of_group.login, kind=RoleKind.CONNECTOR, area=group.area, started_at=NOW
        )
    helper = make_connector("helga")
    act_for(bob, "rita")
    worker, deputy = (
        make_role("vera", RoleKind.WORKER),
        make_role("dora", RoleKind.SAFEGUARDING_DEPUTY),
    )
    for by in (worker, deputy):
        assert removals_to_look_at(by.login_id) == []
        with pytest.raises(NotFound):
            decide(removal, by)
    assert removals_to_look_at(helper.login_id) == [removal]
    set_clock(NOW + 4 * DAY)
    settle_removals()
    assert removals_to_look_at(deputy.login_id) == [removal]  # nobody looked for two working days
    assert Message.objects.filter(kind="removal_to_look_at", login_id=deputy.login_id).count() == 1
    for by in (alice, bob, carol):
        assert removals_to_look_at(by.login_id) == []


def test_they_stay_where_that_is_decided_and_are_back_at_once(four):
    group, [alice, bob, *_others] = four
    removal = ask(group, alice, bob, is_afraid=True)

    decide(removal, make_connector(), removes=False)

    assert state_of(group, bob) == MemberState.IN
    assert said_to(bob)[-1] == "You stay in your group."
    with pytest.raises(NotToLookAgain):
        say_side(group_id=group.pk, words="Once more", by=bob, now=NOW + 2 * DAY)


# ---- looked at again


def removed(group, alice, bob, connie) -> Removal:
    removal = ask(group, alice, bob)
    decide(removal, connie, bodies=["Northshire"])
    everybody_is_told(at=NOW + DAY)
    removal.refresh_from_db()
    return removal


def test_somebody_else_of_another_body_looks_again_once(four):
    group, [alice, bob, *_others] = four
    connie, other = make_connector(), make_connector("other")
    removal = removed(group, alice, bob, connie)
    for _again in range(2):
        say_side(group_id=group.pk, words="I was not there.", by=bob, now=NOW + 2 * DAY)
    later = NOW + 3 * DAY
    assert removals_to_look_at(connie.login_id) == []
    with pytest.raises(NotFound):
        decide(removal, connie, later)
    with pytest.raises(NotForYouToLook):
        decide(removal, other, later, bodies=["Northshire"])

    decide(removal, other, later, removes=False, words="It was another.")

    assert state_of(group, bob) == MemberState.IN
    assert said_to(bob)[-1] == "You are in your group again, as before. “It was another.”"
    with pytest.raises(NotToLookAgain):
        say_side(group_id=group.pk, words="More", by=bob, now=later)


def test_until_another_look_is_over_their_place_is_held_and_then_they_are_out(four):
    group, [alice, bob, *_others] = four
    code = make_invite(group, alice).code
    removal = removed(group, alice, bob, make_connector())
    told_at = NOW + DAY
    settle_removal(removal_id=removal.pk, now=told_at + 14 * DAY - timedelta(hours=1))
    assert state_of(group, bob) == MemberState.SUSPENDED

    settle_removal(removal_id=removal.pk, now=told_at + 14 * DAY)

    assert state_of(group, bob) == MemberState.LEFT
    back = {"code": code, "known_as": "Bob", "agrees": True, "by": bob}
    with pytest.raises(NotNow):
        join_by_code(**back, now=NOW + 20 * DAY)
    with pytest.raises(IntegrityError, match="twelve months"), transaction.atomic():
        Member.objects.filter(person=bob.person).update(
            state="in", left_at=None, joined_at=NOW + 20 * DAY
        )
    year = NOW + DAY + timedelta(days=366)
    code = invites.make_invite(group_id=group.pk, by=alice, now=year).code
    assert join_by_code(**back | {"code": code}, now=year).state == MemberState.IN


def test_the_time_to_ask_again_begins_when_they_were_told(four):
    group, [alice, bob, *_others] = four
    removal = ask(group, alice, bob)
    decide(removal, make_connector())
    settle_removal(removal_id=removal.pk, now=NOW + 20 * DAY)
    assert state_of(group, bob) == MemberState.SUSPENDED  # not told yet: at a visit, say
    settle_removal(removal_id=removal.pk, now=NOW + 29 * DAY)
    assert state_of(group, bob) == MemberState.LEFT


def test_nobody_is_kept_out_because_nobody_looked(four):
    group, [alice, bob, carol, _dan] = four
    removal = removed(group, alice, bob, make_connector())
    say_side(group_id=group.pk, words="I was not there.", by=bob, now=NOW + 2 * DAY)
    settle_removal(removal_id=removal.pk, now=NOW + 30 * DAY)
    assert state_of(group, bob) == MemberState.IN
    other = ask(group, alice, carol)
    settle_removal(removal_id=other.pk, now=NOW + 56 * DAY)
    other.refresh_from_db()
    assert other.state == RemovalState.STAYS


def test_whoever_leaves_meanwhile_does_not_come_in_again_by_the_back_door(four):
    group, [alice, bob, *_others] = four
    removal = ask(group, alice, bob, is_afraid=True)
    leave_group(group_id=group.pk, by=bob, now=NOW)
    decide(removal, make_connector())
    assert state_of(group, bob) == MemberState.LEFT
    with pytest.raises(NotNow):
        join_by_code(
            code=make_invite(group, alice).code,
            known_as="B",
            agrees=True,
            by=bob,
            now=NOW + 2 * DAY,
        )


# ---- the others choose


def test_the_others_choose_once_whom_it_is_about_was_told_and_nobody_reads_who_said_what(four):
    group, [alice, bob, carol, dan] = four
    removal = ask(group, alice, bob, by_group=True)
    assert len(said_to(bob)) == len(said_to(carol)) == 1 and said_to(alice) == []
    assert "bob" not in said_to(carol)[0].casefold()
    with pytest.raises(NotFound):
        removal_to_answer(removal.pk, bob)
    with pytest.raises(NotFound):
        say_who_stays(removal_id=removal.pk, stays=True, by=bob, now=NOW)
    for by in (alice, carol, dan):
        say_who_stays(removal_id=removal.pk, stays=by == dan, by=by, now=NOW + DAY)
    everybody_is_told()
    settle_removal(removal_id=removal.pk, now=removal.closes_at - timedelta(minutes=1))
    assert state_of(group, bob) == MemberState.IN  # nothing before its day

    settle_removal(removal_id=removal.pk, now=removal.closes_at)

    assert state_of(group, bob) == MemberState.SUSPENDED
    removal.refresh_from_db()
    assert (removal.state, removal.decided_by) == (RemovalState.REMOVED, None)
    assert said_to(bob)[-1].startswith("The others chose that you do not stay")
    with pytest.raises(NotFound):  # over
        say_who_stays(removal_id=removal.pk, stays=True, by=carol, now=removal.closes_at)


def test_its_day_moves_until_whom_it_is_about_was_told(four):
    group, [alice, bob, carol, dan] = four
    removal = ask(group, alice, bob, by_group=True)
    for by in (alice, carol, dan):
        say_who_stays(removal_id=removal.pk, stays=False, by=by, now=NOW)
    everybody_is_told(at=NOW + 6 * DAY)
    settle_removal(removal_id=removal.pk, now=removal.closes_at)
    removal.refresh_from_db()
    assert removal.state == RemovalState.ASKED
    settle_removal(removal_id=removal.pk, now=removal.closes_at)
    removal.refresh_from_db()
    assert removal.state == RemovalState.REMOVED


@pytest.mark.holds("P42")
def test_paper_of_whoever_is_told_at_visits_counts_by_the_day_it_was_given(four):
    """Given on the last day and entered on the next: counting waits two working days for it."""
    group, [alice, bob, carol, dan] = four
    removal = ask(group, alice, bob, by_group=True)
    for by in (alice, carol):
        say_who_stays(removal_id=removal.pk, stays=False, by=by, now=NOW)
    told = Message.objects.filter(person_id=dan.person_id)
    told.update(state="told", told_on=today(NOW), told_by_login_id=1)
    Message.objects.exclude(state="told").update(state="sent", sent_at=NOW)
    last, after = last_day_before(removal.closes_at), removal.closes_at + timedelta(hours=20)
    settle_removal(removal_id=removal.pk, now=removal.closes_at)
    said = {"removal_id": removal.pk, "stays": True, "how_put": HOW_PUT, "now": after}
    on_paper = acting_on_paper(login=make_connector("connie").login, person=dan.person)

    with pytest.raises(RemovalIsOver):
        say_who_stays(**said | {"how_put": SAID_BY_THEMSELVES}, by=dan)
    with pytest.raises(GivenOutOfRange):
        say_who_stays(**said, given_on=last + DAY, by=on_paper)
    answer = say_who_stays(**said, given_on=last, by=on_paper)
    with pytest.raises(LaterAnswerStands):
        say_who_stays(**said | {"stays": False}, given_on=last - DAY, by=on_paper)
    settle_removal(removal_id=removal.pk, now=after)

    removal.refresh_from_db()
    assert (last_day_before(answer.given_at), removal.state) == (last, RemovalState.REMOVED)


def test_whom_nobody_could_tell_is_not_taken_out_by_the_others(four):
    group, [alice, bob, carol, dan] = four
    connie, removal = make_connector(), ask(group, alice, bob, by_group=True)
    for by in (alice, carol, dan):
        say_who_stays(removal_id=removal.pk, stays=False, by=by, now=NOW)
    for _day in range(12):
        removal.refresh_from_db()
        if removal.by_group:
            settle_removal(removal_id=removal.pk, now=removal.closes_at)
    removal.refresh_from_db()
    assert (removal.state, removal.by_group) == (RemovalState.ASKED, False)
    assert removals_to_look_at(connie.login_id) == [removal]


def test_too_few_twice_is_for_somebody_outside(four):
    group, [alice, bob, carol, _dan] = four
    removal = ask(group, alice, bob, by_group=True)
    say_who_stays(removal_id=removal.pk, stays=False, by=alice, now=NOW)
    everybody_is_told()
    settle_removal(removal_id=removal.pk, now=removal.closes_at)
    removal.refresh_from_db()
    assert removal.is_asked_again and len(said_to(carol)) == 2
    everybody_is_told()
    settle_removal(removal_id=removal.pk, now=removal.closes_at)
    removal.refresh_from_db()
    assert (removal.state, removal.by_group) == (RemovalState.ASKED, False)


def test_in_a_group_of_three_two_words_take_nobody_out(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    with pytest.raises(TooFewToChoose):
        ask(group, alice, bob, by_group=True)
    removal = Removal.objects.create(
        group=group, member=Member.objects.get(person=bob.person), about="other", words=WHY,
        asked_by=Member.objects.get(person=alice.person), by_group=True, asked_at=NOW,
        closes_at=NOW + DAY,
    )  # fmt: skip
    mine = Member.objects.get(person=carol.person)
    RemovalAnswer.objects.create(removal=removal, member=mine, stays=False, given_at=NOW)
    with pytest.raises(IntegrityError, match="one word"), transaction.atomic():
        Removal.objects.update(state="removed", decided_at=NOW)
    with pytest.raises(IntegrityError, match="others"), transaction.atomic():
        RemovalAnswer.objects.create(
            removal=removal, member=removal.member, stays=True, given_at=NOW
        )


@pytest.mark.parametrize(
    ("stays", "quorum", "out"),
    [
        ([False, False, True], 2, True),
        ([False, True], 2, False),  # level
        ([False, False, True, True], 2, False),
        ([False], 1, False),  # never by one
        ([False, False], 3, None),
        ([], 2, None),
    ],
)
def test_more_than_half_of_those_who_answered_and_two_at_least(stays, quorum, out):
    assert is_removed(stays, quorum=quorum) is out


def test_what_they_had_said_to_a_choice_of_the_group_goes_on_counting(choosing_four):
    group, [alice, bob, *_others], decision = choosing_four
    before = len(answers_of_members(decision))
    ask(group, alice, bob, is_afraid=True)
    assert len(answers_of_members(decision)) == before == 1


@pytest.fixture
def choosing_four(four):
    group, people = four
    brief = ask_for_offers(group, people[0])
    [offer] = make_offers(brief, "museum")
    decision = start_choosing(brief, people[0])
    cast_ballot(decision_id=decision.pk, offer_ids=[offer.pk], by=people[1], now=AFTER_ANSWERS)
    return group, people, decision


# ---- by whom


def test_a_representative_asks_and_answers_where_they_may_decide_and_protects(four):
    group, [alice, bob, carol, _dan] = four
    looks = act_for(alice, "lena", scope=RepresentationScope.SUGGEST)
    with pytest.raises(NotYours):
        ask(group, looks, bob)
    rita = act_for(bob, "rita")
    removal = ask(group, alice, bob, by_group=True)
    say_side(group_id=group.pk, words="He was ill.", by=rita, now=NOW)
    roy = act_for(carol, "roy")
    say_who_stays(removal_id=removal.pk, stays=True, how_put=HOW_PUT, by=roy, now=NOW)
    removal.refresh_from_db()
    assert removal.side_words == "He was ill."
    assert RemovalAnswer.objects.get().given_by == roy.login


def test_somebody_new_came_in_and_answers_too(four):
    group, [alice, bob, *_others] = four
    removal = ask(group, alice, bob, by_group=True)
    eve = make_someone("eve")
    join(group, eve)
    assert say_who_stays(removal_id=removal.pk, stays=True, by=eve, now=NOW).stays
    with pytest.raises(RemovalIsOver):
        say_who_stays(removal_id=removal.pk, stays=False, by=eve, now=removal.closes_at)
