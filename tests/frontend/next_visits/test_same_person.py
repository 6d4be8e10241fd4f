"""Two who are one person are brought together, with care, by one who visits both (G3, M77)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.common.refusals import OneWithAnother, refusal_of
from community.messaging.actions.telling import record_told_in_person
from community.messaging.models import ContactPlan, Message
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.same_person import OF_PEOPLE
from community.people.models.approvals import SlowChange
from community.people.models.persons import Consent, Person
from community.people.queries.acting import acting_on_paper
from community.people.states import RoleKind
from community.people.tasks import sweep_slow_changes
from frontend.shared.sight import history_read_by
from groups.actions.membership import join_by_code, join_on_paper
from groups.models.members import Member
from pooling.pools.actions.same_person import ABOVE_PEOPLE, other_asked_key, request_bring_together
from pooling.pools.actions.sources import add_source
from pooling.pools.queries.same_person import OF_MONEY, what_stops
from pooling.pools.tasks import sweep_pools
from tests.factories.at_once import at_once
from tests.factories.changes_that_wait import second_answers
from tests.factories.demand import make_group, make_invite
from tests.factories.how_put import HOW_PUT
from tests.factories.supply import NOW, TODAY, make_connector, make_role, make_someone, send_all
from tests.frontend.visiting import set_clock, signed_in

SHOWED = "He showed both sheets, and laughed."


def make_world() -> SimpleNamespace:
    """One man, entered by wanda in two groups as two; connie stands in."""
    set_clock(NOW)
    alice = make_someone("alice")
    wanda, connie = make_role("wanda", RoleKind.WORKER), make_connector("connie")
    members = []
    for name, never in (("Tuesday people", "ring me"), ("The choir", "write letters")):
        card = make_invite(make_group(alice, name=name), alice, is_card=True)
        contact = {"channel": Channel.IN_PERSON, "through_login_id": wanda.login_id}
        members.append(
            join_on_paper(
                code=card.code,
                preferred_name="Gus",
                known_as="G",
                agrees=True,
                is_another=True,
                contact=contact | {"never_words": never},
                how_put=HOW_PUT,
                by=wanda,
                now=NOW + timedelta(minutes=len(members)),
            )
        )
    first, second = members
    return SimpleNamespace(
        alice=alice,
        wanda=wanda,
        connie=connie,
        first=first,
        second=second,
        ids={"person_id": second.person_id, "other_id": first.person_id},
        client=signed_in(wanda),
        page=reverse("one_person", args=[second.person_id, first.person_id]),
    )


@pytest.fixture
def world(on_the_day):
    return make_world()


def ask(world) -> SlowChange:
    return request_bring_together(
        **world.ids, what_they_showed=SHOWED, by=world.wanda, now=NOW + timedelta(hours=1)
    )


def both_hear(change: SlowChange, world) -> None:
    send_all(NOW + timedelta(hours=1))
    for key in (f"slow_change:{change.pk}:asked", other_asked_key(change.pk)):
        message = Message.objects.get(key=key)
        record_told_in_person(message_id=message.pk, told_on=TODAY, by=world.connie, now=NOW)
    sweep_slow_changes.func()


def days_later() -> None:
    set_clock(NOW + timedelta(days=5))
    sweep_pools.func()


def persons(world) -> tuple:
    for member in (world.first, world.second):
        member.refresh_from_db()
    return world.first.person_id, world.second.person_id


@pytest.mark.holds("fault:G3", "M77")
def test_everything_of_the_one_is_the_others_once_both_were_told_and_a_second_looked(world):
    one, other = persons(world)
    assert (
        reverse("in_here_twice", args=[other]) in world.client.get(reverse("people_visited")).text
    )
    chosen = world.client.post(reverse("in_here_twice", args=[other]), {"other_id": str(one)})
    assert chosen.url == world.page
    assert "A way back" in world.client.get(world.page).text
    assert world.client.post(world.page, {"what_they_showed": SHOWED}).status_code == 302
    change = SlowChange.objects.get()
    assert ask(world) == change  # asked twice, it is one
    assert (change.person_id, change.values["goes"]) == (one, str(other))

    second_answers(change)
    send_all(NOW + timedelta(hours=1))
    heard = Message.objects.get(key=f"slow_change:{change.pk}:asked")
    record_told_in_person(message_id=heard.pk, told_on=TODAY, by=world.connie, now=NOW)
    sweep_slow_changes.func()
    days_later()
    assert persons(world) == (one, other)  # the one that goes has not heard
    set_clock(NOW)
    heard = Message.objects.get(key=other_asked_key(change.pk))
    record_told_in_person(message_id=heard.pk, told_on=TODAY, by=world.connie, now=NOW)
    days_later()

    assert persons(world) == (one, one)
    gone = Person.objects.get(pk=other)
    assert (gone.one_with_id, gone.area_id) == (one, None)
    plan = ContactPlan.objects.get(person_id__in=[one, other])
    assert (plan.person_id, plan.never_words) == (one, "ring me; write letters")
    assert not Message.objects.filter(person_id=other).exists()
    assert Consent.objects.filter(person=one, withdrawn_at=None).count() == 2
    sheet = reverse("paper_sheet", args=[world.second.paper_code])
    assert world.client.get(sheet).status_code == 200
    days_later()  # done once
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        Member.objects.filter(pk=world.second.pk).update(person=gone)
    assert isinstance(refusal_of(fault.value), OneWithAnother)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=other).update(area=world.first.group.area)


@pytest.mark.holds("fault:G3")
def test_the_history_of_both_is_the_ones(world):
    one, other = persons(world)
    change = ask(world)
    second_answers(change)
    both_hear(change, world)
    days_later()

    lines = history_read_by(Acting(person=Person.objects.get(pk=one)), now=NOW)
    assert {entry.for_person for entry in lines} == {one, other}
    assert lines.filter(deed="bring_together").count() == 1


@pytest.mark.holds("fault:G3", "M77")
def test_what_stops_it_is_said_in_words_and_asked_again_when_it_would_be_done(world):
    one, other = (Person.objects.get(pk=pk) for pk in persons(world))
    assert what_stops(one, other) == []
    change = ask(world)
    second_answers(change)
    both_hear(change, world)
    choir = make_invite(world.second.group, world.alice, is_card=True)
    join_by_code(
        code=choir.code,
        known_as="Gus",
        agrees=True,
        how_put=HOW_PUT,
        by=acting_on_paper(login=world.wanda.login, person=one),
        now=NOW,
    )
    days_later()

    change.refresh_from_db()
    assert (change.state, persons(world)) == ("not_wanted", (one.pk, other.pk))
    refused = world.client.get(world.page)
    assert "Both are in one group, or were." in refused.text
    chosen = world.client.post(reverse("in_here_twice", args=[other.pk]), {"other_id": str(one.pk)})
    assert (chosen.status_code, "Both are in one group" in chosen.text) == (422, True)
    for person in (one, other):
        add_source(
            kind="own",
            rail="transfer",
            called="My own",
            by=acting_on_paper(login=world.wanda.login, person=person),
            now=NOW,
        )
    assert any("Both have money here" in words for words in what_stops(one, other))


@pytest.mark.holds("M77")
def test_a_program_reads_what_would_go_where_and_asks(world):
    call = f"/api/visits/{world.ids['person_id']}/twice/{world.ids['other_id']}/"
    read = world.client.get(call).json()
    assert (read["stays"], read["stops"]) == (str(world.first.person_id), [])
    said = {"what_they_showed": SHOWED, "digest": "0" * 64}
    assert world.client.post(call, said, "application/json").status_code == 409
    asked = world.client.post(call, said | {"digest": read["digest"]}, "application/json")
    assert asked.status_code == 202
    others = signed_in(make_role("olive", RoleKind.WORKER))
    assert others.get(call).status_code == 404  # visits neither
    same = f"/api/visits/{world.ids['person_id']}/twice/{world.ids['person_id']}/"
    assert world.client.get(same).status_code == 404


@pytest.mark.holds("fault:G3")
def test_asked_by_four_at_once_it_is_one(committed_db):
    world = make_world()

    asked = at_once(*[lambda: ask(world)] * 4, expected=())

    assert len({change.pk for change in asked}) == 1
    assert Message.objects.filter(key__endswith=":asked_other").count() == 1


@pytest.mark.holds("fault:G3")
def test_each_field_that_names_a_person_is_moved_or_is_of_money():
    moved = {(model, "person") for model in (*OF_PEOPLE, *OF_MONEY)} | set(ABOVE_PEOPLE)
    names = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }

    assert names - moved == {(Person, "one_with")}
