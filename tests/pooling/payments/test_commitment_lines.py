"""Council money: promised, going ahead, invoiced for what was delivered, let go of the rest."""

from datetime import date, timedelta

import pytest

from community.common.refusals import NotFound
from community.messaging.models import Message
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_COUNCIL, provider_account_code
from pooling.ledger.queries import balance, balances, collection_progress, ledger_faults
from pooling.ledger.rules import CollectionNotOpen
from pooling.payments.actions.commitment_lines import (
    activate_commitment_line,
    commit_charge,
    decommit_charge,
    decommit_pence,
)
from pooling.payments.actions.commitments import answer_commitments, request_commitment
from pooling.payments.actions.invoices import make_invoice
from pooling.payments.actions.payouts import release_to_provider
from pooling.payments.models.commitments import Invoice
from pooling.payments.queries.charges import charge_reports
from pooling.payments.queries.invoices import InvoiceDue, invoice_page, invoices_due
from pooling.payments.rules import AskedOtherwise, MoreThanIsLeft, NotAgreed, NothingToInvoice
from pooling.payments.states.charges import ChargeStatus
from pooling.payments.states.commitments import BillChange, CommitmentLineState
from tests.factories.cards import part_account
from tests.factories.invoices import make_payable
from tests.factories.places import make_area
from tests.factories.pools import make_officer
from tests.factories.supply import NOW, TODAY, area, make_login, make_provider, make_someone

COLLECTION = "instalment:1:1"


class Council:
    """One person's money, agreed to: £12.50 a session for four sessions."""

    def __init__(self):
        self.voice, self.officer, self.person = make_login(), make_officer(), make_someone("ann")
        self.provider = make_provider(self.voice)
        line = request_commitment(
            part_ref=1,
            area_id=area().pk,
            person_id=self.person.person.pk,
            provider_id=self.provider.pk,
            provider_words="Westsea Museum",
            dates_words="4 sessions",
            most_pence_a_session=1250,
            sessions=4,
            purpose_words="company",
            reference="PO-7",
            by=self.person,
            now=NOW,
        )
        answer_commitments(
            answers=[{"commitment_id": line.pk, "answer": "yes", "bill_change": BillChange.NO}],
            by=self.officer,
            now=NOW,
        )
        make_payable(self.provider, self.voice)
        self.part = part_account(1)
        ledger.create_collection(code=COLLECTION, pool_ref=1, target_pence=5000)

    def commit(self, charge_ref=1, pence=5000):
        return commit_charge(
            charge_ref=charge_ref,
            part_ref=1,
            pence=pence,
            collection_code=COLLECTION,
            part_code=self.part,
            now=NOW,
        )

    def stand(self, charge_ref=1, pence=5000):
        self.commit(charge_ref, pence)
        ledger.open_for_posting(code=COLLECTION)
        return activate_commitment_line(charge_ref=charge_ref, now=NOW)

    def deliver(self, session_ref, pence=1250, charge_ref=1, now=NOW):
        release_to_provider(
            amounts={charge_ref: pence},
            provider_id=self.provider.pk,
            session_ref=session_ref,
            key=f"session:{session_ref}",
            now=now,
        )

    def invoice(self, until=TODAY, by=None):
        return make_invoice(
            provider_id=self.provider.pk,
            area_id=area().pk,
            until=until,
            by=by or self.voice,
            now=NOW,
        )


@pytest.fixture
def council(db) -> Council:
    return Council()


def standing(charge_ref=1) -> ChargeStatus:
    return charge_reports([charge_ref])[charge_ref].status


def test_a_promise_counts_towards_the_price_and_nothing_has_moved(council):
    council.commit()
    assert (standing(), collection_progress(COLLECTION).covered_pence) == (
        ChargeStatus.SECURED,
        5000,
    )
    assert balance(council.part) == 0
    assert ledger_faults() == []


def test_a_promise_stands_when_the_instalment_goes_ahead(council):
    council.stand()
    assert (standing(), balance(council.part)) == (ChargeStatus.PAID, 5000)
    assert activate_commitment_line(charge_ref=1, now=NOW).state == CommitmentLineState.ACTIVE


def test_a_promise_does_not_stand_before_everything_is_covered(council):
    council.commit(pence=4000)
    with pytest.raises(CollectionNotOpen):
        activate_commitment_line(charge_ref=1, now=NOW)
    assert standing() == ChargeStatus.SECURED


@pytest.mark.holds("C13", "M48")
def test_never_more_than_was_agreed_to_in_all(council):
    council.commit(charge_ref=1, pence=3000)
    with pytest.raises(NotAgreed, match="£20"):
        council.commit(charge_ref=2, pence=2001)
    council.commit(charge_ref=2, pence=2000)


def test_a_promise_let_go_can_be_counted_on_again(council):
    council.commit(charge_ref=1)
    decommit_charge(charge_ref=1, now=NOW)
    assert (standing(), council.commit(charge_ref=2).state) == (
        ChargeStatus.CANCELLED,
        CommitmentLineState.COMMITTED,
    )


def test_a_released_promise_leaves_nothing_and_the_officer_is_told_once(council):
    council.commit()
    for _time in range(2):
        decommit_charge(charge_ref=1, now=NOW)
    assert balances([OUTSIDE_COUNCIL]) == {OUTSIDE_COUNCIL: 0}
    assert Message.objects.filter(kind="commitment_released").count() == 1


def test_asked_twice_it_is_one_promise(council):
    assert council.commit() == council.commit()
    with pytest.raises(AskedOtherwise):
        council.commit(pence=4999)


def test_only_what_was_delivered_is_invoiced(council):
    council.stand()
    council.deliver(session_ref=1)
    council.deliver(session_ref=2)
    council.deliver(session_ref=2)  # said twice, it is once
    decommit_pence(charge_ref=1, pence=1250, key="session:3", now=NOW)
    decommit_pence(charge_ref=1, pence=1250, key="session:3", now=NOW)

    page = invoice_page(council.invoice().pk, login_id=council.voice.login_id)

    [line] = page.lines
    assert (page.number, page.pence, line.units, line.price_pence) == (1, 2500, 2, 1250)
    assert page.lines[0].reference == "PO-7"
    assert balance(provider_account_code(council.provider.pk)) == 2500
    assert balance(council.part) == 1250
    assert ledger_faults() == []


def test_nothing_is_invoiced_twice_and_numbers_have_no_gap(council):
    council.stand()
    council.deliver(session_ref=1)
    council.invoice()
    with pytest.raises(NothingToInvoice):
        council.invoice()
    council.deliver(session_ref=2, now=NOW + timedelta(days=7))
    with pytest.raises(NothingToInvoice):
        council.invoice()
    council.invoice(until=TODAY + timedelta(days=7))
    assert list(Invoice.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_what_may_be_invoiced_is_listed_by_council(council):
    council.stand()
    council.deliver(session_ref=1)
    assert invoices_due([council.provider.pk]) == [
        InvoiceDue(
            provider_id=council.provider.pk,
            area_id=area().pk,
            council="Westsea Council",
            since=TODAY,
            pence=1250,
        )
    ]


def test_a_line_with_nothing_left_has_had_its_last_invoice(council):
    line = council.stand()
    for session_ref in (1, 2, 3):
        council.deliver(session_ref=session_ref)
    decommit_pence(charge_ref=1, pence=1250, key="session:4", now=NOW)
    council.invoice()
    line.refresh_from_db()
    assert (line.state, standing()) == (CommitmentLineState.INVOICED, ChargeStatus.PAID)


def test_an_ended_line_still_invoices_what_was_delivered(council):
    council.stand()
    council.deliver(session_ref=1)
    decommit_charge(charge_ref=1, now=NOW)
    assert standing() == ChargeStatus.REFUNDED
    assert balance(council.part) == 0
    assert invoice_page(council.invoice().pk, login_id=council.voice.login_id).pence == 1250


def test_more_than_is_left_cannot_be_let_go(council):
    council.stand()
    council.deliver(session_ref=1)
    with pytest.raises(MoreThanIsLeft, match="£37.50"):
        decommit_pence(charge_ref=1, pence=3751, key="x", now=NOW)


def test_an_invoice_is_made_by_the_provider_and_seen_by_it_and_its_council_only(council):
    council.stand()
    council.deliver(session_ref=1)
    stranger = make_login("bob")
    elsewhere = make_officer("eve", make_area("Eastmoor", authority_code="E06999998"))
    with pytest.raises(NotFound):
        council.invoice(by=stranger)
    invoice = council.invoice()
    for by in (stranger, elsewhere, council.person):
        with pytest.raises(NotFound):
            invoice_page(invoice.pk, login_id=by.login_id)
    with pytest.raises(NotFound):
        invoice_page(invoice.pk, login_id=None)
    for by in (council.voice, council.officer):
        assert invoice_page(invoice.pk, login_id=by.login_id).pence == 1250
    assert invoice.starts_on == date(2027, 5, 4)
