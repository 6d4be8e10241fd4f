"""An authority ends: who hears of it, and what it lets nobody do any more (P9, P10, P14)."""

from datetime import date, timedelta

import pytest

from community.common.lifecycle import TransitionRefused
from community.common.refusals import NotFound
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.telling import next_visit_items
from community.people.acting import Acting
from community.people.actions.references import make_reference
from community.people.actions.representations import choose_end, end_past_its_day
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.queries.acting import acting_as
from community.people.queries.representations import representations_in_areas
from community.people.rules.authority import NotYours, check_authority
from community.people.rules.representations import AskAgainLater, EndsTooSoon
from community.people.states import ApprovalState, RepresentationState
from community.people.tasks import keep_authority_true
from tests.factories.representations import ask_for
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_login,
    make_someone,
)
from tests.frontend.visiting import set_clock

from .agreeing import DECIDE, LOOK, PAY, SUGGEST, agree, end, keep_told_lines, see, told_in_person

pytestmark = pytest.mark.django_db


@pytest.mark.holds("P10")
@pytest.mark.parametrize("how", ["no", "ended", "ran out"])
def test_asking_again_waits_thirty_days_in_the_same_words_however_it_ended(how):
    alice, bob = make_someone("alice"), make_login("bob")
    row = ask_for(alice, bob, ends_on=NOW.date())
    if how != "no":
        agree(row, alice)
    over_at = NOW
    if how == "ran out":
        over_at = NOW + timedelta(days=1)
        end_past_its_day(representation_id=row.pk, now=over_at)
    else:
        end(row, alice)

    with pytest.raises(AskAgainLater) as refusal:
        ask_for(alice, bob, now=over_at + timedelta(days=13))

    assert refusal.value.message == "This is not in force."
    later = NOW + timedelta(days=32)
    again = make_reference(by=alice, now=later).code
    assert ask_for(alice, bob, reference=again, now=later).pk


@pytest.mark.holds("P10", "fault:A10")
def test_the_person_hears_two_weeks_before_and_the_representative_only_then():
    alice, bob = make_someone("alice"), make_login("bob")
    set_clock(NOW)
    agree(ask_for(alice, bob, ends_on=NOW.date() + timedelta(days=14)), alice)
    ends = Message.objects.filter(kind=PeopleMessage.REPRESENTATION_ENDS)

    keep_authority_true.func()
    assert [message.person_id for message in ends] == [alice.person_id]
    ends.update(state="sent", sent_at=NOW)
    keep_authority_true.func()

    assert [message.login_id for message in ends.order_by("pk")] == [None, bob.login_id]


@pytest.mark.holds("fault:A10")
def test_past_its_last_day_it_is_over_and_reads_so():
    alice, bob = make_someone("alice"), make_login("bob")
    row = agree(ask_for(alice, bob), alice)
    Representation.objects.filter(pk=row.pk).update(
        starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2)
    )

    keep_authority_true.func()

    row.refresh_from_db()
    assert row.state == RepresentationState.ENDED


@pytest.mark.holds("fault:A12", "P14")
def test_whoever_is_ended_hears_and_confirms_nothing_more():
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    told_in_person(alice, bob)
    row = agree(ask_for(alice, bob), alice)
    keep_told_lines()

    end(row, connie)

    plan = ContactPlan.objects.get(person_id=alice.person_id)
    assert (plan.through_login_id, plan.deputy_login_id) == (connie.login_id, None)
    assert next_visit_items(bob.required_login.pk) == []
    told = Message.objects.filter(kind=PeopleMessage.WHO_TELLS_NOW)
    assert told.get(person_id=None).login_id == connie.login_id
    assert "Connie tells you things." in told.get(person_id=alice.person_id).text


@pytest.mark.holds("P4")
@pytest.mark.parametrize("how", ["ended", "ran out", "another was agreed"])
def test_no_second_person_is_asked_about_an_authority_that_is_over(how):
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    row = see(ask_for(alice, bob, scope=PAY, ends_on=NOW.date()), connie)
    match how:
        case "ended":
            end(row, bob)
        case "ran out":
            end_past_its_day(representation_id=row.pk, now=NOW + timedelta(days=1))
        case _:
            see(ask_for(alice, bob, scope=LOOK), connie)

    assert StaffApproval.objects.get().state == ApprovalState.WITHDRAWN


@pytest.mark.holds("P9")
def test_whoever_asked_reads_nothing_of_why_and_nothing_at_all_if_the_person_says_so():
    alice, bob = make_someone("alice"), make_login("bob")
    to_bob = Message.objects.filter(login_id=bob.login_id, kind="representation_ended")

    end(agree(ask_for(alice, bob), alice), alice, is_end_told=False)
    assert not to_bob.exists()
    carla = make_login("carla")
    end(ask_for(alice, carla), alice)

    [told] = Message.objects.filter(login_id=carla.login_id, kind="representation_ended")
    assert told.text == "This is not in force. The connector can tell you more."


@pytest.mark.holds("T12")
def test_what_has_ended_stays_ended_and_bites_at_the_next_request():
    alice, bob = make_someone("alice"), make_login("bob")
    row = agree(ask_for(alice, bob), alice)
    assert acting_as(login=bob.login, person_id=alice.person_id, on=NOW.date()).person

    end(row, alice)

    with pytest.raises(TransitionRefused):
        agree(row, alice)
    with pytest.raises(NotFound):
        acting_as(login=bob.login, person_id=alice.person_id, on=NOW.date())


@pytest.mark.holds("P1")
def test_what_waits_is_refused_in_words_that_say_what_is_there_now():
    alice, bob = make_someone("alice"), make_login("bob")
    row = see(ask_for(alice, bob), make_connector())
    by = Acting(login=bob.login, person=alice.person, representation=row)

    check_authority(by, SUGGEST, now=NOW)
    with pytest.raises(NotYours) as refusal:
        check_authority(by, DECIDE, now=NOW)

    assert refusal.value.message == (
        "You can suggest for alice. This needs somebody who can decide."
    )


@pytest.mark.holds("fault:A7", "P17")
def test_an_authority_is_seen_and_ended_where_it_was_agreed_wherever_the_person_lives():
    alice, connie = make_someone("alice"), make_connector("connie", area())
    row = see(ask_for(alice, make_login("bob")), connie)
    type(alice.person).objects.filter(pk=alice.person_id).update(area=None)

    assert representations_in_areas([area().pk]) == [row]
    assert end(row, connie).state == RepresentationState.ENDED


# ---- on a day, and whether the other hears of it


def choose(row, by, ends_on, *, is_end_told=True):
    return choose_end(
        representation_id=row.pk, ends_on=ends_on, is_end_told=is_end_told, by=by, now=NOW
    )


@pytest.mark.holds("P9", "P10")
@pytest.mark.parametrize("is_end_told", [True, False])
def test_it_ends_on_the_day_the_person_chose_and_the_other_hears_or_finds_it(is_end_told):
    alice, bob = make_someone("alice"), make_login("bob")
    set_clock(NOW)
    row = agree(ask_for(alice, bob), alice)
    chosen = NOW.date() + timedelta(days=3)

    choose(row, alice, chosen, is_end_told=is_end_told)
    keep_authority_true.func()
    Message.objects.filter(person_id=alice.person_id).update(state="sent", sent_at=NOW)
    keep_authority_true.func()
    heard_before = Message.objects.filter(login_id=bob.login_id, kind="representation_ends")
    assert heard_before.exists() == is_end_told

    set_clock(NOW + timedelta(days=4))
    keep_authority_true.func()
    row.refresh_from_db()
    assert (row.state, row.ends_on) == (RepresentationState.ENDED, chosen)
    heard = Message.objects.filter(login_id=bob.login_id, kind="representation_ended")
    assert heard.exists() == is_end_told


@pytest.mark.holds("P9")
@pytest.mark.parametrize(
    ("days", "who", "refusal"),
    [
        (-1, "alice", EndsTooSoon),
        (900, "alice", EndsTooSoon),
        (3, "bob", NotFound),
        (3, "eve", NotFound),
        (3, "connie", None),
        (0, "alice", None),
    ],
)
def test_who_chooses_and_which_day(days, who, refusal):
    alice, bob = make_someone("alice"), make_login("bob")
    people = {"alice": alice, "bob": bob, "eve": make_login("eve"), "connie": make_connector()}
    row = agree(ask_for(alice, bob), alice)
    before, day = row.ends_on, NOW.date() + timedelta(days=days)

    if refusal is None:
        assert choose(row, people[who], day).ends_on == day
    else:
        with pytest.raises(refusal):
            choose(row, people[who], day)
        row.refresh_from_db()
        assert row.ends_on == before
