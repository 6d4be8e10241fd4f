"""A council officer answers many lines on one screen, each on its own, and sees no more of them."""

from dataclasses import fields
from datetime import date

import pytest

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from pooling.payments.actions.commitment_lines import commit_charge
from pooling.payments.actions.commitments import (
    CommitmentAnswers,
    answer_commitments,
    end_commitment,
    request_commitment,
)
from pooling.payments.models.commitments import Commitment
from pooling.payments.queries.commitments import CommitmentSummary, commitment_for, open_commitments
from pooling.payments.rules import NotAgreed
from pooling.payments.states.commitments import BillChange, CommitmentState, RefusalReason
from tests.factories.places import make_area
from tests.factories.pools import make_officer
from tests.factories.supply import NOW, area, make_login, make_provider, make_someone

pytestmark = pytest.mark.django_db
YES = {"answer": "yes", "bill_change": BillChange.NO}


def ask(someone=None, part_ref=1, where=None, **facts) -> Commitment:
    someone = someone or make_someone(f"person-{part_ref}")
    provider = facts.pop("provider", None) or make_provider(make_login(f"voice-{part_ref}"))
    return request_commitment(
        **{
            "part_ref": part_ref,
            "area_id": (where or area()).pk,
            "person_id": someone.person.pk,
            "provider_id": provider.pk,
            "provider_words": "Westsea Museum",
            "dates_words": "4 sessions, from Tuesday 15 June to Tuesday 6 July 2027",
            "most_pence_a_session": 1250,
            "sessions": 4,
            "service_words": "Museum mornings",
            "purpose_words": "company on a Tuesday",
            "by": someone,
            "now": NOW,
            **facts,
        }
    )


def answer(line, by, **words) -> CommitmentAnswers:
    words = words or YES
    return answer_commitments(answers=[{"commitment_id": line.pk, **words}], by=by, now=NOW)


def test_an_officer_says_yes_and_it_is_written_who_did(db):
    officer, line = make_officer(), ask()

    [done] = answer(line, officer)

    assert (done.state, done.answered_by, done.answered_at) == (
        CommitmentState.CONFIRMED,
        officer.login,
        NOW,
    )
    assert commitment_for(1).bill_change == BillChange.NO
    deed = AuditEntry.objects.filter(about=f"commitment:{line.pk}").latest("pk")
    assert (deed.deed, deed.login_id, deed.for_person) == (
        "commitment_confirmed",
        officer.login_id,
        line.person_id,
    )


def test_the_area_s_officers_are_told_once_a_day_however_many_lines_wait(db):
    officer = make_officer()
    ask(part_ref=1)
    ask(part_ref=2)
    assert Message.objects.filter(login_id=officer.login_id).count() == 1


def test_many_lines_are_answered_at_once_and_an_incomplete_one_does_not_hold_up_the_rest(db):
    officer = make_officer()
    one, two, three = (ask(part_ref=ref) for ref in (1, 2, 3))

    answered = answer_commitments(
        answers=[
            {"commitment_id": one.pk, **YES},
            {"commitment_id": two.pk, "answer": "no"},
            {
                "commitment_id": three.pk,
                "answer": "yes_when",
                "when_words": "the supplier is set up",
                "when_owner": "the payments team",
                "when_on": date(2027, 5, 20),
            },
        ],
        by=officer,
        now=NOW,
    )

    assert [line.part_ref for line in answered] == [1, 3]
    assert list(answered.refused) == [two.pk]
    assert [commitment_for(ref).state for ref in (1, 2, 3)] == ["confirmed", "asked", "yes_when"]


@pytest.mark.holds("M02")
@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"answer": "maybe"}, "answer"),
        ({"answer": "yes"}, "bill_change"),
        ({"answer": "yes", "bill_change": BillChange.YES}, "bill_change_pence"),
        ({"answer": "yes_when", "when_words": "set up"}, "when_owner"),
        ({"answer": "yes_when", "when_words": "a", "when_owner": "b"}, "when_on"),
        ({"answer": "no"}, "refusal_reason"),
        ({"answer": "no", "refusal_reason": "because"}, "refusal_reason"),
        ({"answer": "no", "refusal_reason": RefusalReason.OTHER}, "refusal_words"),
    ],
)
def test_what_an_answer_lacks_is_said_beside_its_field(db, words, field):
    line, officer = ask(), make_officer()
    answered = answer(line, officer, **words)
    assert answered.refused[line.pk].field == field
    assert commitment_for(1).state == CommitmentState.ASKED


@pytest.mark.holds("M02")
@pytest.mark.parametrize("reason", RefusalReason.values)
def test_a_no_is_kept_with_its_reason(db, reason):
    line, officer = ask(), make_officer()
    answer(line, officer, answer="no", refusal_reason=reason, refusal_words="in our words")
    assert commitment_for(1).refusal_reason == reason


@pytest.mark.holds("M02")
def test_yes_when_becomes_yes_when_it_is_done(db):
    line, officer = ask(), make_officer()
    answer(
        line,
        officer,
        answer="yes_when",
        when_words="set up",
        when_owner="payments",
        when_on=date(2027, 5, 20),
    )
    assert len(open_commitments([line.area_id])) == 1
    answer(line, officer)
    assert commitment_for(1).state == CommitmentState.CONFIRMED
    assert open_commitments([line.area_id]) == []


def test_yes_pressed_twice_is_one_yes(db):
    line, officer = ask(), make_officer()
    answer(line, officer)
    assert len(answer(line, officer).done) == 1
    assert AuditEntry.objects.filter(deed="commitment_confirmed").count() == 1


def test_a_no_cannot_become_a_yes(db):
    line, officer = ask(), make_officer()
    answer(line, officer, answer="no", refusal_reason=RefusalReason.PRICE)
    assert list(answer(line, officer).refused) == [line.pk]


def test_asked_again_with_other_figures_the_old_yes_does_not_hold(db):
    ann, provider = make_someone("ann"), make_provider(make_login())
    line = ask(ann, provider=provider)
    officer = make_officer()
    answer(line, officer)
    assert ask(ann, provider=provider) == commitment_for(1)  # the same figures: the yes holds

    ask(ann, provider=provider, most_pence_a_session=1300)

    line.refresh_from_db()
    assert (line.state, commitment_for(1).state) == ("ended", "asked")


def test_an_officer_who_agreed_is_told_when_it_is_not_needed(db):
    line, officer = ask(), make_officer()
    answer(line, officer)
    end_commitment(part_ref=1, now=NOW)
    end_commitment(part_ref=1, now=NOW)
    assert commitment_for(1).state == CommitmentState.ENDED
    assert Message.objects.filter(kind="commitment_released").count() == 1


# Alice is an officer here, Bob in another area, Charlie nowhere.


@pytest.fixture
def alice_bob_charlie(db):
    here, elsewhere = area(), make_area("Eastmoor", authority_code="E06999998")
    return make_officer("alice", here), make_officer("bob", elsewhere), make_login("charlie")


@pytest.mark.holds("C13")
def test_only_an_officer_of_the_area_can_answer(alice_bob_charlie):
    alice, bob, charlie = alice_bob_charlie
    ann = make_someone("ann")
    line = ask(ann)
    for stranger in (bob, charlie, ann):
        with pytest.raises(NotFound):
            answer(line, stranger)
    assert commitment_for(1).state == CommitmentState.ASKED
    assert answer(line, alice).done == [line]


def test_a_line_of_another_area_among_ones_own_refuses_them_all(alice_bob_charlie):
    _alice, bob, _charlie = alice_bob_charlie
    bobs_area = bob.login.roles.get().area
    own, others = ask(part_ref=1, where=bobs_area), ask(part_ref=2)
    with pytest.raises(NotFound):
        answer_commitments(
            answers=[{"commitment_id": line.pk, **YES} for line in (own, others)], by=bob, now=NOW
        )
    assert commitment_for(1).state == CommitmentState.ASKED


def test_a_line_that_is_not_there_looks_the_same_as_one_that_may_not_be_seen(alice_bob_charlie):
    _alice, bob, _charlie = alice_bob_charlie
    line = ask()
    answers = []
    for line_id in (line.pk, line.pk + 999):
        with pytest.raises(NotFound) as refusal:
            answer_commitments(answers=[{"commitment_id": line_id, **YES}], by=bob, now=NOW)
        answers.append((refusal.value.code, refusal.value.message, refusal.value.next_step))
    assert answers[0] == answers[1]


@pytest.mark.holds("C13")
def test_an_officer_whose_role_ended_cannot_answer(alice_bob_charlie):
    alice, _bob, _charlie = alice_bob_charlie
    line = ask()
    alice.login.roles.update(ended_at=NOW)
    with pytest.raises(NotFound):
        answer(line, alice)


def test_an_officer_sees_only_the_lines_of_their_areas(alice_bob_charlie):
    _alice, bob, _charlie = alice_bob_charlie
    ask()
    assert open_commitments([role.area_id for role in bob.login.roles.all()]) == []


@pytest.mark.holds("M129")
def test_an_officer_is_shown_person_provider_dates_price_and_purpose_and_nothing_else(db):
    ask()
    [line] = open_commitments([area().pk])
    assert {f.name for f in fields(CommitmentSummary)} == {
        "commitment_id",
        "person_called",
        "reference",
        "provider_words",
        "dates_words",
        "most_pence_a_session",
        "sessions",
        "service_words",
        "purpose_words",
        "decided_on",
        "asked_at",
        "state",
        "when_words",
        "when_owner",
        "order_number",
        "digest",
        "when_on",
        "on_the_invoice",
        "shown",
    }
    assert (line.person_called, line.most_pence) == ("person-1", 5000)


@pytest.mark.parametrize("lines", [1, 3])
def test_the_list_is_one_statement_however_long(db, django_assert_num_queries, lines):
    for part_ref in range(1, lines + 1):
        ask(part_ref=part_ref)
    here = area().pk
    with django_assert_num_queries(1):
        assert len(open_commitments([here])) == lines


@pytest.mark.holds("C13", "M48")
def test_nothing_more_is_counted_on_than_was_agreed(db):
    ask()
    with pytest.raises(NotAgreed):
        commit_charge(
            charge_ref=1,
            part_ref=1,
            pence=1,
            collection_code="instalment:1:1",
            part_code="part:1",
            now=NOW,
        )
