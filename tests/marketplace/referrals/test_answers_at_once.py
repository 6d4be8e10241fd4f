"""The answer pressed by eight at the same moment is one answer, where commits are real (M31)."""

from threading import Barrier

import pytest

from community.people.acting import Acting
from marketplace.referrals.actions import answers
from marketplace.referrals.models.answers import ReferralAnswer
from marketplace.referrals.queries.referrals import referrals
from providers.models.supply import ProviderMember
from providers.rules.visit_answers import AnswerGiven
from providers.states import DeclineReason, VisitAnswer
from tests.factories.at_once import at_once
from tests.factories.referrals import make_body, make_place, make_worker, outline_by_worker
from tests.factories.supply import NOW
from tests.waits import TEST_WAIT_SECONDS

GIVEN = (
    AnswerGiven(VisitAnswer.YES),
    AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason=DeclineReason.FULL),
)


def eight_press() -> list[str]:
    referral = outline_by_worker(make_worker(make_body()), make_place())
    member = ProviderMember.objects.get(provider=referral.listing.provider)
    place = Acting(login=member.login)

    def press(given):
        return answers.answer_referral(referral_id=referral.pk, given=given, by=place, now=NOW)

    found = at_once(*[lambda given=given: press(given) for given in GIVEN * 4], expected=Exception)
    return sorted(type(each).__name__ for each in found)


@pytest.mark.holds("M31")
def test_pressed_by_eight_at_once_it_is_one_answer(committed_db):
    assert eight_press() == ["Referral"] + ["ReferralAnswered"] * 7
    assert ReferralAnswer.objects.count() == 1


def test_without_the_lock_of_the_referral_more_than_one_is_taken(committed_db, monkeypatch):
    """The control."""
    gate, check = Barrier(8), answers.check_can_be_answered

    def checked_together(*args, **facts):
        check(*args, **facts)
        gate.wait(TEST_WAIT_SECONDS)

    monkeypatch.setattr(answers, "_lock", lambda pk: referrals().get(pk=pk))
    monkeypatch.setattr(answers, "check_can_be_answered", checked_together)
    monkeypatch.setattr(answers, "lock_month_of_listing", lambda *_args, **_facts: None)

    assert eight_press().count("Referral") > 1
