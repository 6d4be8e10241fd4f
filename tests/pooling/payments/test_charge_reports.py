"""Where every charge's money stands, alike for every rail, in three statements however many."""

import pytest

from pooling.ledger import actions as ledger
from pooling.payments.actions.bank_transfers import request_bank_transfer
from pooling.payments.actions.card_requests import request_capture, request_void
from pooling.payments.queries.charges import ChargeReport, charge_reports
from pooling.payments.states.charges import ChargeStatus, Rail
from tests.factories.cards import DECLINES, part_account, work_off
from tests.factories.supply import NOW, area, make_someone


def test_what_was_never_asked_for_is_not_there(db):
    assert charge_reports([1, 2, 3]) == {}


def test_a_card_tells_where_it_stands_from_asking_to_taking(cards):
    payment = cards.ask()
    ref = payment.charge_ref

    def standing() -> ChargeStatus:
        return charge_reports([ref])[ref].status

    standings = [standing()]
    work_off()
    standings.append(standing())
    cards.open()
    request_capture(charge_ref=ref, now=NOW)
    standings.append(standing())
    work_off()
    standings.append(standing())

    assert standings == [
        ChargeStatus.PENDING,
        ChargeStatus.SECURED,
        ChargeStatus.PENDING,
        ChargeStatus.PAID,
    ]


def test_until_a_hold_is_let_go_there_too_it_is_on_its_way_back(cards):
    payment = cards.hold()
    ref = payment.charge_ref
    request_void(charge_ref=ref, now=NOW)
    assert charge_reports([ref])[ref].status == ChargeStatus.REFUNDING
    work_off()
    assert charge_reports([ref])[ref].status == ChargeStatus.CANCELLED


def test_the_newest_attempt_is_the_one_that_counts(cards):
    failed = cards.hold(number=DECLINES)
    ref = failed.charge_ref
    assert charge_reports([ref])[ref].status == ChargeStatus.FAILED
    cards.request_hold(ref)
    assert charge_reports([ref])[ref] == ChargeReport(
        rail=Rail.CARD, status=ChargeStatus.PENDING, state="asked", pence=1000
    )


@pytest.mark.parametrize("each", [1, 3])
def test_three_statements_for_any_number_of_charges(cards, django_assert_num_queries, each):
    for _number in range(each):
        cards.ask()
    part = part_account(900)
    ann = make_someone("ann")
    ledger.create_collection(code="instalment:9:1", pool_ref=1, target_pence=100)
    for charge_ref in range(900, 900 + each):
        request_bank_transfer(
            charge_ref=charge_ref,
            pence=100,
            payee_words="Westsea Museum",
            person_id=ann.person.pk,
            provider_id=cards.provider.pk,
            area_id=area().pk,
            collection_code="instalment:9:1",
            part_code=part,
            now=NOW,
        )
    with django_assert_num_queries(3):
        assert len(charge_reports(range(1, 1000))) == 2 * each
