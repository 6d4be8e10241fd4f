"""What comes through whom is said once, and money may come through another (P61)."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from community.common.refusals import NotFound
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.telling import record_told_in_person
from community.messaging.message_kinds import payment_kinds
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.telling import tellers_of
from community.messaging.states import Channel
from community.people.actions.roles import end_role
from community.people.models.logins import Role
from community.people.queries.persons import stale_contacts
from community.people.queries.visits import visit_items
from community.people.states import RoleKind
from community.people.tasks import pass_on_stale_contacts
from groups.models.members import Member
from pooling.pools.message_kinds import PoolMessage
from tests.factories.demand import make_group_of
from tests.factories.supply import NOW, TODAY, make_connector, make_role, send_all
from tests.frontend.visiting import day, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
MONEY, DATE = PoolMessage.PAYMENT_COMING, PoolMessage.GOING_AHEAD


@pytest.fixture
def world():
    """Alice is told by wanda, and what is about money by morris; olive stands in."""
    _group, [alice] = make_group_of("alice")
    wanda, morris, olive = (
        make_role(name, RoleKind.WORKER) for name in ("wanda", "morris", "olive")
    )
    typed = {
        "channel": "in_person",
        "through_login_id": wanda.login_id,
        "deputy_login_id": olive.login_id,
        "money_login_id": morris.login_id,
        "days_words": "Thursdays",
    }
    assert signed_in(alice).post(reverse("contact_plan"), typed).status_code == 302
    return SimpleNamespace(alice=alice, wanda=wanda, morris=morris, olive=olive, typed=typed)


def told(world, kind, key: str, **facts) -> Message:
    words = {"subject": "News", "text": "Your page has news.", "key": key}
    message = notify_person(person_id=world.alice.person_id, kind=kind, **words, **facts, now=NOW)
    send_all(NOW)
    return message


def hears(someone) -> set[int]:
    return {item.pk for item in visit_items(someone.login_id, TODAY)}


@pytest.mark.holds("P61")
def test_money_comes_through_whom_they_chose_for_it_and_the_rest_through_the_others(world):
    money, date = told(world, MONEY, "money:1"), told(world, DATE, "date:1")
    his_own = told(world, MONEY, "money:2", not_told_by_login_id=world.morris.login_id)

    assert (money.pk in hears(world.morris), date.pk in hears(world.morris)) == (True, False)
    all_of_it = {money.pk, date.pk, his_own.pk}
    assert hears(world.wanda) & all_of_it == {date.pk, his_own.pk}
    assert hears(world.olive) & all_of_it == all_of_it  # who stands in, for money as for the rest
    plan = ContactPlan.objects.get(person_id=world.alice.person_id)
    assert tellers_of(money, plan) == [world.morris.login_id, world.olive.login_id]
    with pytest.raises(NotFound):
        record_told_in_person(message_id=money.pk, told_on=TODAY, by=world.wanda, now=NOW)
    with pytest.raises(NotFound):
        record_told_in_person(message_id=date.pk, told_on=TODAY, by=world.morris, now=NOW)
    by_him = record_told_in_person(message_id=money.pk, told_on=TODAY, by=world.morris, now=NOW)
    assert by_him.told_by_login_id == world.morris.login_id

    role = Role.objects.get(login=world.morris.login)
    end_role(role_id=role.pk, by=make_connector("connie"), now=NOW)
    later = told(world, MONEY, "money:3")
    assert later.pk in hears(world.wanda)
    assert ContactPlan.objects.get(person_id=world.alice.person_id).money_login_id is None


@pytest.mark.holds("P61")
def test_it_is_said_once_on_a_page_on_a_sheet_and_to_a_program(world):
    alice, wanda = signed_in(world.alice), signed_in(world.wanda)
    said = [
        {"what": "Dates, questions", "how": "wanda"},
        {"what": "Money", "how": "morris"},
        {"what": "When they cannot come", "how": "olive"},
        {"what": "On which days", "how": "Thursdays"},
    ]
    code = Member.objects.get().paper_code
    sheet = reverse("paper_sheets", args=[code]) + "?sheet=through"

    assert alice.get("/api/me/through/").json()["results"] == said
    page, printed = alice.get(reverse("through_whom")).text, wanda.get(sheet).text
    for line in said:
        assert line["what"] in page and f"{line['what']}: {line['how']}" in printed
    assert "Somebody else for money. Whom:" in printed
    entered = world.typed | {"money_login_id": "", **day("said_on", TODAY)}
    assert wanda.post(reverse("paper_reach", args=[code]), entered).status_code == 302
    [first, *_rest] = alice.get("/api/me/through/").json()["results"]
    assert first == {"what": "Dates, money, questions", "how": "wanda"}


@pytest.mark.holds("P61")
def test_whom_they_choose_for_money_could_tell_them_things_face_to_face(world):
    alice, outside = signed_in(world.alice), make_group_of("zoe")[1][0]
    reach = {key: each for key, each in world.typed.items() if key != "money_login_id"}

    def choose(**reach_and_money):
        return alice.patch("/api/me/", {"reach": reach_and_money}, "application/json")

    for wrong in (
        reach | {"money_login_id": outside.login_id},
        {"channel": Channel.NONE, "money_login_id": world.morris.login_id},
        reach
        | {
            "money_login_id": world.morris.login_id,
            "never_told_login_ids": [world.morris.login_id],
        },
    ):
        assert choose(**wrong).status_code == 409, wrong
    assert choose(**reach, money_login_id=world.olive.login_id).status_code == 200


def test_what_is_about_money_is_named_by_each_app():
    assert {PoolMessage.PAYMENT_COMING, "transfer_wait"} <= set(payment_kinds())


@pytest.mark.holds("P61", "fault:G5")
def test_whoever_works_here_no_more_is_found_in_plans_and_the_deputy_tells(world):
    connie = make_connector("connie")
    assert stale_contacts() == []
    Role.objects.filter(login=world.morris.login).update(ended_at=NOW)  # before plans passed on
    world.wanda.login.is_active = False
    world.wanda.login.save()

    for _twice in range(2):
        pass_on_stale_contacts.func()

    plan = ContactPlan.objects.get(person_id=world.alice.person_id)
    assert (plan.through_login_id, plan.money_login_id) == (world.olive.login_id, None)
    assert plan.deputy_login_id == connie.login_id
    told = Message.objects.filter(kind="who_tells_now", person_id=world.alice.person_id)
    assert told.count() == 2 and stale_contacts() == []
