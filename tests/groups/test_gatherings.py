"""A group's own dates: added, changed and called off by any member; only who comes is shown."""

from datetime import datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from community.audit.models import AuditEntry
from community.common.clock import LONDON
from community.common.dates import NotADay
from community.common.refusals import NotFound
from community.common.shared_words import WordsHaveChanged, digest_of_words
from community.messaging.models import Message
from community.people.models.persons import Person
from community.people.states import RepresentationScope
from groups.actions import gatherings as actions
from groups.actions.gatherings import (
    call_off_gathering,
    change_gathering,
    plan_gatherings,
    put_gathering_on_again,
)
from groups.actions.membership import leave_group
from groups.actions.resting import set_resting
from groups.models.gatherings import Attendance, Gathering
from groups.models.members import Group
from groups.queries.gatherings import gathering_detail, next_gatherings, words_of_gathering
from groups.rules.gatherings import (
    DateCalledOff,
    DateIsOver,
    InTurn,
    InTurnNotSaid,
    NotADateToMeet,
    Repeats,
    TooManyDates,
    dates_of,
)
from groups.states import GatheringState
from tests.factories.at_once import at_once
from tests.factories.demand import join, make_group, make_group_of
from tests.factories.gatherings import (
    NEXT_TUESDAY,
    make_gathering,
    make_month,
    make_plan,
    say_coming,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_someone
from tests.frontend.visiting import set_clock
from tests.waits import TEST_WAIT_SECONDS

WEEK = timedelta(weeks=1)


@pytest.fixture
def eight(db):
    set_clock(NOW)
    return make_group_of("ann", "ben", "cat", "dan")


def told(kind):
    ids = Message.objects.filter(kind=kind).values_list("person_id", flat=True)
    names = dict(Person.objects.values_list("pk", "preferred_name"))
    return sorted(names[pk] for pk in ids)


def coming(gathering, by, now=NOW):
    return [each.known_as for each in gathering_detail(gathering.pk, by, now=now).coming]


@pytest.mark.holds("M40", "M33")
def test_three_free_outings_and_the_room_in_the_fourth_week(eight):
    group, (ann, *_others) = eight

    month = make_month(group, ann)

    assert [(each.title, each.costs) for each in month] == [
        *[("Museum coffee morning", False)] * 3,
        ("The hired room", True),
    ]
    assert [each.starts_at for each in month] == [NEXT_TUESDAY + WEEK * n for n in range(4)]
    assert told("dates_added") == ["ben", "cat", "dan"]
    assert {each.about for each in Message.objects.all()} == {group.name}


@pytest.mark.holds("M40")
def test_it_is_the_same_time_on_the_wall_after_the_clocks_change():
    october = datetime.fromisoformat("2027-10-26T10:30:00+01:00")

    first, second = dates_of(make_plan(starts_at=october), Repeats(1, 2))

    assert [first.starts_at.isoformat(), second.starts_at.isoformat()] == [
        "2027-10-26T10:30:00+01:00",
        "2027-11-02T10:30:00+00:00",
    ]


@pytest.mark.parametrize(
    ("refusal", "words", "repeats"),
    [
        (
            NotADay,
            {"starts_at": datetime(2028, 3, 26, 1, 30, tzinfo=LONDON), "ends_at": None},
            None,
        ),
        (NotADateToMeet, {"starts_at": NOW}, None),
        (NotADateToMeet, {"starts_at": NOW + timedelta(days=731)}, None),
        (NotADateToMeet, {"ends_at": NEXT_TUESDAY}, None),
        (NotADateToMeet, {"ends_at": NEXT_TUESDAY + timedelta(hours=25)}, None),
        (NotADateToMeet, {}, Repeats(9, 2)),
        (TooManyDates, {}, Repeats(1, 27)),
        (InTurnNotSaid, {}, Repeats(1, 4, InTurn(4, ""))),
        (InTurnNotSaid, {}, Repeats(1, 4, InTurn(5, "The room"))),
    ],
)
def test_what_is_no_date_is_asked_again(eight, refusal, words, repeats):
    group, (ann, *_others) = eight

    with pytest.raises(refusal):
        plan_gatherings(
            group_id=group.pk, plan=make_plan(**words), repeats=repeats, by=ann, now=NOW
        )
    assert not Gathering.objects.exists()


@pytest.mark.holds("P119")
def test_only_who_comes_is_shown(eight):
    group, (ann, ben, cat, dan) = eight
    date = make_gathering(group, ann)
    say_coming(date, ben, brings_words="Cups")
    say_coming(date, cat, coming=False)

    assert coming(date, dan) == ["ben"]
    read_by_dan, read_by_cat = (gathering_detail(date.pk, by, now=NOW) for by in (dan, cat))
    assert (read_by_dan.mine, read_by_cat.my_state) == (None, "not_coming")
    assert read_by_dan.coming[0].brings_words == "Cups"

    say_coming(date, ben, coming=False)
    assert coming(date, dan) == []
    assert gathering_detail(date.pk, ben, now=NOW).my_words == ""


@pytest.mark.holds("P119")
def test_once_its_day_is_over_nobody_reads_who_was_where(eight):
    group, (ann, ben, *_others) = eight
    date = make_gathering(group, ann)
    say_coming(date, ben)

    assert coming(date, ann, now=NEXT_TUESDAY + timedelta(hours=8)) == ["ben"]
    assert coming(date, ann, now=NEXT_TUESDAY + timedelta(hours=14)) == []


@pytest.mark.holds("P119")
def test_a_history_that_others_read_does_not_say_which_it_was(eight):
    group, (ann, ben, *_others) = eight
    date = make_gathering(group, ann)
    say_coming(date, ben)
    say_coming(date, ben, coming=False)

    lines = AuditEntry.objects.filter(for_person=ben.person_id, deed="say_attendance")
    assert len({(line.deed, line.about) for line in lines}) == 1 and len(lines) == 2


@pytest.mark.holds("P119")
def test_whoever_may_only_look_for_somebody_reads_the_one_they_act_for(eight):
    group, (ann, ben, cat, _dan) = eight
    date = make_gathering(group, ann, words="Look for the red hat")
    say_coming(date, ben)
    say_coming(date, cat)
    look = act_for(ben, "rob", scope=RepresentationScope.LOOK)
    decide = act_for(ben, "rita", scope=RepresentationScope.DECIDE)

    read = gathering_detail(date.pk, look, now=NOW)
    assert ([each.known_as for each in read.coming], read.changed_by) == (["ben"], "")
    assert not read.shows_words
    assert coming(date, decide) == ["ben", "cat"]


def test_any_member_changes_a_date_and_who_said_they_come_is_told(eight):
    group, (ann, ben, cat, dan) = eight
    date = make_gathering(group, ann)
    for by in (ann, ben):
        say_coming(date, by)
    say_coming(date, cat, coming=False)

    change_gathering(gathering_id=date.pk, fields={"place_words": "The café"}, by=dan, now=NOW)

    assert told("date_changed") == ["ann", "ben"]
    read = gathering_detail(date.pk, ann, now=NOW)
    assert (read.gathering.place_words, read.changed_by) == ("The café", "dan")
    assert coming(date, ann) == ["ann", "ben"]
    change_gathering(gathering_id=date.pk, fields={"place_words": "The café"}, by=ben, now=NOW)
    assert gathering_detail(date.pk, ann, now=NOW).changed_by == "dan"


@pytest.mark.holds("P119")
def test_on_another_day_nobody_is_shown_who_did_not_say_that_day(eight):
    group, (ann, ben, _cat, dan) = eight
    date = make_gathering(group, ann)
    say_coming(date, ben)
    later = {"starts_at": NEXT_TUESDAY + timedelta(minutes=30), "ends_at": None}

    change_gathering(gathering_id=date.pk, fields=later, by=dan, now=NOW)
    assert coming(date, ann) == ["ben"]
    later["starts_at"] = NEXT_TUESDAY + timedelta(days=1)
    change_gathering(gathering_id=date.pk, fields=later, by=dan, now=NOW)

    assert coming(date, ann) == []
    last = Message.objects.filter(kind="date_changed").order_by("pk").last()
    assert "please say on its page if you come then" in last.text


def test_two_who_edit_one_date_do_not_wipe_each_other_out(eight):
    group, (ann, ben, *_others) = eight
    date = make_gathering(group, ann)
    began = digest_of_words(words_of_gathering(Gathering.objects.get()))
    change_gathering(
        gathering_id=date.pk, fields={"title": "Tea"}, began_from=began, by=ann, now=NOW
    )

    with pytest.raises(WordsHaveChanged):
        change_gathering(
            gathering_id=date.pk, fields={"title": "Cocoa"}, began_from=began, by=ben, now=NOW
        )
    assert Gathering.objects.get().title == "Tea"


def test_a_date_is_called_off_and_put_on_again_by_anybody_and_told(eight):
    group, (ann, ben, cat, _dan) = eight
    date = make_gathering(group, ann)
    say_coming(date, ben)

    call_off_gathering(gathering_id=date.pk, by=cat, now=NOW)
    call_off_gathering(gathering_id=date.pk, by=ann, now=NOW)

    read = gathering_detail(date.pk, ann, now=NOW)
    assert (told("date_called_off"), read.is_on, read.changed_by) == (["ben"], False, "cat")
    for refused in (
        partial(say_coming, date, cat),
        partial(change_gathering, gathering_id=date.pk, fields={"title": "Tea"}, by=ann, now=NOW),
    ):
        with pytest.raises(DateCalledOff):
            refused()
    put_gathering_on_again(gathering_id=date.pk, by=ann, now=NOW)
    assert (told("date_on_again"), coming(date, cat)) == (["ben"], ["ben"])


def test_those_after_it_are_called_off_with_it_where_that_is_said(eight):
    group, (ann, ben, *_others) = eight
    month = make_month(group, ann)
    for date in month:
        say_coming(date, ben)

    call_off_gathering(gathering_id=month[1].pk, and_later=True, by=ann, now=NOW)

    states = Gathering.objects.order_by("starts_at").values_list("state", flat=True)
    assert list(states) == [GatheringState.PLANNED, *[GatheringState.CALLED_OFF] * 3]
    assert told("date_called_off") == ["ben"]  # once


@pytest.mark.holds("P126")
def test_nothing_is_asked_of_who_rests(eight):
    group, (ann, ben, *_others) = eight
    set_resting(group_id=group.pk, rests=True, by=ben, now=NOW)

    date = make_gathering(group, ann)

    assert told("dates_added") == ["cat", "dan"]
    say_coming(date, ben)  # and may answer all the same
    assert coming(date, ann) == ["ben"]


def test_what_has_begun_stays_as_it_was(eight):
    group, (ann, ben, *_others) = eight
    date = make_gathering(group, ann)

    for refused in (
        partial(say_coming, date, ben, now=NEXT_TUESDAY),
        partial(call_off_gathering, gathering_id=date.pk, by=ben, now=NEXT_TUESDAY),
        partial(
            change_gathering, gathering_id=date.pk, fields={"title": "T"}, by=ben, now=NEXT_TUESDAY
        ),
    ):
        with pytest.raises(DateIsOver):
            refused()


def test_the_same_at_the_same_time_is_one_date(eight):
    group, (ann, ben, *_others) = eight
    make_gathering(group, ann)

    with pytest.raises(NotADateToMeet, match="is there already"):
        make_gathering(group, ben)


def test_a_group_has_at_most_a_hundred_dates_before_it(eight):
    group, (ann, *_others) = eight
    for number in range(4):
        plan_gatherings(
            group_id=group.pk,
            plan=make_plan(title=f"Walk {number}"),
            repeats=Repeats(1, 25),
            by=ann,
            now=NOW,
        )

    with pytest.raises(TooManyDates):
        make_gathering(group, ann)


def test_of_a_group_one_is_not_in_there_is_no_date(eight):
    group, (ann, ben, *_others) = eight
    date = make_gathering(group, ann)
    say_coming(date, ben)
    leave_group(group_id=group.pk, by=ben, now=NOW)
    stranger = make_someone("eve")

    for by in (ben, stranger):
        with pytest.raises(NotFound):
            gathering_detail(date.pk, by, now=NOW)
        with pytest.raises(NotFound):
            say_coming(date, by)
        with pytest.raises(NotFound):
            call_off_gathering(gathering_id=date.pk, by=by, now=NOW)
    assert coming(date, ann) == []


@pytest.mark.holds("P44")
def test_a_newcomer_reads_no_date_before_a_hello(db):
    set_clock(NOW)
    ann, ben = make_someone("ann"), make_someone("ben")
    group = make_group(ann, begins="hello")
    date = make_gathering(group, ann)
    join(group, ben)

    with pytest.raises(NotFound):
        gathering_detail(date.pk, ben, now=NOW)
    with pytest.raises(NotFound):
        next_gatherings(group.pk, ben, now=NOW)


def test_the_tables_refuse_an_answer_of_another_group_and_what_who_stays_away_brings(eight):
    group, (ann, *_others) = eight
    answer = say_coming(make_gathering(group, ann), ann)
    other = make_group(make_someone("eve"), name="Others")

    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=answer.pk).update(member=other.members.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=answer.pk).update(state="not_coming", brings_words="Cups")


@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_all_who_add_one_date_at_once_make_one(committed_db, monkeypatch, has_lock):
    """The control: without the lock of the group's row the table refuses, and nobody reads why."""
    set_clock(NOW)
    group, people = make_group_of("ann", "ben", "cat", "dan")
    gate = Barrier(len(people))
    if not has_lock:
        monkeypatch.setattr(actions, "_lock_group", lambda pk, by: _read_together(pk, by, gate))

    results = at_once(
        *[partial(make_gathering, group, by) for by in people],
        expected=(NotADateToMeet, IntegrityError),
    )

    assert Gathering.objects.count() == 1
    refusals = {type(each) for each in results if isinstance(each, Exception)}
    assert (refusals == {NotADateToMeet}) == has_lock


def _read_together(group_id, by, gate):
    gate.wait(TEST_WAIT_SECONDS)
    return Group.objects.get(pk=group_id), actions.membership(group_id, by)
