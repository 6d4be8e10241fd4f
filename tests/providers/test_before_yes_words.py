"""Trying it first, and hospital: in fixed sentences, and the words of before (C1)."""

from dataclasses import fields

import pytest

from groups.rules.offers import OfferTerms
from pooling.pools.rules.terms import CHANGEABLE_TERMS
from providers.states import MissedRule, YesNoUnknown
from providers.wording.before_yes import hospital_text, try_first_text
from providers.wording.missed import missed_rule_text

pytestmark = pytest.mark.holds("fault:C1", "P27")


def test_no_offer_of_now_can_promise_money_in_words_of_its_own():
    written = {field.name for field in fields(OfferTerms)} | CHANGEABLE_TERMS
    assert written.isdisjoint({"missed_words", "try_once_words", "hospital_words", "hospital"})


def test_what_was_written_before_stands_as_it_was_written():
    assert try_first_text(YesNoUnknown.NOT_KNOWN, "The first is free.") == "The first is free."
    assert hospital_text("We keep your place.") == "We keep your place."


def test_trying_it_is_before_the_yes_and_hospital_goes_by_the_rule_for_a_missed_time():
    assert "nothing is paid before a yes" in try_first_text(YesNoUnknown.YES, "")
    assert try_first_text(YesNoUnknown.NO, "").startswith("No.")
    assert try_first_text(YesNoUnknown.NOT_KNOWN, "") == ""
    assert "the rule for a missed time" in hospital_text("")
    assert "hospital, they can let you off" in missed_rule_text(MissedRule.PAID, 48, "")
