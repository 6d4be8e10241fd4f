"""Talking to somebody first: a named person, on a day one chooses, and the place held till then
(M125)."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from community.common.clock import today
from community.common.dates import end_of_day
from community.common.refusals import NotFound, Refused
from community.messaging.models import Message
from community.people.actions.roles import end_role
from community.people.actions.talks import (
    call_off_talk,
    close_talk,
    move_talk,
    move_talk_to_have,
    record_talk,
)
from community.people.models.talks import TalkRequest
from community.people.queries.talks import people_to_talk_to, talks_past_their_day, talks_to_have
from community.people.rules.authority import NotYours
from community.people.rules.talks import (
    MAX_WAITING_TALKS,
    NobodyToTalkTo,
    NotOnThatDay,
    TooManyTalks,
)
from community.people.states import RepresentationScope, RoleKind, TalkAbout, TalkState
from frontend.shared.talks import talk_detail
from pooling.pools.actions import talks as talks_of_pools
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.rules.pledging import PoolFull
from providers.models.sessions import Booking
from providers.queries.visit_requests import next_times
from providers.rules.visit_requests import VisitFull
from tests.factories.at_once import at_once
from tests.factories.pools import make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_role, make_someone
from tests.factories.talks import TALK_DAY, choose_talk, make_talk
from tests.factories.visits import come, make_time, make_visited_listing
from tests.frontend.visiting import set_clock
from tests.waits import TEST_WAIT_SECONDS

TWO_PLACES = {2: 3000}


@pytest.fixture
def story(db):
    set_clock(NOW)
    return make_someone("ann"), make_connector()


def told(kind):
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def two_places():
    """Ann, Ben and Cat, where two can share."""
    people = make_people(3)
    return people, make_pool(people, prices=TWO_PLACES, sessions=1), make_connector()


@pytest.mark.holds("M125", "fault:J8")
def test_a_named_person_a_way_and_a_day_and_both_are_told(story):
    ann, connie = story
    worker = make_role("will", RoleKind.WORKER)
    make_role("mallory", RoleKind.COUNCIL_OFFICER)

    people = people_to_talk_to(ann.person)
    talk = make_talk(ann, worker, way="visit")

    assert [(each.name, each.role) for each in people] == [
        ("connie", "community connector"),
        ("will", "social worker"),
    ]
    assert [each.pk for each in talks_to_have(worker.login.pk)] == [talk.pk]
    assert not talks_to_have(connie.login.pk)
    [to_ann], [to_will] = told("talk_day"), told("talk_to_have")
    assert "Will comes to see you on" in to_ann.text
    assert to_will.login_id == worker.login.pk
    assert " ann " not in to_will.text and talk.about_text not in to_will.text


@pytest.mark.holds("M125", "fault:J8")
def test_the_last_place_of_a_cost_is_held_until_the_end_of_the_day(db):
    set_clock(NOW)
    (ann, ben, cat), pool, connie = two_places()
    say_yes(pool, ben, 1500)

    talk = make_talk(ann, connie, TalkAbout.POOL, pool.pk)
    assert talk.held_until == end_of_day(TALK_DAY)
    with pytest.raises(PoolFull):
        say_yes(pool, cat, 1500)
    other = make_talk(cat, connie, TalkAbout.POOL, pool.pk)
    assert other.held_until is None
    say_yes(pool, ann, 1500)

    assert Pledge.objects.filter(pool=pool, state="in").count() == 2


@pytest.mark.holds("M125", "fault:J8")
@pytest.mark.parametrize("ends", ["its day", "called off", "left the group"])
def test_what_is_held_is_anybodys_again(db, ends):
    from groups.actions.membership import leave_group

    set_clock(NOW)
    (ann, ben, cat), pool, connie = two_places()
    say_yes(pool, ben, 1500)
    talk = make_talk(ann, connie, TalkAbout.POOL, pool.pk)
    if ends == "its day":
        set_clock(end_of_day(TALK_DAY) + timedelta(minutes=1))
    elif ends == "called off":
        call_off_talk(talk_id=talk.pk, by=ann, now=NOW)
        assert told("talk_off")[0].login_id == connie.login.pk
    else:
        leave_group(group_id=pool.group_id, by=ann, now=NOW)

    assert say_yes(pool, cat, 1500).state == "in"


@pytest.mark.holds("M125")
def test_a_place_is_held_once_so_that_nobody_holds_it_for_ever(db):
    set_clock(NOW)
    (ann, ben, _cat), pool, connie = two_places()
    say_yes(pool, ben, 1500)
    talk = make_talk(ann, connie, TalkAbout.POOL, pool.pk)
    call_off_talk(talk_id=talk.pk, by=ann, now=NOW)

    again = make_talk(ann, connie, TalkAbout.POOL, pool.pk)

    assert (again.pk == talk.pk, again.held_until) == (False, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkRequest.objects.filter(pk=again.pk).update(held_until=NOW)


@pytest.mark.holds("M125", "fault:J8")
def test_the_last_place_at_a_time_is_held_and_its_holder_takes_it(story):
    ann, connie = story
    listing = make_visited_listing()
    session = make_time(listing, places=1, days=4)

    talk = make_talk(ann, connie, TalkAbout.SESSION, session.pk)
    with pytest.raises(VisitFull):
        come(make_someone("ben"), listing, session)
    assert next_times(listing.pk, now=NOW)[0].is_full
    come(ann, listing, session)

    assert talk.held_until == end_of_day(TALK_DAY)
    assert Booking.objects.get(session=session).person_id == ann.person_id
    assert next_times(listing.pk, now=NOW)[0].left == 0


@pytest.mark.holds("M125")
@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_a_held_place_against_another_who_takes_the_last(committed_db, monkeypatch, has_lock):
    """Each time one of them has it: the talk holds none, or the yes is refused."""
    (ann, ben, cat), pool, connie = two_places()
    say_yes(pool, ben, 1500)
    source = make_source(cat)
    if not has_lock:
        gate, holding = Barrier(2), talks_of_pools.places_of_others

        def unlocked(pool_id, by):
            return Pool.objects.get(pk=pool_id), ""

        def look_together(*args, **facts):
            taken = holding(*args, **facts)
            gate.wait(TEST_WAIT_SECONDS)  # looked
            gate.wait(TEST_WAIT_SECONDS)  # the yes is in
            return taken

        def yes():
            gate.wait(TEST_WAIT_SECONDS)
            pledge = say_yes(pool, cat, 1500, source)
            gate.wait(TEST_WAIT_SECONDS)
            return pledge

        monkeypatch.setattr(talks_of_pools, "lock_pool_for_member", unlocked)
        monkeypatch.setattr(talks_of_pools, "places_of_others", look_together)
    else:

        def yes():
            return say_yes(pool, cat, 1500, source)

    talk, pledge = at_once(lambda: make_talk(ann, connie, TalkAbout.POOL, pool.pk), yes)

    both = talk.held_until is not None and not isinstance(pledge, Refused)
    assert both is not has_lock


def test_of_eight_presses_at_once_one_is_asked(committed_db):
    ann, connie = make_someone("ann"), make_connector()

    talks = at_once(*[lambda: make_talk(ann, connie)] * 8)

    assert len({talk.pk for talk in talks}) == 1
    assert len(told("talk_to_have")) == len(told("talk_day")) == 1


@pytest.mark.holds("M125")
def test_moved_by_either_and_passed_on_and_all_are_told(story):
    ann, connie = story
    worker = make_role("will", RoleKind.WORKER)
    later = TALK_DAY + timedelta(days=1)
    talk = make_talk(ann, connie)

    move_talk(talk_id=talk.pk, choice=choose_talk(connie, later), by=ann, now=NOW)
    move_talk_to_have(
        talk_id=talk.pk, choice=choose_talk(worker, later), by=connie, now=NOW + timedelta(hours=1)
    )

    talk.refresh_from_db()
    assert (talk.day, talk.with_login_id) == (later, worker.login.pk)
    assert [each.login_id for each in told("talk_off")] == [connie.login.pk]
    assert "Will rings you on" in told("talk_day")[-1].text
    with pytest.raises(NotFound):
        record_talk(talk_id=talk.pk, by=connie, now=NOW)
    assert record_talk(talk_id=talk.pk, by=worker, now=NOW).state == TalkState.TALKED
    with pytest.raises(NotFound):
        move_talk(talk_id=talk.pk, choice=choose_talk(connie), by=ann, now=NOW)


@pytest.mark.holds("M125")
def test_a_day_that_went_by_is_asked_about_once(story):
    ann, connie = story
    talk = make_talk(ann, connie)
    evening, morning = NOW + timedelta(days=1), NOW + timedelta(days=2)

    assert talks_past_their_day(today(evening)) == []
    assert talks_past_their_day(today(morning)) == [talk.pk]
    for _each in range(2):
        close_talk(talk_id=talk.pk, now=morning)

    assert [(each.person_id, each.login_id) for each in told("talk_not_noted")] == [
        (ann.person_id, None),
        (None, connie.login.pk),
    ]
    assert make_talk(ann, connie, day=TALK_DAY + timedelta(days=2), now=morning).pk != talk.pk
    assert record_talk(talk_id=talk.pk, by=connie, now=morning).state == TalkState.TALKED


@pytest.mark.holds("M125")
def test_whoever_they_chose_works_there_no_more_and_somebody_else_has_it(story):
    ann, connie = story
    talk = make_talk(ann, connie)
    worker = make_role("will", RoleKind.WORKER)
    operator = make_role("olive", RoleKind.OPERATOR)
    end_role(role_id=connie.login.roles.get().pk, by=operator, now=NOW)

    assert [each.pk for each in talks_to_have(worker.login.pk)] == [talk.pk]
    assert talks_to_have(connie.login.pk) == []


@pytest.mark.holds("M125")
def test_where_no_connector_works_nobody_and_no_place_is_promised(db):
    set_clock(NOW)
    ann, officer = make_someone("ann"), make_role("oscar", RoleKind.COUNCIL_OFFICER)

    assert talk_detail(TalkAbout.MONEY, 0, by=ann, now=NOW).people == []
    with pytest.raises(NobodyToTalkTo):
        make_talk(ann, officer)


@pytest.mark.parametrize(("days", "has_place"), [(0, False), (1, True), (14, True), (15, False)])
def test_on_a_working_day_of_two_weeks(story, days, has_place):
    ann, connie = story
    day = today(NOW) + timedelta(days=days)
    if has_place:
        assert make_talk(ann, connie, day=day).day == day
    else:
        with pytest.raises(NotOnThatDay):
            make_talk(ann, connie, day=day)


def test_not_at_a_weekend_nor_after_the_day_on_which_it_closes(story):
    ann, connie = story
    listing = make_visited_listing()
    session = make_time(listing, places=1, days=2)
    saturday = today(NOW) + timedelta(days=(5 - NOW.weekday()) % 7 or 7)
    for about, ref, day in (
        (TalkAbout.MONEY, 0, saturday),
        (TalkAbout.SESSION, session.pk, today(NOW) + timedelta(days=2)),
    ):
        with pytest.raises(NotOnThatDay):
            make_talk(ann, connie, about, ref, day=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        talk = make_talk(ann, connie, TalkAbout.SESSION, session.pk)
        TalkRequest.objects.filter(pk=talk.pk).update(day=talk.last_day + timedelta(days=1))


def test_so_many_and_no_more(story):
    ann, connie = story
    listing = make_visited_listing()
    sessions = [make_time(listing, days=4 + number) for number in range(MAX_WAITING_TALKS)]
    for session in sessions:
        make_talk(ann, connie, TalkAbout.SESSION, session.pk)
    with pytest.raises(TooManyTalks):
        make_talk(ann, connie)


@pytest.mark.holds("M125")
def test_for_somebody_by_whoever_decides_and_never_with_themselves(story):
    ann, connie = story
    decides = act_for(ann, "dee")
    looks = act_for(ann, "lou", scope=RepresentationScope.SUGGEST)

    with pytest.raises(NotYours):
        make_talk(looks, connie)
    talk = make_talk(decides, connie)
    with pytest.raises(NotYours):
        call_off_talk(talk_id=talk.pk, by=looks, now=NOW)
    assert call_off_talk(talk_id=talk.pk, by=decides, now=NOW).state == TalkState.CALLED_OFF
