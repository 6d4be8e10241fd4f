"""Two are one: every column that is a person's number is moved, read by both numbers, or said why
not; and nothing new is written for the one that went (G3, M77)."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from community.audit.models import AuditEntry
from community.common.refusals import OneWithAnother, refusal_of
from community.conversations.models import HiddenMessage, MemberBlock, MessageReport
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.telling import say_who_goes
from community.messaging.models import (
    ContactPlan,
    Message,
    NextVisitor,
    SendingPause,
    ShortName,
)
from community.messaging.states import PauseLevel
from community.people.actions.records_requests import request_own_copy
from community.people.actions.same_person import OF_PEOPLE
from community.people.actions.unfinished_forms import keep_unfinished_form
from community.people.models.persons import Person
from community.people.models.records_requests import RecordsRequest
from community.people.models.unfinished_forms import UnfinishedForm
from community.people.queries.acting import acting_on_paper
from groups.models.calendar_feeds import CalendarFeed
from groups.models.peers import PeerTalk
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.cards import SavedCard
from pooling.payments.models.commitments import Commitment
from pooling.pools.actions import same_person
from pooling.pools.actions.same_person import ABOVE_PEOPLE
from pooling.pools.models.pledges import MoneySource, Pledge
from pooling.pools.models.stops import MoneyStop
from pooling.pools.tasks import sweep_pools
from providers.models.visit_askings import VisitAsking
from tests.factories.changes_that_wait import second_answers
from tests.factories.supply import NOW
from tests.frontend.next_visits.test_same_person import ask, both_hear, days_later, make_world
from tests.waits import TEST_WAIT_SECONDS, wait_until

MOVED = {(model, "person") for model in OF_PEOPLE} | set(ABOVE_PEOPLE)
OF_MESSAGES = {
    (model, "person_id") for model in (ContactPlan, ShortName, NextVisitor, SendingPause, Message)
}
# Who has, or had, money stays: of the one that goes there is none.
OF_MONEY = {
    (model, "person")
    for model in (MoneySource, Pledge, MoneyStop, BankTransfer, SavedCard, Commitment)
}
READ_BY_BOTH_NUMBERS = {(AuditEntry, "for_person")}
LEADS_TO_THE_ONE = {(Person, "one_with")}
# Into these something may still be written for the one that went.
NOT_GUARDED = {
    (Message, "person_id"): "it would refuse another's deed; moved within a minute",
    (SendingPause, "person_id"): "of a life event, which is refused",
    (AuditEntry, "for_person"): "read by both numbers",
    (MemberBlock, "person"): "is where both have a place in one group, and that is guarded",
    (MemberBlock, "blocked"): "the same",
    (PeerTalk, "peer"): "is of whoever offers it, and an offer is guarded",
    (HiddenMessage, "person"): "the same",
    (MessageReport, "person"): "the same",
    (CalendarFeed, "person"): "its reader is the person’s own login or acts for them: refused",
    (VisitAsking, "person"): "is of one’s asking to come, which is guarded",
    (Pledge, "person"): "needs money of the person's own",
    (BankTransfer, "person"): "is of a yes",
    (Commitment, "person"): "is of a yes",
    (Person, "one_with"): "is what says it",
}


def names_a_person(field: models.Field) -> bool:
    """By its type, or by its name where it is a plain number."""
    if field.related_model is Person:
        return True
    held = field.base_field if isinstance(field, ArrayField) else field
    return isinstance(held, models.UUIDField) and "person" in field.name


def columns_of_persons() -> dict[tuple[type[models.Model], str], tuple[str, str]]:
    return {
        (model, field.name): (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if names_a_person(field)
    }


@pytest.mark.holds("fault:G3", "M77")
def test_each_column_that_is_a_persons_number_is_in_one_of_the_lists():
    lists = (MOVED, OF_MESSAGES, OF_MONEY, READ_BY_BOTH_NUMBERS, LEADS_TO_THE_ONE)

    assert set().union(*lists) == set(columns_of_persons())
    assert sum(map(len, lists)) == len(columns_of_persons())


@pytest.mark.holds("fault:G3", "M77")
def test_the_database_lets_nothing_new_name_who_went_in_each_but_those_with_a_reason(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, convert_from(substring(tgargs FROM 1 FOR length(tgargs) - 1), 'UTF8')"
            " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = 'person_is_one_with_nobody'"
        )
        guarded = set(cursor.fetchall())
    named = columns_of_persons()

    assert guarded == {named[each] for each in named if each not in NOT_GUARDED}


# Of each that a person has at most one of: what becomes of two.
TWO_OF_ONE = {
    "ContactPlan.person_id": "the one's, with what please never of both",
    "SendingPause.person_id": "of a life event, which is refused",
    "NextVisitor.person_id": "agreed anew",
    "one_short_name_of_a_group": "both in one group is refused",
    "one_suggestion_waits_of_each": "the other's is answered",
    "one_live_consent": "the other's is withdrawn",
    "one_open_decision_about_it": "what waits is refused",
    "one_open_life_event_of_a_kind": "refused",
    "one_live_representation": "of the one that goes: refused",
    "never_this_one_once": "one stays",
    "one_unfinished_form_a_page": "the one's stays",
    "one_waiting_own_copy": "the one's stays",
    "one_conversation_of_a_person": "they become one",
    "blocked_once": "is where both have a place in one group, which is refused of two",
    "message_hidden_once_for_a_person": "the same",
    "one_report_of_a_person": "the same",
    "one_agreement_of_a_person_to_a_picture": "both in one group is refused",
    "one_calendar_feed_a_reader": "the one that goes has no login and nobody who acts for them",
    "one_booking_a_session": "refused",
    "one_talk_waits_about_a_thing": "the other's is called off",
    "a_place_is_held_once_for_a_talk": "one stays held",
    "one_peer_offer_of_a_thing": "the other's is ended",
    "one_peer_is_asked_at_a_time": "what waits of either is ended",
    "a_peer_talks_with_one_at_a_time": "the same",
    "one_open_visit_to_a_session": "both asking to come to the same is refused",
    "one_open_visit_to_a_listing": "the same",
    "one_waits_once_for_a_listing": "both waiting for the same is refused",
    "one_dispute_a_person": "both in one session is refused",
    "one_membership": "refused",
    "one_pledge_a_person": "of the one that goes there is no money",
}


@pytest.mark.holds("fault:G3")
def test_of_each_that_a_person_has_one_of_it_is_said_what_becomes_of_two():
    found = set()
    for model, name in columns_of_persons():
        if model is not Person and model._meta.get_field(name).unique:
            found.add(f"{model.__name__}.{name}")
        found |= {
            each.name
            for each in model._meta.constraints
            if isinstance(each, models.UniqueConstraint) and name in each.fields
        }

    assert found == set(TWO_OF_ONE)


def agreed(world) -> None:
    """All but the last step, which is done days later."""
    change = ask(world)
    second_answers(change)
    both_hear(change, world)


@pytest.mark.holds("fault:G3", "M77")
def test_what_is_kept_by_a_plain_number_is_the_ones(on_the_day):
    world = make_world()
    one, other = world.first.person_id, world.second.person_id
    page = "/account/help/"
    for member in (world.first, world.second):
        person_id = member.person_id
        # The one who visits both began the same page for each.
        keep_unfinished_form(
            login_id=world.wanda.login_id, person_id=person_id, page=page, typed=str(person_id),
            kept_for=timedelta(days=20), now=NOW,
        )  # fmt: skip
        ShortName.objects.create(
            person_id=person_id, group_id=world.first.group_id + (person_id == other), name="T"
        )
        request_own_copy(by=acting_on_paper(login=world.wanda.login, person=member.person), now=NOW)
        say_who_goes(person_id=person_id, by=world.wanda, now=NOW)
    notify_person(person_id=other, kind="news", subject="News", text="News.", key="news", now=NOW)
    agreed(world)
    days_later()

    named = {
        (model, column)
        for (model, column) in columns_of_persons()
        if model._default_manager.filter(**{column: other}).exists()
    }
    assert named == READ_BY_BOTH_NUMBERS
    assert ShortName.objects.filter(person_id=one).count() == 2
    assert Message.objects.get(key="news").person_id == one
    assert NextVisitor.objects.get(person_id=one).login_id == world.wanda.login_id
    assert RecordsRequest.objects.get().person_id == one
    assert UnfinishedForm.objects.get(person_id=one, page=page).typed == str(one)

    # Written at that very moment, from what was read before: a message is moved, all else refused.
    notify_person(person_id=other, kind="news", subject="News", text="News.", key="late", now=NOW)
    sweep_pools.func()
    assert Message.objects.get(key="late").person_id == one
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        ShortName.objects.create(person_id=other, group_id=1, name="late")
    assert isinstance(refusal_of(fault.value), OneWithAnother)


def is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def brought_together_while_something_is_written(world) -> ShortName:
    """What was written for the one that goes, and not committed yet, when they are joined."""
    agreed(world)
    written, go_on = Event(), Event()

    def write() -> None:
        try:
            with transaction.atomic():
                ShortName.objects.create(
                    person_id=world.second.person_id, group_id=world.second.group_id, name="Choir"
                )
                written.set()
                go_on.wait(TEST_WAIT_SECONDS)
        finally:
            connection.close()

    def bring_together() -> None:
        try:
            days_later()
        finally:
            connection.close()

    writer, joiner = Thread(target=write), Thread(target=bring_together)
    writer.start()
    assert written.wait(TEST_WAIT_SECONDS)
    joiner.start()
    wait_until(lambda: is_somebody_waiting() or not joiner.is_alive(), "The one who joins them")
    go_on.set()
    writer.join(TEST_WAIT_SECONDS)
    joiner.join(TEST_WAIT_SECONDS)
    assert Person.objects.get(pk=world.second.person_id).one_with_id == world.first.person_id
    return ShortName.objects.get()


@pytest.mark.holds("fault:G3")
def test_what_is_being_written_for_who_goes_is_waited_for(committed_db):
    world = make_world()

    assert brought_together_while_something_is_written(world).person_id == world.first.person_id


def test_without_holding_the_whole_row_it_would_stay_with_who_went(committed_db, monkeypatch):
    """The control of the race before."""
    world = make_world()

    def lock_less(person_ids):
        persons = Person.objects.select_for_update(no_key=True).filter(pk__in=person_ids)
        return {person.pk: person for person in persons.order_by("pk")}

    monkeypatch.setattr(same_person, "_lock", lock_less)

    assert brought_together_while_something_is_written(world).person_id == world.second.person_id


def test_a_pause_of_who_went_holds_nothing_back_from_the_one(on_the_day):
    """Life events are refused, so there is none by then; where there were, it ends."""
    world = make_world()
    agreed(world)
    SendingPause.objects.create(person_id=world.second.person_id, level=PauseLevel.WAITS, since=NOW)
    days_later()

    assert not SendingPause.objects.exists()
