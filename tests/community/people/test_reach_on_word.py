"""A plan made on paper is changed on the person's word, and passes on (fault G5)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.common.shared_words import WordsHaveChanged, digest_of_words
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.telling import record_told_in_person
from community.messaging.message_kinds import MessagingMessage
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.contact_plans import contact_plan_of, words_of_plan
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.persons import create_person_on_paper, set_own_contact_plan
from community.people.actions.reaching import set_contact_plan_on_word
from community.people.actions.representations import end_representation
from community.people.actions.roles import end_role
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import SlowChange
from community.people.models.logins import Role
from community.people.queries.slow_changes import waiting_changes_of
from community.people.queries.visits import acting_at_visit, messages_read_by, visit_items
from community.people.rules.authority import NotYours
from community.people.rules.contact_plan import ContactPlanIncomplete, NotSaidYet
from community.people.rules.representations import NothingSeen
from community.people.states import RoleKind
from community.people.tasks import sweep_slow_changes
from tests.factories.changes_that_wait import second_answers
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    TODAY,
    area,
    make_connector,
    make_login,
    make_role,
    make_someone,
    send_all,
)
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db
THURSDAYS = {"channel": Channel.IN_PERSON, "days_words": "Thursdays", "said_on": TODAY}
BY_TEXT = {"channel": Channel.TEXT, "address": "07700 900123", "said_on": TODAY}


@pytest.fixture
def world():
    """Somebody without a login, whose card wanda has entered; connie and olive work there too."""
    set_clock(NOW)
    wanda, connie = make_role("wanda", RoleKind.WORKER), make_connector("connie")
    olive = make_role("olive", RoleKind.WORKER)
    person = create_person_on_paper(
        preferred_name="Gus",
        area=area(),
        contact={
            "channel": Channel.IN_PERSON,
            "through_login_id": wanda.login_id,
            "deputy_login_id": olive.login_id,
        },
        by=wanda,
        now=NOW,
    )
    gus = acting_at_visit(login=wanda.login, person_id=person.pk)
    return SimpleNamespace(gus=gus, person=person, wanda=wanda, connie=connie, olive=olive)


def tells(world) -> tuple[int | None, int | None]:
    plan = ContactPlan.objects.get(person_id=world.person.pk)
    return plan.through_login_id, plan.deputy_login_id


def say(world, by=None, now=NOW, **said):
    who = {"through_login_id": world.wanda.login_id, "deputy_login_id": world.connie.login_id}
    said = (who if said["channel"] == Channel.IN_PERSON else {}) | said
    return set_contact_plan_on_word(**said, by=by or world.gus, now=now)


def act_for_gus(world, name="rita") -> Acting:
    """By his own word, for which he signs in this once."""
    world.person.login = make_login("gus").login
    world.person.save()
    return act_for(Acting(login=world.person.login, person=world.person), name)


def role_of(someone) -> int:
    return Role.objects.get(login=someone.login, ended_at=None).pk


@pytest.mark.holds("fault:G5")
def test_whoever_visits_writes_down_what_the_person_said_and_they_are_told(world):
    assert say(world, **THURSDAYS, never_words="ring me") is None

    plan = contact_plan_of(world.person.pk)
    assert (plan.days_words, plan.never_words) == ("Thursdays", "ring me")
    assert (plan.said_on, plan.said_to_login_id) == (TODAY, world.wanda.login_id)
    assert tells(world) == (world.wanda.login_id, world.connie.login_id)
    told = Message.objects.get(text__contains="Wrote down how you said you want to be reached")
    assert (told.person_id, told.not_told_by_login_id) == (world.person.pk, world.wanda.login_id)
    deeds = AuditEntry.objects.filter(deed="set_reach_on_word", for_person=world.person.pk)
    assert say(world, **THURSDAYS, never_words="ring me") is None
    assert deeds.count() == 1  # the same again changes nothing
    with pytest.raises(NotSaidYet):
        say(world, **THURSDAYS | {"said_on": TODAY + timedelta(days=1)})
    with pytest.raises(ContactPlanIncomplete):
        say(world, **THURSDAYS, deputy_login_id=world.wanda.login_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPlan.objects.update(deputy_login_id=world.wanda.login_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPlan.objects.filter(pk=plan.pk).update(said_to_login_id=None)


@pytest.mark.holds("fault:G5")
def test_who_is_newly_named_hears_it_and_the_person_hears_at_the_next_visit_who_it_is(world):
    named = Message.objects.filter(kind=MessagingMessage.NAMED_TO_TELL)
    assert [each.login_id for each in named] == [world.olive.login_id]  # wanda wrote it herself
    morris = make_role("morris", RoleKind.WORKER)

    say(world, **THURSDAYS)
    say(world, **THURSDAYS | {"days_words": "Fridays"}, now=NOW + timedelta(hours=1))
    now_money = {"through_login_id": world.olive.login_id, "money_login_id": morris.login_id}
    say(world, **THURSDAYS, **now_money, now=NOW + timedelta(hours=2))

    heard = named.order_by("pk").values_list("login_id", "text")
    assert [(pk, text.partition(" from now on")[0]) for pk, text in heard] == [
        (world.olive.login_id, "You stand in"),
        (world.connie.login_id, "You stand in"),
        (world.olive.login_id, "You tell somebody things"),
        (morris.login_id, "You tell somebody"),
    ]
    assert "Gus" not in "".join(text for _pk, text in heard)  # it lies in a mailbox
    send_all(NOW + timedelta(hours=2))
    lines = [item.text for item in visit_items(world.olive.login_id, TODAY)]
    assert [line for line in lines if "tells you things" in line] == [
        "Olive tells you things. When they cannot come, connie does. What is about money, morris"
        " tells you. If you would like somebody else, say so to them."
    ]


@pytest.mark.holds("fault:G5")
def test_a_deputy_who_was_chosen_here_is_told_and_named_to_the_person(world):
    other = create_person_on_paper(
        preferred_name="Hal",
        area=area(),
        contact={"channel": Channel.IN_PERSON, "through_login_id": world.wanda.login_id},
        by=world.wanda,
        now=NOW,
    )

    plan = contact_plan_of(other.pk)
    told = Message.objects.get(kind=PeopleMessage.WHO_TELLS_NOW, person_id=other.pk)
    assert "When they cannot come, connie does." in told.text
    assert Message.objects.get(key__startswith=f"plan:{plan.pk}:deputy").login_id == (
        world.connie.login_id
    )


@pytest.mark.holds("fault:G5")
def test_nobody_else_writes_it_down_and_never_whoever_acts_for_them(world):
    stranger = make_someone("sam")
    with pytest.raises(NotFound):
        acting_at_visit(login=stranger.login, person_id=world.person.pk)

    rita = act_for_gus(world)
    Role.objects.create(login=rita.login, kind=RoleKind.WORKER, area=area(), started_at=NOW)
    with pytest.raises(NotYours):
        say(world, acting_at_visit(login=rita.login, person_id=world.person.pk), **THURSDAYS)


@pytest.mark.holds("fault:G5")
def test_two_who_write_it_down_see_each_others_words(world):
    began_from = digest_of_words(words_of_plan(contact_plan_of(world.person.pk)))
    say(world, **THURSDAYS, began_from=began_from)

    with pytest.raises(WordsHaveChanged):
        say(world, **THURSDAYS | {"days_words": "Fridays"}, began_from=began_from)

    assert contact_plan_of(world.person.pk).days_words == "Thursdays"


@pytest.mark.holds("fault:G5", "P17")
def test_another_way_or_address_waits_and_is_told_by_the_old_way_and_the_new(world):
    with pytest.raises(NothingSeen):
        say(world, **BY_TEXT)
    change = say(world, **BY_TEXT, their_words="I have a telephone now.")
    assert contact_plan_of(world.person.pk).channel == Channel.IN_PERSON
    asked = Message.objects.get(key=f"slow_change:{change.pk}:asked")
    assert (asked.kind, "07700" in asked.text) == (PeopleMessage.REACH_TO_CHANGE, False)

    second_answers(change)
    send_all(NOW)
    record_told_in_person(
        message_id=asked.pk, told_on=TODAY, stands_in=True, by=world.olive, now=NOW
    )
    sweep_slow_changes.func()
    set_clock(NOW + timedelta(days=5))
    sweep_slow_changes.func()

    plan = contact_plan_of(world.person.pk)
    assert (plan.channel, plan.address, plan.said_on) == (Channel.TEXT, "07700 900123", TODAY)
    ended = Message.objects.get(key=f"slow_change:{change.pk}:done")
    assert ended.person_id == world.person.pk


@pytest.mark.holds("fault:G5", "P12")
def test_whoever_acts_for_them_reads_nothing_of_how_they_will_be_reached(world):
    change = say(world, **BY_TEXT, their_words="I have a telephone now.")
    rita = act_for_gus(world)

    assert waiting_changes_of(Acting(person=world.person)) == [change]
    assert waiting_changes_of(rita) == []
    assert not messages_read_by(rita).filter(kind=PeopleMessage.REACH_TO_CHANGE).exists()


@pytest.mark.holds("fault:G5")
def test_when_a_worker_leaves_the_deputy_tells_them_else_a_connector_is_asked(world):
    by = make_login("operator")
    end_role(role_id=role_of(world.wanda), by=by, now=NOW)

    assert tells(world) == (world.olive.login_id, world.connie.login_id)
    asked = Message.objects.filter(kind=PeopleMessage.WHO_TELLS_NOW)
    assert set(asked.values_list("login_id", flat=True)) == {
        None,
        world.olive.login_id,
        world.connie.login_id,
    }
    hears = asked.get(person_id=world.person.pk)
    assert "From now on olive tells you things." in hears.text
    with pytest.raises(NotFound):
        acting_at_visit(login=world.wanda.login, person_id=world.person.pk)
    send_all(NOW)
    assert hears.pk in [item.pk for item in visit_items(world.olive.login_id, TODAY)]

    end_role(role_id=role_of(world.olive), by=by, now=NOW)
    assert tells(world) == (world.connie.login_id, None)
    end_role(role_id=role_of(world.connie), by=by, now=NOW)
    plan = contact_plan_of(world.person.pk)
    assert (plan.channel, tells(world)) == (Channel.NONE, (None, None))


@pytest.mark.holds("fault:G5")
def test_who_still_works_there_by_another_role_goes_on_telling(world):
    Role.objects.create(
        login=world.wanda.login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW
    )
    worker = Role.objects.get(login=world.wanda.login, kind=RoleKind.WORKER)

    end_role(role_id=worker.pk, by=make_login("operator"), now=NOW)

    assert tells(world) == (world.wanda.login_id, world.olive.login_id)


@pytest.mark.holds("fault:G5")
def test_an_authority_that_ends_leaves_somebody_who_stands_in(world):
    rita = act_for_gus(world)
    set_contact_plan(
        person_id=world.person.pk,
        channel=Channel.IN_PERSON,
        through_login_id=rita.login_id,
        deputy_login_id=world.olive.login_id,
        by=world.wanda,
        now=NOW,
    )

    end_representation(representation_id=rita.representation_id, by=world.connie, now=NOW)

    assert tells(world) == (world.olive.login_id, world.connie.login_id)


@pytest.mark.holds("fault:G5")
def test_ones_own_plan_keeps_who_stands_in():
    ann, wanda, connie = make_someone("ann"), make_role("wanda", RoleKind.WORKER), make_connector()
    who = {"through_login_id": wanda.login_id, "deputy_login_id": connie.login_id}

    plan = set_own_contact_plan(channel=Channel.IN_PERSON, **who, by=ann, now=NOW)

    assert (plan.through_login_id, plan.deputy_login_id) == (wanda.login_id, connie.login_id)
    assert (plan.said_on, plan.said_to_login_id) == (None, None)
    with pytest.raises(ContactPlanIncomplete):
        set_own_contact_plan(
            channel=Channel.IN_PERSON,
            **who,
            never_told_login_ids=[connie.login_id],
            by=ann,
            now=NOW,
        )
    assert SlowChange.objects.count() == 0
