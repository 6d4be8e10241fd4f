"""What frees money or hides somebody is slow: where one lives, said by other hands (P17)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.messaging.queries.telling import next_visit_items
from community.people.actions.persons import set_home_area, update_profile
from community.people.actions.slow_changes import asked_key, stop_slow_change
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.models.logins import Role
from community.people.rules.authority import NotYours
from community.people.rules.representations import NothingSeen, OwnRequest
from community.people.rules.slow_changes import ChangeIsOver
from community.people.states import RepresentationScope, RoleKind, SlowChangeState
from community.people.tasks import sweep_slow_changes
from tests.factories.changes_that_wait import message_goes, second_answers
from tests.factories.places import HOME, make_area, make_postcode, north_of
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_someone
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db
ELSEWHERE = "ZZ2 1AA"
SHOWED = "He packed his things and named the street."
THE_WAIT = timedelta(hours=72)


@pytest.fixture(autouse=True)
def two_postcodes():
    area()
    make_postcode()
    make_postcode(ELSEWHERE, at=north_of(300), authority_code="E06999998")
    set_clock(NOW)


def move(by, *, postcode=ELSEWHERE, showed=SHOWED, now=NOW) -> SlowChange | None:
    return set_home_area(postcode=postcode, what_they_showed=showed, by=by, now=now)


def lives_in(person):
    person.person.refresh_from_db()
    return person.person.outward_code, person.person.area


def ask_to_move(scope=RepresentationScope.DECIDE):
    alice = make_someone("alice")
    return alice, move(act_for(alice, scope=scope))


@pytest.mark.holds("fault:A7", "P17")
def test_out_of_the_area_by_other_hands_waits_for_a_second_person_and_three_days_after_being_told():
    alice, change = ask_to_move()
    assert lives_in(alice) == ("", area())

    second_answers(change)
    message_goes(change)
    set_clock(NOW + THE_WAIT - timedelta(seconds=5))
    sweep_slow_changes.func()
    assert lives_in(alice) == ("", area())

    set_clock(NOW + THE_WAIT + timedelta(seconds=5))
    sweep_slow_changes.func()
    assert lives_in(alice) == ("ZZ2", None)
    change.refresh_from_db()
    assert change.state == SlowChangeState.DONE


@pytest.mark.holds("fault:A7", "P17")
@pytest.mark.parametrize("missing", ["second", "told"])
def test_without_a_second_person_or_before_being_told_it_never_counts(missing):
    alice, change = ask_to_move()
    if missing == "told":
        second_answers(change)
    else:
        message_goes(change)

    set_clock(NOW + timedelta(days=365))
    sweep_slow_changes.func()

    assert lives_in(alice) == ("", area())


def test_ones_own_word_counts_at_once():
    alice = make_someone("alice")

    assert move(alice, showed="") is None
    assert lives_in(alice) == ("ZZ2", None)


def test_in_the_same_area_whoever_may_decide_says_it_at_once():
    alice = make_someone("alice")

    assert move(act_for(alice), postcode=HOME, showed="") is None
    assert lives_in(alice) == ("ZZ1", area())


def test_another_area_that_takes_part_is_as_slow_as_none():
    make_area("Northsea", authority_code="E06999998")
    alice, change = ask_to_move()

    assert change is not None
    assert lives_in(alice) == ("", area())


@pytest.mark.holds("P17")
def test_what_they_said_or_showed_is_written_down():
    alice = make_someone("alice")

    with pytest.raises(NothingSeen):
        move(act_for(alice), showed="  ")
    with pytest.raises(NothingSeen):
        update_profile(postcode=ELSEWHERE, by=act_for(alice, "rob"), now=NOW)


def test_whoever_may_only_suggest_asks_for_nothing():
    with pytest.raises(NotYours):
        ask_to_move(RepresentationScope.SUGGEST)


@pytest.mark.holds("P17")
def test_whoever_asked_is_neither_the_second_person_nor_the_one_who_tells():
    connie = make_connector("connie")
    alice = make_someone("alice")
    rita = act_for(alice)
    change = move(rita)
    message = Message.objects.get(key=asked_key(change.pk))

    assert message.not_told_by_login_id == rita.login_id
    assert message not in next_visit_items(rita.login_id)
    workers = Message.objects.filter(kind=PeopleMessage.SECOND_PERSON_ASKED)
    assert list(workers.values_list("login_id", flat=True).distinct()) == [connie.login_id]
    with pytest.raises(OwnRequest):
        Role.objects.create(login=rita.login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)
        second_answers(change, by=rita)


@pytest.mark.holds("P17", "P18")
@pytest.mark.parametrize("who", ["the person", "a worker", "whoever asked"])
def test_it_is_stopped_in_one_press(who):
    alice = make_someone("alice")
    rita = act_for(alice)
    change = move(rita)
    by = {"the person": alice, "whoever asked": rita}.get(who) or make_connector("connie")

    stop_slow_change(change_id=change.pk, by=by, now=NOW)
    stop_slow_change(change_id=change.pk, by=by, now=NOW)

    change.refresh_from_db()
    assert change.state == SlowChangeState.NOT_WANTED
    assert StaffApproval.objects.get(about=f"slow_change:{change.pk}").state == "withdrawn"


def test_a_stranger_stops_nothing():
    _alice, change = ask_to_move()

    for stranger in (
        make_someone("charlie"),
        make_connector("else", make_area("Northsea", authority_code="E06999998")),
    ):
        with pytest.raises(NotFound):
            stop_slow_change(change_id=change.pk, by=stranger, now=NOW)


def test_a_no_of_the_second_person_ends_it_and_it_is_not_stopped_any_more():
    alice, change = ask_to_move()
    second_answers(change, agrees=False)

    sweep_slow_changes.func()

    change.refresh_from_db()
    assert change.state == SlowChangeState.REFUSED
    with pytest.raises(ChangeIsOver):
        stop_slow_change(change_id=change.pk, by=alice, now=NOW)


def test_the_persons_own_word_meanwhile_ends_what_waits():
    alice, change = ask_to_move()

    move(alice, postcode=HOME)

    change.refresh_from_db()
    assert change.state == SlowChangeState.NOT_WANTED


def test_asked_again_the_wait_begins_anew():
    alice = make_someone("alice")
    rita = act_for(alice)
    first, second = move(rita), move(rita)

    first.refresh_from_db()
    assert (first.state, second.state) == (SlowChangeState.NOT_WANTED, SlowChangeState.WAITING)


@pytest.mark.holds("P17")
@pytest.mark.parametrize(
    ("sets", "is_agreed"),
    [
        ("told_at = '2027-01-01', done_at = '2027-01-03'", True),  # told, but not three days ago
        ("done_at = '2027-01-04'", True),
        ("told_at = '2027-01-01', done_at = '2027-01-04'", False),
        ("told_at = '2027-01-01', done_at = '2027-01-04', what_they_showed = ''", True),
    ],
)
def test_the_database_refuses_what_did_not_wait(sets, is_agreed):
    _alice, change = ask_to_move()
    if is_agreed:
        second_answers(change)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE people_slowchange SET state = 'done', {sets} WHERE id = %s", [change.pk]
        )
