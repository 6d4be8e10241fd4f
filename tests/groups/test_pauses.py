"""Pausing newcomers: safety at once, by one; ended by two others or a connector (P37, D2)."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.models.logins import Role
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from community.places.models.search_index import SearchEntry
from groups.actions import pauses
from groups.actions.membership import join_by_code, join_on_paper, leave_group
from groups.actions.pauses import (
    agree_to_end_pause,
    end_pause_as_connector,
    end_pause_that_is_over,
    pause_newcomers,
)
from groups.models.members import Group, Member, NewcomerPause
from groups.queries.pauses import pauses_over
from groups.rules.pauses import (
    EndedByOthers,
    NewcomersPaused,
    PausedLately,
    check_is_another,
    check_not_lately,
    check_not_paused,
)
from groups.tasks import end_pauses
from tests.factories.at_once import at_once, sql_at_once
from tests.factories.demand import join, make_group_of, make_invite
from tests.factories.how_put import HOW_PUT
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.visiting import set_clock, signed_in
from tests.waits import TEST_WAIT_SECONDS

DAY = timedelta(days=1)


@pytest.fixture
def four(db):
    return make_group_of("alice", "bob", "carol", "dan")


def pause(group, by, now=NOW) -> NewcomerPause:
    return pause_newcomers(group_id=group.pk, by=by, now=now)


def agree(group, by, now=NOW) -> NewcomerPause | None:
    return agree_to_end_pause(group_id=group.pk, by=by, now=now)


def is_on(group) -> bool:
    return NewcomerPause.objects.filter(group=group, ended_at__isnull=True).exists()


# ---- the rules


@pytest.mark.holds("P37")
@pytest.mark.parametrize(("days", "may"), [(None, True), (0, False), (29, False), (30, True)])
def test_the_same_one_pauses_once_in_a_month(days, may):
    last = None if days is None else NOW - days * DAY
    if may:
        assert check_not_lately(last, NOW) is None
    else:
        with pytest.raises(PausedLately):
            check_not_lately(last, NOW)


def test_another_ends_it_and_nobody_comes_in_meanwhile():
    assert check_is_another(is_same=False) is None
    assert check_not_paused(False) is None
    with pytest.raises(EndedByOthers):
        check_is_another(is_same=True)
    with pytest.raises(NewcomersPaused):
        check_not_paused(True)


# ---- at once, by one


@pytest.mark.holds("fault:D2", "P37")
def test_all_hear_that_it_is_paused_by_one_of_us_and_not_by_whom(four):
    group, people = four

    pause(group, people[0])

    told = list(Message.objects.filter(kind="newcomers_paused"))
    assert {each.person_id for each in told} == {each.person_id for each in people}
    assert all("paused by one of us" in each.text for each in told)
    page = signed_in(people[1]).get(reverse("group", args=[group.pk])).text
    assert "Newcomers are paused by one of us" in " ".join(page.split())
    assert not any("alice" in each.text for each in told)
    assert AuditEntry.objects.filter(deed="pause_newcomers").count() == 1


@pytest.mark.holds("P37")
def test_nobody_comes_in_by_any_way_for_seven_days(four):
    group, [alice, bob, *_others] = four
    invite = make_invite(group, alice)
    leave_group(group_id=group.pk, by=bob, now=NOW)
    pause(group, alice)
    new, connie = make_someone("new"), make_connector("connie")
    ways = [
        lambda now: join(group, new, now=now),
        lambda now: join(group, bob, now=now),
        lambda now: join_by_code(code=invite.code, known_as="New", agrees=True, by=new, now=now),
        lambda now: on_paper(invite, connie, now),
    ]
    for way in ways:
        with pytest.raises(NewcomersPaused):
            way(NOW + 6 * DAY)
    assert not SearchEntry.objects.filter(object_type="group", object_id=group.pk).exists()
    page = signed_in(new).get(reverse("group", args=[group.pk])).text
    assert "not open to new people" in page
    assert "paused" not in page

    assert join(group, new, now=NOW + 7 * DAY).group == group


def on_paper(invite, worker, now=NOW):
    return join_on_paper(
        code=invite.code,
        preferred_name="Pat",
        known_as="Pat",
        agrees=True,
        contact={"channel": "in_person", "through_login_id": worker.login_id},
        how_put=HOW_PUT,
        by=worker,
        now=now,
    )


@pytest.mark.holds("P37")
def test_it_ends_by_itself_after_seven_days_and_all_hear(four):
    group, people = four
    row = pause(group, people[0])
    end_pause_that_is_over(pause_id=row.pk, now=NOW + 6 * DAY)
    assert is_on(group)
    assert pauses_over(NOW + 6 * DAY) == []

    set_clock(NOW + 7 * DAY)
    end_pauses()

    assert not is_on(group)
    assert SearchEntry.objects.filter(object_type="group", object_id=group.pk).exists()
    assert Message.objects.filter(key__startswith=f"pause:{row.pk}:ended").count() == 4


@pytest.mark.holds("P37")
def test_the_same_one_does_it_again_in_a_month_and_another_at_once(four):
    group, [alice, bob, *_others] = four
    rita = act_for(bob, "rita")
    pause(group, rita)
    over = NOW + 8 * DAY
    for by in (rita, bob):
        with pytest.raises(PausedLately):
            pause(group, by, now=over + DAY)

    pause(group, alice, now=over)
    assert pause(group, bob, now=over).paused_by.person == alice.person  # it is paused: no second
    assert pause(group, bob, now=NOW + 30 * DAY).paused_by.person == bob.person


# ---- ended earlier


@pytest.mark.holds("P37")
def test_two_others_end_it_and_never_one_alone(four):
    group, [alice, bob, carol, _dan] = four
    pause(group, alice)

    with pytest.raises(EndedByOthers):
        agree(group, alice)
    for _press in range(2):
        agree(group, bob)
    assert is_on(group)
    agree(group, carol)

    assert not is_on(group)
    assert join(group, make_someone("new")).group == group


@pytest.mark.holds("P37")
def test_one_login_ends_it_for_nobody_else_besides(four):
    """Neither whoever paused, for another; nor one for two."""
    group, [alice, bob, carol, dan] = four
    connie = make_connector("connie")
    papers = [acting_on_paper(login=connie.login, person=by.person) for by in (bob, carol)]
    pause(group, alice)
    agree(group, papers[0])

    with pytest.raises(EndedByOthers):
        agree(group, papers[1])
    assert is_on(group)
    agree(group, dan)
    assert not is_on(group)

    pause(group, papers[0])
    with pytest.raises(EndedByOthers):
        agree(group, papers[1])


@pytest.mark.holds("P37")
def test_whoever_left_is_not_the_first_of_two(four):
    group, [alice, bob, carol, dan] = four
    pause(group, alice)
    agree(group, bob)
    leave_group(group_id=group.pk, by=bob, now=NOW)

    agree(group, carol)
    assert is_on(group)
    agree(group, dan)
    assert not is_on(group)


@pytest.mark.holds("P37")
def test_a_connector_of_its_area_ends_it_who_is_not_one_of_them(four):
    group, [alice, bob, *_others] = four
    rita = act_for(bob, "rita")
    pause(group, alice)
    for login in (alice.login, rita.login):
        Role.objects.create(login=login, kind="connector", area=area(), started_at=NOW)
    for by in (Acting(login=alice.login), make_login("stranger")):
        with pytest.raises(NotFound):
            end_pause_as_connector(group_id=group.pk, by=by, now=NOW)
    client = signed_in(rita)
    assert group.name not in client.get(reverse("connector_pauses")).text
    assert client.post(reverse("connector_end_pause", args=[group.pk])).status_code == 404

    connie = signed_in(make_connector("connie"))
    assert group.name in connie.get(reverse("connector_pauses")).text
    connie.post(reverse("connector_end_pause", args=[group.pk]))

    assert not is_on(group)


# ---- whose it is: Alice of the group, Bob who acts for her, Charlie outside


@pytest.mark.holds("P37")
def test_whoever_acts_for_somebody_needs_to_decide_and_nobody_outside_may(four):
    group, [alice, *_others] = four
    for scope in (RepresentationScope.LOOK, RepresentationScope.SUGGEST):
        for step in (pause, agree):
            with pytest.raises(NotYours):
                step(group, act_for(alice, f"bob-{scope}-{step.__name__}", scope=scope))
    for step in (pause, agree):
        with pytest.raises(NotFound):
            step(group, make_someone(f"charlie-{step.__name__}"))

    assert pause(group, act_for(alice, "rita")).paused_by.person == alice.person


@pytest.mark.holds("P37")
def test_page_paper_and_program_pause_and_end_it(four):
    group, [alice, bob, carol, dan] = four
    set_clock(NOW)
    codes = dict(Member.objects.values_list("person_id", "paper_code"))
    connie = signed_in(make_connector("connie"))
    paper = reverse("paper_pause", args=[codes[alice.person_id]])
    connie.post(paper, {"pauses": "yes"})
    assert NewcomerPause.objects.get().paused_by.person == alice.person

    program = APIClient()
    program.force_authenticate(bob.login)
    answer = program.post(f"/api/groups/{group.pk}/pause/", {"pauses": False}, format="json")
    assert answer.data["pause_needs_one_more"]
    assert answer.data["paused_until"] is not None
    outside = APIClient().get(f"/api/groups/{group.pk}/").data
    assert (outside["may_come_in"], outside["paused_until"]) == (False, None)

    signed_in(carol).post(reverse("pause_newcomers", args=[group.pk]), {"pauses": "no"})
    assert not is_on(group)


# ---- what the database holds, and two at once


@pytest.mark.holds("P37")
def test_the_database_lets_nobody_in_and_nobody_end_it_alone(four):
    group, [alice, bob, *_others] = four
    row = pause(group, alice)
    members = {each.person_id: each for each in Member.objects.all()}
    alone = [
        {},
        {"ended_by": members[bob.person_id], "ended_login": bob.login},
        {"ended_by": members[alice.person_id], "ended_login": alice.login},
        {
            "first": members[bob.person_id],
            "first_login": bob.login,
            "ended_by": members[bob.person_id],
            "ended_login": bob.login,
        },
    ]
    for fields in alone:
        with pytest.raises(IntegrityError, match="by two others"), transaction.atomic():
            NewcomerPause.objects.filter(pk=row.pk).update(ended_at=NOW, **fields)
    with pytest.raises(IntegrityError, match="newcomers are paused"), transaction.atomic():
        new = make_someone("new")
        consent = members[bob.person_id].consent
        Member.objects.create(
            group=group, person=new.person, known_as="New", consent=consent, joined_at=NOW
        )


INSERT = """
INSERT INTO groups_newcomerpause (group_id, paused_by_id, login_id, paused_at, ends_at)
VALUES (%s, %s, %s, %s, %s)
"""


@pytest.mark.holds("P37")
def test_two_who_pause_at_once_in_sql_make_one_pause(committed_db):
    group, people = make_group_of("alice", "bob")
    members = [Member.objects.get(person=by.person) for by in people]

    def insert(member):
        row = (group.pk, member.pk, member.person.login_id, NOW, NOW + 7 * DAY)
        return lambda sql: sql.execute(INSERT, row).rowcount

    answers = sql_at_once(committed_db, *map(insert, members))

    assert sorted(map(str, answers)) == ["1", "23505"]
    by = NewcomerPause.objects.get().paused_by
    NewcomerPause.objects.update(ended_at=NOW + 7 * DAY)
    assert sql_at_once(committed_db, insert(by)) == ["23001"]  # the same one, in the same month


@pytest.mark.holds("P37")
def test_of_two_others_at_once_one_is_the_first_and_one_ends_it(committed_db):
    assert ended_by_two_at_once()


def test_the_control_without_its_lock_loses_a_word(committed_db, monkeypatch):
    both_have_read = Barrier(2)

    def unlocked(group_id):
        return Group.objects.select_related("area").get(pk=group_id)

    def read(group_id):
        pause = NewcomerPause.objects.filter(group_id=group_id).first()
        both_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return pause

    def without_lock():
        monkeypatch.setattr(pauses, "_lock_group", unlocked)
        monkeypatch.setattr(pauses, "pause_of_group", read)

    assert not ended_by_two_at_once(without_lock)


def ended_by_two_at_once(before=lambda: None) -> bool:
    group, [alice, *others] = make_group_of("alice", "bob", "carol")
    pause(group, alice)
    before()
    at_once(*(lambda by=by: agree(group, by) for by in others))
    return not is_on(group)
