"""Coming into a group and choosing in it by a decision that was written down (P6)."""

from datetime import timedelta

import pytest

from community.audit.models import AuditEntry
from community.people.acting import Acting
from community.people.models.persons import Consent
from community.people.rules.authority import NotYours
from community.people.rules.decisions import AboutSomethingElse, DoesNotCount
from community.people.states import DecisionRecordState, RepresentationScope
from groups.actions.membership import join_by_code, leave_group
from groups.models.decisions import Ballot
from groups.models.members import Group, Member
from groups.rules.members import INVITE_DAYS, NoSuchCode
from groups.states import MemberState
from tests.factories.decision_records import (
    by_record,
    from_paper,
    look_at,
    write_down,
    write_down_all,
)
from tests.factories.demand import (
    ask,
    join,
    make_group,
    make_invite,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone

pytestmark = pytest.mark.django_db


def in_by_card(code: str, by: Acting, now=NOW) -> Member:
    return join_by_code(code=code, known_as="Alice", agrees=True, by=by, now=now)


@pytest.fixture
def world() -> tuple[Group, Acting, Acting]:
    """A group of Ben's; Alice, who has nobody with authority; Rita, who may suggest for her."""
    group = make_group(make_someone("ben"))
    alice = make_someone("alice")
    return group, alice, act_for(alice, scope=RepresentationScope.SUGGEST)


@pytest.mark.holds("fault:A16", "P6", "M71")
def test_one_line_lets_somebody_into_a_group_at_once_and_once(world):
    group, alice, rita = world
    with pytest.raises(NotYours):
        join(group, rita)
    record = write_down(rita, f"group:{group.pk}")

    member = join(group, by_record(record, rita), known_as="Alice")

    record.refresh_from_db()
    assert (member.person, member.state) == (alice.person, MemberState.IN)
    assert record.state == DecisionRecordState.DONE
    assert Consent.objects.get(person=alice.person).given_by == rita.login
    leave_group(group_id=group.pk, by=alice, now=NOW)
    with pytest.raises(DoesNotCount):
        join(group, by_record(record, rita))


@pytest.mark.holds("P6", "J7")
def test_held_it_opens_no_group_and_no_record_opens_another(world):
    group, alice, rita = world
    other = make_group(make_someone("charlie"), name="Walkers")
    held = write_down_all(rita, f"group:{group.pk}")
    for record, refusal in [(held, DoesNotCount), (write_down(rita), AboutSomethingElse)]:
        with pytest.raises(refusal):
            join(group, by_record(record, rita))
    look_at(held)

    with pytest.raises(AboutSomethingElse):
        join(other, by_record(held, rita))

    assert not Member.objects.filter(person=alice.person).exists()
    assert join(group, by_record(held, rita)).person == alice.person


@pytest.mark.holds("P3")
def test_a_card_does_not_run_out_while_a_second_person_looks_but_one_that_was_stopped_opens_nothing(
    world,
):
    group, _alice, rita = world
    ben = Acting(login=group.started_by.login, person=group.started_by)
    code = make_invite(group, ben).code
    last_day, after = NOW + timedelta(days=INVITE_DAYS), NOW + timedelta(days=INVITE_DAYS + 2)
    record = write_down_all(rita, f"group:{group.pk}", now=last_day)
    late = write_down(rita, now=after)
    look_at(record, now=after)

    with pytest.raises(NoSuchCode):
        in_by_card(code, by_record(late, rita, now=after), now=after)
    assert in_by_card(code, by_record(record, rita, now=after), now=after).known_as == "Alice"


@pytest.mark.holds("P6")
def test_a_worker_s_record_lets_in_whoever_has_nobody_at_all(world):
    group, alice, _rita = world
    connie = make_connector("connie")
    record = write_down(from_paper(connie, alice), f"group:{group.pk}")

    assert join(group, by_record(record, connie)).person == alice.person

    line = AuditEntry.objects.get(deed="join_group", for_person=alice.person_id)
    assert (line.login_id, line.on_paper) == (connie.login_id, True)


@pytest.mark.holds("P6", "M69")
def test_a_voice_in_a_choice_by_a_record_is_one_voice_once(world):
    group, alice, rita = world
    ben = Acting(login=group.started_by.login, person=group.started_by)
    join(group, alice)
    brief = ask(group, ben)
    offer, other = make_offers(brief, "museum", "garden")
    decision = start_choosing(brief, ben)
    record = write_down(rita, f"choice:{decision.pk}")

    vote(decision, by_record(record, rita), offer)

    with pytest.raises(DoesNotCount):
        vote(decision, by_record(record, rita), other)
    ballot = Ballot.objects.get()
    assert (ballot.member.person, ballot.cast_by) == (alice.person, rita.login)
    assert list(ballot.approved_offers.all()) == [offer]
