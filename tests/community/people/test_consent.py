"""Consent and decision records: by whom, with which line in the audit, all or nothing."""

import pytest

from community.audit.models import AuditEntry
from community.people.acting import Acting
from community.people.actions import consent as consent_actions
from community.people.actions import decision_records
from community.people.actions.consent import give_consent, withdraw_consent
from community.people.actions.decision_records import record_decision
from community.people.deeds import PeopleDeed
from community.people.models.decisions import DecisionRecord
from community.people.models.persons import Consent
from community.people.rules.authority import NotYours
from community.people.rules.decisions import NothingShown, WhyOnlyForBestInterests
from community.people.states import DecisionBasis, RepresentationScope
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone

pytestmark = pytest.mark.django_db


def give(by: Acting) -> Consent:
    return give_consent(purpose="peers", about="group:1", words="They see my name.", by=by, now=NOW)


def withdraw(by: Acting) -> None:
    withdraw_consent(purpose="peers", about="group:1", by=by, now=NOW)


def decide(by: Acting, **facts) -> DecisionRecord:
    words = {"about": "pool:1", "question": "Does she join?", "chosen": "Yes", "basis": "own"}
    words |= {"interpreted_by": "nobody"}
    return record_decision(**words | facts, by=by, now=NOW)


ACTIONS = [give, withdraw, decide]


def lines(*deeds: PeopleDeed) -> list[tuple]:
    """(deed, about, for whom, by which login, by which representation) of the audit."""
    return list(
        AuditEntry.objects.filter(deed__in=deeds)
        .order_by("pk")
        .values_list("deed", "about", "for_person", "login_id", "representation_id")
    )


def test_consent_is_given_and_taken_back_with_a_line_each_and_counts_once():
    alice = make_someone("alice")

    first, again = give(alice), give(alice)
    withdraw(alice)
    withdraw(alice)

    first.refresh_from_db()
    assert (first.pk, first.given_by, first.withdrawn_at) == (again.pk, alice.login, NOW)
    about = f"consent:{first.pk}"
    assert lines(PeopleDeed.GIVE_CONSENT, PeopleDeed.WITHDRAW_CONSENT) == [
        ("give_consent", about, alice.person_id, alice.login_id, None),
        ("withdraw_consent", about, alice.person_id, alice.login_id, None),
    ]


def test_whoever_may_decide_for_a_person_does_it_for_them_and_in_their_own_name():
    alice = make_someone("alice")
    bob = act_for(alice, "bob", scope=RepresentationScope.DECIDE)

    record = decide(bob, what_they_showed="She nodded.")
    give(bob)

    assert (record.person, record.by_login) == (alice.person, bob.login)
    assert [line[2:] for line in lines(PeopleDeed.RECORD_DECISION, PeopleDeed.GIVE_CONSENT)] == [
        (alice.person_id, bob.login_id, bob.representation_id)
    ] * 2


@pytest.mark.parametrize("act", [give, withdraw])
def test_whoever_may_only_suggest_may_not(act):
    alice = make_someone("alice")
    give(alice)
    charlie = act_for(alice, "charlie", scope=RepresentationScope.SUGGEST)
    before = AuditEntry.objects.count()

    with pytest.raises(NotYours):
        act(charlie)

    assert Consent.objects.get().withdrawn_at is None
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("act", ACTIONS)
def test_whoever_works_here_and_acts_for_nobody_may_not(act):
    with pytest.raises(NotYours):
        act(make_connector("connie"))


def test_one_person_takes_back_nothing_of_anothers():
    alice, bob = make_someone("alice"), make_someone("bob")
    kept = give(alice)

    withdraw(bob)

    kept.refresh_from_db()
    assert kept.withdrawn_at is None
    assert lines(PeopleDeed.WITHDRAW_CONSENT) == []


@pytest.mark.parametrize("act", ACTIONS)
def test_without_its_line_in_the_audit_nothing_is_written(act, monkeypatch):
    alice = make_someone("alice")
    if act is withdraw:
        give(alice)
    before = [list(model.objects.values()) for model in (Consent, DecisionRecord)]

    def no_room(**_line):
        raise OSError("the audit is full")

    for module in (consent_actions, decision_records):
        monkeypatch.setattr(module, "record_deed", no_room)
    with pytest.raises(OSError):
        act(alice)

    assert [list(model.objects.values()) for model in (Consent, DecisionRecord)] == before


@pytest.mark.holds("M69", "M70")
def test_why_somebody_could_not_decide_is_of_one_decision_in_their_best_interests():
    alice = make_someone("alice")
    why = "could not decide this, this time, because she was in great pain"

    record = decide(
        alice,
        basis=DecisionBasis.BEST_INTERESTS,
        why_words=why,
        what_they_showed="She held on to the programme.",
    )

    assert record.why_words == why
    with pytest.raises(NothingShown):
        decide(alice, basis=DecisionBasis.BEST_INTERESTS, why_words=why)
    with pytest.raises(WhyOnlyForBestInterests):
        decide(alice, basis=DecisionBasis.OWN, why_words=why)
