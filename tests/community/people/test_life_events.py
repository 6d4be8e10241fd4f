"""In hospital, moved, died: said in one line, seen by a second person where it is a death."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.sending import send_message
from community.messaging.models import ContactPlan, Message, SendingPause
from community.messaging.queries.messages import messages_for
from community.messaging.queries.sending import message_ids_to_send
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import MessageState
from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.actions.life_events import (
    end_life_event,
    record_told_of_death,
    say_life_event,
)
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.life_events import LifeEvent
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import acting_on_paper
from community.people.queries.life_events import (
    life_events_in_areas,
    persons_away,
    persons_who_died,
)
from community.people.queries.representations import representations_in_areas
from community.people.rules.authority import NotYours
from community.people.rules.life_events import AlreadySeen, NotYetThen, NoWords, OwnDeath
from community.people.rules.representations import OwnRequest
from community.people.states import LifeEventState, RepresentationScope, RepresentationState
from pooling.pools.message_kinds import PoolMessage
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, TODAY, area, make_connector, make_login, make_someone

pytestmark = pytest.mark.django_db


def on_paper(person: Acting, name="connector") -> Acting:
    return acting_on_paper(login=make_connector(name).login, person=person.person)


def say(by: Acting, kind="hospital", since=TODAY) -> LifeEvent:
    return say_life_event(kind=kind, since=since, by=by, now=NOW)


def look(agrees=True, name="second") -> Acting:
    second = make_connector(name)
    approval = StaffApproval.objects.get(purpose="death", state="waiting")
    answer_approval(
        approval_id=approval.pk, agrees=agrees, seen_words="Her son.", by=second, now=NOW
    )
    return second


def write(person: Acting, kind=PoolMessage.TRANSFER_REMINDER, key="k") -> Message:
    return notify_person(
        person_id=person.person_id, kind=kind, subject="s", text="t", key=key, now=NOW
    )


def send_all() -> list[str]:
    """The keys of what went out to a person, but for word of what others did for them."""
    sent: list[Message] = []
    for pk in message_ids_to_send(NOW):
        send_message(message_id=pk, send=lambda message, _to: sent.append(message), now=NOW)
    told = (PeopleMessage.DONE_FOR_YOU, PeopleMessage.REPRESENTATION_IN_FORCE)
    return [each.key for each in sent if each.person_id and each.kind not in told]


@pytest.mark.holds("P20")
def test_in_hospital_at_once_no_reminder_goes_and_other_news_does():
    alice = make_someone("alice")
    write(alice, key="before")
    say(alice)
    write(alice, key="after")
    write(alice, kind=PoolMessage.GOING_AHEAD, key="news")

    assert send_all() == ["news"]
    assert set(messages_for(alice.person_id).values_list("key", flat=True)) == {"news"}
    end_life_event(life_event_id=LifeEvent.objects.get().pk, by=alice, now=NOW)
    write(alice, key="later")
    assert send_all() == ["later"]


@pytest.mark.holds("P20")
def test_a_reminder_is_not_on_the_sheet_of_the_next_visit_either():
    alice = make_someone("alice")
    line = write(alice)
    Message.objects.filter(pk=line.pk).update(state=MessageState.FOR_NEXT_VISIT)
    connector = make_connector()
    persons = [alice.person_id]
    assert next_visit_items(connector.login_id, stands_in_for=persons) == [line]

    say(alice)

    assert next_visit_items(connector.login_id, stands_in_for=persons) == []


@pytest.mark.parametrize("kind", ["hospital", "moved"])
def test_it_is_said_by_the_person_whoever_may_decide_or_a_worker(kind):
    for number, by in enumerate((lambda alice: alice, act_for, on_paper)):
        alice = make_someone(f"alice{number}")
        assert say(by(alice), kind).person_id == alice.person_id
    looker = act_for(make_someone("dora"), name="looker", scope=RepresentationScope.SUGGEST)
    with pytest.raises(NotYours):
        say(looker, kind)


def test_said_twice_is_said_once_and_never_before_its_day():
    alice = make_someone("alice")

    assert say(alice).pk == say(on_paper(alice)).pk
    with pytest.raises(NotYetThen):
        say(alice, "moved", since=TODAY + timedelta(days=1))


@pytest.mark.holds("P126")
def test_back_in_one_press_by_those_who_may_and_by_nobody_else():
    alice, charlie = make_someone("alice"), make_someone("charlie")
    event = say(on_paper(alice, "gone"))

    with pytest.raises(NotFound):
        end_life_event(life_event_id=event.pk, by=charlie, now=NOW)
    ended = end_life_event(life_event_id=event.pk, by=alice, now=NOW)
    assert (ended.state, persons_away([alice.person_id])) == (LifeEventState.OVER, set())
    end_life_event(life_event_id=event.pk, by=alice, now=NOW)
    assert AuditEntry.objects.filter(deed="end_life_event").count() == 1


@pytest.mark.holds("P22")
def test_said_by_one_a_death_stops_only_sending_and_dates():
    alice = make_someone("alice")
    authority = act_for(alice)
    write(alice, kind=PoolMessage.GOING_AHEAD)

    say(on_paper(alice), "died")

    assert (send_all(), persons_away([alice.person_id])) == ([], {alice.person_id})
    assert not persons_who_died().exists()
    live = Representation.objects.get(pk=authority.representation_id)
    assert live.state == RepresentationState.ACTIVE


@pytest.mark.holds("P22")
def test_seen_by_a_second_every_authority_ends_and_nothing_is_sent_any_more():
    alice = make_someone("alice")
    act_for(alice)
    ask_for(alice, make_login("asks"))
    write(alice, kind=PoolMessage.GOING_AHEAD)
    say(on_paper(alice), "died")

    look()

    states = set(Representation.objects.values_list("state", flat=True))
    assert (states, send_all()) == ({RepresentationState.ENDED}, [])
    assert list(persons_who_died()) == [alice.person]
    assert not Message.objects.filter(
        person_id=alice.person_id, state__in=[MessageState.QUEUED, MessageState.SENT]
    ).exists()


@pytest.mark.holds("P22")
def test_whoever_said_it_is_never_the_second():
    alice = make_someone("alice")
    first = on_paper(alice)
    event = say(first, "died")
    approval = StaffApproval.objects.get(purpose="death")

    with pytest.raises(OwnRequest):
        answer_approval(approval_id=approval.pk, agrees=True, seen_words="So.", by=first, now=NOW)
    with pytest.raises(IntegrityError, match="second person"), transaction.atomic():
        LifeEvent.objects.filter(pk=event.pk).update(state=LifeEventState.SEEN)


def test_when_it_is_not_so_all_that_waited_goes_out():
    alice = make_someone("alice")
    say(on_paper(alice), "died")
    write(alice, kind=PoolMessage.GOING_AHEAD, key="waited")

    look(agrees=False)

    assert LifeEvent.objects.get().state == LifeEventState.NOT_SO
    assert (send_all(), SendingPause.objects.count()) == (["waited"], 0)


def test_somebody_who_is_alive_says_so_in_one_press():
    alice = make_someone("alice")
    event = say(on_paper(alice), "died")

    end_life_event(life_event_id=event.pk, by=alice, now=NOW)

    assert LifeEvent.objects.get().state == LifeEventState.NOT_SO
    assert StaffApproval.objects.get(purpose="death").state == "withdrawn"


def test_what_was_seen_is_not_taken_back_and_nobody_says_it_of_themselves():
    alice = make_someone("alice")
    with pytest.raises(OwnDeath):
        say(alice, "died")
    event = say(on_paper(alice), "died")
    second = look()

    with pytest.raises(AlreadySeen):
        end_life_event(life_event_id=event.pk, by=second, now=NOW)


@pytest.mark.holds("P22")
def test_a_person_and_no_message_tells_the_others_in_the_words_of_the_family():
    alice = make_someone("alice")
    event = say(on_paper(alice), "died")
    second = look()

    tasks = Message.objects.filter(kind=PeopleMessage.DEATH_TO_TELL)
    assert {each.person_id for each in tasks} == {None}
    assert [each.pk for each in life_events_in_areas([area().pk])] == [event.pk]
    with pytest.raises(NoWords):
        record_told_of_death(life_event_id=event.pk, family_words=" ", by=second, now=NOW)
    with pytest.raises(NotFound):
        record_told_of_death(
            life_event_id=event.pk, family_words="x", by=make_someone("eve"), now=NOW
        )
    record_told_of_death(
        life_event_id=event.pk, family_words="Alice died at home.", by=second, now=NOW
    )
    assert life_events_in_areas([area().pk]) == []


@pytest.mark.holds("P21")
def test_moved_changes_nothing_by_itself_and_tells_no_other_council():
    alice = make_someone("alice")
    before = alice.person.area_id

    say(on_paper(alice), "moved", since=date(2027, 5, 1))

    alice.person.refresh_from_db()
    assert alice.person.area_id == before
    assert [each.kind for each in life_events_in_areas([before])] == ["moved"]
    assert not Message.objects.exclude(person_id=alice.person_id).exists()


@pytest.mark.holds("P21")
def test_moved_by_their_own_word_who_tells_them_and_who_agreed_an_authority_stay():
    """Until somebody there has said yes: nothing is written to the other council."""
    alice, worker = make_someone("alice"), make_connector("worker")
    rita = act_for(alice)
    ContactPlan.objects.update_or_create(
        person_id=alice.person_id,
        defaults={"channel": "in_person", "address": "", "through_login_id": worker.login_id},
    )
    before = area()
    there = area()
    there.pk, there.name, there.authority_code = None, "Eastsea", "E99999999"
    there.save()
    other = make_connector("other", where=there)
    told_before = set(Message.objects.values_list("pk", flat=True))
    say(alice, "moved")
    Person.objects.filter(pk=alice.person_id).update(area=there)

    agreed = Representation.objects.get(pk=rita.representation_id)
    plan = ContactPlan.objects.get(person_id=alice.person_id)
    here = [each.pk for each in representations_in_areas([before.pk])]
    new = Message.objects.exclude(pk__in=told_before)
    assert (agreed.state, agreed.agreed_in) == (RepresentationState.ACTIVE, before)
    assert (plan.through_login_id, agreed.pk in here) == (worker.login_id, True)
    assert not new.filter(login_id=other.login_id).exists()
