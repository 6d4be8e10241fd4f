"""Two who decide only together, on pages and by program (P5, P15, M144)."""

import pytest
from django.urls import reverse

from community.people.actions.decision_records import answer_joint_decision
from community.people.models.decisions import DecisionRecord
from community.people.models.representations import Representation
from community.people.states import AuthorityBasis, DecisionRecordState, RepresentationScope
from groups.models.members import Member
from groups.states import MemberState
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import MoneySource
from pooling.pools.states import SourceKind
from tests.factories.decision_records import write_down
from tests.factories.demand import make_group
from tests.factories.joint_holders import two_attorneys
from tests.factories.pools import make_source
from tests.factories.representations import act_for, ask_for
from tests.factories.shown import representation_digest
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
LINE = {
    "question": "Does she come on Tuesdays?",
    "chosen": "Yes",
    "what_they_showed": "She held on to the programme.",
    "basis": "best_interests",
    "why_words": "could not decide this, this time, because she was in great pain",
    "kind": "ordinary",
    "interpreted_by": "nobody",
}


@pytest.fixture
def pair():
    """By a welfare power: about everyday life, where she could not decide it herself."""
    alice = make_someone("alice")
    return alice, *two_attorneys(alice, basis=AuthorityBasis.ATTORNEY_WELFARE)


@pytest.mark.holds("P5", "P15")
def test_one_writes_it_down_the_other_says_yes_and_it_is_done_once(pair):
    alice, bob, charlie = pair
    group = make_group(make_someone("zoe"))
    page = f"{reverse('write_decision_down')}?group={group.pk}"

    written = signed_in(bob).post(page, LINE | {"about": f"group:{group.pk}"}, follow=True)
    assert "The other is asked for their yes" in written.text
    record = DecisionRecord.objects.get()
    read = signed_in(charlie).get(reverse("decision_records")).text
    assert "Your yes is asked for" in read and LINE["question"] in read
    assert "Your yes is asked for" not in signed_in(bob).get(reverse("decision_records")).text

    confirm = reverse("decision_confirmed", args=[record.pk])
    assert signed_in(make_someone("eve")).post(confirm, {"agrees": "yes"}).status_code == 404
    assert signed_in(bob).post(confirm, {"agrees": "yes"}).status_code == 404
    assert signed_in(charlie).post(confirm, {"agrees": "yes"}).status_code == 302

    record.refresh_from_db()
    assert record.state == DecisionRecordState.COUNTS
    do = reverse("do_by_decision", args=[record.pk])
    done = signed_in(bob).post(do, {"known_as": "A", "agrees": "on"}, follow=True)
    assert "It is done" in done.text
    assert Member.objects.get(person=alice.person).state == MemberState.IN


@pytest.mark.holds("P5")
def test_by_program_the_other_reads_and_answers(pair):
    _alice, bob, charlie = pair
    why = {"basis": LINE["basis"], "why_words": LINE["why_words"]}
    record = write_down(bob, "group:1", **why)
    headers = {"X-Acting-For": str(bob.person_id)}
    theirs, own = signed_in(charlie), signed_in(bob)
    waiting = "/api/decision-records/to-confirm/"

    def ids(client):
        return [row["id"] for row in client.get(waiting, headers=headers).json()["results"]]

    assert (ids(theirs), ids(own)) == ([record.pk], [])
    answer = theirs.post(
        f"/api/decision-records/{record.pk}/confirm/",
        {"agrees": True},
        content_type="application/json",
        headers=headers,
    )

    assert (answer.status_code, answer.json()["state"]) == (200, "counts")


# ---- one stops alone, both add money, and the other answers on paper


@pytest.fixture
def money_pair():
    """By a property power, over somebody in a group whose paper a connector enters."""
    alice = make_someone("alice")
    group = make_group(alice)
    return alice, group, *two_attorneys(alice)


def test_one_alone_opens_and_presses_what_stops(money_pair):
    alice, _group, bob, _charlie = money_pair
    source = make_source(alice, SourceKind.OWN, Rail.TRANSFER)
    client = signed_in(bob)
    assert reverse("end_source", args=[source.pk]) in client.get(reverse("money")).text
    stopped = client.post(reverse("end_source", args=[source.pk]))

    source.refresh_from_db()
    assert stopped.status_code == 302 and source.ended_at is not None
    assert client.get(reverse("add_source_of", args=["own"])).status_code == 409


@pytest.mark.holds("P5")
@pytest.mark.parametrize("door", ["page", "program"])
def test_both_add_money(money_pair, door):
    alice, _group, bob, charlie = money_pair
    about = "source:grant"
    options = signed_in(bob).get(reverse("write_decision_down")).text
    assert f'value="{about}"' in options and "Adding money: a grant" in options
    assert about not in signed_in(act_for(alice, "rita")).get(reverse("write_decision_down")).text
    record = write_down(bob, about)
    answer_joint_decision(record_id=record.pk, agrees=True, by=charlie, now=NOW)

    facts = {"called": "The winter grant", "rail": "transfer"}
    if door == "page":
        answer = signed_in(bob).post(reverse("do_by_decision", args=[record.pk]), facts)
    else:
        answer = signed_in(bob).post(
            f"/api/decision-records/{record.pk}/do/",
            {"money_source": facts},
            content_type="application/json",
        )

    assert answer.status_code in (200, 302), answer.text
    added = MoneySource.objects.get()
    assert (added.person, added.kind, added.called) == (alice.person, "grant", facts["called"])


@pytest.mark.holds("P5")
@pytest.mark.parametrize("door", ["page", "program"])
def test_the_other_s_sheet_is_printed_and_entered(money_pair, door):
    alice, group, bob, charlie = money_pair
    record = write_down(bob, "source:grant")
    code = group.members.get(person=alice.person).paper_code
    worker, stranger = signed_in(make_connector("dora", area())), signed_in(make_someone("eve"))
    sheet = worker.get(reverse("paper_decision_sheet", args=[code])).text
    assert "Your yes is asked for" in sheet and record.question in sheet

    if door == "page":
        entry = words(worker.get(reverse("paper_decision", args=[code])))
        assert "Charlie ticked yes" in entry
        address = reverse("paper_joint_answer", args=[code, record.pk])
        facts = {"other": charlie.representation_id, "agrees": "yes"}
        kind = {}
    else:
        whole = f"/api/paper/{code}/decision-records/"
        [row] = worker.get(f"{whole}to-confirm/").json()["results"]
        assert row["record"]["id"] == record.pk
        address = f"{whole}{record.pk}/confirm/"
        facts = {**row["others"][0], "agrees": True}
        kind = {"content_type": "application/json"}
    assert stranger.post(address, facts, **kind).status_code in (403, 404)
    answer = worker.post(address, facts, **kind)

    record.refresh_from_db()
    assert answer.status_code in (200, 302), answer.text
    assert (record.state, record.confirmed_on_paper) == (DecisionRecordState.COUNTS, True)
    assert record.confirmed_by == charlie.login
    assert (
        f"{charlie.login.name}, on paper" in signed_in(alice).get(reverse("decision_records")).text
    )


@pytest.mark.holds("P5", "P15")
@pytest.mark.parametrize("door", ["page", "program"])
def test_whoever_has_read_the_paper_says_that_two_hold_it_together(pair, door):
    alice, bob, _charlie = pair
    dan = ask_for(alice, make_login("dan"), scope=RepresentationScope.PAY)
    client = signed_in(make_connector("dora", area()))
    facts = {
        "basis": "attorney_welfare",
        "seen_words": "The power names the three of them, jointly.",
        "jointly_with": bob.representation_id,
    }

    if door == "page":
        page = reverse("authority_seen", args=[dan.pk])
        opened = client.get(page).text
        assert "decide only together" in opened
        answer = client.post(page, facts)
    else:
        answer = client.post(
            f"/api/representations/{dan.pk}/agree/",
            facts | {"digest": representation_digest(dan.pk)},
            content_type="application/json",
        )

    assert answer.status_code in (200, 302), answer.text
    numbers = Representation.objects.filter(pk__in=[dan.pk, bob.representation_id])
    assert len(set(numbers.values_list("held_jointly", flat=True))) == 1
    alices = signed_in(alice).get(reverse("my_representatives")).text
    assert "Only together with another" in alices
