"""A group ends, by page, by program and on paper: the same; the connector's list (M43)."""

import pytest
from django.urls import reverse

from groups.models.endings import NextStep
from groups.models.members import Group, Member
from groups.queries.motions import waiting_motions_of_group
from groups.states import GroupState
from tests.factories.demand import make_group_of
from tests.factories.how_put import READ_ALOUD
from tests.factories.motions import end_together
from tests.factories.supply import NOW, make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    set_clock(NOW)


def code_of(by) -> str:
    return Member.objects.get(person=by.person).paper_code


def state_of(group) -> str:
    return Group.objects.get(pk=group.pk).state


@pytest.mark.holds("M43", "P125", "fault:J9")
def test_three_end_their_group_by_page_by_program_and_on_paper():
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    connie = make_connector()
    entering, page = signed_in(connie), reverse("group", args=[group.pk])

    asked = signed_in(alice).get(reverse("end_group", args=[group.pk]))
    assert "It never ends because nobody answered" in words(asked)
    refused = signed_in(alice).post(reverse("end_group", args=[group.pk]), {})
    assert refused.status_code == 422
    signed_in(alice).post(reverse("end_group", args=[group.pk]), {"reason": "budgets"})
    [motion] = waiting_motions_of_group(group.pk, carol)
    assert "Our money for it was taken away" in words(
        signed_in(bob).get(reverse("motion", args=[motion.motion.pk]))
    )
    entering.post(
        reverse("paper_motion", args=[code_of(carol)]),
        {"about": motion.motion.pk, "word": "yes", "version": motion.version, **READ_ALOUD},
    )
    assert state_of(group) == GroupState.ENDING
    seen = words(signed_in(bob).get(page))
    assert "This group is ending, by" in seen
    assert "Write down what you want" not in seen and "Invite somebody" not in seen

    signed_in(alice).post(reverse("next_step", args=[group.pk]), {"kind": "no_thanks"})
    own = signed_in(bob)
    call = f"/api/groups/{group.pk}/next-step/"
    own.put(call, {"kind": "find", "words": "Music"}, content_type="application/json")
    assert own.get(call).json()["kind"] == "find"
    assert "Music" not in words(signed_in(alice).get(page))
    sheets = words(entering.get(reverse("paper_sheets", args=[code_of(carol)])))
    assert "What is next for me, as “Tuesday people” ends" in sheets
    old = entering.post(
        reverse("paper_next_step", args=[code_of(carol)]), {"kind": "own", "version": "AAAAAA"}
    )
    assert old.status_code == 422
    entering.post(reverse("paper_next_step", args=[code_of(carol)]), {"kind": "own"})
    assert state_of(group) == GroupState.ENDED
    assert NextStep.objects.get(member__person=carol.person).on_paper

    listed = entering.get(reverse("connector_endings"))
    assert "Music" in words(listed) and "Carol" not in words(listed)
    [row] = entering.get("/api/groups-ending/").json()["results"]
    answer = f"/api/groups-ending/{row['id']}/answer/"
    assert entering.post(answer, {}, content_type="application/json").status_code == 409
    own_row = reverse("connector_next_step", args=[row["id"]])
    assert entering.post(own_row, {"not_reached_because": ""}).status_code == 422
    entering.post(own_row, {"not_reached_because": "Nobody at the door"})
    assert "Nobody at the door" in words(entering.get(reverse("connector_endings")))
    entering.post(answer, {"is_spoken": True}, content_type="application/json")
    assert entering.get("/api/groups-ending/").json()["count"] == 0
    assert signed_in(bob).get(reverse("connector_endings")).status_code == 404

    after = words(signed_in(alice).get(page))
    assert "You can read its page until" in after and "carol" in after


@pytest.mark.holds("P125")
def test_it_goes_on_and_begins_again_by_page_and_by_program():
    group, [alice, bob] = make_group_of("alice", "bob")
    end_together(group, alice)
    first = signed_in(alice).post(
        f"/api/groups/{group.pk}/go-on/", {}, content_type="application/json"
    )
    assert first.status_code == 200, first.content
    [motion] = waiting_motions_of_group(group.pk, bob)
    signed_in(bob).post(reverse("go_on", args=[group.pk]))
    assert not motion.motion.reason
    assert state_of(group) == GroupState.FULL


def test_of_a_group_that_does_not_end_nothing_is_asked():
    group, [alice] = make_group_of("alice")
    assert signed_in(alice).get(reverse("next_step", args=[group.pk])).status_code == 404
    assert signed_in(alice).get(f"/api/groups/{group.pk}/next-step/").status_code == 404
