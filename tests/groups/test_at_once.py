"""Twice at once: joining, asking, inviting, sending. On a database where commits are real."""

import threading
from threading import Barrier

import psycopg
import pytest
from django.db import transaction
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from community.audit.models import AuditEntry
from community.messaging.models import ContactPlan, Message
from community.messaging.states import Channel
from community.people.actions.roles import end_role
from community.people.models.logins import Role
from community.people.models.persons import Consent, Person
from community.people.states import RoleKind
from groups.actions import hellos
from groups.actions.membership import join_on_paper
from groups.actions.motions import propose_step
from groups.actions.offers import send_offer
from groups.deeds import GroupDeed
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Member
from groups.models.offers import Offer
from groups.states import BriefState, MotionPurpose
from tests.factories.at_once import at_once
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    join,
    make_brief,
    make_group,
    make_group_of,
    make_invite,
    make_offers,
    make_people,
    make_terms,
    make_vetted,
    start_choosing,
    vote,
)
from tests.factories.how_put import HOW_PUT
from tests.factories.motions import (
    agree_together,
    change_together,
    choose_together,
    send_together,
    stop_together,
)
from tests.factories.supply import NOW, make_connector, make_role, make_someone
from tests.waits import TEST_WAIT_SECONDS

pytestmark = pytest.mark.usefixtures("committed_db")


def endings(*deeds) -> list[str]:
    """How each of them ended, when begun together: "done" or the refusal's name."""
    answers = at_once(*deeds, expected=Exception)
    return sorted(
        type(answer).__name__ if isinstance(answer, Exception) else "done" for answer in answers
    )


@pytest.mark.holds("fault:G3")
def test_one_card_entered_twice_at_once_is_one_person():
    group = make_group(alice := make_someone("alice"))
    card = make_invite(group, alice, is_card=True)
    wanda = make_role("wanda", RoleKind.WORKER)
    contact = {"channel": Channel.IN_PERSON, "through_login_id": wanda.login_id}
    filled_in = {"code": card.code, "preferred_name": "Gus", "known_as": "G", "agrees": True}
    filled_in["how_put"] = HOW_PUT

    def enter():
        join_on_paper(**filled_in, contact=contact, by=wanda, now=NOW)

    assert endings(enter, enter, enter) == ["PerhapsTheSame", "PerhapsTheSame", "done"]
    assert Person.objects.filter(preferred_name="Gus").count() == 1


@pytest.mark.holds("fault:G5")
def test_who_enters_a_card_while_their_role_ends_leaves_nobody_untold():
    group = make_group(alice := make_someone("alice"))
    card = make_invite(group, alice, is_card=True)
    wanda, connie = make_role("wanda", RoleKind.WORKER), make_connector("connie", group.area)
    role = Role.objects.get(login=wanda.login)
    contact = {"channel": Channel.IN_PERSON, "through_login_id": wanda.login_id}
    filled_in = {"code": card.code, "preferred_name": "Gus", "known_as": "G", "agrees": True}
    filled_in["how_put"] = HOW_PUT

    endings(
        lambda: join_on_paper(**filled_in, contact=contact, by=wanda, now=NOW),
        lambda: end_role(role_id=role.pk, by=connie, now=NOW),
    )

    plans = ContactPlan.objects.filter(channel=Channel.IN_PERSON)
    assert set(plans.values_list("through_login_id", flat=True)) <= {connie.login_id}


def test_one_person_pressing_join_four_times_is_in_once():
    group = make_group()
    bob = make_someone("bob")

    assert endings(*[lambda: join(group, bob)] * 4) == ["done"] * 4
    assert Member.objects.filter(person=bob.person).count() == 1
    assert Consent.objects.filter(person=bob.person).count() == 1


def test_of_four_people_with_one_name_one_comes_in():
    group = make_group()
    people = make_people("ann", "ben", "cat", "dan")

    ended = endings(*[lambda by=by: join(group, by, known_as="Sam") for by in people])

    assert ended == ["NameTaken"] * 3 + ["done"]


def test_one_person_starting_the_same_group_four_times_starts_one():
    alice = make_someone("alice")
    make_group(make_someone("first"), name="Another")

    ended = endings(*[lambda: make_group(alice, is_findable=False)] * 4)

    assert ended.count("done") == 1


def test_asking_four_times_tells_each_provider_once():
    group, [alice] = make_group_of("alice")
    make_vetted()
    brief = make_brief(group, alice)

    ended = endings(*[lambda: send_together(brief, alice, NOW)] * 4)

    assert ended == ["done"] * 4
    assert Message.objects.filter(kind="brief_near").count() == 1


def test_sending_an_offer_four_times_is_sending_one():
    group, [alice] = make_group_of("alice")
    acting, provider = make_vetted()
    brief = ask(group, alice)
    send = {"brief_id": brief.pk, "provider_id": provider.pk, "terms": make_terms()}

    ended = endings(*[lambda: send_offer(**send, by=acting, now=NOW)] * 4)

    assert ended == ["AlreadyOffered"] * 3 + ["done"]
    assert Offer.objects.count() == 1


def test_an_offer_and_the_closing_of_answers_at_once_are_in_one_order():
    group, [alice] = make_group_of("alice")
    acting, provider = make_vetted()
    brief = ask(group, alice)
    make_offers(brief, "first")
    send = {"brief_id": brief.pk, "provider_id": provider.pk, "terms": make_terms()}

    ended = endings(
        lambda: send_offer(**send, by=acting, now=NOW),
        lambda: stop_together(brief, alice, NOW),
    )

    assert ended in (["TooLateToAnswer", "done"], ["done", "done"])
    assert Brief.objects.get().state == BriefState.COMPARING
    assert Offer.objects.count() == ended.count("done")


def test_somebody_who_comes_in_as_a_choice_opens_is_in_it_or_after_it_and_told_the_same():
    """Whichever is first, the voices, the quorum's bound and the answer to a vote agree."""
    group, [alice] = make_group_of("alice")
    late = make_someone("late")
    brief = ask(group, alice)
    [museum] = make_offers(brief, "museum")
    stop_together(brief, alice, NOW)

    ended = endings(
        lambda: choose_together(brief, alice, AFTER_ANSWERS),
        lambda: join(group, late, now=AFTER_ANSWERS),
    )

    decision = Decision.objects.get()
    came_first = decision.voters.filter(person=late.person).exists()
    assert ended == ["done", "done"]
    assert (decision.voters.count(), decision.quorum) == ((2, 2) if came_first else (1, 1))
    answers = endings(lambda: vote(decision, late, museum))
    assert answers == ["done" if came_first else "JoinedAfterOpening"]


@pytest.mark.parametrize(("first", "then"), [("opening", "joining"), ("joining", "opening")])
def test_opening_waits_for_somebody_coming_in_and_they_for_it(first, then):
    """The lock itself: whoever is second waits, and then sees what the first did."""
    group, [alice] = make_group_of("alice")
    late = make_someone("late")
    brief = ask(group, alice)
    make_offers(brief, "museum")
    stop_together(brief, alice, NOW)
    deeds = {
        "opening": lambda: agree_together(MotionPurpose.OPEN_CHOICE, brief, alice, AFTER_ANSWERS),
        "joining": lambda: join(group, late, now=AFTER_ANSWERS),
    }
    second = threading.Thread(target=at_once, args=[deeds[then]])
    with transaction.atomic():
        deeds[first]()
        second.start()
        second.join(0.5)
        assert second.is_alive()
    second.join(TEST_WAIT_SECONDS)

    assert Decision.objects.get().voters.count() == (1 if first == "opening" else 2)
    assert Member.objects.filter(group=group).count() == 2


def test_two_members_opening_a_choice_open_one():
    group, people = make_group_of("alice", "bob")
    brief = ask(group, people[0])
    make_offers(brief, "museum")
    stop_together(brief, people[0], NOW)
    begin = {"purpose": MotionPurpose.OPEN_CHOICE, "about_id": brief.pk, "now": AFTER_ANSWERS}

    ended = endings(*[lambda by=by: propose_step(**begin, by=by) for by in people * 2])

    assert (ended, Decision.objects.count()) == (["done"] * 4, 1)


@pytest.mark.parametrize("role", ["cp_app", "cp_owner"])
@pytest.mark.parametrize(
    "attack",
    [
        "INSERT INTO groups_decision_voters (decision_id, member_id) VALUES (%(choice)s, %(late)s)",
        "UPDATE groups_decision_voters SET member_id = %(late)s WHERE decision_id = %(choice)s",
        "DELETE FROM groups_decision_voters WHERE decision_id = %(choice)s",
        "TRUNCATE groups_decision_voters CASCADE",
    ],
)
def test_who_has_a_voice_is_not_changed_once_it_is_open(attack, role, committed_db):
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    make_offers(brief, "museum")
    decision = start_choosing(brief, alice)
    late = join(group, make_someone("late"), now=AFTER_ANSWERS)
    ids = {"choice": decision.pk, "late": late.pk}

    with psycopg.connect(committed_db.url(role), autocommit=True) as plain:
        with pytest.raises((RestrictViolation, InsufficientPrivilege)):
            plain.execute(attack, ids)

    assert [member.person for member in decision.voters.all()] == [alice.person]


@pytest.mark.holds("P44")
@pytest.mark.parametrize(("waits", "hellos_said"), [(True, 1), (False, 2)])
def test_two_hellos_at_once_are_one(monkeypatch, waits, hellos_said):
    """And two where neither waits for the other: the control."""
    group, members = make_group_of("alice", "dora")
    change_together(MotionPurpose.HELLO_FIRST, group, members[0])
    newcomer = join(group, make_someone("bob"))
    both_have_read = Barrier(2)

    def read_without_waiting(newcomer_id):
        row = Member.objects.select_related("group", "person").get(pk=newcomer_id)
        both_have_read.wait(TEST_WAIT_SECONDS)
        return row

    if not waits:
        monkeypatch.setattr(hellos, "_lock", read_without_waiting)
    hello = {"group_id": group.pk, "newcomer_id": newcomer.pk, "now": NOW}
    greet = [lambda by=by: hellos.say_hello(**hello, by=by) for by in members]
    at_once(*greet, expected=Exception)

    assert AuditEntry.objects.filter(deed=GroupDeed.SAY_HELLO).count() == hellos_said
