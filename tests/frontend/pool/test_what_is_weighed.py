"""What somebody weighs when they choose is what they say yes to (fault B2)."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from django.db import models

from frontend.pages.group.comparison import offer_rows
from frontend.shared.terms_texts import terms_rows
from groups.models.offers import Offer
from groups.queries.offers import OfferComparison
from pooling.pools.queries.pool_details import price_lines
from pooling.pools.terms import Terms
from tests.factories.pools import FIRST, make_chosen_offer, make_people

# Of the comparison: said elsewhere, or true of the day of choosing alone.
BESIDE_THE_TERMS = {
    "Checks that a connector has seen": "kept true by the connector, beside every yes",
    "The offer stands until": "only until it is chosen",
    "It works for": "the sizes stand with the prices",
    "Price a session": "the prices stand apart",
}
# Of an offer: not what is offered.
NOT_OFFERED = {
    "id", "brief", "provider", "price_for_one_pence", "postcode", "good_until", "state", "sent_at",
    "sent_by", "instead_of", "earlier_brief",
    "is_at_a_home",  # read from the place's words
}  # fmt: skip


@pytest.mark.holds("fault:B2")
def test_each_question_of_the_comparison_is_answered_in_the_terms(db):
    offer = make_chosen_offer(make_people(4))
    compared = {
        question
        for question, _answer in offer_rows(OfferComparison(offer, ()))
        if question not in BESIDE_THE_TERMS
    }

    frozen = {question for question, _answer in terms_rows(Terms.from_offer(offer))}

    assert compared - frozen == set()


def other_value(field: models.Field, value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, dict):
        return {key: pence + 1 for key, pence in value.items()}
    if isinstance(value, list):
        return [*value[1:]] if value else ["step_free"]
    choices = [choice for choice, _label in field.choices or [] if choice != value]
    return choices[0] if choices else f"{value} otherwise"


@pytest.mark.holds("fault:B2", "M53")
@pytest.mark.parametrize(
    "name", sorted({field.name for field in Offer._meta.concrete_fields} - NOT_OFFERED)
)
def test_whatever_an_offer_says_otherwise_gives_another_digest(db, name):
    offer = make_chosen_offer(make_people(4))
    before = Terms.from_offer(offer).digest
    value = getattr(offer, name)

    setattr(offer, name, other_value(Offer._meta.get_field(name), 1300 if value is None else value))

    assert Terms.from_offer(offer).digest != before


# The same for every shared cost of this site; and words of before there was a rule.
ALWAYS_SO = {"sharing", "fee_payer", "missed"}


@pytest.mark.holds("fault:B2", "M53")
@pytest.mark.parametrize("name", sorted({field.name for field in fields(Terms)} - ALWAYS_SO))
def test_whatever_the_terms_say_otherwise_is_read_beside_what_was_said(db, name):
    before = Terms.from_offer(make_chosen_offer(make_people(4)))
    if before.care_basis == "not_personal_care":
        before = replace(before, care_basis="cqc_registered", care_where="There", cqc_id="1-1")
    value = getattr(before, name)
    after = replace(before, **{name: OTHERWISE.get(name, f"{value} more")})

    assert (terms_rows(after), price_lines(after)) != (terms_rows(before), price_lines(before))


OTHERWISE = {
    "prices": dict.fromkeys(range(4, 9), 7000),
    "smallest": 5,
    "largest": 7,
    "starts": (FIRST + timedelta(hours=1),),
    "minutes": 90,
    "same_person": "no",
    "missed_rule": "paid",
    "try_first": "yes",
    "missed_notice_hours": 72,
    "time_off_minutes": 30,
    "sessions_at_once": 2,
    "gap_days": 9,
    "requirements_met": ("step_free",),
    "is_hands_on": True,
    "hourly_pay_pence": 2000,
    "travel_paid": "yes",
    "care_basis": "not_personal_care",
    "change_of_mind": "fourteen_days",
}
