"""Moved into another area that takes part: somebody who works there says yes first (P21)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.common.refusals import NotFound
from community.messaging.models import ContactPlan, Message
from community.people.actions.approvals import answer_approval
from community.people.actions.life_events import say_life_event
from community.people.actions.persons import set_home_area
from community.people.models.approvals import StaffApproval
from community.people.models.logins import Role
from community.people.models.representations import Representation
from community.people.queries.life_events import life_events_in_areas
from community.people.rules.representations import OwnRequest
from community.people.states import RoleKind
from community.people.tasks import sweep_slow_changes
from tests.factories.changes_that_wait import message_goes, second_answers
from tests.factories.places import HOME, make_area, make_postcode, north_of
from tests.factories.representations import act_for
from tests.factories.shown import approval_digest
from tests.factories.supply import NOW, TODAY, area, make_connector, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
THERE = "ZZ2 1AA"
SEEN = "She rang, and wants to come to the allotment."


@pytest.fixture
def there():
    """Another area that takes part, and its postcode; and the one they live in."""
    set_clock(NOW)
    area()
    make_postcode()
    make_postcode(THERE, at=north_of(300), authority_code="E06999998")
    return make_area("Northsea", authority_code="E06999998")


def moves(by, postcode=THERE, **words):
    return set_home_area(postcode=postcode, by=by, now=NOW, **words)


def area_of(someone):
    someone.person.refresh_from_db()
    return someone.person.area


def waiting() -> StaffApproval | None:
    return StaffApproval.objects.filter(purpose="move_here", state="waiting").first()


def answer(by, agrees=True) -> StaffApproval:
    return answer_approval(approval_id=waiting().pk, agrees=agrees, seen_words=SEEN, by=by, now=NOW)


def told(someone) -> list[str]:
    told = Message.objects.filter(person_id=someone.person_id, key__startswith="move_here:")
    return list(told.values_list("text", flat=True))


def events_in(where) -> int:
    return len(life_events_in_areas([where.pk]))


@pytest.mark.holds("P21")
def test_the_old_area_stays_until_somebody_of_the_new_one_has_said_yes(there):
    alice, before = make_someone("alice"), area()
    old, new = make_connector("old"), make_connector("new", where=there)
    rita = act_for(alice)
    ContactPlan.objects.update_or_create(
        person_id=alice.person_id,
        defaults={"channel": "in_person", "address": "", "through_login_id": old.login_id},
    )
    say_life_event(kind="hospital", since=TODAY, by=alice, now=NOW)

    moves(alice)
    assert (area_of(alice), events_in(before), events_in(there)) == (before, 1, 0)
    assert alice.person.outward_code == "ZZ2"
    with pytest.raises(NotFound):
        answer(old)

    answer(new)
    assert (area_of(alice), events_in(before), events_in(there)) == (there, 0, 1)
    plan = ContactPlan.objects.get(person_id=alice.person_id)
    agreed = Representation.objects.get(pk=rita.representation_id)
    assert told(alice) == ["Northsea Council has said yes, and is your council from now on."]
    assert (plan.through_login_id, agreed.agreed_in) == (old.login_id, before)


@pytest.mark.holds("P21")
def test_a_no_leaves_all_as_it_was_and_so_does_whoever_comes_back(there):
    alice, before = make_someone("alice"), area()
    new = make_connector("new", where=there)

    moves(alice)
    answer(new, agrees=False)
    assert area_of(alice) == before
    assert told(alice)[0].startswith("Northsea Council has not said yes.")

    moves(alice)
    moves(alice, HOME)
    assert (waiting(), area_of(alice), alice.person.outward_code) == (None, before, "ZZ1")


@pytest.mark.holds("P21")
def test_nobody_says_yes_to_what_they_asked_for(there):
    alice = make_someone("alice")
    Role.objects.create(login=alice.login, kind=RoleKind.CONNECTOR, area=there, started_at=NOW)
    moves(alice)
    with pytest.raises(OwnRequest):
        answer(alice)


@pytest.mark.holds("P21")
def test_by_other_hands_the_new_area_is_asked_only_after_the_wait_and_never_the_asker(there):
    alice = make_someone("alice")
    rita = act_for(alice)
    Role.objects.create(login=rita.login, kind=RoleKind.CONNECTOR, area=there, started_at=NOW)
    change = moves(rita, what_they_showed="He named the street.")
    assert waiting() is None

    second_answers(change)
    message_goes(change)
    set_clock(NOW + timedelta(hours=73))
    sweep_slow_changes.func()
    assert (waiting().area, area_of(alice)) == (there, area())
    with pytest.raises(OwnRequest):
        answer(rita)
    answer(make_connector("new", where=there))
    assert area_of(alice) == there


@pytest.mark.parametrize("door", ["page", "program"])
def test_the_new_area_says_yes_by_page_and_by_program(there, door):
    alice, new = make_someone("alice"), make_connector("new", where=there)
    page = signed_in(alice).post(reverse("where_i_live"), {"postcode": THERE}, follow=True)
    assert "Somebody at Northsea Council is asked to say yes." in page.text
    approval = waiting()
    digest = approval_digest(approval)
    if door == "page":
        assert (
            "alice lives in your area now"
            in signed_in(new).get(reverse("authorities_to_agree")).text
        )
        signed_in(new).post(
            reverse("second_person", args=[approval.pk]),
            {"agrees": "yes", "seen_words": SEEN, "shown": digest},
        )
    else:
        client = APIClient()
        client.force_authenticate(new.login)
        client.post(
            f"/api/approvals/{approval.pk}/answer/",
            {"agrees": True, "seen_words": SEEN, "digest": digest},
        )
    assert area_of(alice) == there
